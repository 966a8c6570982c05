using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Instances;

namespace WorkflowJobs.Domain.Runtime.Journal;

/// <summary>The check of the journal, for workflow administrators and auditors.</summary>
public sealed class VerifyJournal(IReader reader, JournalVerifier verifier)
{
    public async Task<Result<JournalReport>> Run(Actor actor, CancellationToken cancel) => InstanceQueries.MayRead(actor)
        ? await reader.Read((work, token) => verifier.Verify(work.Db, token), cancel)
        : Refusals.NotFound;
}
