using WorkflowJobs.Domain.Applications;
using WorkflowJobs.Domain.Calendars;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Correspondence;
using WorkflowJobs.Domain.Parameters;
using WorkflowJobs.Domain.Placements;
using WorkflowJobs.Domain.Reviews;
using WorkflowJobs.Domain.Runtime.Instances;
using WorkflowJobs.Engine.Activities;
using WorkflowJobs.Engine.Execution;

namespace WorkflowJobs.Domain.Exits;

/// <summary>Takes the town handler's account of the exit. A removal against the person's will goes on to their defence first.</summary>
public sealed class RecordExit(Submissions submissions, ExitStarter exits) : ICallHandler
{
    public ActivityDescriptor Descriptor { get; } = ExitCalls.Record(nameof(RecordExit), "登记退出情况", "Record the exit", "Ordinary", "Defence");

    public async Task<CallAnswer> Answer(CallContext context, CancellationToken cancel)
    {
        var work = context.Work;
        var exit = await context.Exit(cancel);
        var submitted = await submissions.Read(context, cancel);
        exit.HandlingSubmissionId = submitted.SubmissionId;
        exit.LastDay = submitted.Data.Date("lastDay") ?? exit.LastDay;
        exit.Revision++;
        var traits = ExitRules.Of(exit.Kind);
        if (traits.StopsAtOnce)
            exits.SetLastDay(work, await work.Placement(exit.PlacementId, cancel), exit.LastDay);
        return new CallAnswer.Done(traits.NeedsDefence ? "Defence" : "Ordinary");
    }
}

/// <summary>Tells the person what is proposed and why, and until when they may state a defence (DOMAIN §8, stage 14).</summary>
public sealed class ServeExitNotice(ExitNotices notices, ParameterStore parameters, CalendarStore calendars) : ICallHandler
{
    public ActivityDescriptor Descriptor { get; } = ExitCalls.Act(nameof(ServeExitNotice), "送达拟退出告知", "Serve the notice of the proposal");

    public async Task<CallAnswer> Answer(CallContext context, CancellationToken cancel)
    {
        var work = context.Work;
        var exit = await context.Exit(cancel);
        var days = (await parameters.At(work.Db, work.Now, cancel)).Int("exit.defence.days");
        exit.DefenceBy = (await calendars.Load(work.Db, cancel)).AddWorkingDays(ShanghaiTime.DateOf(work.Now), days).Date;
        exit.Defence = null;
        exit.Revision++;
        await notices.Send(work, exit, NoticeKinds.ExitProposed, exit.DefenceBy, cancel);
        return new CallAnswer.Done();
    }
}

/// <summary>Waits for the end of the last day of the statement of defence.</summary>
public sealed class AwaitDefenceDeadline : ICallHandler
{
    public ActivityDescriptor Descriptor { get; } = ExitCalls.Await(nameof(AwaitDefenceDeadline), "等待陈述申辩期满", "Await the end of the defence period", "Due");

    public async Task<CallAnswer> Answer(CallContext context, CancellationToken cancel) => (await context.Exit(cancel)).DefenceBy.OrWait(context);
}

/// <summary>Whether a defence was stated, waived, or the period ended without a word. The form refuses what comes late, so the clock decides alone.</summary>
public sealed class RecordDefence : ICallHandler
{
    public ActivityDescriptor Descriptor { get; } = ExitCalls.Record(nameof(RecordDefence), "登记陈述申辩", "Record the defence");

    public async Task<CallAnswer> Answer(CallContext context, CancellationToken cancel)
    {
        var exit = await context.Exit(cancel);
        (exit.Defence, exit.DefenceSubmissionId) = context.Hearing("State");
        exit.Revision++;
        return new CallAnswer.Done();
    }
}

/// <summary>Waits for the end of the last day of disputing the decision.</summary>
public sealed class AwaitDisputeDeadline : ICallHandler
{
    public ActivityDescriptor Descriptor { get; } = ExitCalls.Await(nameof(AwaitDisputeDeadline), "等待复核申请期满", "Await the end of the dispute period", "Due");

    public async Task<CallAnswer> Answer(CallContext context, CancellationToken cancel) => (await context.Exit(cancel)).DisputeBy.OrWait(context);
}

/// <summary>Whether the decision is disputed.</summary>
public sealed class RecordDispute : ICallHandler
{
    public ActivityDescriptor Descriptor { get; } = ExitCalls.Record(nameof(RecordDispute), "是否申请复核", "Whether the decision is disputed", "Disputed", "Accepted");

    public async Task<CallAnswer> Answer(CallContext context, CancellationToken cancel)
    {
        var exit = await context.Exit(cancel);
        (exit.Dispute, exit.DisputeSubmissionId) = context.Hearing("Dispute");
        exit.Revision++;
        return new CallAnswer.Done(exit.Dispute == Exits.Hearing.Used ? "Disputed" : "Accepted");
    }
}

internal static class ExitOfCalls
{
    public static async Task<Exit> Exit(this CallContext context, CancellationToken cancel) =>
        await context.Work.Db.Exits.FindAsync([context.Instance.SubjectId], cancel)
        ?? throw new InvalidOperationException($"There is no exit {context.Instance.SubjectId}.");

    public static CallAnswer OrWait(this DateOnly? lastDay, CallContext context) =>
        lastDay is not { } day || context.Work.Now >= ShanghaiTime.EndOfDay(day)
            ? new CallAnswer.Done("Due")
            : new CallAnswer.Wait(null, ShanghaiTime.EndOfDay(day));

    /// <summary>What the person's task says, if it was completed at all.</summary>
    public static (Hearing Hearing, string? SubmissionId) Hearing(this CallContext context, string used) =>
        context.Call.Arguments["submission"] is not System.Text.Json.Nodes.JsonObject result
            ? (Exits.Hearing.Lapsed, null)
            : (result["outcome"]?.ToString() == used ? Exits.Hearing.Used : Exits.Hearing.Waived, result["submissionId"]?.ToString());
}
