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

    /// <summary>
    /// The newest version is a file's draft that its checks held back, and nobody has done anything about the process since: what is in force came
    /// from a file as well and was so before the draft, and no administrator made a version in between. Once the draft passes it may take effect.
    /// </summary>
    public bool IsHeldBack { get; private init; }

    public static async Task<DefinitionHistory> Of(Work work, string definitionId, CancellationToken cancel)
    {
        var versions = work.Db.DefinitionVersions.Where(row => row.DefinitionId == definitionId).OrderByDescending(row => row.Version);
        var history = new DefinitionHistory(
            await versions.FirstOrDefaultAsync(cancel),
            await versions.FirstOrDefaultAsync(row => row.SourceHash != null, cancel),
            await versions.AnyAsync(row => row.PublishedAt != null, cancel) && !await versions.AnyAsync(row => row.IsPublished, cancel));
        return history with { IsHeldBack = await WasLeftAlone(history, versions, cancel) };
    }

    private static async Task<bool> WasLeftAlone(DefinitionHistory history, IQueryable<DefinitionVersion> versions, CancellationToken cancel)
    {
        if (history.Latest is not { PublishedAt: null, SourceHash: not null } draft || history.IsTheDistrictsOwn)
            return false;
        var inForce = await versions.FirstOrDefaultAsync(row => row.IsPublished, cancel);
        var from = inForce?.Version ?? 0;
        return (inForce is null || inForce.PublishedAt <= draft.CreatedAt) && !await versions.AnyAsync(row => row.Version >= from && row.SourceHash == null, cancel);
    }
}
