using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Applications;
using WorkflowJobs.Domain.Placements;
using WorkflowJobs.Domain.Reviews;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Instances;
using WorkflowJobs.Domain.Units;
using WorkflowJobs.Engine.Activities;
using WorkflowJobs.Engine.Execution;

namespace WorkflowJobs.Domain.Supervision;

/// <summary>Which way an inspection goes: the town's officers, or the district's with discipline and finance.</summary>
public sealed class InspectionPath : ICallHandler
{
    public ActivityDescriptor Descriptor { get; } =
        CallDescriptors.Act(nameof(InspectionPath), SupervisionCalls.Category, "区分检查层级", "Town or district inspection", "Town", "District");

    public async Task<CallAnswer> Answer(CallContext context, CancellationToken cancel) =>
        new CallAnswer.Done((await context.Inspection(cancel)).Level.ToString());
}

/// <summary>
/// Takes the confirmed record: what was found about each person, and what has to be put right. Each finding becomes a rectification of the
/// unit that answers for it; fraud has its consequences at once (clause 三(八)).
/// </summary>
public sealed class RecordInspection(Submissions submissions, SealedTexts texts, Rectifications rectifications, FraudFindings fraud) : ICallHandler
{
    public ActivityDescriptor Descriptor { get; } = CallDescriptors.Record(nameof(RecordInspection), SupervisionCalls.Category, "登记检查结果", "Record the inspection");

    public IReadOnlyList<string> BindingOutcomes { get; } = ["Done"];

    public async Task<CallAnswer> Answer(CallContext context, CancellationToken cancel)
    {
        var work = context.Work;
        var inspection = await context.Inspection(cancel);
        var said = await submissions.Read(context, cancel);
        inspection.HeldOn = said.Data.Date("heldOn");
        inspection.Team = said.Data.Text("team");
        inspection.Summary = said.Data.Text("summary");
        inspection.Status = InspectionStatus.Confirmed;
        inspection.Revision++;
        await work.Flush(cancel);
        var samples = await work.Db.InspectionSamples.Where(row => row.InspectionId == inspection.Id).OrderBy(row => row.Position).ToListAsync(cancel);
        foreach (var row in said.Data.Rows("people"))
            if (samples.Find(sample => sample.Id == row.Text("key")) is { } sample)
                await Person(context, inspection, sample, row, cancel);
        foreach (var row in said.Data.Rows("added"))
            if (row.Text("placement") is { } placementId && samples.TrueForAll(sample => sample.PlacementId != placementId))
            {
                var added = new InspectionSample { Id = $"{inspection.Id}.{samples.Count + 1}", InspectionId = inspection.Id, PlacementId = placementId, Position = samples.Count + 1, Basis = SampleBases.Added };
                work.Db.InspectionSamples.Add(added);
                samples.Add(added);
                await Person(context, inspection, added, row, cancel);
            }

        await Retest(context, inspection, said.Data, cancel);
        foreach (var row in said.Data.Rows("findings"))
            await rectifications.Open(work, await Finding(work, inspection, row.Text("unit")!, row.Text("kind")!, row.Text("problem")!, cancel), context.Actor, cancel);
        return new CallAnswer.Done();
    }

    /// <summary>Each earlier finding's result. What is still so although it was closed enters the ledger anew, for the district to verify.</summary>
    private async Task Retest(CallContext context, Inspection inspection, JsonObject data, CancellationToken cancel)
    {
        var work = context.Work;
        var retests = await work.Db.InspectionRetests.Where(row => row.InspectionId == inspection.Id).ToListAsync(cancel);
        foreach (var row in data.Rows("retests"))
        {
            if (retests.Find(one => one.Id == row.Text("key")) is not { } retest || await work.Db.Rectifications.FindAsync([retest.RectificationId], cancel) is not { } earlier)
                continue;
            retest.Result = row.Text("result");
            retest.NoteCipher = await texts.Seal(work, earlier.PersonId, row.Text("note"), cancel);
            if (retest.Result != RetestResults.Still || earlier.ClosedAt is null)
                continue;
            var again = await Finding(work, inspection, earlier.UnitId, earlier.Kind, $"复查{earlier.Number}，问题仍存在：{row.Text("note")}", cancel);
            retest.AgainId = (await rectifications.Open(work, again with { PersonId = earlier.PersonId, PlacementId = earlier.PlacementId }, context.Actor, cancel)).Id;
        }
    }

    private async Task Person(CallContext context, Inspection inspection, InspectionSample sample, JsonObject row, CancellationToken cancel)
    {
        var work = context.Work;
        var placement = await work.Placement(sample.PlacementId, cancel);
        var note = row.Text("note");
        sample.Result = row.Text("result");
        sample.NoteCipher = await texts.Seal(work, placement.PersonId, note, cancel);
        if (!VisitResults.NeedsRectification(sample.Result))
            return;
        var name = (await work.Db.People.FindAsync([placement.PersonId], cancel))!.Name;
        var problem = $"{name}（{placement.PostNumber}）：{VisitResults.Zh(sample.Result)}。{note}";
        var finding = await Finding(work, inspection, placement.VillageId, VisitResults.IsFraud(sample.Result) ? "GhostPay" : ProblemKinds.Person, problem, cancel);
        await rectifications.Open(work, finding with { PersonId = placement.PersonId, PlacementId = placement.Id }, context.Actor, cancel);
        if (VisitResults.IsFraud(sample.Result))
            await fraud.Found(work, new FraudFinding(FraudSources.Inspection, $"{inspection.Id}/{sample.Id}", placement, sample.Result!, inspection.HeldOn, note ?? ""), context.Actor, cancel);
    }

    private static async Task<NewRectification> Finding(Work work, Inspection inspection, string unitId, string kind, string problem, CancellationToken cancel)
    {
        var unit = (await UnitList.All(work.Db, cancel)).Find(one => one.Id == unitId) ?? throw new InvalidOperationException($"There is no unit {unitId}.");
        return new NewRectification(
            inspection.Level == InspectionLevel.Town ? RectificationSources.Quarter : RectificationSources.HalfYear,
            inspection.Id, unit.Kind == UnitKind.Village ? unit.ParentId! : unit.Id, unit.Id, kind, problem)
        { ByDistrict = inspection.Level == InspectionLevel.District };
    }
}

/// <summary>Waits until everything that the inspection found was put right.</summary>
public sealed class AwaitRectifications : ICallHandler
{
    public ActivityDescriptor Descriptor { get; } = CallDescriptors.Await(nameof(AwaitRectifications), SupervisionCalls.Category, "等待问题全部整改", "Await all rectifications");

    public async Task<CallAnswer> Answer(CallContext context, CancellationToken cancel)
    {
        var work = context.Work;
        var inspection = await context.Inspection(cancel);
        await work.Flush(cancel);
        if (await work.Db.Rectifications.AnyAsync(row => row.SourceId == inspection.Id && row.ClosedAt == null, cancel))
            return new CallAnswer.Wait(SupervisionCalls.RectificationsKey(inspection.Id));
        inspection.Status = InspectionStatus.Closed;
        inspection.Revision++;
        return new CallAnswer.Done();
    }
}

internal static class InspectionQueriesOfCalls
{
    public static async Task<Inspection> Inspection(this CallContext context, CancellationToken cancel) => await context.Work.Inspection(context.Instance.SubjectId, cancel);

    public static async Task<Inspection> Inspection(this Work work, string id, CancellationToken cancel) =>
        await work.Db.Inspections.FindAsync([id], cancel) ?? throw new InvalidOperationException($"There is no inspection {id}.");
}
