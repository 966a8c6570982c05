using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Notices;
using WorkflowJobs.Domain.Plans;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Instances;
using WorkflowJobs.Domain.Runtime.Tasks;
using WorkflowJobs.Domain.Units;
using WorkflowJobs.Engine.Execution;

namespace WorkflowJobs.Domain.Tests.Applications;

/// <summary>
/// The demo's notices of 2024, published through their real process: the villages' demands, the town's draft and the two signatures are
/// filled in, so that the window runs and closes by its own timers.
/// </summary>
public sealed class DemoNotices(IWriter writer, StartAnnualDemand start, IProcessHost host, MessagePump messages, TaskForms forms)
{
    private static readonly DateOnly Opens = new(2024, 6, 3);
    private static readonly DateOnly Closes = new(2024, 6, 14);

    /// <summary>Publishes the notice of every town that has none yet for 2024.</summary>
    public async Task Publish(CancellationToken cancel)
    {
        foreach (var town in await Write(work => work.Db.AllocationLines.Where(l => l.Year == Opens.Year).Select(l => l.TownId).Distinct().ToListAsync(cancel), cancel))
            await Publish(town, cancel);
    }

    private async Task Publish(string townId, CancellationToken cancel)
    {
        var started = await Write(work => start.Start(work, new StartDemandBody(Opens.Year, townId), Actor.System, cancel), cancel);
        if (started.Value is not { } notice)
            return;
        // Village demands, town draft, town leader, district: at most one round of tasks for each.
        for (var step = 0; step < 5; step++)
        {
            await Write(async work => await CompleteOpen(work, notice.NoticeId, townId, cancel), cancel);
            await messages.Drain(cancel);
        }
    }

    private async Task<int> CompleteOpen(Work work, string noticeId, string townId, CancellationToken cancel)
    {
        var demands = noticeId + ".";
        var tasks = await work.Db.UserTasks
            .Where(t => t.CompletedAt == null && ((t.SubjectType == Subject.Notice && t.SubjectId == noticeId) || (t.SubjectType == VillageDemand.Type && t.SubjectId.StartsWith(demands))))
            .ToListAsync(cancel);
        foreach (var task in tasks)
        {
            var (outcome, data) = task.FormKey switch
            {
                "village-demand" => ("Submit", await Demand(work, VillageDemand.Parse(task.SubjectId).VillageId, townId, cancel)),
                "notice-draft" => ("Submit", Draft(townId)),
                "notice-sign" => ("Sign", []),
                _ => ("Agree", new JsonObject()),
            };
            var submission = await forms.Store(work, task, data, Actor.System, isDraft: false, cancel);
            var result = new JsonObject { ["outcome"] = outcome, ["submissionId"] = submission.Id, ["actorId"] = Actor.System.UserId };
            await host.Advance(work, task.InstanceId, new Stimulus.Resume(task.Id, result), Actor.System, cancel);
        }

        return tasks.Count;
    }

    // The allocation's posts are dealt to the villages in turn; each line's number is dealt to its posts.
    private static async Task<JsonObject> Demand(Work work, string villageId, string townId, CancellationToken cancel)
    {
        var villages = await work.Db.Units.Where(u => u.ParentId == townId && u.Kind == UnitKind.Village).OrderBy(u => u.SortOrder).Select(u => u.Id).ToListAsync(cancel);
        var lines = await work.Db.AllocationLines.Where(l => l.Year == Opens.Year && l.TownId == townId && l.IsCurrent).OrderBy(l => l.Id).ToListAsync(cancel);
        var posts = new JsonArray();
        var turn = 0;
        foreach (var line in lines)
        {
            var names = line.PostNames.Split('、');
            for (var i = 0; i < names.Length; i++, turn++)
                if (villages[turn % villages.Count] == villageId)
                    posts.Add(Post(line, names[i], (line.Number / names.Length) + (i < line.Number % names.Length ? 1 : 0)));
        }

        return new JsonObject { ["posts"] = posts };
    }

    private static JsonObject Post(AllocationLine line, string name, int number) => new()
    {
        ["kind"] = line.Kind.ToString(),
        ["batch"] = line.Batch,
        ["name"] = name,
        ["postClass"] = nameof(PostClass.PublicService),
        ["content"] = $"在本村（社区）从事{name}日常工作",
        ["place"] = "本村（社区）",
        ["number"] = Math.Max(1, number),
    };

    private static JsonObject Draft(string townId) => new()
    {
        ["title"] = townId == "shiqiao" ? "石桥镇2024年城乡公益性岗位需求公告" : "许庄街道2024年城乡公益性岗位需求公告",
        ["documentNumber"] = townId == "shiqiao" ? "石政公岗〔2024〕1号" : "许办公岗〔2024〕1号",
        ["opensOn"] = Opens.Iso(),
        ["closesOn"] = Closes.Iso(),
        ["place"] = "镇街为民服务中心人社窗口",
        ["phone"] = "05370000001",
        ["supervisionPhone"] = "05370000002",
    };

    private Task<T> Write<T>(Func<Work, Task<T>> command, CancellationToken cancel) => writer.Write((work, _) => command(work), cancel);
}
