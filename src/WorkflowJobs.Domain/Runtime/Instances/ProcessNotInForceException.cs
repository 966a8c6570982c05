using WorkflowJobs.Domain.Common;

namespace WorkflowJobs.Domain.Runtime.Instances;

/// <summary>
/// A process is to be started of which no version is published. Whatever asked for it is undone whole: a person's command is refused with
/// PROCESS_MISSING, a message or a timer is tried again and then waits among the failures until the process is published.
/// </summary>
public sealed class ProcessNotInForceException(string definitionId, string? name) : Exception($"No version of workflow '{definitionId}' is published.")
{
    public Refusal Refusal { get; } = new("PROCESS_MISSING",
        $"流程“{name ?? definitionId}”没有已发布的版本，本次操作未生效。请联系流程管理员发布后重试。",
        $"No version of the process “{definitionId}” is published, so nothing was done. Ask the workflow administrator to publish it, then try again.")
    { Status = 409 };
}
