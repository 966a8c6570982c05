using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Data;
using WorkflowJobs.Domain.Identity;
using WorkflowJobs.Domain.Notices;
using WorkflowJobs.Domain.Plans;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Instances;
using WorkflowJobs.Domain.Runtime.Tasks;
using WorkflowJobs.Domain.Units;

namespace WorkflowJobs.Server.Demo;

/// <summary>
/// The notices of 2024 of both towns (window 06-03 … 06-14), published the lawful way: the process is started and each of its tasks done by
/// the demo's officer for it, so that journal and decisions are those of a real notice.
/// </summary>
internal sealed class DemoNoticeWalk(StartAnnualDemand start, TaskQueries tasks, TaskCommands commands, MessagePump messages, DatabaseSettings settings)
{
    private const int Year = 2024;
    private static readonly (string TownId, string Number)[] Towns = [("shiqiao", "石政办字〔2024〕18号"), ("xuzhuang", "许街办字〔2024〕12号")];

    private static readonly Dictionary<string, string> Contents = new()
    {
        ["消防安全协管员"] = "巡查村内消防通道和用火用电安全，登记并报告隐患",
        ["综合网格员"] = "走访网格内住户，采集更新信息，排查上报矛盾纠纷",
        ["人社服务专员"] = "在服务窗口受理就业、社保事项，上门代办",
        ["宣传助理员"] = "张贴公告、更新宣传栏，入户宣传政策",
    };

    public async Task Publish(CancellationToken cancel)
    {
        await using var db = settings.CreateContext();
        if (await db.Notices.AnyAsync(cancel))
            return;
        foreach (var (townId, number) in Towns)
            await Publish(db, await db.Units.AsNoTracking().SingleAsync(unit => unit.Id == townId, cancel), number, cancel);
    }

    private async Task Publish(AppDb db, Unit town, string number, CancellationToken cancel)
    {
        var handler = await Officer(db, $"{town.Id}-th", cancel);
        Must(await start.Run(handler, "demo-notice-" + town.Id, new StartDemandBody(Year, town.Id), cancel));
        await messages.Drain(cancel);
        var villages = await db.Units.AsNoTracking().Where(unit => unit.ParentId == town.Id).OrderBy(unit => unit.SortOrder).ToListAsync(cancel);
        var posts = await Posts(db, town.Id, villages, cancel);
        foreach (var village in villages)
            await Do(await Officer(db, village.Id.Split('-')[^1] + "-vo", cancel), "village-demand", "Submit",
                new JsonObject { ["posts"] = new JsonArray([.. posts.Where(post => post["villageId"]!.GetValue<string>() == village.Id && post["batch"]!.GetValue<int>() == 1).Select(Demand)]) }, cancel);
        await Do(handler, "town-draft", "Submit", new JsonObject
        {
            ["title"] = $"{town.Name}{Year}年城乡公益性岗位需求公告",
            ["documentNumber"] = number,
            ["opensOn"] = "2024-06-03",
            ["closesOn"] = "2024-06-14",
            ["place"] = town.Name + "为民服务中心人社窗口",
            ["phone"] = "0537-6537001",
            ["supervisionPhone"] = "0537-6537012",
            ["posts"] = new JsonArray([.. posts]),
        }, cancel);
        await Do(await Officer(db, $"{town.Id}-tl", cancel), "town-sign", "Sign", [], cancel);
        await Do(await Officer(db, "shebao-hh", cancel), "district-check", "Agree", [], cancel);
    }

    /// <summary>The allocation's posts, spread over the villages that have residents of their kind.</summary>
    private static async Task<List<JsonObject>> Posts(AppDb db, string townId, List<Unit> villages, CancellationToken cancel)
    {
        var posts = new List<JsonObject>();
        foreach (var line in await db.AllocationLines.AsNoTracking().Where(row => row.Year == Year && row.TownId == townId && row.IsCurrent).OrderBy(row => row.Kind).ThenBy(row => row.Batch).ToListAsync(cancel))
        {
            var places = villages.FindAll(village => village.IsUrban == (line.Kind == PostKind.Urban));
            if (places.Count == 0)
                places = villages;
            var names = line.PostNames.Split('、');
            var rows = line.Number < names.Length * places.Count ? names.Select((name, index) => (name, places[index % places.Count])).ToList() : [.. names.SelectMany(name => places.Select(place => (name, place)))];
            for (var i = 0; i < rows.Count; i++)
            {
                var share = (line.Number * (i + 1) / rows.Count) - (line.Number * i / rows.Count);
                if (share > 0)
                    posts.Add(Post(line, rows[i].Item1, rows[i].Item2, share));
            }
        }

        return posts;
    }

    private static JsonObject Post(AllocationLine line, string name, Unit village, int number) => new()
    {
        ["villageId"] = village.Id,
        ["kind"] = line.Kind.ToString(),
        ["batch"] = line.Batch,
        ["name"] = name,
        ["postClass"] = nameof(PostClass.PublicService),
        ["content"] = Contents.GetValueOrDefault(name, "在村（社区）从事" + name + "的日常服务工作"),
        ["place"] = village.Name,
        ["hoursPerMonth"] = 40,
        ["number"] = number,
    };

    /// <summary>What the village itself states: the batch is the town's to say.</summary>
    private static JsonNode Demand(JsonObject post) =>
        new JsonObject(post.Where(field => field.Key is not ("villageId" or "batch")).Select(field => KeyValuePair.Create(field.Key, field.Value?.DeepClone())));

    private async Task Do(Actor actor, string activityId, string outcome, JsonObject data, CancellationToken cancel)
    {
        await messages.Drain(cancel);
        var task = (await tasks.List(new TaskFilter { PageSize = 200 }, actor, cancel)).Items.FirstOrDefault(item => item.ActivityId == activityId)
            ?? throw new InvalidOperationException($"The demo's {actor.DisplayName} has no task {activityId}.");
        Must(await commands.Complete(new TaskCall(task.Id, "demo-" + task.Id, null), outcome, data, null, actor, cancel));
        await messages.Drain(cancel);
    }

    private static async Task<Actor> Officer(AppDb db, string userName, CancellationToken cancel) =>
        await ActorResolver.Resolve(db, "demo-" + userName, new DateOnly(Year, 6, 3), cancel) ?? throw new InvalidOperationException($"There is no demo account {userName}.");

    private static void Must<T>(Result<T> result)
    {
        if (result.Refusal is { } refusal)
            throw new InvalidOperationException($"The demo could not be prepared: {refusal.Code} {refusal.MessageEn} {string.Join("; ", refusal.Errors.Select(error => $"{error.Field} {error.Code}"))}");
    }
}
