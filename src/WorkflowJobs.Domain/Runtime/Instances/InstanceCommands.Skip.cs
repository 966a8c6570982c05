using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Identity;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Tasks;
using WorkflowJobs.Engine.Execution;

namespace WorkflowJobs.Domain.Runtime.Instances;

/// <summary>To go on without a failed activity is to decide in its place: one administrator asks, another approves.</summary>
public sealed partial class InstanceCommands
{
    private static readonly Refusal SecondPerson = new("SECOND_PERSON", "跳过须由另一名流程管理员批准，申请人本人不能批准或否决。", "Another workflow administrator must decide; who asked cannot.") { Status = 403 };
    private static readonly Refusal NotYourRequest = new("NOT_YOUR_REQUEST", "只有申请人本人可以撤回。", "Only who asked can take it back.") { Status = 403 };
    private static readonly Refusal AlreadyAsked = new("ALREADY_ASKED", "该活动的跳过申请正在等待批准。", "To skip this activity has been asked for already.") { Status = 409 };
    private static readonly Refusal Decided = new("ALREADY_DECIDED", "该申请已经处理。", "This request has been dealt with.") { Status = 409 };

    /// <summary>Asks to go on by an outcome of the failed activity; the other administrators are told.</summary>
    public Task<Result<int>> RequestSkip(string instanceId, string executionId, string outcome, string? operationId, int? expectedRevision, string? reason, Actor actor, CancellationToken cancel) =>
        Run("request-skip", instanceId, operationId, expectedRevision, new { executionId, outcome }, async (work, instance, token) =>
        {
            var incident = InstanceState.FromJson(instance.State).Incidents.FirstOrDefault(one => one.ExecutionId == executionId && one.Resolution is null);
            if (incident is null)
                return NothingToDo;
            if (!(await OutcomesOf(work, instance, incident.ActivityId, token)).Contains(outcome, StringComparer.Ordinal))
                return TaskRefusals.OutcomeUnknown;
            if (await work.Db.SkipRequests.AnyAsync(row => row.InstanceId == instanceId && row.ExecutionId == executionId && row.State == SkipState.Pending, token))
                return AlreadyAsked;
            work.Db.SkipRequests.Add(new SkipRequest
            {
                Id = work.NextSortableId(),
                InstanceId = instanceId,
                ExecutionId = executionId,
                ActivityId = incident.ActivityId,
                Outcome = outcome,
                Reason = reason!.Trim(),
                RequestedBy = actor.UserId,
                RequestedAt = work.Now,
            });
            var others = (await Holders.OfRole(work, Roles.WorkflowAdministrator, token)).Select(holder => holder.UserId).Where(id => id != actor.UserId);
            TaskEvents.Ring(work, others, "SkipRequested",
                $"{actor.DisplayName}申请跳过流程“{instance.DefinitionId}”中失败的活动，请在“失败与重试”中决定。", $"{actor.DisplayName} asks to skip a failed activity of “{instance.DefinitionId}”; please decide under Failures.", null);
            return null;
        }, reason, actor, cancel);

    /// <summary>The second person's decision. Approved, the process goes on at once by the outcome asked for.</summary>
    public Task<Result<int>> DecideSkip(string instanceId, string requestId, bool approve, string? operationId, string? reason, Actor actor, CancellationToken cancel) =>
        Run(approve ? "approve-skip" : "decline-skip", instanceId, operationId, null, new { requestId }, (work, instance, token) => Settle(work, instance, requestId, approve ? SkipState.Approved : SkipState.Declined, actor, reason!, token), reason, actor, cancel);

    public Task<Result<int>> WithdrawSkip(string instanceId, string requestId, string? operationId, string? reason, Actor actor, CancellationToken cancel) =>
        Run("withdraw-skip", instanceId, operationId, null, new { requestId }, (work, instance, token) => Settle(work, instance, requestId, SkipState.Withdrawn, actor, reason!, token), reason, actor, cancel);

    private async Task<Refusal?> Settle(Work work, WorkflowInstance instance, string requestId, SkipState to, Actor actor, string reason, CancellationToken cancel)
    {
        if (await work.Db.SkipRequests.FindAsync([requestId], cancel) is not { } request || request.InstanceId != instance.Id)
            return Refusals.NotFound;
        if (request.State != SkipState.Pending)
            return Decided;
        if (request.RequestedBy == actor.UserId != (to == SkipState.Withdrawn))
            return to == SkipState.Withdrawn ? NotYourRequest : SecondPerson;
        (request.State, request.DecidedBy, request.DecidedAt, request.DecisionReason) = (to, actor.UserId, work.Now, reason.Trim());
        request.Revision++;
        return to != SkipState.Approved || await host.Advance(work, instance.Id, new Stimulus.Skip(request.ExecutionId, request.Outcome), actor, cancel) ? null : NothingToDo;
    }

    /// <summary>What was asked for about an execution, or about any of the instance, is of no use any more.</summary>
    private static async Task Lapse(Work work, string instanceId, string? executionId, CancellationToken cancel)
    {
        var pending = await work.Db.SkipRequests.Where(row => row.InstanceId == instanceId && row.State == SkipState.Pending && (executionId == null || row.ExecutionId == executionId)).ToListAsync(cancel);
        foreach (var request in pending)
        {
            (request.State, request.DecidedAt) = (SkipState.Lapsed, work.Now);
            request.Revision++;
        }
    }

    private async Task<IReadOnlyList<string>> OutcomesOf(Work work, WorkflowInstance instance, string activityId, CancellationToken cancel) =>
        (await definitions.Load(work.Db, instance.DefinitionVersionId, cancel)).OutcomesOf(activityId, catalog);
}
