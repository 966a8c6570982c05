using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Applications;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Correspondence;
using WorkflowJobs.Domain.Reviews;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Instances;
using WorkflowJobs.Domain.Runtime.Tasks;
using WorkflowJobs.Domain.Units;
using WorkflowJobs.Engine.Activities;
using WorkflowJobs.Engine.Execution;

namespace WorkflowJobs.Domain.Placements;

/// <summary>Villages to which somebody may be transferred: all of the district.</summary>
public sealed class VillageSource : IFormSource
{
    public string Name => "villages";

    public async Task<JsonNode> Load(Work work, UserTask task, Actor actor, CancellationToken cancel)
    {
        var units = (await UnitList.All(work.Db, cancel)).ToDictionary(unit => unit.Id, StringComparer.Ordinal);
        return new JsonArray([.. units.Values.Where(unit => unit.Kind == UnitKind.Village && unit.ParentId is not null).OrderBy(unit => unit.ParentId, StringComparer.Ordinal).ThenBy(unit => unit.Id, StringComparer.Ordinal)
            .Select(unit => (JsonNode)new JsonObject
            {
                ["value"] = unit.Id,
                ["label"] = new JsonObject { ["zh"] = $"{units.GetValueOrDefault(unit.ParentId!)?.Name} {unit.Name}", ["en"] = $"{units.GetValueOrDefault(unit.ParentId!)?.NameEn} {unit.NameEn}" },
            })]);
    }
}

public sealed class PlacementChangeCheck : ITaskCheck
{
    public string Name => "placement-change";

    public async Task<IReadOnlyList<FieldError>> Check(Work work, UserTask task, string outcome, JsonObject data, Actor actor, CancellationToken cancel)
    {
        if (outcome != "Submit" || await work.Db.Placements.FindAsync([task.SubjectId], cancel) is not { } placement)
            return [];
        var form = ChangeForm.Read(data);
        var end = await work.Db.Agreements.Where(row => row.PlacementId == placement.Id && row.VoidedOn == null).MaxAsync(row => (DateOnly?)row.EndsOn, cancel) ?? placement.StartsOn;
        var rests = await work.Db.PlacementPauses.Where(row => row.PlacementId == placement.Id && row.Until == null).Select(row => (DateOnly?)row.From).FirstOrDefaultAsync(cancel);
        var target = form.VillageId is null ? null : (await UnitList.All(work.Db, cancel)).Find(unit => unit.Id == form.VillageId)?.IsUrban;
        return ChangeRules.Problems(form, new ChangeFacts(placement, end, rests, target));
    }
}

/// <summary>A change was asked for.</summary>
public sealed class RecordPlacementChange(Submissions submissions) : ICallHandler
{
    public ActivityDescriptor Descriptor { get; } =
        CallDescriptors.Record(nameof(RecordPlacementChange), CallCategories.Placement, "登记岗位变更", "Record the change");

    public async Task<CallAnswer> Answer(CallContext context, CancellationToken cancel)
    {
        var work = context.Work;
        var form = ChangeForm.Read((await submissions.Read(context, cancel)).Data);
        if (form is not { Kind: { } kind, From: { } from })
            throw new InvalidOperationException("A change was taken without its kind or day.");
        // Handed in again after a return: what counts is the last.
        if (await work.Db.PlacementChanges.FirstOrDefaultAsync(row => row.InstanceId == context.Instance.Id, cancel) is { } earlier)
        {
            work.Db.PlacementChanges.Remove(earlier);
            await work.Flush(cancel);
        }

        var isTransfer = kind == PlacementChangeKind.Transfer;
        work.Db.PlacementChanges.Add(new PlacementChange
        {
            Id = WorkQueries.NewId(),
            PlacementId = context.Instance.SubjectId,
            Kind = kind,
            From = from,
            VillageId = isTransfer ? form.VillageId : null,
            PostName = isTransfer && form.PostName is { Length: > 0 } name ? name : null,
            Place = isTransfer && form.Place is { Length: > 0 } place ? place : null,
            RequestedAt = work.Now,
            InstanceId = context.Instance.Id,
        });
        await work.Flush(cancel);
        return new CallAnswer.Done();
    }
}

/// <summary>Waits for the day of the change, and makes it: the person keeps the placement and its months.</summary>
public sealed class ApplyPlacementChange(PersonNotices notices, Lazy<IProcessHost> host) : ICallHandler
{
    public const string Illness = "ILLNESS";

    public ActivityDescriptor Descriptor { get; } =
        CallDescriptors.Await(nameof(ApplyPlacementChange), CallCategories.Placement, "岗位变更生效", "Apply the change", "Applied", "TooLate");

    public IReadOnlyList<string> BindingOutcomes { get; } = ["Applied"];

    public async Task<CallAnswer> Answer(CallContext context, CancellationToken cancel)
    {
        var work = context.Work;
        var placement = await context.Placement(cancel);
        var change = await work.Db.PlacementChanges.FirstAsync(row => row.InstanceId == context.Instance.Id, cancel);
        if (placement.Status == PlacementStatus.Exited)
        {
            (change.Status, change.SettledAt) = (PlacementChangeStatus.Declined, work.Now);
            return new CallAnswer.Done("TooLate");
        }

        if (ShanghaiTime.DateOf(work.Now) < change.From)
            return new CallAnswer.Wait(PlacementKeys.Changed(placement.Id), ShanghaiTime.StartOfDay(change.From));
        await (change.Kind switch
        {
            PlacementChangeKind.Transfer => Transfer(work, placement, change, cancel),
            PlacementChangeKind.Suspend => Suspend(work, placement, change, context.Actor, cancel),
            _ => Resume(work, placement, change, cancel),
        });
        placement.Revision++;
        (change.Status, change.SettledAt) = (PlacementChangeStatus.Applied, work.Now);
        var kind = change.Kind switch { PlacementChangeKind.Transfer => NoticeKinds.Transferred, PlacementChangeKind.Suspend => NoticeKinds.PostSuspended, _ => NoticeKinds.PostResumed };
        await notices.Send(work, placement, kind, facts => facts with { DueOn = change.From, Place = placement.PostName }, cancel);
        host.Value.Signal(work, PlacementKeys.Changed(placement.Id));
        return new CallAnswer.Done("Applied");
    }

    private static async Task Transfer(Work work, Placement placement, PlacementChange change, CancellationToken cancel)
    {
        (change.FormerVillageId, change.FormerPostName) = (placement.VillageId, placement.PostName);
        if (change.VillageId is { } villageId && await work.Db.Units.FindAsync([villageId], cancel) is { ParentId: { } town })
            (placement.VillageId, placement.TownId) = (villageId, town);
        if (change.PostName is { } name)
            (placement.PostName, placement.PostId) = (name, null);
        if (change.Place is { } place)
            placement.Place = place;
    }

    private static async Task Suspend(Work work, Placement placement, PlacementChange change, Actor actor, CancellationToken cancel)
    {
        work.Db.PlacementPauses.Add(new PlacementPause
        {
            Id = WorkQueries.NewId(),
            PlacementId = placement.Id,
            From = change.From,
            Reason = Illness,
            RecordedBy = actor.UserId,
            RecordedAt = work.Now,
        });
        placement.Status = PlacementStatus.Suspended;
        await Status(work, placement, ApplicationStatus.Suspended, cancel);
    }

    private static async Task Resume(Work work, Placement placement, PlacementChange change, CancellationToken cancel)
    {
        foreach (var pause in await work.Db.PlacementPauses.Where(row => row.PlacementId == placement.Id && row.Until == null).ToListAsync(cancel))
            pause.Until = change.From.AddDays(-1);
        placement.Status = PlacementStatus.OnPost;
        await Status(work, placement, ApplicationStatus.OnPost, cancel);
    }

    private static async Task Status(Work work, Placement placement, ApplicationStatus status, CancellationToken cancel)
    {
        if (placement.ApplicationId is { } id && await work.Db.Applications.FindAsync([id], cancel) is { } application)
            StatusChanges.Apply(work, application, status);
    }
}

/// <summary>The change was declined; the person is told.</summary>
public sealed class DeclinePlacementChange(PersonNotices notices) : ICallHandler
{
    public ActivityDescriptor Descriptor { get; } = CallDescriptors.Act(nameof(DeclinePlacementChange), CallCategories.Placement, "岗位变更不予批准", "Decline the change");

    public async Task<CallAnswer> Answer(CallContext context, CancellationToken cancel)
    {
        var work = context.Work;
        var change = await work.Db.PlacementChanges.FirstAsync(row => row.InstanceId == context.Instance.Id, cancel);
        (change.Status, change.SettledAt) = (PlacementChangeStatus.Declined, work.Now);
        await notices.Send(work, await context.Placement(cancel), NoticeKinds.ChangeDeclined, facts => facts, cancel);
        return new CallAnswer.Done();
    }
}
