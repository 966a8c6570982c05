using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Runtime.Commands;

namespace WorkflowJobs.Domain.Runtime.Instances;

/// <summary>Which of a definition's versions: one by number, or all of these kinds; none named means any.</summary>
public sealed record VersionChoice(bool Latest = false, bool Published = false, bool Draft = false, int? Number = null)
{
    public static VersionChoice Any { get; } = new();

    public bool Takes(DefinitionVersion row) => Number is { } number
        ? row.Version == number
        : this == Any || (Latest && row.IsLatest) || (Published && row.IsPublished) || (Draft && row is { IsPublished: false, IsLatest: true });
}

/// <summary>What a list of versions is narrowed to and ordered by.</summary>
public sealed record VersionFilter(VersionChoice Versions)
{
    public IReadOnlyCollection<string> DefinitionIds { get; init; } = [];

    public IReadOnlyCollection<string> VersionIds { get; init; } = [];

    public string? Search { get; init; }

    public bool ByVersion { get; init; }

    public bool Descending { get; init; }

    /// <summary>From 0.</summary>
    public int Page { get; init; }

    public int? PageSize { get; init; }
}

/// <summary>A page of versions, and how many there are in all.</summary>
public sealed record VersionPage(IReadOnlyList<DefinitionVersion> Items, int Total);

/// <summary>Versions of definitions as the designer reads them.</summary>
public sealed class DefinitionQueries(IReader reader)
{
    private const int MostPerPage = 200;

    /// <summary>The version of a definition; of several that fit, the latest.</summary>
    public async Task<Result<DefinitionVersion>> Find(Actor actor, string definitionId, VersionChoice choice, CancellationToken cancel)
    {
        if (!InstanceQueries.MayRead(actor))
            return Refusals.NotFound;
        return await reader.Read<Result<DefinitionVersion>>(async (work, token) =>
            (await DefinitionStore.Versions(work, definitionId, token)).Find(choice.Takes) is { } found ? found : Refusals.NotFound, cancel);
    }

    public async Task<Result<DefinitionVersion>> ById(Actor actor, string versionId, CancellationToken cancel)
    {
        if (!InstanceQueries.MayRead(actor))
            return Refusals.NotFound;
        return await reader.Read<Result<DefinitionVersion>>(async (work, token) =>
            await work.Db.DefinitionVersions.FindAsync([versionId], token) is { } found ? found : Refusals.NotFound, cancel);
    }

    public async Task<Result<VersionPage>> List(Actor actor, VersionFilter filter, CancellationToken cancel)
    {
        if (!InstanceQueries.MayRead(actor))
            return Refusals.NotFound;
        return await reader.Read<Result<VersionPage>>(async (work, token) =>
        {
            // There are some hundred versions at the most; their documents are read for the page alone.
            var heads = await work.Db.DefinitionVersions.Select(row => new DefinitionVersion
            {
                Id = row.Id,
                DefinitionId = row.DefinitionId,
                Version = row.Version,
                Name = row.Name,
                Json = "",
                IsPublished = row.IsPublished,
                IsLatest = row.IsLatest,
                CreatedAt = row.CreatedAt,
            }).ToListAsync(token);
            var found = heads.Where(row => Takes(filter, row)).ToList();
            var ordered = filter.ByVersion
                ? found.OrderBy(row => row.Version)
                : found.OrderBy(row => row.Name, StringComparer.Ordinal).ThenBy(row => row.Version);
            var size = Math.Clamp(filter.PageSize ?? MostPerPage, 1, MostPerPage);
            var ids = (filter.Descending ? ordered.Reverse() : ordered).Skip(Math.Max(filter.Page, 0) * size).Take(size).Select(row => row.Id).ToList();
            var rows = await work.Db.DefinitionVersions.Where(row => ids.Contains(row.Id)).ToDictionaryAsync(row => row.Id, token);
            return new VersionPage([.. ids.Select(id => rows[id])], found.Count);
        }, cancel);
    }

    private static bool Takes(VersionFilter filter, DefinitionVersion row) =>
        filter.Versions.Takes(row)
        && (filter.DefinitionIds.Count == 0 || filter.DefinitionIds.Contains(row.DefinitionId))
        && (filter.VersionIds.Count == 0 || filter.VersionIds.Contains(row.Id))
        && (string.IsNullOrWhiteSpace(filter.Search) || row.Name.Contains(filter.Search, StringComparison.OrdinalIgnoreCase)
            || row.DefinitionId.Contains(filter.Search, StringComparison.OrdinalIgnoreCase));
}
