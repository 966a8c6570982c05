using System.Net;
using WorkflowJobs.Server.Tests.Scenarios;

namespace WorkflowJobs.Server.Tests.Http;

/// <summary>DOMAIN §9.2 as a table: what each role sees of a person's number, telephone and account, in the case, in search and in a reveal.</summary>
public sealed class MaskingTableTests
{
    private const string Phone = "13900000000";
    private const string Account = "6222020200112233445";

    /// <summary>Role, telephone (full or masked), whether a reason opens the number; "none" where there is no such case for the role.</summary>
    private const string Table = """
        hudong-vo    full    opens
        shiqiao-th   full    opens
        shiqiao-tl   full    opens
        shiqiao-td   masked  closed
        shebao-hh    full    opens
        shebao-hl    full    opens
        jijian-di    masked  opens
        caizheng-fi  none    none
        jijian-au    none    none
        shebao-wa    none    none
        xuzhuang-th  none    none
        yuwan-vo     none    none
        p21          none    none
        """;

    [Fact]
    public async Task Case_ForEachRole_ShowsWhatTheTableAllows()
    {
        await using var server = await TestServer.Start();
        var town = new Town(server, "shiqiao");
        var person = await town.Apply("hudong", Town.Form("P08", "R-POV", form => form["accountNumber"] = Account));
        foreach (var row in Table.Split('\n').Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)))
        {
            var officer = await server.As(row[0]);
            var answer = await officer.Send(HttpMethod.Get, "/api/applications/" + person.Id);
            var revealed = await officer.Send(HttpMethod.Post, $"/api/applications/{person.Id}/reveal", new { field = "idNumber", reason = "VERIFY_IDENTITY" });
            if (row[1] == "none")
            {
                Assert.True((answer.Status, revealed.Status) == (HttpStatusCode.NotFound, HttpStatusCode.NotFound), row[0]);
                continue;
            }

            var text = answer.Body!.ToJsonString();
            var form = answer.Body["form"]!;
            Assert.True(Api.Text(form, "idNumber") == "370811********9887" && !text.Contains(Town.NumberOf("P08"), StringComparison.Ordinal), $"{row[0]} sees the number.");
            Assert.True(Api.Text(form, "phone") == (row[1] == "full" ? Phone : "139****0000"), $"{row[0]} sees {Api.Text(form, "phone")}.");
            Assert.True(Api.Text(form, "accountNumber") == "***************3445" && !text.Contains(Account, StringComparison.Ordinal), $"{row[0]} sees the account.");
            Assert.True((revealed.Status == HttpStatusCode.OK) == (row[2] == "opens"), $"{row[0]} revealing: {revealed.Status}.");
            var found = (await officer.Post("/api/applications/search", new { text = person.Name })).ToJsonString();
            Assert.DoesNotContain(Town.NumberOf("P08"), found, StringComparison.Ordinal);
            Assert.DoesNotContain(Phone, found, StringComparison.Ordinal);
        }

        // The person sees their own in full, and each reveal of the officers is an entry.
        Assert.Equal(Town.NumberOf("P08"), Api.Text((await (await server.As("p08")).Get("/api/applications/" + person.Id))["form"], "idNumber"));
        var reveals = (await (await server.As("jijian-au")).Get("/api/journal/reveals"))["items"]!.AsArray();
        Assert.Equal(Table.Split('\n').Count(line => line.EndsWith("opens", StringComparison.Ordinal)), reveals.Count);
    }

    [Fact]
    public async Task PublicPages_ShowNoMoreThanTheLastFour()
    {
        await using var server = await TestServer.Start();
        var town = new Town(server, "shiqiao");
        var person = await town.Apply("hudong", Town.Form("P08", "R-POV", form => form["accountNumber"] = Account));
        await town.Accept("hudong", person);
        await town.At("2024-06-20T10:00");
        await town.Recommend("hudong", "2024-06-20", person);
        await town.Pass(person);
        await town.Rank("PRIORITY_FIRST", (person, null));
        await town.Post("2024-06-24");
        var list = (await server.Anonymous.Get("/api/public/publicity")).ToJsonString();
        Assert.Contains("9887", list, StringComparison.Ordinal);
        foreach (var hidden in new[] { Town.NumberOf("P08"), "370811****", Phone, "139****0000", Account, "R-POV" })
            Assert.DoesNotContain(hidden, list, StringComparison.Ordinal);
    }
}
