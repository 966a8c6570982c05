using System.Text;
using System.Text.Json.Nodes;

namespace WorkflowJobs.Server.Tests.Scenarios;

/// <summary>Stage 10 of DOMAIN §8: the accident policies of rural posts by list to the insurer and back, the employer's social insurance of urban posts, and the reports of both.</summary>
public sealed class InsuranceTests
{
    [Fact]
    public async Task Policies_ReturnedByTheInsurer_StandInTheAgreementAndComeTwiceWithoutEffect()
    {
        await using var server = await TestServer.Start();
        var town = new Town(server, "shiqiao");
        var person = await town.Apply("hudong", Town.Form("P08", "R-POV"));
        await town.Accept("hudong", person);
        await town.BringToDistrict(person);
        await town.ApproveAndTrain(person);
        var handler = await town.Handler;
        var waiting = Assert.Single((await handler.Get("/api/insurance/insured"))["items"]!.AsArray())!;
        Assert.Equal((person.Id, ""), (Api.Text(waiting, "applicationId"), Api.Text(waiting, "policyNumber")));
        Assert.DoesNotContain(Town.NumberOf("P08"), waiting.ToJsonString(), StringComparison.Ordinal);
        await handler.Refused("/api/insurance/insured/export", new { reason = "" }, "REASON_REQUIRED");
        await (await town.Village("hudong")).Refused("/api/insurance/policies", new { operationId = Api.NewId(), file = Csv("") }, "FORBIDDEN");

        var problems = await handler.Refused("/api/insurance/policies",
            new { operationId = Api.NewId(), file = Csv($"{Town.NumberOf("P08")},别人,PICC-1,2024-07-16,2025-07-15\n{Town.NumberOf("P21")},樊素,PICC-2,2024-07-16,2025-07-15\n") }, "SHEET_PROBLEMS");
        Assert.Equal(["B2 PERSON_NAME_DIFFERS", "A3 PERSON_NOT_WAITING"], problems.Body!["errors"]!.AsArray().Select(error => $"{Api.Text(error, "field")} {Api.Text(error, "code")}"));
        var file = Csv($"{Town.NumberOf("P08")},颜秀云,PICC-2024-0001,2024-07-16,2025-07-15\n");
        Assert.Equal(("1", "0"), Counts(await handler.Post("/api/insurance/policies", new { operationId = Api.NewId(), file })));
        Assert.Equal(("0", "1"), Counts(await handler.Post("/api/insurance/policies", new { operationId = Api.NewId(), file })));

        await town.At("2024-07-15T10:00");
        var signing = await handler.Claim(await handler.FindTask("签订协议", person.Receipt));
        Assert.Equal(("PICC-2024-0001", "2024-07-16"), (Api.Text(signing["form"]!["data"], "policyNumber"), Api.Text(signing["form"]!["data"], "policyFrom")));
    }

    /// <summary>A policy ends while its person is on post: told thirty days ahead and after, filtered, sent to the insurer again and renewed.</summary>
    [Fact]
    public async Task PolicyOfAPersonOnPost_ThatEnds_IsToldFilteredAndRenewed()
    {
        await using var server = await TestServer.Start();
        var town = new Town(server, "shiqiao");
        var person = await Leaving.OnPost(town, "P21");
        var handler = await town.Handler;
        // Signed with a policy whose end nobody entered.
        Assert.Equal("EndUnknown PA-20240715 ", await State());
        var file = Csv($"{Town.NumberOf("P21")},{person.Name},PICC-1,2024-07-16,2025-03-31\n");
        Assert.Equal(("1", "0"), Counts(await handler.Post("/api/insurance/policies", new { operationId = Api.NewId(), file })));
        Assert.Equal("Valid PICC-1 2025-03-31", await State());
        await town.At("2025-02-28T10:00");
        Assert.Equal("", await State("&ending=true"));
        await town.At("2025-03-01T10:00");
        Assert.Equal("Expiring PICC-1 2025-03-31", await State("&ending=true"));
        await town.At("2025-04-01T10:00");
        Assert.Equal("Expired PICC-1 2025-03-31", await State("&ending=true"));
        Assert.True((await handler.Download("/api/insurance/insured/export", new { reason = "续保" })).Length > 2_000);
        var renewed = Csv($"{Town.NumberOf("P21")},{person.Name},PICC-2,2025-04-01,2026-03-31\n");
        Assert.Equal(("1", "0"), Counts(await handler.Post("/api/insurance/policies", new { operationId = Api.NewId(), file = renewed })));
        Assert.Equal("Valid PICC-2 2026-03-31", await State());
        Assert.Equal("", await State("&ending=true"));

        async Task<string> State(string query = "") => string.Join(' ', (await handler.Get("/api/insurance/insured?pageSize=50" + query))["items"]!.AsArray()
            .Select(row => $"{Api.Text(row, "state")} {Api.Text(row, "policyNumber")} {Api.Text(row, "until")}"));
    }

    [Fact]
    public async Task UrbanPost_EmployersPartAsPaid_IsHeldAgainstTheRatesAndCorrectedByALaterSheet()
    {
        await using var server = await TestServer.Start();
        var street = new Town(server, "xuzhuang");
        await OnUrbanPost(street);
        var handler = await street.Handler;
        await street.At("2024-08-20T10:00");
        // 2,200.00: pension 16 % = 352.00, medical 8.5 % = 187.00, unemployment 0.7 % = 15.40, injury 0.2 % = 4.40.
        var file = Social("2024-08-01,2200,352,187,15.4,4.4,2024-08-15");
        var taken = await handler.Post("/api/insurance/social", new { operationId = Api.NewId(), file });
        Assert.Equal((("1", "0"), "[]"), (Counts(taken), taken["warnings"]!.ToJsonString()));
        Assert.Equal(("0", "1"), Counts(await handler.Post("/api/insurance/social", new { operationId = Api.NewId(), file })));
        Assert.Equal(("220000", "55880"), Paid(await handler.Get("/api/insurance/social")));

        // The employer paid less pension after all: told, taken, and the earlier row counts no more.
        var corrected = await handler.Post("/api/insurance/social", new { operationId = Api.NewId(), file = Social("2024-08-01,2200,350,187,15.4,4.4,2024-08-16") });
        Assert.Equal("SOCIAL_RATE_DIFFERS", Api.Text(Assert.Single(corrected["warnings"]!.AsArray()), "code"));
        Assert.Equal(("220000", "55680"), Paid(await handler.Get("/api/insurance/social")));
        var early = await handler.Refused("/api/insurance/social", new { operationId = Api.NewId(), file = Social("2024-06-01,2200,352,187,15.4,4.4,2024-06-15") }, "SHEET_PROBLEMS");
        Assert.Equal("NOT_ON_URBAN_POST", Api.Text(Assert.Single(early.Body!["errors"]!.AsArray()), "code"));

        await Reported(server, street);
    }

    /// <summary>What the district, finance and the other town see of it.</summary>
    private static async Task Reported(TestServer server, Town street)
    {
        var district = await street.DistrictHandler;
        var report = await district.Get("/api/reports/2024");
        var line = report["lines"]!.AsArray().Single(row => Api.Text(row, "townId") == "xuzhuang" && Api.Text(row, "batch") == "1")!;
        Assert.Equal(("17", "17", "1", "1", "1", "0"), (Api.Text(line, "planned"), Api.Text(line, "announced"), Api.Text(line, "applied"), Api.Text(line, "approved"), Api.Text(line, "onPost"), Api.Text(line, "exited")));
        var group = Assert.Single(report["groups"]!.AsArray())!;
        Assert.Equal(("U-ZERO", "1", "1"), (Api.Text(group, "group"), Api.Text(group, "started"), Api.Text(group, "onPost")));
        foreach (var measure in new[] { "Applied", "Approved", "Started", "OnPost" })
        {
            var row = Assert.Single((await district.Get($"/api/reports/2024/rows?measure={measure}&townId=xuzhuang&kind=Urban&batch=1&group=U-ZERO"))["items"]!.AsArray())!;
            Assert.Equal(Town.NameOf("P14"), Api.Text(row, "name"));
        }

        Assert.Empty((await district.Get("/api/reports/2024/rows?measure=Exited"))["items"]!.AsArray());
        Assert.True((await district.Bytes("/api/reports/2024/report.xlsx")).Length > 2_000);
        var finance = await server.As("caizheng-fi");
        Assert.Equal("false", Api.Text(await finance.Get("/api/reports/2024"), "mayReadPeople"));
        Assert.Equal("NOT_FOUND", (await finance.Send(HttpMethod.Get, "/api/reports/2024/rows?measure=Applied")).Code);
        Assert.Empty((await (await server.As("shiqiao-th")).Get("/api/reports/2024/rows?measure=Applied"))["items"]!.AsArray());
        Assert.Equal("NOT_FOUND", (await (await server.As("qingbo-vo")).Send(HttpMethod.Get, "/api/reports/2024")).Code);

        // Every step that somebody ended, with how long it lay and was worked on.
        var times = await district.Get("/api/stage-times/application?from=2024-06-01&until=2024-08-31");
        var steps = times["steps"]!.AsArray();
        Assert.Contains("区级审批", steps.Select(step => Api.Text(step, "title")));
        Assert.All(steps, step => Assert.True(step!["waitingHours"]!.GetValue<double>() >= 0 && step["workingHours"]!.GetValue<double>() >= 0));
        Assert.Equal(steps.Select(step => step!["hours"]!.GetValue<double>()).OrderDescending(), steps.Select(step => step!["hours"]!.GetValue<double>()));
        Assert.Equal("PERIOD_INVALID", (await district.Send(HttpMethod.Get, "/api/stage-times/application?from=2024-06-02&until=2024-06-01")).Code);
    }

    private static async Task OnUrbanPost(Town street)
    {
        await street.At("2024-06-04T10:00");
        var person = await street.Apply("qingbo", Town.Form("P14", "U-ZERO", form =>
        {
            form["unemploymentRegisteredOn"] = "2024-01-10";
            form["unemploymentNumber"] = "SY-2024-0114";
            form["maritalStatus"] = "Married";
            form["household"] = new JsonArray(
                new JsonObject { ["name"] = "王桂英", ["relation"] = "配偶", ["employed"] = false, ["hasBusinessIncome"] = false, ["birth"] = "1970-03-01" });
        }), "Urban");
        await street.Accept("qingbo", person);
        await street.At("2024-06-20T10:00");
        await street.Recommend("qingbo", "2024-06-20", person);
        await street.Pass(person);
        await street.Rank("PRIORITY_FIRST", (person, null));
        await street.Post("2024-06-24");
        await street.TakeDown("2024-07-02");
        await street.Compare(person);
        await street.Approve(person);
        await street.Schedule("2024-07-10");
        await street.At("2024-07-10T18:00");
        await street.Roll((person, 90));
        await street.At("2024-07-15T10:00");
        var handler = await street.Handler;
        await handler.Complete("签订协议", person.Receipt, "Signed", await Town.Agreement(handler, "人社服务专员", "2024-07-15", "2024-07-16"));
        await street.At("2024-07-16T09:00");
        Assert.Equal("ON_POST", (await street.Case(person)).Status);
    }

    private static (string Taken, string Known) Counts(JsonNode answer) => (Api.Text(answer, "taken"), Api.Text(answer, "known"));

    private static (string Base, string Total) Paid(JsonNode list) => (Api.Text(Assert.Single(list["items"]!.AsArray()), "baseFen"), Api.Text(list["items"]![0], "totalFen"));

    private static byte[] Csv(string rows) => Encoding.UTF8.GetBytes("公民身份号码,姓名,保单号,保险起期,保险止期\n" + rows);

    private static byte[] Social(string figures) => Encoding.UTF8.GetBytes(
        $"公民身份号码,姓名,所属月份,缴费基数,养老（单位）,医疗（单位）,失业（单位）,工伤（单位）,缴费日期\n{Town.NumberOf("P14")},{Town.NameOf("P14")},{figures}\n");
}
