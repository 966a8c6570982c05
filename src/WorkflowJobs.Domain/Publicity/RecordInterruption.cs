using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Identity;
using WorkflowJobs.Domain.Reviews;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Instances;

namespace WorkflowJobs.Domain.Publicity;

public sealed record NewInterruption(string ListId, DateOnly InterruptedOn, string Reason);

public sealed record InterruptionRecorded(string ListId, int Revision);

/// <summary>
/// 公示中断: the sheet was torn down or the site was offline. The whole period begins anew with the next posting; both dates and the
/// reason are shown.
/// </summary>
public sealed class RecordInterruption(CommandRunner commands, IProcessHost host)
{
    public static Refusal NotRunning { get; } = new("PUBLICITY_NOT_RUNNING", "公示期未在进行中", "The publicity period is not running.");
    public static Refusal ReasonMissing { get; } = new("REASON_REQUIRED", "请写明中断原因", "Give the reason.") { Status = 400 };
    public static Refusal DateWrong { get; } = new("INTERRUPTION_DATE", "中断日期应在张贴之后、今天之前（含）", "The date lies from the posting to today.") { Status = 400 };

    public Task<Result<InterruptionRecorded>> Execute(Actor actor, string operationId, int? expectedRevision, NewInterruption body, CancellationToken cancel) =>
        commands.Run<InterruptionRecorded>("publicity.interrupt", actor, operationId, body, async (work, token) =>
        {
            if (await work.Db.PublicityLists.FindAsync([body.ListId], token) is not { } list || !actor.Has(Roles.TownHandler, list.TownId))
                return Refusals.NotFound;
            if (expectedRevision is { } expected && expected != list.Revision)
                return Refusals.StaleRevision(list.Revision);
            if (string.IsNullOrWhiteSpace(body.Reason))
                return ReasonMissing;
            if (list.Status != ListStates.Posted || list.IsInterrupted() || PublicityPeriods.IsOver(list, work.Now))
                return NotRunning;
            if (body.InterruptedOn < list.PostedOn || body.InterruptedOn > ShanghaiTime.DateOf(work.Now))
                return DateWrong;
            var interruption = new Interruption(body.InterruptedOn, body.Reason.Trim(), actor.UserId, list.StartsOn, list.EndsOn);
            list.Interruptions = Interruption.WriteAll(Interruption.ReadAll(list.Interruptions).Append(interruption));
            list.Revision++;
            host.Signal(work, WaitKeys.Period(list.Id));
            return new InterruptionRecorded(list.Id, list.Revision);
        }, cancel);
}
