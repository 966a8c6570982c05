using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Data;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Journal;
using WorkflowJobs.Engine.Activities;
using WorkflowJobs.Engine.Definitions;

namespace WorkflowJobs.Domain.Runtime.Instances;

/// <summary>What an import or a save stored, and every problem found. Without a version nothing was stored.</summary>
public sealed record DefinitionSaved(DefinitionVersion? Version, bool Changed, IReadOnlyList<DefinitionProblem> Problems)
{
    public bool MayPublish => Version is not null && Problems.All(problem => problem.Severity == ProblemSeverity.Warning);

    /// <summary>A file came after the district had made the process its own: it waits as a draft for a workflow administrator.</summary>
    public bool IsOvertaken { get; init; }

    /// <summary>A file's draft that its checks held back at an earlier start, and that nobody has touched since.</summary>
    public bool IsHeldBack { get; init; }
}

internal static class DefinitionProblems
{
    /// <summary>As a refusal lists them: by JSON path.</summary>
    public static IReadOnlyList<FieldError> AsErrors(this IEnumerable<DefinitionProblem> problems) =>
        [.. problems.Select(problem => new FieldError(problem.JsonPath, problem.Code, problem.MessageZh, problem.MessageEn))];
}

/// <summary>Versions of definitions. A published version is immutable; a change is a new draft; running instances stay on theirs (invariant 5).</summary>
public sealed class DefinitionStore(ActivityCatalog catalog, IEnumerable<IDefinitionCheck> checks)
{
    public const string Stream = "definitions";

    /// <summary>
    /// Stores a document as the latest draft, with its problems. Broken ones are refused whole. A document that is the latest version already,
    /// or a file that is the last one imported, changes nothing. A person's draft and a file's never overwrite each other.
    /// </summary>
    public async Task<DefinitionSaved> Save(Work work, string json, string? sourceHash, Actor actor, CancellationToken cancel, bool asNewVersion = false)
    {
        var read = DefinitionReader.Read(json);
        if (read.Definition is not { } definition)
            return new DefinitionSaved(null, false, read.Problems);
        List<DefinitionProblem> problems = [.. read.Problems, .. await Problems(work, definition, actor, cancel)];
        var history = await DefinitionHistory.Of(work, definition.DefinitionId, cancel);
        var latest = history.Latest;
        if (sourceHash is null && latest is not null && latest.Json == Stamped(definition, latest.Id, latest.Version))
            return new DefinitionSaved(latest, false, problems);
        if (sourceHash is not null && history.LastFile is { } last && last.SourceHash == sourceHash)
            return new DefinitionSaved(last, false, problems) { IsHeldBack = history.IsHeldBack };
        var goesOn = latest is { PublishedAt: null } && !asNewVersion && latest.SourceHash is null == sourceHash is null;
        var draft = goesOn ? latest! : NewVersion(work, definition, latest);
        draft.Name = definition.Name;
        draft.Json = Stamped(definition, draft.Id, draft.Version);
        draft.SourceHash = sourceHash;
        draft.CreatedAt = work.Now;
        draft.Revision++;
        await Note(work, "Saved", draft, actor, cancel);
        await work.Db.SaveChangesAsync(cancel);
        return new DefinitionSaved(draft, true, problems) { IsOvertaken = sourceHash is not null && history.IsTheDistrictsOwn };
    }

    /// <summary>The version on which a new instance starts; null when none is published. Shared and not tracked.</summary>
    public static async Task<DefinitionVersion?> Published(AppDb db, string definitionId, CancellationToken cancel)
    {
        var published = await db.Reference("published definitions", static async (db, token) =>
            (await db.DefinitionVersions.AsNoTracking().Where(row => row.IsPublished).ToListAsync(token))
                .GroupBy(row => row.DefinitionId, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.MaxBy(row => row.Version)!, StringComparer.Ordinal), cancel);
        return published.GetValueOrDefault(definitionId);
    }

    /// <summary>Publishes a version and retires the one before. Refused with every problem that stands in the way.</summary>
    public async Task<Result<DefinitionVersion>> Publish(Work work, string versionId, Actor actor, CancellationToken cancel)
    {
        if (await work.Db.DefinitionVersions.FindAsync([versionId], cancel) is not { } version)
            return Refusals.NotFound;
        if (version.IsPublished)
            return version;
        var definition = DefinitionReader.Read(version.Json).Definition!;
        var problems = (await Problems(work, definition, actor, cancel)).Where(problem => problem.Severity != ProblemSeverity.Warning).ToList();
        if (problems.Count > 0)
            return new Refusal("DEFINITION_PROBLEMS", $"流程定义有{problems.Count}处问题，不能发布。", $"The definition has {problems.Count} problem(s) and cannot be published.")
            {
                Errors = problems.AsErrors(),
            };
        foreach (var other in await work.Db.DefinitionVersions.Where(row => row.DefinitionId == version.DefinitionId && row.IsPublished).ToListAsync(cancel))
        {
            other.IsPublished = false;
            other.Revision++;
        }

        (version.IsPublished, version.PublishedAt, version.PublishedBy) = (true, work.Now, actor.UserId);
        version.Revision++;
        await Timers.Schedules.Arm(work, definition, cancel);
        await Note(work, "Published", version, actor, cancel);
        await work.Db.SaveChangesAsync(cancel);
        return version;
    }

    /// <summary>No new instance starts on it; those that run go on.</summary>
    public async Task<Result<DefinitionVersion>> Retract(Work work, string definitionId, Actor actor, CancellationToken cancel)
    {
        var version = await work.Db.DefinitionVersions.FirstOrDefaultAsync(row => row.DefinitionId == definitionId && row.IsPublished, cancel);
        if (version is null)
            return Refusals.NotFound;
        version.IsPublished = false;
        version.Revision++;
        await Timers.Schedules.Disarm(work, definitionId, cancel);
        await Note(work, "Retracted", version, actor, cancel);
        return version;
    }

    /// <summary>Takes a draft away; the version before it is the latest again. That it was there, and what it said (its hash), stays in the journal.</summary>
    public async Task Remove(Work work, DefinitionVersion draft, Actor actor, CancellationToken cancel)
    {
        await Note(work, "Deleted", draft, actor, cancel);
        var before = await work.Db.DefinitionVersions.Where(row => row.DefinitionId == draft.DefinitionId && row.Version < draft.Version)
            .OrderByDescending(row => row.Version).FirstOrDefaultAsync(cancel);
        if (before is not null)
        {
            before.IsLatest = true;
            before.Revision++;
        }

        work.Db.DefinitionVersions.Remove(draft);
        await work.Db.SaveChangesAsync(cancel);
    }

    /// <summary>All versions, the latest first.</summary>
    public static Task<List<DefinitionVersion>> Versions(Work work, string definitionId, CancellationToken cancel) =>
        work.Db.DefinitionVersions.AsNoTracking().Where(row => row.DefinitionId == definitionId).OrderByDescending(row => row.Version).ToListAsync(cancel);

    /// <summary>The problems of a stored version as publishing by this actor would find them.</summary>
    public Task<IReadOnlyList<DefinitionProblem>> Problems(Work work, DefinitionVersion version, Actor actor, CancellationToken cancel) =>
        Problems(work, DefinitionReader.Read(version.Json).Definition!, actor, cancel);

    private async Task<IReadOnlyList<DefinitionProblem>> Problems(Work work, WorkflowDefinition definition, Actor actor, CancellationToken cancel)
    {
        var problems = DefinitionReader.Validate(definition, catalog).ToList();
        foreach (var check in checks)
            problems.AddRange(await check.Check(work, definition, actor, cancel));
        return problems;
    }

    private static DefinitionVersion NewVersion(Work work, WorkflowDefinition definition, DefinitionVersion? latest)
    {
        if (latest is not null)
            latest.IsLatest = false;
        var number = (latest?.Version ?? 0) + 1;
        var version = new DefinitionVersion
        {
            Id = $"{definition.DefinitionId}-v{number}",
            DefinitionId = definition.DefinitionId,
            Version = number,
            Name = definition.Name,
            Json = "",
            IsLatest = true,
        };
        work.Db.DefinitionVersions.Add(version);
        return version;
    }

    /// <summary>The document under its own version's id and number, whatever it came with.</summary>
    private static string Stamped(WorkflowDefinition definition, string id, int version)
    {
        var json = (JsonObject)definition.Json.DeepClone();
        (json["id"], json["version"], json["definitionId"]) = (id, version, definition.DefinitionId);
        return DefinitionReader.Write(DefinitionReader.Read(json.ToJsonString()).Definition!);
    }

    private static Task<JournalEntry> Note(Work work, string kind, DefinitionVersion version, Actor actor, CancellationToken cancel) =>
        JournalChain.Append(work, Stream, kind, actor.UserId, new JsonObject
        {
            ["versionId"] = version.Id,
            ["definitionId"] = version.DefinitionId,
            ["version"] = version.Version,
            ["jsonHash"] = ContentHash.Of(version.Json),
        }, cancel);
}
