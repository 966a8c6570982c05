using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Identity;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Engine.Definitions;

namespace WorkflowJobs.Domain.Runtime.Instances;

/// <summary>What a workflow administrator does with definitions.</summary>
public sealed class DefinitionCommands(CommandRunner commands, IWriter writer, IReader reader, DefinitionStore store)
{
    public sealed record Stored(string VersionId, string DefinitionId, int Version, bool Published);

    /// <summary>Stores the document as a draft with its problems; a broken one is refused whole, with every problem.</summary>
    public async Task<Result<DefinitionSaved>> Import(Actor actor, string json, CancellationToken cancel)
    {
        if (!actor.Has(Roles.WorkflowAdministrator))
            return Refusals.NotFound;
        var saved = await writer.Write(async (work, token) =>
        {
            var result = await store.Save(work, json, null, actor, token);
            return result.Version is null ? work.Refuse(result) : result;
        }, cancel);
        if (saved.Version is not null)
            return saved;
        return new Refusal("DEFINITION_REFUSED", $"流程定义有 {saved.Problems.Count} 处问题，未导入。", $"The definition has {saved.Problems.Count} problem(s); nothing was stored.")
        {
            Errors = saved.Problems.AsErrors(),
        };
    }

    public Task<Result<Stored>> Publish(Actor actor, string? operationId, string versionId, CancellationToken cancel) =>
        commands.Run<Stored>("definitions.publish", actor, operationId, new { versionId }, async (work, token) =>
            actor.Has(Roles.WorkflowAdministrator) ? Of(await store.Publish(work, versionId, actor, token)) : Refusals.NotFound, cancel);

    /// <summary>No new instance starts on it; those that run go on.</summary>
    public Task<Result<Stored>> Retract(Actor actor, string? operationId, string definitionId, CancellationToken cancel) =>
        commands.Run<Stored>("definitions.retract", actor, operationId, new { definitionId }, async (work, token) =>
            actor.Has(Roles.WorkflowAdministrator) ? Of(await store.Retract(work, definitionId, actor, token)) : Refusals.NotFound, cancel);

    /// <summary>A stored version's document, as it goes to an Elsa server unchanged.</summary>
    public async Task<DefinitionVersion?> Find(Actor actor, string versionId, CancellationToken cancel) => !InstanceQueries.MayRead(actor)
        ? null
        : await reader.Read(async (work, token) => await work.Db.DefinitionVersions.FindAsync([versionId], token), cancel);

    /// <summary>A stored version with its problems as publishing by this actor would find them; null when it is not to be seen.</summary>
    public async Task<(DefinitionVersion Version, IReadOnlyList<DefinitionProblem> Problems)?> Examine(Actor actor, string versionId, CancellationToken cancel) => !InstanceQueries.MayRead(actor)
        ? null
        : await reader.Read<(DefinitionVersion, IReadOnlyList<DefinitionProblem>)?>(async (work, token) =>
            await work.Db.DefinitionVersions.FindAsync([versionId], token) is { } version ? (version, await store.Problems(work, version, actor, token)) : null, cancel);

    private static Result<Stored> Of(Result<DefinitionVersion> result) => result.Value is { } version
        ? new Stored(version.Id, version.DefinitionId, version.Version, version.IsPublished)
        : result.Refusal!;
}
