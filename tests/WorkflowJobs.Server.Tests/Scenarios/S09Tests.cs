namespace WorkflowJobs.Server.Tests.Scenarios;

/// <summary>S09: numbers that are none, each with its own answer; and two people of one name in one village.</summary>
public sealed class S09Tests
{
    [Theory]
    [InlineData("37081119790614982", "ID_LENGTH")]
    [InlineData("37081119790230982X", "ID_DATE")]
    [InlineData("370811790614982", "ID_FIFTEEN")]
    [InlineData("370811197906149821", "ID_CHECK_DIGIT")]
    public async Task WrongNumber_IsRefusedWithItsOwnCodeAndSentence(string number, string code)
    {
        await using var server = await TestServer.Start();
        var town = new Town(server, "shiqiao");
        var answer = await town.ApplyRefused("hudong", Town.Form("P01", "R-AGE", form => form["idNumber"] = number), code);

        Assert.NotEqual("", Api.Text(answer.Body, "messageZh"));
        Assert.Empty((await (await town.Village("hudong")).Post("/api/applications/search", new { text = Town.NameOf("P01") }))["items"]!.AsArray());
    }

    [Fact]
    public async Task LowerCaseX_IsNormalised_SoOnePersonIsOne()
    {
        await using var server = await TestServer.Start();
        var town = new Town(server, "shiqiao");
        var applied = await town.Apply("liugou", Town.Form("P05", "R-AGE", form => form["idNumber"] = "37081119990615985x"));

        var found = (await (await town.Village("liugou")).Post("/api/applications/search", new { text = "37081119990615985X" }))["items"]!.AsArray();
        Assert.Equal([applied.Id], found.Select(row => Api.Text(row, "id")));
    }

    [Fact]
    public async Task SameNameSameVillage_BothAreApprovedAndToldApartByTheLastFour()
    {
        await using var server = await TestServer.Start();
        var town = new Town(server, "shiqiao");
        var both = new[] { await town.Apply("liugou", Town.Form("P27", "R-AGE")), await town.Apply("liugou", Town.Form("P28", "R-AGE")) };
        foreach (var person in both)
            await town.Accept("liugou", person);
        await town.At("2024-06-20T10:00");
        await town.Recommend("liugou", "2024-06-20", both);
        await town.Pass(both);
        await town.Rank("PRIORITY_FIRST", (both[0], null), (both[1], null));
        await town.Post("2024-06-24");
        var list = Assert.Single((await server.Anonymous.Get("/api/public/publicity"))["items"]!.AsArray())!;
        Assert.Equal(["9722", "9741"], list["people"]!.AsArray().Select(person => Api.Text(person, "id")[^4..]).Order());
        Assert.Equal(2, list["people"]!.AsArray().Count(person => Api.Text(person, "name").Contains("澹台", StringComparison.Ordinal)));
        await town.TakeDown("2024-07-02");
        await town.Compare(both);
        await town.Approve(both);
        await town.Schedule("2024-07-10");
        await town.At("2024-07-10T18:00");
        await town.Roll((both[0], 80), (both[1], 90));
        await town.At("2024-07-15T10:00");
        var handler = await town.Handler;
        foreach (var person in both)
            await handler.Complete("签订协议", person.Receipt, "Signed", await Town.Agreement(handler, "综合网格员", "2024-07-15", "2024-07-16", form =>
            {
                form["policyNumber"] = "PA-" + person.Receipt;
                form["policyFrom"] = "2024-07-16";
            }));

        Assert.Equal(2, await town.Taken());
        foreach (var (person, last4) in both.Zip(["9741", "9722"]))
        {
            var file = await town.Case(person);
            Assert.Equal(("SIGNING", last4), (file.Status, Api.Text(file.Json["summary"], "idMasked")[^4..]));
            Assert.Equal("SIGNING", Api.Text(await server.Anonymous.Post("/api/public/progress", new { receipt = person.Receipt, idLastFour = last4 }), "status"));
        }

        await server.Anonymous.Refused("/api/public/progress", new { receipt = both[0].Receipt, idLastFour = "9722" }, "NOT_FOUND");
        await PaidToTheirOwnAccounts(server, town, both);
    }

    /// <summary>The bank's file: each account beside its own number and no other.</summary>
    private static async Task PaidToTheirOwnAccounts(TestServer server, Town town, Application[] both)
    {
        var pay = new PayDesk(server, town, "shiqiao");
        var handler = await town.Handler;
        await town.At("2024-07-16T09:00");
        var own = new Dictionary<string, string>();
        foreach (var row in (await handler.Get("/api/placements"))["items"]!.AsArray())
        {
            var application = Api.Text(await handler.Get("/api/placements/" + Api.Text(row, "id")), "applicationId");
            own[Api.Text(row, "id")] = application == both[0].Id ? "P27" : "P28";
        }

        Assert.Equal(["P27", "P28"], own.Values.Order());
        foreach (var (placement, persona) in own)
            await pay.Account(placement, "澹台明", Account(persona), Town.NumberOf(persona));
        await town.At("2024-08-06T09:00");
        await pay.Draft(2024, 7);
        await pay.Approve(2024, 7);
        await pay.Pay(2024, 7, "2024-08-07");
        var file = System.Text.Encoding.UTF8.GetString(await (await pay.Finance).Bytes($"/api/subsidies/batches/{Api.Text((await pay.Batch(2024, 7))["row"], "id")}/pay-file?format=csv"));
        var rows = file.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(',')).ToList();
        Assert.Equal(["业务编号", "身份证号", "开户名", "开户行", "账号", "金额", "用途"], rows[0].Select(cell => cell.Trim('\uFEFF')));
        Assert.Equal(
            ["370811197803039741 澹台明 62170000000000027 430.11", "370811197803089722 澹台明 62170000000000028 430.11"],
            rows.Skip(1).Select(row => $"{row[1]} {row[2]} {row[4]} {row[5]}").Order(StringComparer.Ordinal));
    }

    private static string Account(string persona) => persona == "P27" ? "62170000000000027" : "62170000000000028";
}
