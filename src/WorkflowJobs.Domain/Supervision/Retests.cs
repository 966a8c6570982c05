using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Placements;
using WorkflowJobs.Domain.Reviews;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Tasks;
using WorkflowJobs.Domain.Units;

namespace WorkflowJobs.Domain.Supervision;

/// <summary>A finding to be re-tested, with its entry in the ledger.</summary>
internal sealed record RetestRow(InspectionRetest Retest, Rectification Finding);

/// <summary>What a half-yearly check re-tests.</summary>
internal static class Retests
{
    /// <summary>Earlier findings of the towns and their villages that are due, in the ledger's order, and the units in which they were.</summary>
    public static async Task<(IReadOnlyList<EarlierFinding> Findings, IReadOnlyList<RetestUnit> Units)> Due(
        Work work, string districtId, IReadOnlyList<string> towns, IReadOnlyList<Placement> placements, CancellationToken cancel)
    {
        var last = await work.Db.Inspections.AsNoTracking().Where(row => row.Level == InspectionLevel.District && row.UnitId == districtId).OrderByDescending(row => row.PeriodTo).Select(row => (DateTimeOffset?)row.OpenedAt).FirstOrDefaultAsync(cancel);
        var entered = await work.Db.Rectifications.AsNoTracking().Where(row => towns.Contains(row.TownId)).OrderBy(row => row.OpenedAt).ThenBy(row => row.Id)
            .Select(row => new EarlierFinding(row.Id, row.Number, row.UnitId, row.OpenedAt, row.ClosedAt)).ToListAsync(cancel);
        var due = entered.FindAll(finding => RetestRules.IsDue(finding, last));
        return (due, [.. due.GroupBy(finding => finding.UnitId).OrderBy(unit => unit.Key, StringComparer.Ordinal).Select(unit => new RetestUnit(
            unit.Key,
            [.. unit.Select(finding => finding.Number)],
            [.. placements.Where(placement => placement.VillageId == unit.Key || placement.TownId == unit.Key).Select(placement => placement.Id).Order(StringComparer.Ordinal)]))]);
    }

    public static async Task<List<RetestRow>> Of(Work work, string inspectionId, CancellationToken cancel) =>
        (await (
            from retest in work.Db.InspectionRetests.AsNoTracking()
            join finding in work.Db.Rectifications.AsNoTracking() on retest.RectificationId equals finding.Id
            where retest.InspectionId == inspectionId
            orderby retest.Position
            select new { retest, finding }).ToListAsync(cancel)).ConvertAll(row => new RetestRow(row.retest, row.finding));

    /// <summary>复查（整改〔2025〕1号、整改〔2025〕2号）: why somebody is in the sample.</summary>
    public static string Reason(IEnumerable<string> numbers) => string.Join('、', numbers);

    /// <summary>Closed on its day, or open until when.</summary>
    public static (string Zh, string En) State(Rectification finding) => finding.ClosedAt is { } closed
        ? ($"{ShanghaiTime.DateOf(closed).Iso()}销号", $"closed {ShanghaiTime.DateOf(closed).Iso()}")
        : ($"未销号（{finding.DueOn.Iso()}到期）", $"open, due {finding.DueOn.Iso()}");
}

/// <summary>Earlier findings of the half-yearly check, each to be looked at again.</summary>
public sealed class InspectionRetestsSource(SealedTexts texts) : IFormSource
{
    public string Name => "inspection-retests";

    public async Task<JsonNode> Load(Work work, UserTask task, Actor actor, CancellationToken cancel)
    {
        await work.Flush(cancel);
        var units = (await UnitList.All(work.Db, cancel)).ToDictionary(unit => unit.Id, unit => unit.Name);
        var rows = new JsonArray();
        foreach (var row in await Retests.Of(work, task.SubjectId, cancel))
        {
            var (zh, en) = Retests.State(row.Finding);
            rows.Add((JsonNode)new JsonObject
            {
                ["key"] = row.Retest.Id,
                ["name"] = row.Finding.Number,
                ["unit"] = units.GetValueOrDefault(row.Finding.UnitId),
                ["problem"] = await texts.Open(work, row.Finding.PersonId, row.Finding.ProblemCipher, cancel),
                ["state"] = zh,
                ["stateEn"] = en,
            });
        }

        return rows;
    }
}
