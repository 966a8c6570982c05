using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Applications;
using WorkflowJobs.Domain.Calendars;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Identity;
using WorkflowJobs.Domain.Parameters;
using WorkflowJobs.Domain.Reviews;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Instances;
using WorkflowJobs.Domain.Runtime.Tasks;
using WorkflowJobs.Engine.Activities;
using WorkflowJobs.Engine.Execution;

namespace WorkflowJobs.Domain.Supervision;

/// <summary>How many working days are left to put it right, one at the least, for the due date of the task that follows.</summary>
public sealed class RectificationTerm(CalendarStore calendars) : ICallHandler
{
    public ActivityDescriptor Descriptor { get; } = CallDescriptors.Act(nameof(RectificationTerm), SupervisionCalls.Category, "计算整改剩余期限", "Work out the days left to rectify");

    public async Task<CallAnswer> Answer(CallContext context, CancellationToken cancel)
    {
        var rectification = await context.Rectification(cancel);
        var left = (await calendars.Load(context.Work.Db, cancel)).WorkingDaysLeft(ShanghaiTime.DateOf(context.Work.Now), rectification.DueOn);
        return new CallAnswer.Done(Result: new JsonObject { ["days"] = Math.Max(1, left) });
    }

    public IReadOnlyList<CallAnswer> Preview(Call call) => [new CallAnswer.Done(Result: new JsonObject { ["days"] = ParameterSet.Defaults.Int("rectification.days") })];
}

/// <summary>Takes what the responsible unit reports: who, which measures, done when.</summary>
public sealed class RecordRectification(Submissions submissions, SealedTexts texts) : ICallHandler
{
    public ActivityDescriptor Descriptor { get; } = CallDescriptors.Record(nameof(RecordRectification), SupervisionCalls.Category, "登记整改情况", "Record what was put right");

    public async Task<CallAnswer> Answer(CallContext context, CancellationToken cancel)
    {
        var rectification = await context.Rectification(cancel);
        var said = await submissions.Read(context, cancel);
        rectification.ResponsiblePerson = said.Data.Text("responsiblePerson");
        rectification.MeasuresCipher = await texts.Seal(context.Work, rectification.PersonId, said.Data.Text("measures"), cancel);
        rectification.CompletedOn = said.Data.Date("completedOn");
        (rectification.RepliedBy, rectification.RepliedAt) = (said.ByUserId, context.Work.Now);
        rectification.Revision++;
        return new CallAnswer.Done();
    }
}

/// <summary>The one extension (<c>rectification.extensions</c>): the term once more, counted on from the first.</summary>
public sealed class ExtendRectification(ParameterStore parameters, CalendarStore calendars, Lazy<IProcessHost> host) : ICallHandler
{
    public ActivityDescriptor Descriptor { get; } =
        CallDescriptors.Act(nameof(ExtendRectification), SupervisionCalls.Category, "延长整改期限", "Extend the rectification", "Extended", "Exhausted");

    public async Task<CallAnswer> Answer(CallContext context, CancellationToken cancel)
    {
        var work = context.Work;
        var rectification = await context.Rectification(cancel);
        var opened = ShanghaiTime.DateOf(rectification.OpenedAt);
        var set = await parameters.At(work.Db, opened, cancel);
        if (!RectificationRules.MayExtend(rectification.Extensions, set.Int("rectification.extensions")))
            return new CallAnswer.Done("Exhausted");
        rectification.Extensions++;
        rectification.DueOn = RectificationRules.DueOn(opened, set.Int("rectification.days"), rectification.Extensions, await calendars.Load(work.Db, cancel));
        rectification.EscalatedAt = null;
        rectification.Revision++;
        host.Value.Signal(work, SupervisionCalls.RectificationKey(rectification.Id));
        return new CallAnswer.Done("Extended");
    }
}

/// <summary>销号: somebody else has seen that it is right.</summary>
public sealed class CloseRectification(Submissions submissions, Lazy<IProcessHost> host) : ICallHandler
{
    public ActivityDescriptor Descriptor { get; } = CallDescriptors.Record(nameof(CloseRectification), SupervisionCalls.Category, "核验销号", "Close the rectification");

    public IReadOnlyList<string> BindingOutcomes { get; } = ["Done"];

    public async Task<CallAnswer> Answer(CallContext context, CancellationToken cancel)
    {
        var work = context.Work;
        var rectification = await context.Rectification(cancel);
        var by = (await submissions.Read(context, cancel)).ByUserId;
        (rectification.VerifiedBy, rectification.VerifiedByName, rectification.ClosedAt) = (by, (await work.Db.Users.FindAsync([by], cancel))?.DisplayName ?? by, work.Now);
        rectification.Revision++;
        host.Value.Signal(work, SupervisionCalls.RectificationKey(rectification.Id));
        host.Value.Signal(work, SupervisionCalls.RectificationsKey(rectification.SourceId));
        return new CallAnswer.Done();
    }
}

/// <summary>Waits until it is closed, or overdue and not yet escalated.</summary>
public sealed class AwaitRectification : ICallHandler
{
    public ActivityDescriptor Descriptor { get; } = CallDescriptors.Await(nameof(AwaitRectification), SupervisionCalls.Category, "等待整改销号或逾期", "Await the rectification", "Closed", "Overdue");

    public async Task<CallAnswer> Answer(CallContext context, CancellationToken cancel)
    {
        var rectification = await context.Rectification(cancel);
        if (rectification.ClosedAt is not null)
            return new CallAnswer.Done("Closed");
        var key = SupervisionCalls.RectificationKey(rectification.Id);
        if (rectification.EscalatedAt is not null)
            return new CallAnswer.Wait(key);
        return RectificationRules.IsOverdue(rectification.DueOn, ShanghaiTime.DateOf(context.Work.Now), closed: false)
            ? new CallAnswer.Done("Overdue")
            : new CallAnswer.Wait(key, ShanghaiTime.EndOfDay(rectification.DueOn));
    }
}

/// <summary>Overdue: the leaders and the discipline of town and district are told, and the ledger says so.</summary>
public sealed class EscalateRectification : ICallHandler
{
    public ActivityDescriptor Descriptor { get; } = CallDescriptors.Act(nameof(EscalateRectification), SupervisionCalls.Category, "整改逾期上报", "Escalate the overdue rectification");

    public async Task<CallAnswer> Answer(CallContext context, CancellationToken cancel)
    {
        var work = context.Work;
        var rectification = await context.Rectification(cancel);
        rectification.EscalatedAt = work.Now;
        rectification.Revision++;
        string[] told = [Roles.TownLeader, Roles.TownDiscipline, Roles.DistrictLeader, Roles.Discipline];
        var users = new List<string>();
        foreach (var role in told)
            users.AddRange((await Holders.Of(work, role, rectification.TownId, cancel)).Select(holder => holder.UserId));
        TaskEvents.Ring(work, users, "Escalated", $"{rectification.Number}整改逾期未销号，请督办。", $"Rectification {rectification.Number} is overdue; please see to it.", null);
        return new CallAnswer.Done();
    }
}

internal static class RectificationQueriesOfCalls
{
    public static async Task<Rectification> Rectification(this CallContext context, CancellationToken cancel) =>
        await context.Work.Db.Rectifications.FindAsync([context.Instance.SubjectId], cancel)
        ?? throw new InvalidOperationException($"There is no rectification {context.Instance.SubjectId}.");
}

/// <summary>RECTIFICATION_SELF: who reported a rectification neither verifies it nor decides on it.</summary>
public sealed class RectificationDuty : ITaskGuard
{
    private const string ReplyForm = "rectification-reply";

    public static Refusal Self { get; } = new("RECTIFICATION_SELF", "整改情况由您填报，须由他人核验", "You reported this rectification; another person must verify it.") { Status = 403 };

    public async Task<Refusal?> MayAct(Work work, UserTask task, Actor actor, CancellationToken cancel)
    {
        if (task.SubjectType != RectificationSubjects.Type || await work.Db.Rectifications.FindAsync([task.SubjectId], cancel) is not { } rectification)
            return null;
        if (task.Role == rectification.ResponsibleRole || rectification.RepliedBy is null)
            return null;
        // Who had it reported by a stand-in reported it as well.
        var reported = !RectificationRules.MayVerify(rectification.RepliedBy, actor.UserId)
            || await SeparationOfDuty.Done(work, task, actor).AnyAsync(row => row.FormKey == ReplyForm, cancel);
        return reported ? Self : null;
    }
}
