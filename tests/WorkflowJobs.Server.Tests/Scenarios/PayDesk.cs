using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using WorkflowJobs.Domain.Agreements;
using WorkflowJobs.Domain.Identity;
using WorkflowJobs.Domain.Placements;
using WorkflowJobs.Domain.Plans;
using WorkflowJobs.Domain.Runtime.Commands;

namespace WorkflowJobs.Server.Tests.Scenarios;

/// <summary>
/// The pay of a town over HTTP, in the words of DOMAIN §7 and §8. People on post are set into the database by the test host where a scenario is
/// not about how they got there.
/// </summary>
public sealed class PayDesk(TestServer server, Town town, string id)
{
    public Task<Api> Finance => server.As("caizheng-fi");

    public Task<Api> Discipline => server.As("jijian-di");

    /// <summary>A persona on post; answers the placement's id.</summary>
    public async Task<string> Place(string persona, string village, string startsOn, string endsOn, PostKind kind = PostKind.Rural)
    {
        var people = server.Services.GetRequiredService<PeopleRegistry>();
        return await server.Services.GetRequiredService<IWriter>().Write(async (work, cancel) =>
        {
            var number = CitizenId.Parse(Town.NumberOf(persona), new DateOnly(2024, 6, 3)).Value!;
            var person = (await people.FindOrCreate(work, number, Town.NameOf(persona), $"{id}-{village}", cancel)).Value!;
            return Add(work, person.Id, $"{id}-{village}", persona, DateOnly.Parse(startsOn, CultureInfo.InvariantCulture), DateOnly.Parse(endsOn, CultureInfo.InvariantCulture), kind);
        });
    }

    public string Add(Work work, string personId, string villageId, string key, DateOnly startsOn, DateOnly endsOn, PostKind kind)
    {
        var placement = new Placement
        {
            Id = Guid.CreateVersion7().ToString("N"),
            PersonId = personId,
            Kind = kind,
            Year = startsOn.Year,
            Batch = 1,
            TownId = id,
            VillageId = villageId,
            PostName = "综合网格员",
            PostNumber = "测试岗" + key,
            StartsOn = startsOn,
            ApprovedOn = startsOn.AddDays(-10),
            Status = PlacementStatus.OnPost,
        };
        work.Db.Placements.Add(placement);
        work.Db.Agreements.Add(new Agreement
        {
            Id = Guid.NewGuid().ToString("N"),
            PlacementId = placement.Id,
            PersonId = personId,
            PostName = placement.PostName,
            SignedOn = startsOn.AddDays(-1),
            StartsOn = startsOn,
            EndsOn = endsOn,
            SignatureMode = SignatureModes.WetInk,
            ScanAttachmentId = "none",
            RecordedBy = "test",
            RecordedAt = work.Now,
        });
        return placement.Id;
    }

    /// <summary>An exit of whatever kind: the last day on post.</summary>
    public Task End(string placementId, string lastDay) => server.Services.GetRequiredService<IWriter>().Write(async (work, cancel) =>
    {
        var placement = (await work.Db.Placements.FindAsync([placementId], cancel))!;
        placement.LastDay = DateOnly.Parse(lastDay, CultureInfo.InvariantCulture);
        placement.Status = PlacementStatus.Exited;
        placement.Revision++;
        return true;
    });

    /// <summary>The account of a worker as the town's list states it.</summary>
    public async Task<JsonNode> Account(string placementId, string holder, string number, string? holderId = null)
    {
        var answer = await (await town.Handler).Send(HttpMethod.Put, $"/api/subsidies/placements/{placementId}/account", new { operationId = Api.NewId(), holder, holderId, bank = "任城农商银行", number });
        Assert.True((int)answer.Status == 200, answer.Body?.ToJsonString());
        return answer.Body!;
    }

    public async Task<JsonNode> Batch(int year, int month, string kind = "Rural")
    {
        var rows = (await (await town.DistrictHandler).Get($"/api/subsidies/batches?year={year}&month={month}"))["items"]!.AsArray();
        var row = Assert.Single(rows, row => Api.Text(row, "townId") == id && Api.Text(row, "kind") == kind);
        return await (await town.DistrictHandler).Get("/api/subsidies/batches/" + Api.Text(row, "id"));
    }

    public async Task<IReadOnlyList<JsonNode>> Lines(int year, int month, string query = "") =>
        [.. (await (await town.DistrictHandler).Get($"/api/subsidies/batches/{Api.Text((await Batch(year, month))["row"], "id")}/lines?pageSize=200{query}"))["items"]!.AsArray().Select(row => row!)];

    public async Task<JsonNode> Line(int year, int month, string persona) => (await Lines(year, month)).Single(line => Api.Text(line, "name") == Town.NameOf(persona));

    public Task<JsonNode> OpenMonth(int year, int month) => OpenAs(town.DistrictHandler, year, month);

    private async Task<JsonNode> OpenAs(Task<Api> who, int year, int month) =>
        await (await who).Post("/api/subsidies/batches", new { operationId = Api.NewId(), year, month, townId = id });

    /// <summary>Sets figures of a line while the batch is drafted.</summary>
    public async Task Set(JsonNode line, object figures)
    {
        var body = JsonNode.Parse(System.Text.Json.JsonSerializer.Serialize(figures))!.AsObject();
        body["operationId"] = Api.NewId();
        body["expectedRevision"] = line["revision"]!.GetValue<int>();
        var answer = await (await town.Handler).Send(HttpMethod.Put, $"/api/subsidies/lines/{Api.Text(line, "id")}/figures", body);
        Assert.True((int)answer.Status == 200, answer.Body?.ToJsonString());
    }

    public static string Name(int year, int month, string kind = "乡村") => $"{year}年{month}月{kind}补贴";

    public async Task Draft(int year, int month, string kind = "乡村") => await (await town.Handler).Complete("编制补贴发放表", Name(year, month, kind), "Submit", new JsonObject());

    /// <summary>From the town's decision to the district's approval.</summary>
    public async Task Approve(int year, int month, string kind = "乡村")
    {
        var name = Name(year, month, kind);
        await (await town.Leader).Complete("审定补贴发放表", name, "Approve", new JsonObject());
        await (await town.DistrictHandler).Complete("复核补贴发放表", name, "Pass", new JsonObject());
        await (await town.DistrictLeader).Complete("审批补贴发放表", name, "Approve", new JsonObject());
    }

    public async Task Pay(int year, int month, string payOn, string kind = "乡村", params (string LineId, string Reason)[] returned) =>
        await (await Finance).Complete("发放补贴", Name(year, month, kind), "Pay", new { payOn, returned = returned.Select(row => new { line = row.LineId, reason = row.Reason }) });

    public async Task Bank(int year, int month, string kind = "乡村", params (string LineId, string Reason)[] failed) =>
        await (await Finance).Complete("登记银行回单", Name(year, month, kind), "Record", new { failed = failed.Select(row => new { line = row.LineId, reason = row.Reason }), othersPaid = true });

    /// <summary>The whole month without a hitch.</summary>
    public async Task PayMonth(int year, int month, string payOn)
    {
        await Draft(year, month);
        await Approve(year, month);
        await Pay(year, month, payOn);
        await Bank(year, month);
    }

    /// <summary>Province, city, district and total in yuan: 1,200.00/600.00/1,200.00 of 3,000.00.</summary>
    public static string Split(JsonNode? split) => string.Join('/', new[] { "province", "city", "district" }.Select(name => Yuan(split![name]!)));

    public static string Yuan(JsonNode fen) => (fen.GetValue<long>() / 100m).ToString("#,##0.00", CultureInfo.InvariantCulture);
}
