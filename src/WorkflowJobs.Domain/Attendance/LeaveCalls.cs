using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Correspondence;
using WorkflowJobs.Domain.Parameters;
using WorkflowJobs.Domain.Placements;
using WorkflowJobs.Domain.Reviews;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Instances;
using WorkflowJobs.Domain.Runtime.Tasks;
using WorkflowJobs.Engine.Activities;
using WorkflowJobs.Engine.Execution;

namespace WorkflowJobs.Domain.Attendance;

/// <summary>The form of a leave before it is handed in, and once more when the town decides.</summary>
public sealed class LeaveCheck(ParameterStore parameters) : ITaskCheck
{
    public string Name => "leave";

    public async Task<IReadOnlyList<FieldError>> Check(Work work, UserTask task, string outcome, JsonObject data, Actor actor, CancellationToken cancel)
    {
        if (outcome is not ("Submit" or "Approve") || await work.Db.Placements.FindAsync([task.SubjectId], cancel) is not { } placement)
            return [];
        var own = await work.Db.LeaveRequests.AsNoTracking().FirstOrDefaultAsync(row => row.InstanceId == task.InstanceId, cancel);
        var form = own is null || outcome == "Submit" ? LeaveForm.Read(data) : new LeaveForm(own.Kind, own.From, own.Until, own.HasProof);
        var set = await parameters.At(work.Db, work.Now, cancel);
        var days = await SheetPeople.Days(work, [placement], new DateRange(DateOnly.MinValue, DateOnly.MaxValue), cancel);
        var taken = await work.Db.LeaveRequests.AsNoTracking().Where(row => row.PlacementId == placement.Id && row.Status != LeaveStatus.Refused && row.InstanceId != task.InstanceId).ToListAsync(cancel);
        return LeaveRules.Problems(form, days[placement.Id], [.. taken.Select(row => new DateRange(row.From, row.Until))], new LeaveLimits(set.Int("leave.sickProofDays"), set.Int("leave.maxDays")));
    }
}

/// <summary>A leave was asked for: by the person, whose village is heard then, or by an officer of the village or the town for them.</summary>
public sealed class RecordLeave(Submissions submissions) : ICallHandler
{
    public ActivityDescriptor Descriptor { get; } =
        CallDescriptors.Record(nameof(RecordLeave), CallCategories.Placement, "登记请假", "Record the leave", "ByPerson", "ByOfficer");

    public async Task<CallAnswer> Answer(CallContext context, CancellationToken cancel)
    {
        var work = context.Work;
        var placement = await context.Placement(cancel);
        var submitted = await submissions.Read(context, cancel);
        var form = LeaveForm.Read(submitted.Data);
        if (form is not { From: { } from, Until: { } until })
            throw new InvalidOperationException("A leave was taken without its days.");
        // Handed in again after a return: what counts is the last.
        if (await work.Db.LeaveRequests.FirstOrDefaultAsync(row => row.InstanceId == context.Instance.Id, cancel) is { } earlier)
        {
            work.Db.LeaveRequests.Remove(earlier);
            await work.Flush(cancel);
        }

        work.Db.LeaveRequests.Add(new LeaveRequest
        {
            Id = WorkQueries.NewId(),
            PlacementId = placement.Id,
            Kind = form.Kind,
            From = from,
            Until = until,
            Days = new DateRange(from, until).Days,
            HasProof = form.HasProof,
            RequestedBy = submitted.ByUserId,
            RequestedAt = work.Now,
            InstanceId = context.Instance.Id,
        });
        var isOwn = await work.Db.Users.AnyAsync(user => user.Id == submitted.ByUserId && user.PersonId == placement.PersonId, cancel);
        return new CallAnswer.Done(isOwn ? "ByPerson" : "ByOfficer");
    }
}

/// <summary>The town has decided; the person is told, and an approved leave stands in the attendance by itself.</summary>
public sealed class SettleLeave(PersonNotices notices) : ICallHandler
{
    public ActivityDescriptor Descriptor { get; } = CallDescriptors.Act(nameof(SettleLeave), CallCategories.Placement, "请假结果", "Settle the leave") with
    {
        Inputs = [new InputDescriptor("approved", "Boolean", "是否批准", "Approved") { Required = true }],
    };

    public IReadOnlyList<string> BindingOutcomes { get; } = ["Done"];

    public async Task<CallAnswer> Answer(CallContext context, CancellationToken cancel)
    {
        var work = context.Work;
        var placement = await context.Placement(cancel);
        var leave = await work.Db.LeaveRequests.FirstAsync(row => row.InstanceId == context.Instance.Id, cancel);
        var approved = context.Flag("approved");
        leave.Status = approved ? LeaveStatus.Approved : LeaveStatus.Refused;
        (leave.DecidedBy, leave.DecidedAt) = (context.Actor.UserId, work.Now);
        if (approved)
            await Mark(work, leave, cancel);
        await notices.Send(work, placement, approved ? NoticeKinds.LeaveApproved : NoticeKinds.LeaveRefused, facts => facts with { Place = $"{leave.From.Iso()}—{leave.Until.Iso()}" }, cancel);
        return new CallAnswer.Done();
    }

    /// <summary>Days already left empty on open sheets become leave.</summary>
    private static async Task Mark(Work work, LeaveRequest leave, CancellationToken cancel)
    {
        var range = new DateRange(leave.From, leave.Until);
        var rows = await (
            from entry in work.Db.AttendanceEntries
            join sheet in work.Db.AttendanceSheets on entry.SheetId equals sheet.Id
            where entry.PlacementId == leave.PlacementId && sheet.Status == SheetStatus.Open
            select entry).ToListAsync(cancel);
        foreach (var entry in rows)
            entry.Marks = string.Concat(entry.Marks.Select((mark, i) => mark == Attendance.Mark.None && range.Contains(new DateOnly(entry.Year, entry.Month, i + 1)) ? Attendance.Mark.Leave : mark));
    }
}

/// <summary>A leave whose process an administrator has cancelled before it was decided is refused, so that it bars no other of those days; the person is told.</summary>
public sealed class CancelledLeave(PersonNotices notices) : IInstanceObserver
{
    public async Task Cancelled(Work work, WorkflowInstance instance, Actor actor, string reason, CancellationToken cancel)
    {
        if (await work.Db.LeaveRequests.FirstOrDefaultAsync(row => row.InstanceId == instance.Id && row.Status == LeaveStatus.Requested, cancel) is not { } leave)
            return;
        (leave.Status, leave.DecidedBy, leave.DecidedAt) = (LeaveStatus.Refused, actor.UserId, work.Now);
        var placement = await work.Placement(leave.PlacementId, cancel);
        await notices.Send(work, placement, NoticeKinds.LeaveRefused, facts => facts with { Place = $"{leave.From.Iso()}—{leave.Until.Iso()}" }, cancel);
    }
}
