using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using WorkflowJobs.Domain.Runtime.Commands;

namespace WorkflowJobs.Server.Tests.Scenarios;

/// <summary>S01: the rural happy path, from the assisted application to the first month's pay.</summary>
public sealed class S01Tests
{
    [Fact]
    public async Task RuralHappyPath_EachStatusOnceOnItsDay_AndOnePlaceLess()
    {
        await using var server = await TestServer.Start();
        var town = new Town(server, "shiqiao");
        await town.At("2024-06-04T10:00");
        var person = await town.Apply("hudong", Town.Form("P08", "R-POV"));
        await town.At("2024-06-05T10:00");
        await town.Accept("hudong", person);
        await town.At("2024-06-20T10:00");
        await town.Recommend("hudong", "2024-06-20", person);
        await town.Pass(person);
        await town.Rank("PRIORITY_FIRST", (person, null));
        await town.Post("2024-06-24");
        var shown = Assert.Single((await server.Anonymous.Get("/api/public/publicity"))["items"]!.AsArray())!;
        await town.TakeDown("2024-07-02");
        await town.Compare(person);
        await town.At("2024-07-05T10:00");
        Assert.Equal(0, await town.Taken());
        await town.Approve(person);
        Assert.Equal(1, await town.Taken());
        await town.Schedule("2024-07-10");
        await town.At("2024-07-10T18:00");
        await town.Roll((person, 86));
        await town.At("2024-07-15T10:00");
        var handler = await town.Handler;
        await handler.Complete("签订协议", person.Receipt, "Signed", await Town.Agreement(handler, "消防安全协管员", "2024-07-15", "2024-07-16", form =>
        {
            form["policyNumber"] = "PA-20240715";
            form["policyFrom"] = "2024-07-16";
        }));

        var file = await town.Case(person);
        Assert.Equal(
            ["SUBMITTED 06-04", "ACCEPTED 06-05", "REVIEW 06-14", "TOWN_REVIEW 06-20", "PUBLICITY 06-24", "DISTRICT_REVIEW 07-02", "APPROVED 07-05", "TRAINING 07-05", "SIGNING 07-10"],
            file.Dated);
        Assert.Equal(
            ["VO 刘桂芳 Accept", "TH 张伟民 Pass", "TL 王建国 Pass", "HH 陈静 Pass", "HL 李志远 Approve", "TH 张伟民 Signed"], file.Decisions);
        Assert.Equal(("110", "1"), (Api.Text(await town.Line("Rural", 1), "number"), Api.Text(await town.Line("Rural", 1), "taken")));
        var masked = Assert.Single(shown["people"]!.AsArray())!;
        Assert.Equal(("颜秀云", "9887"), (Api.Text(masked, "name"), Api.Text(masked, "id")));
        Assert.Equal(("2024-06-25", "2024-07-01"), (Api.Text(shown, "startsOn"), Api.Text(shown, "endsOn")));
        Assert.Equal("Receipt Accepted Approved Training Signing", file.Notices);
        var progress = await server.Anonymous.Post("/api/public/progress", new { receipt = person.Receipt, idLastFour = "9887" });
        Assert.Equal("SIGNING", Api.Text(progress, "status"));
        Assert.All(progress["stages"]!.AsArray(), stage => Assert.Equal("Done", Api.Text(stage, "state")));

        await OnPost(town, person);
        await PaidForJuly(town, new PayDesk(server, town, "shiqiao"));
        await Papers(server, town, person);
        Assert.True((await (await server.As("jijian-au")).Get("/api/instances/verify"))["ok"]!.GetValue<bool>());
    }

    private static async Task OnPost(Town town, Application person)
    {
        await town.At("2024-07-16T09:00");
        Assert.Equal("ON_POST 07-16", (await town.Case(person)).Dated.Last());
        var row = Assert.Single((await (await town.Handler).Get("/api/placements"))["items"]!.AsArray())!;
        Assert.Equal(("颜秀云", "2024-07-16"), (Api.Text(row, "name"), Api.Text(row, "startsOn")));
    }

    private static async Task PaidForJuly(Town town, PayDesk pay)
    {
        var placement = Api.Text(Assert.Single((await (await town.Handler).Get("/api/placements"))["items"]!.AsArray()), "id");
        await pay.Account(placement, "颜秀云", "6217 0001 2345 6789 012", Town.NumberOf("P08"));
        await town.At("2024-08-06T09:00");
        await pay.PayMonth(2024, 7, "2024-08-07");
        var batch = await pay.Batch(2024, 7);
        Assert.Equal(("Closed", "430.11"), (Api.Text(batch["row"], "status"), PayDesk.Yuan(batch["row"]!["needFen"]!)));
        Assert.Equal("172.04/86.02/172.05", PayDesk.Split(batch["totals"]!["split"]));
        var line = await pay.Line(2024, 7, "P08");
        Assert.Equal(("Paid", "16"), (Api.Text(line, "status"), Api.Text(line, "daysOnPost")));
    }

    /// <summary>D03 to D08 and D10 to D13, of whatever each is about, and the record of the case that anybody who may see it orders.</summary>
    private static async Task Papers(TestServer server, Town town, Application person)
    {
        await (await town.DistrictHandler).Post("/api/documents", new { operationId = Api.NewId(), applicationId = person.Id, template = "case-record" });
        var made = await server.Services.GetRequiredService<IReader>().Read((work, cancel) =>
            work.Db.IssuedDocuments.Select(row => row.SubjectType + " " + row.Template).Distinct().ToListAsync(cancel));
        Assert.Equal(
            ["application acceptance", "application agreement", "application application-form", "application case-record", "application declaration", "application post-notice", "application signing-record",
             "meeting review-record", "notice notice", "placement post-card", "publicity-list publicity-list", "publicity-list publicity-result", "round approval-list", "round ranking",
             "subsidy-batch fund-request", "subsidy-batch pay-sheet", "training-class training-roll"],
            made.Order(StringComparer.Ordinal));
    }
}
