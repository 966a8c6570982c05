using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Placements;
using WorkflowJobs.Domain.Reviews;
using WorkflowJobs.Domain.Runtime.Commands;

namespace WorkflowJobs.Domain.Applications;

/// <summary>Other applications of the same person. A second one in the same round supersedes; in any other open round it is DUPLICATE_ACTIVE.</summary>
public sealed class ActiveApplications
{
    /// <summary>Whether the person is active in another round, or holds a post.</summary>
    public Task<bool> Elsewhere(Work work, Application application, CancellationToken cancel) => Elsewhere(work, application, application.LineId, cancel);

    /// <summary>The same as if the application were for that line.</summary>
    public async Task<bool> Elsewhere(Work work, Application application, string lineId, CancellationToken cancel)
    {
        await work.Flush(cancel);
        return await Active(work, application).AnyAsync(a => a.LineId != lineId, cancel)
            || await work.Db.Placements.AnyAsync(row => row.PersonId == application.PersonId && row.ApplicationId != application.Id && row.Status != PlacementStatus.Exited, cancel);
    }

    /// <summary>The person's active applications of the same round, which a new submission replaces.</summary>
    public async Task<List<Application>> SameRound(Work work, Application application, CancellationToken cancel)
    {
        await work.Flush(cancel);
        return await Active(work, application).Where(a => a.LineId == application.LineId && a.SupersededById == null).ToListAsync(cancel);
    }

    // One that was not recommended counts until its period for re-examination has ended.
    private static IQueryable<Application> Active(Work work, Application application) =>
        work.Db.Applications.Where(a => a.ActivePersonId == application.PersonId && a.Id != application.Id);
}
