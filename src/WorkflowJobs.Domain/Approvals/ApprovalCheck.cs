using System.Text.Json.Nodes;
using WorkflowJobs.Domain.Applications;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Tasks;

namespace WorkflowJobs.Domain.Approvals;

/// <summary>
/// Facts that changed after the closing date are a flag, never a rejection: the approver sees both dates and decides with a reason (DOMAIN §8).
/// What stands against an approval absolutely stops it. A rejection has its own reason always.
/// </summary>
public sealed class ApprovalCheck(ApprovalGate gate) : ITaskCheck
{
    public const string FormKey = "district-approval";

    /// <summary>Field of the form in which the approver writes why they approve nevertheless.</summary>
    public const string ReasonField = "flagReason";

    public string Name => FormKey;

    public async Task<IReadOnlyList<FieldError>> Check(Work work, UserTask task, string outcome, JsonObject data, Actor actor, CancellationToken cancel) =>
        outcome == "Approve" && await work.Db.Applications.FindAsync([task.SubjectId], cancel) is { } application
            ? await gate.Problems(work, application, hasReason: !string.IsNullOrWhiteSpace(data.Text(ReasonField)), cancel)
            : [];
}
