using WorkflowJobs.Server.Tests.Documents;

namespace WorkflowJobs.Server.Tests.Scenarios;

/// <summary>S22: somebody who cannot write, an insurance policy that comes late, and an offer refused.</summary>
public sealed class S22Tests
{
    [Fact]
    public async Task Thumbprint_NeedsTwoWitnesses_AndTheStartWaitsForThePolicy_RefusalFreesThePlace()
    {
        await using var server = await TestServer.Start();
        var town = new Town(server, "shiqiao");
        await town.Allocate("Rural", 1, 2);
        var p26 = await town.Apply("yuwan", Town.Form("P26", "R-DIS"));
        var p10 = await town.Apply("yuwan", Town.Form("P10", "R-DIS"));
        var p24 = await town.Apply("yuwan", Town.Form("P24", "R-AGE"));
        Application[] all = [p26, p10, p24];
        foreach (var person in all)
            await town.Accept("yuwan", person);
        await town.At("2024-06-20T10:00");
        await town.Recommend("yuwan", "2024-06-20", all);
        await town.Pass(all);
        await town.Rank("PRIORITY_FIRST", (p26, null), (p10, null), (p24, null));
        await town.Post("2024-06-24");
        await town.TakeDown("2024-07-02");
        await town.Compare(p26, p10);
        await town.At("2024-07-05T10:00");
        await town.Approve(p26, p10);
        await town.Schedule("2024-07-10");
        await town.At("2024-07-10T18:00");
        await town.Roll((p26, 86), (p10, 80));
        await town.At("2024-07-15T10:00");
        var handler = await town.Handler;
        // No policy, no start: the list reaches the insurer two days later.
        var signing = await handler.FindTask("签订协议", p26.Receipt);
        Assert.Contains("POLICY_REQUIRED", Codes(await handler.CompleteRefused(signing, "FORM_DATA", "Signed", await Thumbprint(handler, "2024-07-16", "见证甲", insured: false))), StringComparison.Ordinal);
        await handler.Complete("签订协议", p10.Receipt, "Refused", reason: "本人放弃该岗位");
        var refused = await town.Case(p10);
        Assert.Equal("OFFER_LAPSED 07-15", refused.Dated.Last());
        Assert.Equal(1, await town.Taken());
        Assert.Contains("Promoted", (await town.Case(p24)).Notices, StringComparison.Ordinal);

        await town.At("2024-07-17T10:00");
        await handler.Post("/api/insurance/policies", new
        {
            operationId = Api.NewId(),
            file = System.Text.Encoding.UTF8.GetBytes($"公民身份号码,姓名,保单号,保险起期,保险止期\n{Town.NumberOf("P26")},高柴,PA-20240717,2024-07-18,2025-07-17\n"),
        });
        var task = await handler.FindTask("签订协议", p26.Receipt);
        Assert.Equal("2024-07-18", Api.Text((await handler.Claim(task))["form"]!["data"], "policyFrom"));
        Assert.Contains("START_BEFORE_POLICY", await Refused(handler, task, "2024-07-16", "见证甲"), StringComparison.Ordinal);
        Assert.Contains("WITNESS_SAME", await Refused(handler, task, "2024-07-18", "见证乙"), StringComparison.Ordinal);
        var form = await Thumbprint(handler, "2024-07-18", "见证甲");
        await handler.Complete(task, "Signed", form);
        Papers.Says(await Paper.Words(server, handler, "application", p26.Id, "agreement"), "乙方（签字或按指印）：", "指印处", "见证人一：", "见证人二：");
        Papers.Says(
            await Paper.Words(server, handler, "application", p26.Id, "signing-record"),
            "高柴", "签订方式按指印", "指印处", "见证人一见证甲", "见证人二见证乙", "SHA-256：" + await Paper.HashOf(handler, form["scan"]![0]!.ToString()), "2024年7月18日至2025年7月17日");

        var signed = await town.Case(p26);
        Assert.Equal("TH 张伟民 Signed", signed.Decisions.Last());
        Assert.Equal("2024-07-18", Api.Text(signed.Json, "agreementStartsOn"));
        Assert.Equal(1, await town.Taken());
        await town.At("2024-07-17T23:00");
        Assert.Equal("SIGNING", (await town.Case(p26)).Status);
        await town.At("2024-07-18T08:00");
        Assert.Equal("ON_POST", (await town.Case(p26)).Status);
        var placement = (await handler.Get("/api/placements"))["items"]!.AsArray().Single();
        Assert.Equal("2024-07-18", Api.Text(placement, "startsOn"));

        // Pay from 07-18: 14 of 31 days are 376.34.
        var pay = new PayDesk(server, town, "shiqiao");
        await pay.Account(Api.Text(placement, "id"), "高柴", "62170000000000026", Town.NumberOf("P26"));
        await town.At("2024-08-06T09:00");
        await pay.PayMonth(2024, 7, "2024-08-07");
        var line = await pay.Line(2024, 7, "P26");
        Assert.Equal(("Paid", "14", "376.34"), (Api.Text(line, "status"), Api.Text(line, "daysOnPost"), PayDesk.Yuan(line["personalFen"]!)));
        Assert.Equal("376.34", PayDesk.Yuan((await pay.Batch(2024, 7))["row"]!["paidFen"]!));
    }

    private static string Codes(Api.Answer answer) => string.Join(' ', answer.Body!["errors"]!.AsArray().Select(error => Api.Text(error, "code")));

    private static Task<System.Text.Json.Nodes.JsonObject> Thumbprint(Api handler, string startsOn, string firstWitness, bool insured = true) =>
        Town.Agreement(handler, "宣传助理员", "2024-07-15", startsOn, form =>
        {
            (form["signatureMode"], form["witness1"], form["witness2"]) = ("Thumbprint", firstWitness, "见证乙");
            if (insured)
                (form["policyNumber"], form["policyFrom"]) = ("PA-20240717", "2024-07-18");
        });

    private static async Task<string> Refused(Api handler, System.Text.Json.Nodes.JsonNode task, string startsOn, string firstWitness) =>
        Codes(await handler.CompleteRefused(task, "FORM_DATA", "Signed", await Thumbprint(handler, startsOn, firstWitness)));
}
