using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Runtime.Commands;

namespace WorkflowJobs.Domain.Runtime.Instances;

/// <summary>What the versions of one definition say about who decides over it: the shipped file, or the district's administrators.</summary>
/// <param name="Latest">The newest version; null when there is none.</param>
/// <param name="LastFile">The newest one that came from a file; null when none did.</param>
/// <param name="WasRetracted">It was in force once and is no longer.</param>
internal sealed record DefinitionHistory(DefinitionVersion? Latest, DefinitionVersion? LastFile, bool WasRetracted)
{
    /// <summary>An administrator made a version after the last file, or took the process out of force: no file changes that by itself.</summary>
    public bool IsTheDistrictsOwn => WasRetracted || (Latest is not null && Latest != LastFile);

    public static async Task<DefinitionHistory> Of(Work work, string definitionId, CancellationToken cancel)
    {
        var versions = work.Db.DefinitionVersions.Where(row => row.DefinitionId == definitionId).OrderByDescending(row => row.Version);
        return new DefinitionHistory(
            await versions.FirstOrDefaultAsync(cancel),
            await versions.FirstOrDefaultAsync(row => row.SourceHash != null, cancel),
            await versions.AnyAsync(row => row.PublishedAt != null, cancel) && !await versions.AnyAsync(row => row.IsPublished, cancel));
    }
}
