using WorkflowJobs.Domain.Common;

namespace WorkflowJobs.Server.Components.Officer;

/// <summary>What officers note on a stored file.</summary>
public interface IFileMarks
{
    /// <summary>This officer has seen the original.</summary>
    Task<Refusal?> OriginalSeen(string attachmentId, CancellationToken cancel);
}
