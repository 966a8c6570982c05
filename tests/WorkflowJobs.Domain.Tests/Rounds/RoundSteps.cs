using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Publicity;
using WorkflowJobs.Domain.Runtime.Tasks;

namespace WorkflowJobs.Domain.Tests.Rounds;

/// <summary>Steps of a round as officers take them.</summary>
internal static class RoundSteps
{
    /// <summary>A sitting of nine; the first <paramref name="present"/> came. 曾庆国 is the first member.</summary>
    public static JsonArray Roster(int present, params string[] substitutes) =>
    [
        .. Enumerable.Range(0, 9).Select(i => (JsonNode)new JsonObject
        {
            ["name"] = i == 0 ? "曾庆国" : $"成员{i}", ["resident"] = i > 0, ["present"] = i < present,
        }),
        .. substitutes.Select(name => (JsonNode)new JsonObject { ["name"] = name, ["resident"] = true, ["present"] = true, ["substitute"] = true }),
    ];

    public static JsonObject Votes(string key, int yes, int no, string reason = "", string recused = "")
    {
        var row = new JsonObject { ["key"] = key, ["yes"] = yes, ["no"] = no, ["abstain"] = 0 };
        if (reason.Length > 0)
            row["reason"] = reason;
        if (recused.Length > 0)
            row["recused"] = recused;
        return row;
    }

    public static async Task<JsonObject> Record(this RoundsFixture f, string user, string heldOn, JsonArray roster, params JsonObject[] people) => new()
    {
        ["heldOn"] = heldOn,
        ["place"] = "村委会",
        ["chair"] = "张伟民",
        ["roster"] = roster,
        ["firstTeller"] = "监票甲",
        ["secondTeller"] = "计票乙",
        ["tellersConfirmed"] = true,
        ["sheet"] = await f.Page(user),
        ["people"] = new JsonArray([.. people]),
    };

    /// <summary>Everyone is recommended by 7 of 7 and passed by handler and leader of the town.</summary>
    public static async Task Recommend(this RoundsFixture f, string user, params string[] applications)
    {
        await f.MoveTo(RoundsFixture.At("2024-06-20"));
        await f.Reviewed(user, await f.Record(user, "2024-06-20", Roster(7), [.. applications.Select(a => Votes(a, 7, 0))]));
        await f.TownPasses(applications);
    }

    /// <summary>A sitting recorded by the village, and certified by the town's handler, who presided.</summary>
    public static async Task Reviewed(this RoundsFixture f, string user, JsonObject record)
    {
        await f.Do("review-record", user, "Record", record);
        await f.Do("review-certification", "zhang", "Certify", []);
    }

    public static async Task TownPasses(this RoundsFixture f, params string[] applications)
    {
        foreach (var id in applications)
            await f.Do("town-handling", "zhang", "Pass", new JsonObject { ["opinion"] = "同意" }, id);
        foreach (var id in applications)
            await f.Do("town-decision", "wang", "Pass", new JsonObject { ["opinion"] = "同意" }, id);
    }

    public static async Task RankAndConfirm(this RoundsFixture f, string mode, params (string Id, int? Score)[] people)
    {
        var scored = people.Any(p => p.Score is not null);
        JsonArray rows = [.. people.Select(p => (JsonNode)(p.Score is { } s ? Sheet(p.Id, s) : new JsonObject { ["key"] = p.Id }))];
        await f.Do("ranking", "zhang", "Rank", new JsonObject { ["mode"] = mode, ["scoreEnabled"] = scored, ["people"] = rows });
        await f.Do("ranking-decision", "wang", "Confirm", []);
    }

    /// <summary>People of 湖东村, all of tier 1, on a list posted on 2024-06-24.</summary>
    public static async Task<IReadOnlyList<string>> Posted(this RoundsFixture f, params string[] personas)
    {
        var ids = new List<string>();
        foreach (var persona in personas)
            ids.Add(await f.Accepted(persona, 1, village: "shiqiao-hudong"));
        await f.StartRound();
        await f.Recommend("liu", [.. ids]);
        await f.RankAndConfirm("PRIORITY_FIRST", [.. ids.Select(id => (id, (int?)null))]);
        await f.Post("2024-06-24");
        return ids;
    }

    /// <summary>The same for one person, approved on 2024-07-05.</summary>
    public static async Task<string> ToTraining(this RoundsFixture f, string persona)
    {
        var id = (await f.Posted(persona))[0];
        await f.TakeDown("2024-07-02");
        await f.MoveTo(RoundsFixture.At("2024-07-05"));
        await f.Approve(id);
        return id;
    }

    /// <summary>An agreement signed by thumbprint on 2024-07-15; the second witness is 见证乙.</summary>
    public static async Task<JsonObject> Agreement(this RoundsFixture f, string startsOn, string firstWitness, string policyFrom) => new()
    {
        ["postName"] = "消防安全协管员",
        ["signedOn"] = "2024-07-15",
        ["startsOn"] = startsOn,
        ["signatureMode"] = "Thumbprint",
        ["witness1"] = firstWitness,
        ["witness2"] = "见证乙",
        ["scan"] = await f.Page("zhang"),
        ["policyNumber"] = "PA-1",
        ["policyFrom"] = policyFrom,
    };

    public static async Task Object(this RoundsFixture f, string applicationId)
    {
        var entry = await f.Read(work => work.Db.PublicityEntries.SingleAsync(e => e.ApplicationId == applicationId));
        var filed = await f.Get<FileObjection>().Execute(
            await f.Actor_("zhang"), Guid.NewGuid().ToString("N"), new NewObjection(entry.Id, "匿名信", null, "家里有车", false), CancellationToken.None);
        Assert.Null(filed.Refusal);
        await f.Drain();
    }

    /// <summary>Places of the round's line that are taken.</summary>
    public static Task<int> Taken(this RoundsFixture f) => f.Read(work => work.Db.QuotaLines.Where(q => q.Id == "2024-rural-shiqiao-1").Select(q => q.Taken).SingleAsync());

    /// <summary>Posts the open list on a day and takes it down after its period.</summary>
    public static async Task Post(this RoundsFixture f, string postedOn)
    {
        await f.MoveTo(RoundsFixture.At(postedOn));
        await f.Do("posting", "zhang", "Posted", new JsonObject { ["postedOn"] = postedOn, ["place"] = "村、镇公示栏", ["photo"] = await f.Page("zhang") });
    }

    public static async Task TakeDown(this RoundsFixture f, string on, int objections = 0)
    {
        await f.MoveTo(RoundsFixture.At(on));
        await f.Do("publicity-result", "zhang", "Conclude", new JsonObject { ["removedOn"] = on, ["removalPhoto"] = await f.Page("zhang"), ["objections"] = objections });
    }

    public static async Task Approve(this RoundsFixture f, params string[] applications)
    {
        foreach (var id in applications)
            await f.Do("district-comparison", "chen", "Pass", new JsonObject { ["opinion"] = "无异常" }, id);
        foreach (var id in applications)
            await f.Do("district-approval", "li", "Approve", new JsonObject { ["opinion"] = "同意" }, id);
    }

    public static async Task Schedule(this RoundsFixture f, string on)
    {
        UserTask task = Assert.Single(await f.Tasks("class-schedule"));
        await f.Do("class-schedule", "zhang", "Schedule", new JsonObject { ["heldOn"] = on, ["hours"] = 8, ["place"] = "镇文化站", ["lecturer"] = "周老师" }, task.SubjectId);
    }

    public static async Task Roll(this RoundsFixture f, params (string Id, int Score)[] scores) =>
        await f.Do("training-result", "zhang", "Record", new JsonObject
        {
            ["roll"] = await f.Page("zhang"),
            ["people"] = new JsonArray([.. scores.Select(s => (JsonNode)new JsonObject { ["key"] = s.Id, ["attendance"] = "Attended", ["score"] = s.Score })]),
        });

    private static JsonObject Sheet(string id, int score)
    {
        var category = Math.Min(score, 40);
        var income = Math.Min(score - category, 30);
        var willingness = Math.Min(score - category - income, 10);
        return new JsonObject { ["key"] = id, ["category"] = category, ["incomeScore"] = income, ["willingness"] = willingness, ["ability"] = score - category - income - willingness };
    }
}
