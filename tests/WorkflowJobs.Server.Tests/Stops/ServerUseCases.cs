using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using WorkflowJobs.Domain.Runtime.Journal;
using WorkflowJobs.Domain.Runtime.Tasks;
using WorkflowJobs.Domain.Runtime.Timers;
using WorkflowJobs.Server.Tests.Scenarios;

namespace WorkflowJobs.Server.Tests.Stops;

/// <summary>Something to be done on a prepared server, again and again under the same operation id until it was.</summary>
/// <param name="Accounts">Who must be signed in before.</param>
/// <param name="Act">Answers what the caller is told; null when the database was away.</param>
internal sealed record ServerUseCase(IReadOnlyList<string> Accounts, Func<TestServer, Task<string?>> Act);

/// <summary>What moves money or people, each prepared over HTTP up to the last step.</summary>
internal static class ServerUseCases
{
    private const string Operation = "the-operation";
    private const string Id = "shiqiao";

    public delegate Task<ServerUseCase> Prepare(TestServer server);

    public static IReadOnlyDictionary<string, Prepare> All { get; } = new Dictionary<string, Prepare>
    {
        ["subsidy batch: open and reckon"] = OpenMonth,
        ["subsidy batch: draw up, deduction told"] = DrawUp,
        ["subsidy batch: approve"] = Approve,
        ["subsidy batch: pay"] = Pay,
        ["subsidy batch: bank return as a file"] = ReturnFile,
        ["subsidy batch: bank return decided"] = Return,
        ["exit: approve"] = ApproveExit,
        ["exit: last day by the timer"] = LastDay,
        ["opening import: apply"] = ApplyOpening,
        ["attendance: import"] = ImportAttendance,
        ["clawback: decide"] = DecideClawback,
        ["clawback: repayment"] = Repay,
        ["group job"] = GroupJob,
        ["anchor"] = Anchor,
    };

    private static async Task<ServerUseCase> OpenMonth(TestServer server)
    {
        var (town, pay) = await OnPost(server);
        // Before the 6th, on which the month opens by itself.
        await town.At("2024-08-05T09:00");
        return Posting("shebao-hh", "/api/subsidies/batches", new { operationId = Operation, year = 2024, month = 7, townId = Id });
    }

    private static async Task<ServerUseCase> DrawUp(TestServer server)
    {
        var (town, pay) = await OnPost(server);
        await town.At("2024-08-06T09:00");
        await pay.Set(await pay.Line(2024, 7, "P21"), new { scheduledDays = 12, absentDays = 1 });
        return await Completing(server, Id + "-th", "编制补贴发放表", PayDesk.Name(2024, 7), "Submit", new JsonObject());
    }

    private static async Task<ServerUseCase> Approve(TestServer server)
    {
        var (town, _) = await Drafted(server);
        await (await town.DistrictHandler).Complete("复核补贴发放表", PayDesk.Name(2024, 7), "Pass", new JsonObject());
        return await Completing(server, "shebao-hl", "审批补贴发放表", PayDesk.Name(2024, 7), "Approve", new JsonObject());
    }

    private static async Task<ServerUseCase> Pay(TestServer server)
    {
        await Approved(server);
        return await Completing(server, "caizheng-fi", "发放补贴", PayDesk.Name(2024, 7), "Pay", new { payOn = "2024-08-07", returned = Array.Empty<object>() });
    }

    private static async Task<ServerUseCase> ReturnFile(TestServer server)
    {
        var (_, pay) = await Approved(server);
        await pay.Pay(2024, 7, "2024-08-07");
        var id = Api.Text((await pay.Batch(2024, 7))["row"], "id");
        var sent = Encoding.UTF8.GetString(await (await pay.Finance).Bytes($"/api/subsidies/batches/{id}/pay-file?format=csv")).Split("\r\n", StringSplitOptions.RemoveEmptyEntries)[1..];
        var rows = sent.Select((line, at) => line.Split(',')[0] + (at == 0 ? ",430.11,失败,户名不符\r\n" : ",430.11,成功,\r\n"));
        var file = Encoding.UTF8.GetBytes("业务编号,金额,结果,原因\r\n" + string.Concat(rows));
        return Asking("caizheng-fi", api => api.SendFile($"/api/subsidies/batches/{id}/bank-return?operationId={Operation}", file, "回单.csv"));
    }

    private static async Task<ServerUseCase> Return(TestServer server)
    {
        var (_, pay) = await Approved(server);
        await pay.Pay(2024, 7, "2024-08-07");
        return await Completing(server, "caizheng-fi", "登记银行回单", PayDesk.Name(2024, 7), "Record", new { failed = Array.Empty<object>(), othersPaid = true });
    }

    private static async Task<ServerUseCase> ApproveExit(TestServer server)
    {
        await Leaving(server, "2025-03-10");
        return await Completing(server, "shebao-hl", "退出审批（区级）", "", "Approve", new { opinion = "同意" });
    }

    private static async Task<ServerUseCase> LastDay(TestServer server)
    {
        await Leaving(server, "2025-03-14");
        await (await server.As("shebao-hl")).Complete("退出审批（区级）", "", "Approve", new { opinion = "同意" });
        var until = new DateTimeOffset(2025, 3, 15, 1, 0, 0, TimeSpan.FromHours(8));
        return new ServerUseCase([], async on =>
        {
            await on.Services.GetRequiredService<TimerPump>().FireDue(until, CancellationToken.None);
            return "fired";
        });
    }

    private static async Task<ServerUseCase> ApplyOpening(TestServer server)
    {
        var town = new Town(server, Id);
        await town.At("2024-07-10T09:00");
        var file = new StringBuilder("公民身份号码,姓名,村（社区）,岗位类别,计划年度,批次,岗位名称,首次核定日期,上岗日期,协议起始日,协议终止日,累计已用月数,累计已发金额,意外险保单号,保单生效日,收款账号\n");
        foreach (var persona in (string[])["P29", "P30"])
            file.Append(CultureInfo.InvariantCulture, $"{Town.NumberOf(persona)},{Town.NameOf(persona)},渔湾村,乡村,2022,1,综合网格员,2022-06-20,2022-07-01,2024-07-01,2025-06-30,23.5,19583.30,PA-1,2024-07-01,6217000012345678901\n");
        var proposed = await (await town.DistrictHandler).SendFile($"/api/openings?asOf=2024-07-09&operationId={Api.NewId()}", Encoding.UTF8.GetBytes(file.ToString()), "opening.csv");
        Assert.Equal("2", Api.Text(proposed.Body, "rows"));
        return await Completing(server, "shebao-hl", "审定期初导入", "", "Approve", new { opinion = "同意" });
    }

    private static async Task<ServerUseCase> ImportAttendance(TestServer server)
    {
        var (town, _) = await OnPost(server);
        await town.At("2024-07-31T18:00");
        var people = (await (await town.Village("hudong")).Get($"/api/attendance/{Id}-hudong.2024-07"))["people"]!.AsArray();
        var file = new StringBuilder("岗位编号,姓名," + string.Join(',', Enumerable.Range(1, 31)) + "\n");
        foreach (var person in people)
            file.Append(CultureInfo.InvariantCulture, $"{Api.Text(person, "postNumber")},{Api.Text(person, "name")},{string.Join(',', Api.Text(person, "usual").Select(mark => mark == '.' ? "" : mark.ToString()))}\n");
        var bytes = Encoding.UTF8.GetBytes(file.ToString());
        return Asking("hudong-vo", async api =>
        {
            using var form = new MultipartFormDataContent { { new ByteArrayContent(bytes), "file", "考勤.csv" }, { new StringContent(Operation), "operationId" } };
            return await api.Send(HttpMethod.Post, $"/api/attendance/{Id}-hudong.2024-07/file", form);
        });
    }

    private static async Task<ServerUseCase> DecideClawback(TestServer server)
    {
        await Clawback(server);
        return await Completing(server, "shebao-hl", "决定追缴", "樊素", "Approve", new JsonObject());
    }

    private static async Task<ServerUseCase> Repay(TestServer server)
    {
        var town = await Clawback(server);
        await (await town.DistrictLeader).Complete("决定追缴", "樊素", "Approve", new JsonObject());
        return await Completing(server, "caizheng-fi", "登记缴款", "樊素", "Record", new { paidOn = "2024-08-12", amount = 20_000 });
    }

    private static async Task<ServerUseCase> GroupJob(TestServer server)
    {
        var town = new Town(server, Id);
        await town.At("2024-06-05T10:00");
        var officer = await town.Village("hudong");
        var items = new List<object>();
        foreach (var persona in (string[])["P08", "P21", "P01"])
        {
            var application = await town.Apply("hudong", Town.Form(persona, "R-POV"));
            var task = await officer.FindTask("受理初审", application.Receipt);
            items.Add(new { taskId = Api.Text(task, "id"), expectedRevision = task["revision"]!.GetValue<int>(), outcome = "Accept", data = await town.Checklist("hudong", application) });
        }

        var begin = Posting("hudong-vo", "/api/user-tasks/groups", new { operationId = Operation, title = "受理", items });
        return new ServerUseCase(begin.Accounts, async on =>
        {
            if (await begin.Act(on) is not { } begun)
                return null;
            await on.Services.GetRequiredService<GroupJobPump>().Drain(CancellationToken.None);
            return begun[..3];
        });
    }

    /// <summary>The file follows the database, however far the anchor came.</summary>
    private static async Task<ServerUseCase> Anchor(TestServer server)
    {
        await OnPost(server);
        return new ServerUseCase([], async on =>
        {
            await on.Services.GetRequiredService<JournalAnchors>().Anchor(CancellationToken.None);
            return string.Create(CultureInfo.InvariantCulture, $"{on.Services.GetRequiredService<AnchorFile>().Lines().Count} lines");
        });
    }

    // How they come there

    /// <summary>Two people on post from 2024-07-16, with accounts.</summary>
    private static async Task<(Town Town, PayDesk Pay)> OnPost(TestServer server)
    {
        var town = new Town(server, Id);
        var pay = new PayDesk(server, town, Id);
        await town.At("2024-07-16T09:00");
        foreach (var (persona, account) in new[] { ("P08", "62170000000000008"), ("P21", "62170000000000021") })
            await pay.Account(await pay.Place(persona, "hudong", "2024-07-16", "2025-07-15"), Town.NameOf(persona), account);
        return (town, pay);
    }

    private static async Task<(Town Town, PayDesk Pay)> Drafted(TestServer server)
    {
        var (town, pay) = await OnPost(server);
        await town.At("2024-08-06T09:00");
        await pay.Draft(2024, 7);
        await (await town.Leader).Complete("审定补贴发放表", PayDesk.Name(2024, 7), "Approve", new JsonObject());
        return (town, pay);
    }

    private static async Task<(Town Town, PayDesk Pay)> Approved(TestServer server)
    {
        var (town, pay) = await Drafted(server);
        await (await town.DistrictHandler).Complete("复核补贴发放表", PayDesk.Name(2024, 7), "Pass", new JsonObject());
        await (await town.DistrictLeader).Complete("审批补贴发放表", PayDesk.Name(2024, 7), "Approve", new JsonObject());
        return (town, pay);
    }

    /// <summary>Paid for July 2024, of which a part is asked back.</summary>
    private static async Task<Town> Clawback(TestServer server)
    {
        var (town, pay) = await Approved(server);
        await pay.Pay(2024, 7, "2024-08-07");
        await pay.Bank(2024, 7);
        await town.At("2024-08-12T09:00");
        var placement = Api.Text(await pay.Line(2024, 7, "P21"), "placementId");
        var handler = await town.DistrictHandler;
        await handler.Post("/api/clawbacks", new { operationId = Api.NewId(), placementId = placement, from = "2024-07-16", until = "2024-07-31", grounds = "GHOST_WORKER", facts = "从未到岗。" });
        await handler.Complete("拟定追缴", "樊素", "Submit", new { from = "2024-07-16", until = "2024-07-31", facts = "从未到岗。" });
        return town;
    }

    /// <summary>Somebody who asked to leave, before the district's decision.</summary>
    private static async Task Leaving(TestServer server, string lastDay)
    {
        var town = new Town(server, Id);
        var person = await Scenarios.Leaving.OnPost(town, "P21");
        await town.At("2025-03-10T10:00");
        var handler = await town.Handler;
        await Scenarios.Leaving.Report(handler, person, "Resignation", lastDay, "本人另有工作");
        await handler.Complete("核实退出情况", "", "Submit", Scenarios.Leaving.Handling(lastDay));
        await (await town.Leader).Complete("退出审核（镇街分管负责人）", "", "Agree", new { opinion = "同意" });
        await (await town.DistrictHandler).Complete("退出审核（区级经办）", "", "Pass", new { opinion = "核对无误" });
    }

    // How they are asked

    private static async Task<ServerUseCase> Completing(TestServer server, string account, string title, string subject, string outcome, object data)
    {
        var task = await (await server.As(account)).FindTask(title, subject);
        return Posting(account, $"/api/user-tasks/{Api.Text(task, "id")}/complete", new { operationId = Operation, outcome, data });
    }

    private static ServerUseCase Posting(string account, string path, object body) => Asking(account, api => api.Send(HttpMethod.Post, path, body));

    private static ServerUseCase Asking(string account, Func<Api, Task<Api.Answer>> ask) => new([account], async on =>
    {
        var answer = await ask(await on.As(account));
        if (answer.Status == HttpStatusCode.ServiceUnavailable && answer.Code == "SERVICE_UNAVAILABLE")
            return null;
        return string.Create(CultureInfo.InvariantCulture, $"{(int)answer.Status} {answer.Body?.ToJsonString()}");
    });
}
