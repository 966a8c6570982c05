using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Identity;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Engine.Definitions;

namespace WorkflowJobs.Domain.Runtime.Instances;

/// <summary>What a draft was begun from: the latest version as its author saw it. Without a revision any state of that version will do.</summary>
public sealed record DraftBase(string VersionId, int? Revision);

/// <summary>A draft as stored; whether it was published by this, and whether it was already.</summary>
public sealed record DraftStored(DefinitionVersion Version, bool AlreadyPublished);

/// <summary>
/// Drafts as a designer writes them, often and half-finished: only structure is asked for. Who began from something else than the latest version
/// is told who changed it and when, and nothing is overwritten; nothing that has steps becomes empty by a save.
/// </summary>
public sealed class DefinitionDrafts(IWriter writer, DefinitionStore store)
{
    private static readonly Refusal Emptied = new("DRAFT_EMPTIED",
        "这次保存会清空整个流程，已被拒绝；流程保持原样。请重新打开设计器。", "This save would empty the whole process and was refused. Reopen the designer.")
    { Status = 400 };

    /// <summary>Stores what <paramref name="compose"/> makes of the latest version, and publishes it when asked: both or neither.</summary>
    public Task<Result<DraftStored>> Save(
        Actor actor, string definitionId, DraftBase? basis, Func<DefinitionVersion?, Result<string>> compose, bool publish, CancellationToken cancel) =>
        Write(actor, async (work, token) =>
        {
            var latest = await Latest(work, definitionId, token);
            if (latest is not null && !Fits(basis, latest))
                return await Conflict(work, latest, token);
            var composed = compose(latest);
            if (composed.Refusal is { } refusal)
                return refusal;
            if (latest is not null && StepsOf(composed.Value!) == 0 && StepsOf(latest.Json) > 0)
                return Emptied;
            return await Store(work, composed.Value!, actor, publish, asNewVersion: false, token);
        }, cancel);

    /// <summary>A new draft that says what an older version said; an unpublished draft before it stays as a version.</summary>
    public Task<Result<DraftStored>> Revert(Actor actor, string definitionId, int version, CancellationToken cancel) =>
        Write(actor, async (work, token) =>
        {
            var old = await work.Db.DefinitionVersions.AsNoTracking().FirstOrDefaultAsync(row => row.DefinitionId == definitionId && row.Version == version, token);
            return old is null ? Refusals.NotFound : await Store(work, old.Json, actor, publish: false, asNewVersion: true, token);
        }, cancel);

    /// <summary>Only a draft that nothing ever ran on can be deleted: the latest version, never published.</summary>
    public Task<Result<DraftStored>> Delete(Actor actor, string versionId, CancellationToken cancel) =>
        Write(actor, async (work, token) =>
        {
            if (await work.Db.DefinitionVersions.FindAsync([versionId], token) is not { } version)
                return Refusals.NotFound;
            if (version.PublishedAt is not null || !version.IsLatest || await work.Db.Instances.AnyAsync(row => row.DefinitionVersionId == versionId, token))
                return new Refusal("VERSION_IN_USE", $"只能删除从未发布的最新草稿；第{version.Version}版须保留。", $"Only the latest, never published draft can be deleted; version {version.Version} stays.") { Status = 409 };
            await store.Remove(work, version, actor, token);
            return new DraftStored(version, false);
        }, cancel);

    private async Task<Result<DraftStored>> Write(Actor actor, Func<Work, CancellationToken, Task<Result<DraftStored>>> act, CancellationToken cancel)
    {
        if (!actor.Has(Roles.WorkflowAdministrator))
            return Refusals.NotFound;
        return await writer.Write(async (work, token) =>
        {
            var answer = await act(work, token);
            return answer.IsRefused ? work.Refuse(answer) : answer;
        }, cancel);
    }

    private async Task<Result<DraftStored>> Store(Work work, string json, Actor actor, bool publish, bool asNewVersion, CancellationToken cancel)
    {
        var saved = await store.Save(work, json, null, actor, cancel, asNewVersion);
        if (saved.Version is not { } version)
            return new Refusal("DEFINITION_REFUSED", $"流程定义有 {saved.Problems.Count} 处问题，没有保存。", $"The definition has {saved.Problems.Count} problem(s); nothing was stored.")
            {
                Errors = saved.Problems.AsErrors(),
            };
        var wasPublished = version.IsPublished;
        if (publish && await store.Publish(work, version.Id, actor, cancel) is { Refusal: { } refusal })
            return refusal;
        return new DraftStored(version, publish && wasPublished);
    }

    private static bool Fits(DraftBase? basis, DefinitionVersion latest) =>
        basis is not null && basis.VersionId == latest.Id && (basis.Revision is null || basis.Revision == latest.Revision);

    private static async Task<Refusal> Conflict(Work work, DefinitionVersion latest, CancellationToken cancel)
    {
        var mark = $"\"definitionId\":\"{latest.DefinitionId}\"";
        var last = await work.Db.JournalEntries.AsNoTracking().Where(entry => entry.Stream == DefinitionStore.Stream)
            .OrderByDescending(entry => entry.Sequence).AsAsyncEnumerable().FirstOrDefaultAsync(entry => entry.Body.Contains(mark, StringComparison.Ordinal), cancel);
        var account = last?.ActorId is { } id ? await work.Db.Users.AsNoTracking().FirstOrDefaultAsync(user => user.Id == id, cancel) : null;
        var who = account?.DisplayName ?? Actor.System.DisplayName;
        var when = (last?.At ?? latest.CreatedAt).ToOffset(ShanghaiTime.Offset).ToString("yyyy-MM-dd HH:mm", System.Globalization.CultureInfo.InvariantCulture);
        return new Refusal("DRAFT_CHANGED",
            $"{who}已于 {when} 修改了这个流程（现为第{latest.Version}版），您的修改没有保存，也没有覆盖对方的内容。请下载您的修改，重新打开后再改。",
            $"{account?.DisplayName ?? "The system"} changed this process at {when} (now version {latest.Version}). Yours was not saved and nothing was overwritten; download it, reopen and change again.")
        { Status = 409 };
    }

    private static int StepsOf(string json) =>
        DefinitionReader.Read(json).Definition is { } definition ? definition.Root.SelfAndDescendants().Count() - 1 : 0;

    private static Task<DefinitionVersion?> Latest(Work work, string definitionId, CancellationToken cancel) =>
        work.Db.DefinitionVersions.FirstOrDefaultAsync(row => row.DefinitionId == definitionId && row.IsLatest, cancel);
}
