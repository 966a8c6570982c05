using System.Text.Json.Nodes;

namespace WorkflowJobs.Server.Tests.Scenarios;

/// <summary>Accounts to which nothing may be paid: named with a reason, kept to at the payment, lifted by discipline alone.</summary>
public sealed class BarredAccountTests
{
    private const string Account = "62170000000000088";
    private const string List = "/api/subsidies/barred-accounts";

    [Fact]
    public async Task BarredAccount_HoldsItsLine_UntilDisciplineLiftsTheBar()
    {
        await using var server = await TestServer.Start();
        var town = new Town(server, "shiqiao");
        var pay = new PayDesk(server, town, "shiqiao");
        var (handler, discipline) = (await town.DistrictHandler, await pay.Discipline);
        await town.At("2024-08-01T09:00");
        await pay.Account(await pay.Place("P08", "hudong", "2024-08-01", "2025-07-31"), Town.NameOf("P08"), Account);
        await pay.Account(await pay.Place("P11", "yuwan", "2024-08-01", "2025-07-31"), Town.NameOf("P11"), "62170000000000011");

        await handler.Refused(List, Bar("渔湾村村民委员会账户", owner: "Person"), "ACCOUNT_OWNER");
        await handler.Refused(List, Bar(" "), "REASON_REQUIRED");
        await (await town.Handler).Refused(List, Bar("镇里登记"), "FORBIDDEN");
        var id = (await handler.Post(List, Bar("湖东村会计代领账户"))).ToString();
        await handler.Refused(List, Bar("再次登记"), "ACCOUNT_BARRED");

        var row = Assert.Single((await handler.Get(List))["items"]!.AsArray())!;
        Assert.Equal(("湖东村会计代领账户", "shiqiao-hudong", 1, false), (Api.Text(row, "reason"), Api.Text(row, "unitId"), row["workers"]!.GetValue<int>(), row["mayLift"]!.GetValue<bool>()));
        Assert.DoesNotContain(Account, row.ToJsonString(), StringComparison.Ordinal);
        foreach (var other in new[] { "hudong-vo", "shiqiao-th", "shiqiao-td", "p08" })
            Assert.Empty((await (await server.As(other)).Get(List))["items"]!.AsArray());

        await town.At("2024-09-06T09:00");
        await pay.Draft(2024, 8);
        await pay.Approve(2024, 8);
        Assert.Equal(("Held", "BARRED_ACCOUNT"), Held(await pay.Line(2024, 8, "P08")));
        Assert.Equal("Due", Api.Text(await pay.Line(2024, 8, "P11"), "status"));
        Assert.True(await discipline.HasTask("核查发放账户异常", "2024年8月"));
        await pay.Pay(2024, 8, "2024-09-09");
        await pay.Bank(2024, 8);
        Assert.Equal("Held", Api.Text(await pay.Line(2024, 8, "P08"), "status"));

        await handler.Refused($"{List}/{id}/lift", new { operationId = Api.NewId(), reason = "误登" }, "NOT_FOUND");
        await discipline.Refused($"{List}/{id}/lift", new { operationId = Api.NewId(), reason = "" }, "REASON_REQUIRED");
        await discipline.Post($"{List}/{id}/lift", new { operationId = Api.NewId(), reason = "核实为本人账户，系误登" });
        await discipline.Refused($"{List}/{id}/lift", new { operationId = Api.NewId(), reason = "再次解除" }, "BAR_LIFTED");
        row = Assert.Single((await (await pay.Finance).Get(List))["items"]!.AsArray())!;
        Assert.Equal(("核实为本人账户，系误登", false), (Api.Text(row, "liftReason"), row["liftedAt"] is null));
        await (await town.Handler).Complete("更正后重新发放", PayDesk.Name(2024, 8), "Reissue", new JsonObject());
        Assert.Equal("Due", Api.Text(await pay.Line(2024, 8, "P08"), "status"));

        // What was lifted may be barred again.
        await discipline.Post(List, Bar("再次发现代领"));
        Assert.Equal(2, (await handler.Get(List))["items"]!.AsArray().Count);
        Assert.True((await (await server.As("jijian-au")).Get("/api/instances/verify"))["ok"]!.GetValue<bool>());
    }

    private static object Bar(string reason, string owner = "Cadre") => new { operationId = Api.NewId(), unitId = "shiqiao-hudong", owner, number = Account, reason };

    private static (string Status, string Holds) Held(JsonNode line) => (Api.Text(line, "status"), string.Join(' ', line["holds"]!.AsArray().Select(code => code!.ToString())));
}
