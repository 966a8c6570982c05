using System.Text.Json.Nodes;
using WorkflowJobs.Domain.Applications;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Comparison;
using WorkflowJobs.Domain.Eligibility;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Tasks;

namespace WorkflowJobs.Domain.Approvals;

/// <summary>
/// Facts that changed after the closing date are a flag, never a rejection: the approver sees both dates and decides with a reason (DOMAIN §8).
/// A rejection has its own reason always.
/// </summary>
public sealed class ApprovalCheck(ExclusionGate gate) : ITaskCheck
{
    public const string FormKey = "district-approval";
    public const string ReasonField = "flagReason";

    public string Name => FormKey;

    public async Task<IReadOnlyList<FieldError>> Check(Work work, UserTask task, string outcome, JsonObject data, Actor actor, CancellationToken cancel)
    {
        if (outcome != "Approve" || await work.Db.Applications.FindAsync([task.SubjectId], cancel) is not { } application)
            return [];
        var problems = new List<FieldError>(await gate.Stops(work, application, "opinion", cancel));
        if (string.IsNullOrWhiteSpace(data.Text(ReasonField)) && EligibilityJson.IsFlagged(application.Eligibility))
            problems.Add(new FieldError(ReasonField, "FLAG_REASON_REQUIRED", "截止日后情况有变化，批准须写明理由", "Facts have changed since the closing date; an approval needs a reason."));
        if (!application.QuotaTaken && await ComingPlaces.VacantFrom(work, application, cancel) is { } vacantFrom)
            problems.Add(new FieldError("opinion", "PLACE_NOT_VACANT_YET", $"名额由退出人员空出，{vacantFrom.Iso()}起才能批准", $"The place is still held by who leaves it; it can be approved from {vacantFrom.Iso()} on."));
        return problems;
    }
}
