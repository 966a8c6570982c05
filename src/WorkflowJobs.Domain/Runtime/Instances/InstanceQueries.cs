using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Identity;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Journal;
using WorkflowJobs.Engine.Activities;
using WorkflowJobs.Engine.Execution;

namespace WorkflowJobs.Domain.Runtime.Instances;

/// <summary>A row of the administrator's list of instances.</summary>
public sealed record InstanceRow(
    string Id, string DefinitionId, int Version, string SubjectType, string SubjectId, WorkflowStatus Status, WorkflowSubStatus SubStatus,
    bool NeedsAttention, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt)
{
    /// <summary>Since when an administrator holds it; null while it may go on.</summary>
    public DateTimeOffset? SuspendedAt { get; init; }

    public int Revision { get; init; }
}

/// <summary>A page of a list and where the next one begins; null at the end.</summary>
public sealed record InstancePage(IReadOnlyList<InstanceRow> Items, string? Next);

/// <summary>A failed activity. <paramref name="Outcomes"/>: the ports by which the process may go on without it; empty once it was dealt with.</summary>
public sealed record IncidentView(
    string ActivityId, string Title, string ActivityType, string ExecutionId, string Message, DateTimeOffset At, string? Resolution, IReadOnlyList<string> Outcomes);

/// <summary>An administrator's act on an instance: what, by whom, why.</summary>
public sealed record AdministrationView(DateTimeOffset At, string? By, string What);

/// <summary>One instance with its state (ids, codes and hashes only, invariant 12), its incidents and its journal.</summary>
public sealed record InstanceView(InstanceRow Instance, JsonNode State, IReadOnlyList<IncidentView> Incidents, IReadOnlyList<JournalEntry> Journal)
{
    /// <summary>Open tasks: what is asked of which role and unit, never of whom they are.</summary>
    public IReadOnlyList<InstanceTask> Tasks { get; init; } = [];

    public IReadOnlyList<SkipRequestView> Skips { get; init; } = [];

    /// <summary>The administrators' acts, the latest first.</summary>
    public IReadOnlyList<AdministrationView> Acts { get; init; } = [];
}

/// <summary>A version of a definition, and how many instances run on it. <paramref name="PublishedBy"/>: the name of who published it; null when none did, or the system at its start.</summary>
public sealed record DefinitionRow(string DefinitionId, string Name, int Version, string VersionId, bool IsPublished, bool IsLatest, DateTimeOffset? PublishedAt, string? PublishedBy, int Running);

/// <summary>What workflow administrators and auditors see. It holds no personal data.</summary>
public sealed class InstanceQueries(IReader reader, DefinitionCache definitions, ActivityCatalog catalog)
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
            var definition = await definitions.Load(work.Db, instance.DefinitionVersionId, token);
            var titles = definition.Titles();
            var tasks = await work.Db.UserTasks.AsNoTracking().Where(row => row.InstanceId == id && row.CompletedAt == null).OrderBy(row => row.CreatedAt).ThenBy(row => row.Id).ToListAsync(token);
            var acts = await work.Db.UserTaskEvents.Where(row => row.TaskId == stream && row.Kind == "Administration").OrderByDescending(row => row.Id).ToListAsync(token);
            return new InstanceView(Row(instance), JsonNode.Parse(instance.State)!, [.. InstanceState.FromJson(instance.State).Incidents.Select(View)], journal)
            {
                Tasks = await StuckQueries.Views(work, tasks, token),
                Skips = await StuckQueries.Views(work, work.Db.SkipRequests.Where(row => row.InstanceId == id), definitions, token),
                Acts = acts.ConvertAll(row => new AdministrationView(row.At, row.ActorName, row.Note ?? "")),
            };

            IncidentView View(Incident one) => new(one.ActivityId, titles.GetValueOrDefault(one.ActivityId) ?? one.ActivityId, one.ActivityType, one.ExecutionId, one.Message, one.At, one.Resolution,
                one.Resolution is null ? definition.OutcomesOf(one.ActivityId, catalog) : []);
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
        row.Id, row.DefinitionId, row.Version, row.SubjectType, row.SubjectId, row.Status, row.SubStatus, row.NeedsAttention, row.CreatedAt, row.UpdatedAt)
    { SuspendedAt = row.SuspendedAt, Revision = row.Revision };
}
