using WorkflowJobs.Server.Tests.Scenarios;

namespace WorkflowJobs.Server.Tests.Hosting;

/// <summary>Invariant 12: logs hold ids, codes and hashes only, however much is logged.</summary>
public sealed class LogPrivacyTests
{
    private const string Address = "湖东村文化路第十八号院";
    private const string Other = "欧阳别名";

    [Fact]
    public async Task Log_AtDebugOfAnApplicationsWalk_HoldsNothingOfThePerson()
    {
        await using var server = new ServerProcess(await TestData.Fresh(), "--Logging:LogLevel:Default", "Debug",
            "--Logging:LogLevel:Microsoft.AspNetCore", "Debug", "--Logging:LogLevel:Microsoft.EntityFrameworkCore", "Debug");
        await server.Start();
        var town = new Town(server, "shiqiao");
        await town.At("2024-06-04T10:00");
        var person = await town.Apply("hudong", Town.Form("P08", "R-POV", form => form["residentAddress"] = Address));
        var (name, number) = (Town.NameOf("P08"), Town.NumberOf("P08"));
        await town.At("2024-06-05T10:00");
        await town.Accept("hudong", person);
        var handler = await town.Handler;
        await handler.Post("/api/applications/search", new { text = name });
        await handler.Post("/api/people/search", new { text = number });
        // Addresses are logged where a query is: this one is no operation's, but anybody may ask.
        foreach (var path in new[] { "/api/user-tasks?text=", "/search?q=", "/no/such/page?name=" })
            await handler.Send(HttpMethod.Get, path + Uri.EscapeDataString(name));
        await server.Anonymous.Post("/api/public/progress", new { receipt = person.Receipt, idLastFour = number[^4..] });
        await handler.Send(HttpMethod.Get, $"/api/applications/{person.Id}");
        // What is refused and what is broken is logged too.
        await town.ApplyRefused("hudong", Town.Form("P08", "R-POV", form => (form["residentAddress"], form["name"]) = (Address, Other)), "PERSON_NAME_MISMATCH");
        await server.Kill();

        var log = server.Output;
        Assert.Contains("dbug:", log, StringComparison.Ordinal);
        Assert.Contains("/api/applications/assisted", log, StringComparison.Ordinal);
        foreach (var secret in new[] { name, Other, number, number[..14], "13900000000", Address, "文化路" })
        {
            Assert.DoesNotContain(secret, log, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain(Uri.EscapeDataString(secret), log, StringComparison.OrdinalIgnoreCase);
        }
    }
}
