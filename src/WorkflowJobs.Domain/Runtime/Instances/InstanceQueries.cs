using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Identity;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Journal;
using WorkflowJobs.Engine.Execution;

namespace WorkflowJobs.Domain.Runtime.Instances;

/// <summary>A row of the administrator's list of instances.</summary>
public sealed record InstanceRow(
    string Id, string DefinitionId, int Version, string SubjectType, string SubjectId, WorkflowStatus Status, WorkflowSubStatus SubStatus,
    bool NeedsAttention, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt);

/// <summary>A page of a list and where the next one begins; null at the end.</summary>
public sealed record InstancePage(IReadOnlyList<InstanceRow> Items, string? Next);

/// <summary>One instance with its state (ids, codes and hashes only, invariant 12), its incidents and its journal.</summary>
public sealed record InstanceView(InstanceRow Instance, JsonNode State, IReadOnlyList<Incident> Incidents, IReadOnlyList<JournalEntry> Journal);

/// <summary>A version of a definition, and how many instances run on it. <paramref name="PublishedBy"/>: the name of who published it; null when none did, or the system at its start.</summary>
public sealed record DefinitionRow(string DefinitionId, string Name, int Version, string VersionId, bool IsPublished, bool IsLatest, DateTimeOffset? PublishedAt, string? PublishedBy, int Running);

/// <summary>What workflow administrators and auditors see. It holds no personal data.</summary>
public sealed class InstanceQueries(IReader reader)
{
    public const int PageSize = 50;

    private static readonly string[] Readers = [Roles.WorkflowAdministrator, Roles.Auditor];

    public static bool MayRead(Actor actor) => Readers.Any(actor.Has);

    /// <summary>Newest first; <paramref name="cursor"/> is the id of the last row seen (ids sort by age).</summary>
    public async Task<Result<InstancePage>> List(Actor actor, string? definitionId, bool? needsAttention, WorkflowStatus? status, string? cursor, CancellationToken cancel)
    {
        if (!MayRead(actor))
            return Refusals.NotFound;
        return await reader.Read(async (work, token) =>
        {
            var rows = work.Db.Instances.Where(row => (definitionId == null || row.DefinitionId == definitionId)
                && (needsAttention == null || row.NeedsAttention == needsAttention) && (status == null || row.Status == status));
            if (cursor is not null && await work.Db.Instances.FindAsync([cursor], token) is { } last)
                rows = rows.Where(row => row.CreatedAt < last.CreatedAt || (row.CreatedAt == last.CreatedAt && row.Id.CompareTo(last.Id) < 0));
            var page = await rows.OrderByDescending(row => row.CreatedAt).ThenByDescending(row => row.Id).Take(PageSize + 1).ToListAsync(token);
            return new InstancePage([.. page.Take(PageSize).Select(Row)], page.Count > PageSize ? page[PageSize - 1].Id : null);
        }, cancel);
    }

    public async Task<Result<InstanceView>> Get(Actor actor, string id, CancellationToken cancel)
    {
        if (!MayRead(actor))
            return Refusals.NotFound;
        return await reader.Read<Result<InstanceView>>(async (work, token) =>
        {
            if (await work.Db.Instances.FindAsync([id], token) is not { } instance)
                return Refusals.NotFound;
            var stream = JournalChain.StreamOf(id);
            var journal = await work.Db.JournalEntries.Where(entry => entry.Stream == stream).OrderBy(entry => entry.Sequence).ToListAsync(token);
            return new InstanceView(Row(instance), JsonNode.Parse(instance.State)!, InstanceState.FromJson(instance.State).Incidents, journal);
        }, cancel);
    }

    /// <summary>All versions of all definitions, the latest first within each.</summary>
    public async Task<Result<ListPage<DefinitionRow>>> Definitions(Actor actor, PageOf page, CancellationToken cancel)
    {
        if (!MayRead(actor))
            return Refusals.NotFound;
        return await reader.Read<Result<ListPage<DefinitionRow>>>(async (work, token) =>
        {
            var running = await work.Db.Instances.Where(row => row.Status == WorkflowStatus.Running)
                .GroupBy(row => row.DefinitionVersionId).Select(group => new { group.Key, Count = group.Count() }).ToDictionaryAsync(group => group.Key, group => group.Count, token);
            var versions = await work.Db.DefinitionVersions.OrderBy(row => row.DefinitionId).ThenByDescending(row => row.Version)
                .Select(row => new { row.DefinitionId, row.Name, row.Version, row.Id, row.IsPublished, row.IsLatest, row.PublishedAt, row.PublishedBy }).ToListAsync(token);
            var publishers = versions.Select(row => row.PublishedBy).OfType<string>().Distinct().ToList();
            var names = await work.Db.Users.Where(user => publishers.Contains(user.Id)).ToDictionaryAsync(user => user.Id, user => user.DisplayName, token);
            return versions.ConvertAll(row => new DefinitionRow(
                row.DefinitionId, row.Name, row.Version, row.Id, row.IsPublished, row.IsLatest, row.PublishedAt, row.PublishedBy is { } by ? names.GetValueOrDefault(by) : null, running.GetValueOrDefault(row.Id))).Page(row => row.VersionId, page);
        }, cancel);
    }

    private static InstanceRow Row(WorkflowInstance row) => new(
        row.Id, row.DefinitionId, row.Version, row.SubjectType, row.SubjectId, row.Status, row.SubStatus, row.NeedsAttention, row.CreatedAt, row.UpdatedAt);
}
