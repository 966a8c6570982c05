using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Calendars;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Parameters;
using WorkflowJobs.Domain.Placements;
using WorkflowJobs.Domain.Reviews;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Instances;
using WorkflowJobs.Domain.Runtime.Journal;
using WorkflowJobs.Domain.Units;
using WorkflowJobs.Engine.Activities;
using WorkflowJobs.Engine.Execution;

namespace WorkflowJobs.Domain.Supervision;

/// <summary>
/// Opens the inspections whose period ends in this month: one of each town with people on post, and one of the district. Run again it opens
/// nothing twice.
/// </summary>
public sealed class OpenInspections(ParameterStore parameters, CalendarStore calendars, InspectionSampler sampler, Lazy<IProcessHost> host) : ICallHandler
{
    public const string DefinitionId = "inspection";

    public ActivityDescriptor Descriptor { get; } =
        CallDescriptors.Act(nameof(OpenInspections), SupervisionCalls.Category, "开启到期的检查", "Open the inspections that are due") with
        {
            Inputs = [new InputDescriptor("at", "String", "到期时刻", "Due instant") { HelpZh = "定时启动的时刻；为空则按当前月份。" }],
        };

    public async Task<CallAnswer> Answer(CallContext context, CancellationToken cancel)
    {
        var work = context.Work;
        // A start that was missed and is made up for is about its own month.
        var today = ShanghaiTime.DateOf(DateTimeOffset.TryParse(context.Text("at"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at : work.Now);
        var set = await parameters.At(work.Db, today, cancel);
        var units = await UnitList.All(work.Db, cancel);
        foreach (var (level, kind, months) in new[]
        {
            (InspectionLevel.Town, UnitKind.Town, set.Int("inspection.townMonths")),
            (InspectionLevel.District, UnitKind.District, set.Int("inspection.districtMonths")),
        })
        {
            if (InspectionPeriodRules.EndingIn(today, months) is { } period)
                foreach (var unit in units.Where(unit => unit.Kind == kind && unit.Active).OrderBy(unit => unit.SortOrder))
                    await Open(context, set, level, unit, period, cancel);
        }

        return new CallAnswer.Done();
    }

    private async Task Open(CallContext context, ParameterSet set, InspectionLevel level, Unit unit, DateRange period, CancellationToken cancel)
    {
        var work = context.Work;
        var id = $"{unit.Id}-{period.Last:yyyy-MM}";
        await work.Flush(cancel);
        if (await work.Db.Inspections.AnyAsync(row => row.Id == id, cancel))
            return;
        var towns = level == InspectionLevel.Town ? [unit.Id] : (await UnitList.All(work.Db, cancel)).Where(town => town.ParentId == unit.Id && town.Kind == UnitKind.Town).Select(town => town.Id).ToList();
        var placements = await work.Db.Placements.AsNoTracking()
            .Where(row => towns.Contains(row.TownId) && (row.Status == PlacementStatus.OnPost || row.Status == PlacementStatus.Suspended)).ToListAsync(cancel);
        var (findings, retests) = level == InspectionLevel.District ? await Retests.Due(work, unit.Id, towns, placements, cancel) : ([], []);
        if (placements.Count == 0 && findings.Count == 0)
            return;
        var anchor = await work.Db.JournalHeads.AsNoTracking().FirstOrDefaultAsync(head => head.Stream == JournalAnchors.Stream, cancel);
        var inspection = new Inspection
        {
            Id = id,
            Level = level,
            UnitId = unit.Id,
            PeriodFrom = period.First,
            PeriodTo = period.Last,
            DueOn = (await calendars.Load(work.Db, cancel)).AddWorkingDays(period.Last, set.Int("inspection.dueDays")).Date,
            OpenedAt = work.Now,
            Seed = anchor?.Hash ?? JournalChain.Beginning,
            SeedAnchor = anchor?.Sequence ?? 0,
            Population = LotRules.Lines(placements.Select(placement => placement.Id)),
            RiskPlaces = set.Int("inspection.sample.risk"),
            LotPlaces = set.Int("inspection.sample.lot"),
            RetestUnits = RetestRules.Write(retests),
            RetestPlaces = set.Int("inspection.sample.retest"),
        };
        work.Db.Inspections.Add(inspection);
        work.Db.InspectionRetests.AddRange(findings.Select((finding, i) => new InspectionRetest { Id = $"{id}.R{i + 1}", InspectionId = id, RectificationId = finding.Id, Position = i + 1 }));
        await sampler.Draw(work, inspection, placements, set.Map("inspection.risk.weights"), cancel);
        await work.Flush(cancel);
        var input = new JsonObject
        {
            ["inspectionId"] = id,
            ["level"] = level.ToString(),
            ["days"] = Math.Max(1, (await calendars.Load(work.Db, cancel)).WorkingDaysLeft(ShanghaiTime.DateOf(work.Now), inspection.DueOn)),
        };
        inspection.InstanceId = await host.Value.Start(work, DefinitionId, new Subject(InspectionSubjects.Type, id), input, context.Actor, cancel);
    }
}

/// <summary>Draws the sample of an inspection and writes the draw into the journal.</summary>
public sealed class InspectionSampler(IEnumerable<IRiskSource> sources)
{
    public const string Stream = "inspections";

    public async Task Draw(Work work, Inspection inspection, IReadOnlyList<Placement> placements, IReadOnlyDictionary<string, int> weights, CancellationToken cancel)
    {
        var signs = placements.ToDictionary(placement => placement.Id, _ => new List<string>(), StringComparer.Ordinal);
        foreach (var source in sources)
            foreach (var id in await source.Find(work, placements, cancel))
                signs[id].Add(source.Sign);
        var profiles = signs.Select(pair => new RiskProfile(pair.Key, pair.Value)).ToList();
        var risky = RiskRules.Highest(profiles, weights, inspection.RiskPlaces, inspection.Seed);
        var units = RetestRules.Read(inspection.RetestUnits);
        var retests = RetestRules.Draw(units, risky.Select(person => person.PlacementId), inspection.RetestPlaces, inspection.Seed);
        var reasons = retests.ToDictionary(person => person.PlacementId, person => Retests.Reason(person.Findings));
        var lots = LotRules.Draw(signs.Keys, risky.Select(person => person.PlacementId).Concat(reasons.Keys), inspection.LotPlaces, inspection.Seed);
        var sample = risky.Concat(retests.Select(person => Sampled(person.PlacementId, SampleBases.Retest))).Concat(lots.Select(id => Sampled(id, SampleBases.Lot))).ToList();
        foreach (var (person, i) in sample.Select((person, i) => (person, i)))
            work.Db.InspectionSamples.Add(new InspectionSample
            {
                Id = $"{inspection.Id}.{i + 1}",
                InspectionId = inspection.Id,
                PlacementId = person.PlacementId,
                Position = i + 1,
                Basis = person.Basis,
                Score = person.Score,
                Signs = string.Join(',', person.Signs),
                Reason = reasons.GetValueOrDefault(person.PlacementId, ""),
            });
        await JournalChain.Append(work, Stream, "Drawn", null, new JsonObject
        {
            ["inspectionId"] = inspection.Id,
            ["seed"] = inspection.Seed,
            ["seedAnchor"] = inspection.SeedAnchor,
            ["populationHash"] = LotRules.PopulationHash(signs.Keys),
            ["byRisk"] = new JsonArray([.. risky.Select(person => (JsonNode)person.PlacementId)]),
            ["byRetest"] = new JsonArray([.. retests.Select(person => (JsonNode)person.PlacementId)]),
            ["retestUnits"] = new JsonArray([.. units.Select(unit => (JsonNode)new JsonObject
            {
                ["unit"] = unit.UnitId,
                ["findings"] = new JsonArray([.. unit.Findings.Select(number => (JsonNode)number)]),
                ["populationHash"] = LotRules.PopulationHash(unit.Population),
            })]),
            ["byLot"] = new JsonArray([.. lots.Select(id => (JsonNode)id)]),
        }, cancel);

        SampledPerson Sampled(string id, string basis) => new(id, basis, RiskRules.Score(signs[id], weights), signs[id]);
    }
}

internal static class SupervisionCalls
{
    public const string Category = "监督检查";

    public static string RectificationsKey(string inspectionId) => $"inspection:{inspectionId}/rectifications";

    public static string RectificationKey(string id) => $"rectification:{id}/changed";
}
