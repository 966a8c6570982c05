using WorkflowJobs.Domain.Approvals;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Identity;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Tasks;

namespace WorkflowJobs.Domain.Applications;

/// <summary>Every officer's completion of a task is a decision that stays; a return or recall is one more, never an edit (invariant 9).</summary>
public sealed class DecisionRecorder(TaskForms forms) : ITaskObserver
{
    public async Task Completed(Work work, UserTask task, Actor actor, string outcome, string reason, CancellationToken cancel)
    {
        // What a person hands in is no decision; it is in the form and in the task's history.
        if (task.Role != Roles.Applicant)
            work.Db.Decisions.Add(Row(work, task, actor, outcome, reason.Length > 0 ? reason : await FlagReason(work, task, cancel)));
    }

    // The form asks for the reason of approving a flagged case; it is the decision's.
    private async Task<string> FlagReason(Work work, UserTask task, CancellationToken cancel) =>
        task.FormKey == ApprovalCheck.FormKey && task.SubmissionId is { } id && await work.Db.FormSubmissions.FindAsync([id], cancel) is { } submission
            ? (await forms.Read(work, submission, cancel)).Text(ApprovalCheck.ReasonField) ?? ""
            : "";

    public Task Reversed(Work work, UserTask task, Actor actor, string verb, string reason, CancellationToken cancel)
    {
        work.Db.Decisions.Add(Row(work, task, actor, verb, reason));
        return Task.CompletedTask;
    }

    private static Decision Row(Work work, UserTask task, Actor actor, string outcome, string reason) => new()
    {
        Id = Ids.New(),
        SubjectType = task.SubjectType,
        SubjectId = task.SubjectId,
        ActivityId = task.ActivityId,
        Stage = task.Stage.Length > 0 ? task.Stage : task.Title,
        ActorId = actor.UserId,
        ActorName = actor.DisplayName,
        OnBehalfOf = TaskAccess.OnBehalf(task, actor)?.DisplayName,
        OnBehalfOfId = TaskAccess.OnBehalf(task, actor)?.UserId,
        Role = task.Role,
        UnitId = task.UnitId,
        Outcome = outcome,
        Reason = reason,
        At = work.Now,
        TaskId = task.Id,
        SubmissionId = task.SubmissionId,
    };
}
