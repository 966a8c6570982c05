using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Applications;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Identity;
using WorkflowJobs.Domain.Placements;
using WorkflowJobs.Domain.Reviews;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Tasks;
using WorkflowJobs.Domain.Units;

namespace WorkflowJobs.Domain.Supervision;

/// <summary>The people drawn for an inspection, with why.</summary>
public sealed class InspectionPeopleSource : IFormSource
{
    public string Name => "inspection-people";

    public async Task<JsonNode> Load(Work work, UserTask task, Actor actor, CancellationToken cancel)
    {
        await work.Flush(cancel);
        var rows = await SampleRows.Of(work, task.SubjectId, cancel);
        var villages = (await UnitList.All(work.Db, cancel)).ToDictionary(unit => unit.Id, unit => unit.Name);
        return new JsonArray([.. rows.Where(row => row.Sample.Basis != SampleBases.Added).Select(row => (JsonNode)new JsonObject
        {
            ["key"] = row.Sample.Id,
            ["name"] = row.Name,
            ["village"] = villages.GetValueOrDefault(row.Placement.VillageId),
            ["post"] = $"{row.Placement.PostName} {row.Placement.PostNumber}",
            ["basis"] = SampleRows.BasisZh(row.Sample),
        })]);
    }
}

/// <summary>Everybody else on post there, whom the inspectors may add on the spot.</summary>
public sealed class InspectionOthersSource : IFormSource
{
    public string Name => "inspection-others";

    public async Task<JsonNode> Load(Work work, UserTask task, Actor actor, CancellationToken cancel)
    {
        var inspection = await work.Inspection(task.SubjectId, cancel);
        var drawn = await work.Db.InspectionSamples.AsNoTracking().Where(row => row.InspectionId == inspection.Id).Select(row => row.PlacementId).ToListAsync(cancel);
        var others = inspection.PopulationIds.Except(drawn).ToList();
        var people = await (
            from placement in work.Db.Placements.AsNoTracking()
            join person in work.Db.People.AsNoTracking() on placement.PersonId equals person.Id
            where others.Contains(placement.Id)
            orderby placement.VillageId, person.Name
            select new { placement.Id, person.Name, placement.PostName, placement.PostNumber }).ToListAsync(cancel);
        return new JsonArray([.. people.Select(one => Option(one.Id, $"{one.Name} {one.PostName} {one.PostNumber}", null))]);
    }

    internal static JsonNode Option(string value, string zh, string? en) =>
        new JsonObject { ["value"] = value, ["label"] = new JsonObject { ["zh"] = zh, ["en"] = en ?? zh } };
}

/// <summary>The units that may have to put something right: the inspected towns and their villages.</summary>
public sealed class InspectionUnitsSource : IFormSource
{
    public string Name => "inspection-units";

    public async Task<JsonNode> Load(Work work, UserTask task, Actor actor, CancellationToken cancel)
    {
        var inspection = await work.Inspection(task.SubjectId, cancel);
        return Options(await UnitList.All(work.Db, cancel), inspection.UnitId);
    }

    internal static JsonArray Options(IReadOnlyList<Unit> units, string top)
    {
        var towns = units.Where(unit => unit.Kind == UnitKind.Town && (unit.Id == top || unit.ParentId == top)).Select(unit => unit.Id).ToHashSet();
        return new JsonArray([.. units.Where(unit => unit.Active && (towns.Contains(unit.Id) || (unit.Kind == UnitKind.Village && unit.ParentId is { } town && towns.Contains(town))))
            .OrderBy(unit => unit.SortOrder).Select(unit => InspectionOthersSource.Option(unit.Id, unit.Name, unit.NameEn))]);
    }
}

/// <summary>What an inspector's record said, shown to those who join in it and decide on it.</summary>
public sealed class InspectionFoundSource(IVault vault) : IFormSource
{
    public string Name => "inspection-found";

    public async Task<JsonNode> Load(Work work, UserTask task, Actor actor, CancellationToken cancel)
    {
        var record = await InspectionRecords.Latest(work, vault, task.InstanceId, cancel);
        if (record is null)
            return new JsonArray();
        var rows = new JsonArray();
        foreach (var row in await SampleRows.Of(work, task.SubjectId, cancel))
            if (record.Rows("people").FirstOrDefault(one => one.Text("key") == row.Sample.Id) is { } said)
                rows.Add((JsonNode)Row(row.Sample.Id, $"{row.Name} {row.Placement.PostNumber}", VisitResults.Zh(said.Text("result")), said.Text("note")));
        foreach (var (said, i) in record.Rows("added").Select((one, i) => (one, i)))
            rows.Add((JsonNode)Row($"added-{i}", await SampleRows.NameOf(work, said.Text("placement"), cancel), VisitResults.Zh(said.Text("result")), said.Text("note")));
        foreach (var row in await Retests.Of(work, task.SubjectId, cancel))
            if (record.Rows("retests").FirstOrDefault(one => one.Text("key") == row.Retest.Id) is { } said)
                rows.Add((JsonNode)Row(row.Retest.Id, row.Finding.Number, $"复查：{RetestResults.Zh(said.Text("result"))}", said.Text("note")));
        var units = (await UnitList.All(work.Db, cancel)).ToDictionary(unit => unit.Id, unit => unit.Name);
        foreach (var (said, i) in record.Rows("findings").Select((one, i) => (one, i)))
            rows.Add((JsonNode)Row($"finding-{i}", units.GetValueOrDefault(said.Text("unit") ?? ""), ProblemKinds.Zh(said.Text("kind") ?? ""), said.Text("problem")));
        return rows;
    }

    private static JsonObject Row(string key, string? who, string what, string? note) => new() { ["key"] = key, ["who"] = who, ["what"] = what, ["note"] = note };
}

/// <summary>The record as the inspectors last handed it in.</summary>
internal static class InspectionRecords
{
    public const string FormKey = "inspection-record";

    public static async Task<JsonObject?> Latest(Work work, IVault vault, string instanceId, CancellationToken cancel)
    {
        var submission = await work.LatestForm(instanceId, [FormKey], cancel);
        return submission is null ? null : await vault.Read(work, submission, cancel);
    }
}

/// <summary>A sampled person with the post and the name.</summary>
internal sealed record SampleRow(InspectionSample Sample, Placement Placement, string Name);

internal static class SampleRows
{
    public static async Task<List<SampleRow>> Of(Work work, string inspectionId, CancellationToken cancel) =>
        (await (
            from sample in work.Db.InspectionSamples.AsNoTracking()
            join placement in work.Db.Placements.AsNoTracking() on sample.PlacementId equals placement.Id
            join person in work.Db.People.AsNoTracking() on placement.PersonId equals person.Id
            where sample.InspectionId == inspectionId
            orderby sample.Position
            select new { sample, placement, person.Name }).ToListAsync(cancel)).ConvertAll(row => new SampleRow(row.sample, row.placement, row.Name));

    public static async Task<string> NameOf(Work work, string? placementId, CancellationToken cancel) => await (
        from placement in work.Db.Placements.AsNoTracking()
        join person in work.Db.People.AsNoTracking() on placement.PersonId equals person.Id
        where placement.Id == placementId
        select person.Name + " " + placement.PostNumber).FirstOrDefaultAsync(cancel) ?? "";

    /// <summary>风险（60分：账户与他人相同、有信访举报）, 随机抽取, 现场增加.</summary>
    public static string BasisZh(InspectionSample sample) => sample.Basis switch
    {
        SampleBases.Risk => string.Create(CultureInfo.InvariantCulture, $"风险（{sample.Score}分：{string.Join('、', sample.Signs.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(RiskSigns.Zh))}）"),
        SampleBases.Retest => $"复查（{sample.Reason}）",
        SampleBases.Lot => "随机抽取",
        _ => "现场增加",
    };
}

/// <summary>INSPECTION_OUTSIDE: held within the period or until its due date. INSPECTION_NOTE: what is not in order is described and photographed.</summary>
public sealed class InspectionRecordCheck : ITaskCheck
{
    public string Name => "inspection-record";

    public async Task<IReadOnlyList<FieldError>> Check(Work work, UserTask task, string outcome, JsonObject data, Actor actor, CancellationToken cancel)
    {
        var problems = new List<FieldError>();
        var inspection = await work.Inspection(task.SubjectId, cancel);
        if (data.Date("heldOn") is { } held && (held < inspection.PeriodFrom || held > inspection.DueOn))
            problems.Add(new FieldError("heldOn", "INSPECTION_OUTSIDE", $"检查日期应在{inspection.PeriodFrom.Iso()}至{inspection.DueOn.Iso()}之间", $"Between {inspection.PeriodFrom.Iso()} and {inspection.DueOn.Iso()}."));
        foreach (var table in new[] { "people", "added" })
            foreach (var (row, i) in data.Rows(table).Select((row, i) => (row, i)))
                if (VisitResults.NeedsRectification(row.Text("result")) && string.IsNullOrWhiteSpace(row.Text("note")))
                    problems.Add(new FieldError($"{table}[{i}].note", "INSPECTION_NOTE", "有问题的须写明情况", "Describe what was found."));
        foreach (var (row, i) in data.Rows("retests").Select((row, i) => (row, i)))
            if (row.Text("result") == RetestResults.Still && string.IsNullOrWhiteSpace(row.Text("note")))
                problems.Add(new FieldError($"retests[{i}].note", "INSPECTION_NOTE", "问题仍存在的须写明情况", "Describe what is still so."));
        var twice = data.Rows("added").Select(row => row.Text("placement")).GroupBy(id => id).FirstOrDefault(same => same.Count() > 1);
        if (twice is not null)
            problems.Add(new FieldError("added", "INSPECTION_TWICE", "同一人员重复填写", "The same person is there twice."));
        return problems;
    }
}
