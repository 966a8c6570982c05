using System.Text;
using WorkflowJobs.Domain.Processes;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Instances;
using WorkflowJobs.Server.Http;

namespace WorkflowJobs.Server.Endpoints;

/// <summary>Definitions as the workflow administrator handles them.</summary>
internal static class DefinitionEndpoints
{
    public static void MapDefinitions(this RouteGroupBuilder api)
    {
        var definitions = api.MapGroup("/definitions").WithTags("definitions");
        definitions.MapGet("/", async ([AsParameters] PageQuery page, Caller caller, InstanceQueries queries, CancellationToken cancel) =>
            (await queries.Definitions(caller.Actor, page.Page, cancel)).ToHttp()).Named("listDefinitions", "All versions of all definitions, with how many instances run on each.");
        definitions.MapPost("/import", Import).Accepts<object>("application/json").Named("importDefinition", "Imports an Elsa 3 definition as a draft; answers its problems.");
        definitions.MapGet("/versions/{versionId}", Get).Named("getDefinitionVersion", "A version with its problems as publishing would find them.");
        definitions.MapGet("/versions/{versionId}/export", Export).Named("exportDefinitionVersion", "The Elsa 3 document.");
        definitions.MapPost("/versions/{versionId}/dry-run", async (string versionId, DryRunSample sample, Caller caller, DryRun dryRun, CancellationToken cancel) =>
            (await dryRun.Run(caller.Actor, versionId, sample, cancel)).ToHttp()).Named("dryRunDefinitionVersion", "Walks every course with a sample person, in memory: who is asked, when it is due, what is a dead end.");
        definitions.MapGet("/compare", async (string before, string after, Caller caller, CompareVersions compare, CancellationToken cancel) =>
            (await compare.Run(caller.Actor, before, after, cancel)).ToHttp()).Named("compareDefinitionVersions", "Steps and connections added, removed and changed between two versions.");
        definitions.MapGet("/versions/{versionId}/moves", async (string versionId, [AsParameters] PageQuery page, Caller caller, MoveQueries moves, CancellationToken cancel) =>
            (await moves.Preview(caller.Actor, versionId, page.Page, cancel)).ToHttp()).Named("previewMoves", "Running instances on other versions, and what moving each to this one would do.");
        definitions.MapPost("/versions/{versionId}/publish", async (string versionId, OperationBody body, Caller caller, DefinitionCommands commands, CancellationToken cancel) =>
            (await commands.Publish(caller.Actor, body.OperationId, versionId, cancel)).ToHttp()).Named("publishDefinitionVersion", "Publishes a version; running instances stay on theirs.");
        definitions.MapPost("/{definitionId}/revert/{version:int}", async (string definitionId, int version, Caller caller, DefinitionDrafts drafts, CancellationToken cancel) =>
            await drafts.Revert(caller.Actor, definitionId, version, cancel) is { Value: { } draft }
                ? Results.Ok(new DefinitionCommands.Stored(draft.Version.Id, draft.Version.DefinitionId, draft.Version.Version, draft.Version.IsPublished))
                : Refusals.NotFound.ToHttp()).Named("revertDefinition", "A new draft that is a copy of an earlier version.");
        definitions.MapPost("/{definitionId}/retract", async (string definitionId, OperationBody body, Caller caller, DefinitionCommands commands, CancellationToken cancel) =>
            (await commands.Retract(caller.Actor, body.OperationId, definitionId, cancel)).ToHttp()).Named("retractDefinition", "No new instance starts on it.");
    }

    private static async Task<IResult> Import(HttpRequest request, Caller caller, DefinitionCommands commands, CancellationToken cancel)
    {
        using var text = new StreamReader(request.Body, Encoding.UTF8);
        var imported = await commands.Import(caller.Actor, await text.ReadToEndAsync(cancel), cancel);
        return imported.Value is { } saved
            ? Results.Ok(new { versionId = saved.Version!.Id, definitionId = saved.Version.DefinitionId, version = saved.Version.Version, changed = saved.Changed, mayPublish = saved.MayPublish, problems = saved.Problems })
            : imported.Refusal!.ToHttp();
    }

    private static async Task<IResult> Get(string versionId, Caller caller, DefinitionCommands commands, CancellationToken cancel) =>
        await commands.Examine(caller.Actor, versionId, cancel) is var (version, problems)
            ? Results.Ok(new { versionId = version.Id, definitionId = version.DefinitionId, version = version.Version, name = version.Name, isPublished = version.IsPublished, problems })
            : Refusals.NotFound.ToHttp();

    private static async Task<IResult> Export(string versionId, Caller caller, DefinitionCommands commands, CancellationToken cancel) =>
        await commands.Find(caller.Actor, versionId, cancel) is { } version
            ? Results.File(Encoding.UTF8.GetBytes(version.Json), "application/json", version.DefinitionId + ".json")
            : Refusals.NotFound.ToHttp();

    public sealed record OperationBody(string? OperationId);
}
