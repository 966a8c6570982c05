using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Subsidies;

namespace WorkflowJobs.Server.Tests.Scenarios;

/// <summary>Leaving a post (DOMAIN §8, stage 14), each way out over HTTP.</summary>
public sealed class ExitTests
{
    [Fact]
    [Trait("Database", "PostgreSQL")]
    public async Task Removal_StopsThePayAtOnce_HearsThePerson_AndMayBeDisputedAndOverturned()
    {
        await using var server = await TestServer.Start();
        var town = new Town(server, "shiqiao");
        var person = await Leaving.OnPost(town, "P21");
        await town.At("2025-03-10T10:00");
        var handler = await town.Handler;
        var exit = await Leaving.Report(handler, person, "Removal", "2025-03-10", "检查发现不在岗");
        Assert.Equal("2025-03-10", Api.Text(await Leaving.Placement(handler, person), "lastDay"));
        await handler.Complete("核实退出情况", "", "Submit", Leaving.Handling("2025-03-10"));
        // Two working days after Monday the 10th.
        Assert.Equal("2025-03-12", Api.Text(await handler.Get("/api/exits/" + exit), "defenceBy"));
        await (await server.As("p21")).Complete("陈述申辩", "", "State", new { statement = "当日请假，村里知情" });
        await Leaving.Decide(town);
        await town.At("2025-03-11T10:00");
        var removed = await handler.Get("/api/exits/" + exit);
        Assert.Equal(("Completed", "Used", "当日请假，村里知情"), (Api.Text(removed["line"], "state"), Api.Text(removed, "defence"), Api.Text(removed, "defenceText")));
        Assert.Equal("EXITED", (await town.Case(person)).Status);
        Assert.Equal(1, await town.Taken());

        await (await server.As("p21")).Complete("是否申请复核", "", "Dispute", new { grounds = "假条在村委会" });
        await (await town.DistrictLeader).Complete("退出决定复核", "", "Overturn", new { findings = "假条属实" }, "假条属实，不构成违规");
        Assert.Equal("Overturned", Api.Text((await handler.Get("/api/exits/" + exit))["line"], "state"));
        Assert.Equal("ON_POST", (await town.Case(person)).Status);
        Assert.False(await handler.HasTask("空岗报告"));
        Assert.EndsWith("ExitProposed ExitDecided ExitOverturned", (await town.Case(person)).Notices, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Removal_WithoutAWord_GoesOnAfterTheDays_AndThePlaceIsFreeOnceNobodyDisputes()
    {
        await using var server = await TestServer.Start();
        var town = new Town(server, "shiqiao");
        var person = await Leaving.OnPost(town, "P21");
        await town.At("2025-03-10T10:00");
        var handler = await town.Handler;
        var exit = await Leaving.Report(handler, person, "Removal", "2025-03-10", "检查发现不在岗");
        await handler.Complete("核实退出情况", "", "Submit", Leaving.Handling("2025-03-10"));
        var leader = await town.Leader;
        await town.At("2025-03-12T23:00");
        Assert.False(await leader.HasTask("退出审核（镇街分管负责人）"));
        await town.At("2025-03-13T09:00");
        await Leaving.Decide(town);
        Assert.Equal("Lapsed", Api.Text(await handler.Get("/api/exits/" + exit), "defence"));
        Assert.Equal(1, await town.Taken());
        // The dispute ends five working days after the 13th: the 20th.
        Assert.Equal("2025-03-20", Api.Text(await handler.Get("/api/exits/" + exit), "disputeBy"));
        await town.At("2025-03-21T09:00");
        Assert.Equal(0, await town.Taken());
        await handler.Complete("空岗报告", "", "Report", new { vacantOn = "2025-03-13", keep = "Refill" });
        var done = (await handler.Get("/api/exits/" + exit))["line"]!;
        Assert.Equal(("true", "true"), (Api.Text(done, "vacancyLate"), Api.Text(done, "barred")));
        Assert.Contains("VacancyLate", string.Join(' ', (await (await server.As("jijian-di")).Get("/api/bell"))["items"]!.AsArray().Select(row => Api.Text(row, "kind"))), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Resignation_IsNotForTheVillageToDecide_AndRefusedLeavesThePersonOnPost()
    {
        await using var server = await TestServer.Start();
        var town = new Town(server, "shiqiao");
        var person = await Leaving.OnPost(town, "P21");
        await town.At("2024-12-02T10:00");
        var village = await town.Village("hudong");
        var placement = Api.Text(await Leaving.Placement(village, person), "id");
        await village.Refused("/api/exits", new { operationId = Api.NewId(), placementId = placement, kind = "Resignation", lastDay = "2024-07-01", facts = "本人提出" }, "EXIT_BEFORE_START");
        await village.Refused("/api/exits", new { operationId = Api.NewId(), placementId = placement, kind = "Death", lastDay = "2024-12-03", facts = "去世" }, "EXIT_IN_FUTURE");
        await (await town.Village("liugou")).Refused("/api/exits", new { operationId = Api.NewId(), placementId = placement, kind = "Resignation", lastDay = "2024-12-31", facts = "本人提出" }, "NOT_FOUND");
        await Leaving.Report(village, person, "Resignation", "2024-12-31", "本人提出");
        await village.Refused("/api/exits", new { operationId = Api.NewId(), placementId = placement, kind = "Resignation", lastDay = "2024-12-31", facts = "本人提出" }, "EXIT_RUNNING");
        await (await town.Handler).Complete("核实退出情况", "", "Groundless", Leaving.Handling("2024-12-31"), "本人未提出过");
        Assert.Equal("ON_POST", (await town.Case(person)).Status);
        // A death takes the place of what is under way.
        await Leaving.Report(village, person, "Resignation", "2024-12-31", "本人提出");
        await Leaving.Report(village, person, "Death", "2024-12-01", "12月1日去世");
        var states = (await village.Get("/api/exits"))["items"]!.AsArray().Select(row => $"{Api.Text(row, "kind")} {Api.Text(row, "state")}").Order();
        Assert.Equal(["Death Open", "Resignation Refused", "Resignation Superseded"], states);
    }

    [Fact]
    public async Task Expiry_Refused_LeavesThePlacementsProcessRunning_UntilThePersonLeaves()
    {
        await using var server = await TestServer.Start();
        var town = new Town(server, "shiqiao");
        var person = await Leaving.OnPost(town, "P21");
        var handler = await town.Handler;
        var id = Api.Text(await Leaving.Placement(handler, person), "id");
        await town.At("2025-07-16T09:00");
        Assert.Equal("Running", await Process());
        await handler.Complete("核实退出情况", "", "Groundless", Leaving.Handling("2025-07-15"), "续签协议正在补签");
        await town.At("2025-08-20T09:00");
        // On post, watched over still, and the same end begins no second exit.
        Assert.True(await handler.HasTask("处理超期在岗人员"));
        Assert.Equal("OnPost", Api.Text((await handler.Get("/api/placements/" + id))["row"], "status"));
        Assert.Equal("Running", await Process());
        Assert.Equal(["Expiry Refused"], await Exits());

        await Leaving.Report(await town.Village("hudong"), person, "Death", "2025-07-15", "7月15日去世");
        await handler.Complete("核实退出情况", "", "Submit", Leaving.Handling("2025-07-15"));
        await Leaving.Decide(town);
        Assert.Equal(["Death Completed", "Expiry Refused"], await Exits());
        Assert.Equal("Finished", await Process());
        Assert.False(await handler.HasTask("处理超期在岗人员"));

        async Task<string> Process() => Api.Text(
            await (await server.As("shebao-wa")).Get($"/elsa/api/workflow-instances/{Api.Text(await handler.Get("/api/placements/" + id), "instanceId")}/execution-state"), "status");

        async Task<IEnumerable<string>> Exits() => (await handler.Get("/api/exits"))["items"]!.AsArray().Select(row => $"{Api.Text(row, "kind")} {Api.Text(row, "state")}").Order();
    }

    /// <summary>Refused at the age limit: the town is reminded every five working days, until it begins the exit again and the person leaves.</summary>
    [Fact]
    [Trait("Database", "PostgreSQL")]
    public async Task AgeLimit_Refused_RemindsTheTownUntilThePersonLeaves()
    {
        await using var server = await TestServer.Start();
        var town = new Town(server, "shiqiao");
        var id = await town.BringOnPost("P24", "R-AGE", "yuwan", "宣传助理员");
        var handler = await town.Handler;
        // 65 on 2025-02-20, the last day; the next day is a Friday.
        await town.At("2025-02-21T09:00");
        Assert.Equal(["AgeLimit Open"], await Exits());
        await handler.Complete("核实退出情况", "", "Submit", Leaving.Handling("2025-02-20"));
        await (await town.Leader).Complete("退出审核（镇街分管负责人）", "", "Refuse", new { opinion = "缓办" }, "替补未到岗，暂不退出");
        Assert.Equal(["AgeLimit Refused"], await Exits());
        Assert.Equal("OnPost", await Status());

        await town.At("2025-02-27T23:00");
        Assert.False(await handler.HasTask(Overstay));
        await town.At("2025-02-28T09:00");
        await handler.CompleteRefused(await handler.FindTask(Overstay), "REASON_REQUIRED", "Later", new { opinion = "再等一周" });
        await handler.Complete(Overstay, "", "Later", new { opinion = "再等一周" }, "替补下周到岗");
        await town.At("2025-03-06T23:00");
        Assert.False(await handler.HasTask(Overstay));
        Assert.Equal(["AgeLimit Refused"], await Exits());
        await town.At("2025-03-07T09:00");
        await handler.Complete(Overstay, "", "Exit", new { opinion = "替补已到岗" });
        Assert.Equal(["AgeLimit Open", "AgeLimit Refused"], await Exits());
        Assert.False(await handler.HasTask(Overstay));

        await handler.Complete("核实退出情况", "", "Submit", Leaving.Handling("2025-02-20"));
        await Leaving.Decide(town);
        Assert.Equal(["AgeLimit Completed", "AgeLimit Refused"], await Exits());
        Assert.Equal("Exited", await Status());
        await town.At("2025-04-30T09:00");
        Assert.False(await handler.HasTask(Overstay));

        async Task<string> Status() => Api.Text((await handler.Get("/api/placements/" + id))["row"], "status");

        async Task<IEnumerable<string>> Exits() => (await handler.Get("/api/exits"))["items"]!.AsArray().Select(row => $"{Api.Text(row, "kind")} {Api.Text(row, "state")}").Order();
    }

    /// <summary>An exit whose process an administrator cancels bars no other: neither a reported one, nor that of the term's end.</summary>
    [Fact]
    public async Task Cancelled_ByAnAdministrator_BarsNoOtherExit_AndTheTermsEndBeginsItsOwn()
    {
        await using var server = await TestServer.Start();
        var town = new Town(server, "shiqiao");
        var person = await Leaving.OnPost(town, "P21");
        var handler = await town.Handler;
        await town.At("2025-03-10T10:00");
        await Cancel(await Leaving.Report(handler, person, "Resignation", "2025-03-31", "本人提出"));
        Assert.Equal(["Resignation Cancelled"], await Exits());
        Assert.Equal("", Api.Text(await Leaving.Placement(handler, person), "lastDay"));
        Assert.False(await handler.HasTask("核实退出情况"));
        Assert.Contains((await handler.Get("/api/bell"))["items"]!.AsArray(), row => Api.Text(row, "kind") == "ExitCancelled");

        // A removal has stopped the pay; only an exit's decision lets it go on.
        await Cancel(await Leaving.Report(handler, person, "Removal", "2025-03-10", "检查发现不在岗"));
        Assert.Equal("2025-03-10", Api.Text(await Leaving.Placement(handler, person), "lastDay"));
        await Leaving.Report(handler, person, "Removal", "2025-03-10", "检查发现不在岗");
        await handler.Complete("核实退出情况", "", "Groundless", Leaving.Handling("2025-03-10"), "当日请假");
        Assert.Equal("", Api.Text(await Leaving.Placement(handler, person), "lastDay"));

        await town.At("2025-07-16T09:00");
        var expiry = (await handler.Get("/api/exits"))["items"]!.AsArray().Single(row => Api.Text(row, "kind") == "Expiry")!;
        await Cancel(Api.Text(expiry, "id"));
        // The end is behind still: its exit begins anew, and goes its way.
        Assert.Equal(["Expiry Cancelled", "Expiry Open", "Removal Cancelled", "Removal Refused", "Resignation Cancelled"], await Exits());
        await handler.Complete("核实退出情况", "", "Submit", Leaving.Handling("2025-07-15"));
        await Leaving.Decide(town);
        Assert.Equal("EXITED", (await town.Case(person)).Status);

        async Task Cancel(string exit)
        {
            var instance = Api.Text(await handler.Get("/api/exits/" + exit), "instanceId");
            await (await server.As("shebao-wa")).Post($"/api/instances/{instance}/cancel", new { operationId = Api.NewId(), reason = "误启动" });
        }

        async Task<IEnumerable<string>> Exits() => (await handler.Get("/api/exits"))["items"]!.AsArray().Select(row => $"{Api.Text(row, "kind")} {Api.Text(row, "state")}").Order();
    }

    private const string Overstay = "处理超期在岗人员";

    [Fact]
    public async Task Death_EndsThePayOnTheDay_AndNobodyIsFollowedUp()
    {
        await using var server = await TestServer.Start();
        var town = new Town(server, "shiqiao");
        var person = await Leaving.OnPost(town, "P22", "R-AGE");
        await town.At("2024-11-08T10:00");
        var (village, handler) = (await town.Village("hudong"), await town.Handler);
        var exit = await Leaving.Report(village, person, "Death", "2024-11-05", "11月5日因病去世");
        Assert.Equal("2024-11-05", Api.Text(await Leaving.Placement(handler, person), "lastDay"));
        await handler.Complete("核实退出情况", "", "Submit", Leaving.Handling("2024-11-05"));
        await Paid(server, Api.Text(await Leaving.Placement(handler, person), "id"), 376344);
        await Leaving.Decide(town);
        var line = (await handler.Get("/api/exits/" + exit))["line"]!;
        // November was paid in full before anybody knew: what is beyond the 5th is asked back.
        Assert.Equal("69444", Api.Text(line, "overpaidFen"));
        Assert.Single((await (await town.DistrictHandler).Get("/api/clawbacks"))["items"]!.AsArray());
        // Until 2024-11-05: 3,069.00 (DOMAIN §7).
        Assert.Equal(("Completed", "306900"), (Api.Text(line, "state"), Api.Text(line, "dueFen")));
        Assert.Equal(("EXITED", 0), ((await town.Case(person)).Status, await town.Taken()));
        Assert.Empty((await village.Get("/api/follow-ups"))["items"]!.AsArray());
        Assert.DoesNotContain("Exit", (await town.Case(person)).Notices, StringComparison.Ordinal);
    }

    /// <summary>Paid to the end of November 2024, as the bank's return would have it.</summary>
    private static Task<bool> Paid(TestServer server, string placementId, long fen) => server.Services.GetRequiredService<IWriter>().Write(async (work, cancel) =>
    {
        var placement = (await work.Db.Placements.FindAsync([placementId], cancel))!;
        work.Db.SubsidyLines.Add(new SubsidyLine
        {
            Id = Api.NewId(),
            BatchId = "paid",
            PlacementId = placementId,
            PersonId = placement.PersonId,
            VillageId = placement.VillageId,
            Year = 2024,
            Month = 11,
            DaysOnPost = 30,
            PersonalFen = fen,
            Status = PayStatus.Paid,
        });
        return true;
    });

    [Fact]
    public async Task Misconduct_HearsThePersonWhoStaysOnPayUntilItIsDecided_AndIsFollowedUp()
    {
        await using var server = await TestServer.Start();
        var town = new Town(server, "shiqiao");
        var person = await Leaving.OnPost(town, "P23", "R-AGE");
        await town.At("2024-10-08T10:00");
        var (handler, own) = (await town.Handler, await server.As("p23"));
        var exit = await Leaving.Report(handler, person, "Misconduct", "2024-10-11", "9月连续旷工4天");
        Assert.Equal("", Api.Text(await Leaving.Placement(handler, person), "lastDay"));
        await handler.Complete("核实退出情况", "", "Submit", Leaving.Handling("2024-10-11"));
        await own.Complete("陈述申辩", "", "Waive");
        await Leaving.Decide(town);
        Assert.Equal("2024-10-11", Api.Text(await Leaving.Placement(handler, person), "lastDay"));
        await town.At("2024-10-12T08:00");
        Assert.Equal(("EXITED", 1), ((await town.Case(person)).Status, await town.Taken()));
        await own.Complete("是否申请复核", "", "Accept");
        Assert.Equal(0, await town.Taken());
        Assert.Equal("Waived", Api.Text(await handler.Get("/api/exits/" + exit), "defence"));
        Assert.Equal(4, (await handler.Get("/api/follow-ups"))["items"]!.AsArray().Count);
        Assert.Equal("false", Api.Text((await handler.Get("/api/exits/" + exit))["line"], "barred"));
    }
}

/// <summary>What brings a person onto a post, and off it again.</summary>
internal static class Leaving
{
    /// <summary>One rural person of 湖东村 on post from 2024-07-16.</summary>
    public static async Task<Application> OnPost(Town town, string persona, string claim = "R-LOW")
    {
        await town.At("2024-06-04T10:00");
        var person = await town.Apply("hudong", Town.Form(persona, claim));
        await town.Accept("hudong", person);
        await town.BringToDistrict(person);
        await town.ApproveAndTrain(person);
        await town.At("2024-07-15T10:00");
        await Sign(town, person);
        await town.At("2024-07-16T08:00");
        Assert.Equal("ON_POST", (await town.Case(person)).Status);
        return person;
    }

    public static async Task Sign(Town town, Application person, string post = "消防安全协管员")
    {
        var handler = await town.Handler;
        await handler.Complete("签订协议", person.Receipt, "Signed", await Town.Agreement(handler, post, "2024-07-15", "2024-07-16", form =>
            (form["policyNumber"], form["policyFrom"]) = ("PA-20240715", "2024-07-16")));
    }

    /// <summary>The person's line of the roster.</summary>
    public static async Task<JsonNode> Placement(Api reader, Application person) =>
        (await reader.Get("/api/placements"))["items"]!.AsArray().Single(row => Api.Text(row, "name") == person.Name)!;

    public static async Task<string> Report(Api reporter, Application person, string kind, string lastDay, string facts) => Api.Text(
        await reporter.Post("/api/exits", new { operationId = Api.NewId(), placementId = Api.Text(await Placement(reporter, person), "id"), kind, lastDay, facts }), "exitId");

    public static object Handling(string lastDay, string facts = "经核实，情况属实") => new { lastDay, facts, basis = "上岗协议的约定", handover = "Done" };

    /// <summary>Town leader, district handler and district leader agree.</summary>
    public static async Task Decide(Town town)
    {
        await (await town.Leader).Complete("退出审核（镇街分管负责人）", "", "Agree", new { opinion = "同意" });
        await (await town.DistrictHandler).Complete("退出审核（区级经办）", "", "Pass", new { opinion = "核对无误" });
        await (await town.DistrictLeader).Complete("退出审批（区级）", "", "Approve", new { opinion = "同意" });
    }
}
