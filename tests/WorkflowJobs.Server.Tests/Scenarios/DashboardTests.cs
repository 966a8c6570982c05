using System.Text.Json.Nodes;

namespace WorkflowJobs.Server.Tests.Scenarios;

/// <summary>A dashboard per role: what each office steers by, within its area; every figure equals the rows that one comes to.</summary>
public sealed class DashboardTests
{
    private static readonly (string Kind, string Account)[] Offices =
    [
        ("District", "shebao-hh"), ("District", "shebao-hl"), ("Town", "shiqiao-th"), ("Town", "shiqiao-tl"), ("Town", "xuzhuang-tl"), ("Finance", "caizheng-fi"), ("Discipline", "jijian-di"), ("Discipline", "shiqiao-td"), ("Discipline", "xuzhuang-td"),
    ];

    [Fact]
    public async Task Dashboard_OfEachOffice_ShowsWhatItSteersBy_AndItsFiguresAreTheirRows()
    {
        await using var server = await TestServer.Start();
        var town = new Town(server, "shiqiao");
        var pay = new PayDesk(server, town, "shiqiao");
        await OnPost.Bring(town, ("P21", "hudong", "R-LOW", null), ("P08", "hudong", "R-POV", null));
        var handler = await town.Handler;
        var placements = (await handler.Get("/api/placements"))["items"]!.AsArray().ToDictionary(row => Api.Text(row, "name"), row => Api.Text(row, "id"));
        await pay.Account(placements["樊素"], "樊素", "62170000000000021");
        await pay.Account(placements["颜秀云"], "颜秀云", "62170000000000008");
        await (await town.DistrictHandler).Post("/api/subsidies/barred-accounts", new { operationId = Api.NewId(), unitId = "shiqiao-hudong", owner = "Cadre", number = "62170000000000008", reason = "代领账户" });
        await server.Anonymous.Post("/api/public/tip-offs", new { operationId = Api.NewId(), townId = "shiqiao", aboutOfficer = false, about = "某人", content = "代领" });
        await server.Anonymous.Post("/api/public/tip-offs", new { operationId = Api.NewId(), townId = "shiqiao", aboutOfficer = true, about = "某干部", content = "徇私" });
        await town.At("2024-08-06T09:00");
        await pay.Draft(2024, 7);
        await pay.Approve(2024, 7);

        foreach (var (kind, account) in Offices)
            await FiguresAreTheirRows(await server.As(account), kind);

        var district = await Figures(await town.DistrictLeader, "District");
        Assert.Equal(("2", "2", "2"), (district["people.Applied"], district["people.Approved"], district["people.OnPost"]));
        Assert.Equal("2 shiqiao:2", await OfUnits(await town.DistrictLeader, "District", "stages", "OnPost"));
        var own = await Figures(handler, "Town");
        Assert.Equal("2 shiqiao-hudong:2", await OfUnits(handler, "Town", "stages", "OnPost"));
        Assert.Equal("1 shiqiao-hudong:1", await OfUnits(handler, "Town", "attendance", "Open"));
        Assert.Equal("2 shiqiao-hudong:2", await OfUnits(handler, "Town", "roster", "OnPost"));
        Assert.NotEqual("0", own["deadlines.Overdue"]);
        Assert.All(await Figures(await server.As("xuzhuang-tl"), "Town"), figure => Assert.True(figure.Value == "0" || figure.Key.StartsWith("deadlines", StringComparison.Ordinal), figure.Key));

        var money = await Panels(await pay.Finance, "Finance");
        Assert.Equal("1", (await Figures(await pay.Finance, "Finance"))["batches.Approved"]);
        Assert.Equal(Value(money, "batches", "Approved"), new[] { "ProvinceWaiting", "CityWaiting", "DistrictWaiting" }.Sum(source => Value(money, "split", source)));
        Assert.Equal(("1", "1", "0"), await Three(await pay.Finance, "Finance", "lines.Due", "lines.Held", "lines.Paid"));
        Assert.Equal(("1", "1", "2"), await Three(await pay.Discipline, "Discipline", "alerts.Open", "held.BARRED_ACCOUNT", "tipOffs.Open"));
        // The town's discipline does not see what is reported about officers, nor the commission's clues; the next town's nothing of it.
        Assert.Equal(("1", "1", "0"), await Three(await server.As("shiqiao-td"), "Discipline", "tipOffs.Open", "held.BARRED_ACCOUNT", "clues.Sent"));
        Assert.Equal(("0", "0", "0"), await Three(await server.As("xuzhuang-td"), "Discipline", "tipOffs.Open", "held.BARRED_ACCOUNT", "alerts.Open"));
    }

    [Fact]
    public async Task Dashboard_CountsWhatWaitsForApplicants_AndLeadsToThem()
    {
        await using var server = await TestServer.Start();
        var town = new Town(server, "shiqiao");
        await town.At("2024-06-12T10:00");
        var person = await town.Apply("hudong", Town.Form("P21", "R-LOW"));
        await (await town.Village("hudong")).Complete("受理初审", person.Receipt, "Supplement", new { supplementItems = new[] { new { what = "户口簿" } } }, "缺户口簿");
        foreach (var (kind, officer, unit) in new[] { ("Town", await town.Handler, "1 shiqiao-hudong:1"), ("District", await town.DistrictLeader, "1 shiqiao-hudong:1") })
        {
            Assert.Equal(unit, await OfUnits(officer, kind, "applicants", "Near"));
            var row = Assert.Single((await officer.Get($"/api/dashboards/{kind}/rows?year=2024&figure=applicants.Near"))["items"]!.AsArray())!;
            Assert.Equal(("application", person.Id), (Api.Text(row, "subjectType"), Api.Text(row, "subjectId")));
            Assert.Contains("樊素", Api.Text(row, "title"), StringComparison.Ordinal);
        }

        Assert.Equal(("0", "0", "0"), await Three(await server.As("xuzhuang-th"), "Town", "applicants.Near", "applicants.Overdue", "applicants.Later"));
        // The last day is the 19th: overdue it never is, since the supplement lapses with it.
        await town.At("2024-06-19T10:00");
        Assert.Equal(("0", "1", "0"), await Three(await town.Handler, "Town", "applicants.Near", "applicants.Today", "applicants.Overdue"));
        await town.At("2024-06-20T09:00");
        Assert.Equal(("0", "0", "0"), await Three(await town.Handler, "Town", "applicants.Near", "applicants.Today", "applicants.Overdue"));
    }

    [Fact]
    public async Task Dashboard_OfAnotherOffice_DoesNotExist()
    {
        await using var server = await TestServer.Start();
        foreach (var (account, kind) in new[] { ("shiqiao-th", "District"), ("shiqiao-th", "Discipline"), ("shebao-hl", "Finance"), ("caizheng-fi", "Town"), ("hudong-vo", "Town"), ("p08", "District"), ("shebao-wa", "District") })
        {
            var officer = await server.As(account);
            Assert.Equal(404, (int)(await officer.Send(HttpMethod.Get, $"/api/dashboards/{kind}?year=2024")).Status);
            Assert.Equal(404, (int)(await officer.Send(HttpMethod.Get, $"/api/dashboards/{kind}/rows?year=2024&figure=stages.OnPost")).Status);
            Assert.Equal(404, (int)(await officer.Send(HttpMethod.Get, $"/api/dashboards/{kind}/dashboard.xlsx?year=2024")).Status);
        }

        var leader = await server.As("shebao-hl");
        foreach (var figure in new[] { "stages", "stages.Nothing", "tipOffs.Open", "batches.Closed", "" })
            Assert.True((int)(await leader.Send(HttpMethod.Get, $"/api/dashboards/District/rows?year=2024&figure={figure}")).Status is 404 or 400, figure);
        Assert.Equal(["District"], (await leader.Get("/api/dashboards")).AsArray().Select(kind => kind!.ToString()));
        Assert.Empty((await (await server.As("hudong-vo")).Get("/api/dashboards")).AsArray());
        Assert.NotEmpty(await leader.Bytes("/api/dashboards/District/dashboard.xlsx?year=2024"));
    }

    /// <summary>Counts and sums of the rows that a figure leads to, whole and by unit; and of the steps' times.</summary>
    private static async Task FiguresAreTheirRows(Api officer, string kind)
    {
        foreach (var panel in await Panels(officer, kind))
            foreach (var figure in panel!["figures"]!.AsArray())
            {
                var key = $"{Api.Text(panel, "key")}.{Api.Text(figure, "key")}";
                Assert.Equal($"{key} {figure!["count"]} {figure["value"]}", $"{key} {await Rows(officer, kind, key)}");
                foreach (var unit in figure["units"]!.AsArray())
                    Assert.Equal($"{key} {unit!["count"]} {unit["value"]}", $"{key} {await Rows(officer, kind, key, Api.Text(unit, "unitId"))}");
                Assert.Equal(figure["count"]!.GetValue<int>(), figure["units"]!.AsArray().Sum(unit => unit!["count"]!.GetValue<int>()));
            }

        if (kind != "District")
            return;
        var steps = (await officer.Get("/api/stage-times/application?from=2024-05-08&until=2024-08-06"))["steps"]!.AsArray();
        Assert.NotEmpty(steps);
        foreach (var step in steps)
            Assert.Equal($"{Api.Text(step, "activityId")} {step!["count"]} 0", $"{Api.Text(step, "activityId")} {await Rows(officer, kind, "times." + Api.Text(step, "activityId"))}");
        foreach (var measure in new[] { "Applied", "Approved", "OnPost" })
            Assert.Equal((await Figures(officer, kind))["people." + measure], (await officer.Get($"/api/reports/2024/rows?measure={measure}&pageSize=200"))["items"]!.AsArray().Count.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    private static async Task<string> Rows(Api officer, string kind, string figure, string? unit = null)
    {
        var (count, value, cursor) = (0, 0L, "");
        do
        {
            var page = await officer.Get($"/api/dashboards/{kind}/rows?year=2024&figure={figure}&pageSize=2{(unit is null ? "" : "&unitId=" + unit)}{(cursor.Length == 0 ? "" : "&cursor=" + cursor)}");
            count += page["items"]!.AsArray().Count;
            value += page["items"]!.AsArray().Sum(row => row!["value"]!.GetValue<long>());
            cursor = Api.Text(page, "nextCursor");
        }
        while (cursor.Length > 0);
        return $"{count} {value}";
    }

    private static async Task<JsonArray> Panels(Api officer, string kind) => (await officer.Get($"/api/dashboards/{kind}?year=2024"))["panels"]!.AsArray();

    /// <summary>Counts by PANEL.FIGURE.</summary>
    private static async Task<Dictionary<string, string>> Figures(Api officer, string kind) => (await Panels(officer, kind))
        .SelectMany(panel => panel!["figures"]!.AsArray().Select(figure => (Key: $"{Api.Text(panel, "key")}.{Api.Text(figure, "key")}", Count: Api.Text(figure, "count")))).ToDictionary(one => one.Key, one => one.Count);

    private static async Task<(string, string, string)> Three(Api officer, string kind, params string[] keys)
    {
        var figures = await Figures(officer, kind);
        return (figures.GetValueOrDefault(keys[0], "0"), figures.GetValueOrDefault(keys[1], "0"), figures.GetValueOrDefault(keys[2], "0"));
    }

    private static async Task<string> OfUnits(Api officer, string kind, string panel, string figure)
    {
        var found = Figure(await Panels(officer, kind), panel, figure);
        return string.Join(' ', found["units"]!.AsArray().Select(unit => $"{unit!["unitId"]}:{unit["count"]}").Prepend(Api.Text(found, "count")));
    }

    private static long Value(JsonArray panels, string panel, string figure) => Figure(panels, panel, figure)["value"]!.GetValue<long>();

    private static JsonNode Figure(JsonArray panels, string panel, string figure) =>
        panels.Single(one => Api.Text(one, "key") == panel)!["figures"]!.AsArray().Single(one => Api.Text(one, "key") == figure)!;
}
