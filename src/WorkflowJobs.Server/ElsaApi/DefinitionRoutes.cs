using System.Text;
using System.Text.Json.Nodes;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Identity;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Instances;
using WorkflowJobs.Engine.Activities;
using WorkflowJobs.Server.Http;

namespace WorkflowJobs.Server.ElsaApi;

/// <summary>Definitions as the editor opens, saves, publishes and goes back to them.</summary>
internal static class DefinitionRoutes
{
    private static readonly string[] NotHere = ["流程由业务事项发起，不能在设计器中直接运行；请用“试运行”。"];

    public static void MapStudioDefinitions(this RouteGroupBuilder elsa)
    {
        var definitions = elsa.MapGroup("/workflow-definitions");
        definitions.MapGet("/", List);
        definitions.MapPost("/", Save).AddEndpointFilter(NeverAServerError);
        definitions.MapGet("/by-definition-id/{definitionId}", ByDefinitionId);
        definitions.MapGet("/by-id/{versionId}", ById);
        definitions.MapGet("/validation/is-name-unique", IsNameUnique);
        definitions.MapGet("/subgraph/{versionId}", Subgraph);
        definitions.MapGet("/subgraph/segments/{versionId}", Segments);
        definitions.MapPost("/import", Import).AddEndpointFilter(NeverAServerError);
        definitions.MapPost("/{definitionId}/revert/{version:int}", Revert).AddEndpointFilter(NeverAServerError);
        definitions.MapPost("/{definitionId}/publish", Publish).AddEndpointFilter(NeverAServerError);
        definitions.MapPost("/{definitionId}/retract", Retract).AddEndpointFilter(NeverAServerError);
        definitions.MapGet("/{definitionId}/export", Export);
        definitions.MapPost("/{definitionId}/execute", (string definitionId) => ElsaRoutes.Problem(StatusCodes.Status400BadRequest, NotHere));
        elsa.MapDelete("/workflow-definition-versions/{versionId}", Delete);
        elsa.MapPost("/bulk-actions/delete/workflow-definitions/by-id", DeleteMany);
        elsa.MapPost("/tests/activities", () => ElsaRoutes.Problem(StatusCodes.Status400BadRequest, NotHere));
        elsa.MapPost("/scripting/javascript/type-definitions/{definitionId}", TypeDefinitions);
    }

    public static bool MayEdit(Actor actor) => actor.Has(Roles.WorkflowAdministrator);

    private static async Task<IResult> List(HttpRequest request, Caller caller, DefinitionQueries queries, CancellationToken cancel)
    {
        var query = request.Query;
        var filter = new VersionFilter(ChoiceOf(query["versionOptions"]))
        {
            DefinitionIds = [.. query["DefinitionIds"].OfType<string>()],
            VersionIds = [.. query["Ids"].OfType<string>()],
            Search = query["SearchTerm"],
            ByVersion = string.Equals(query["OrderBy"], "Version", StringComparison.OrdinalIgnoreCase),
            Descending = string.Equals(query["OrderDirection"], "Descending", StringComparison.OrdinalIgnoreCase),
            Page = int.TryParse(query["Page"], out var page) ? page : 0,
            PageSize = int.TryParse(query["PageSize"], out var size) ? size : null,
        };
        var found = await queries.List(caller.Actor, filter, cancel);
        if (found.Value is not { } rows)
            return found.Refusal!.Refused();
        var mayEdit = MayEdit(caller.Actor);
        return Json(new JsonObject
        {
            ["items"] = new JsonArray([.. rows.Items.Select(row => StudioDocument.Summary(row, mayEdit))]),
            ["totalCount"] = rows.Total,
            ["links"] = mayEdit ? new JsonArray(StudioDocument.Link("/bulk-actions/publish/workflow-definitions/by-definition-ids", "bulk-publish", "POST")) : [],
        });
    }

    private static async Task<IResult> ByDefinitionId(
        string definitionId, HttpContext http, Caller caller, DefinitionQueries queries, ActivityCatalog catalog, CancellationToken cancel)
    {
        var text = http.Request.Query["versionOptions"];
        var found = await queries.Find(caller.Actor, definitionId, string.IsNullOrEmpty(text) ? new VersionChoice(Latest: true) : ChoiceOf(text), cancel);
        return Answer(http, found, caller.Actor, catalog);
    }

    private static async Task<IResult> ById(string versionId, HttpContext http, Caller caller, DefinitionQueries queries, ActivityCatalog catalog, CancellationToken cancel) =>
        Answer(http, await queries.ById(caller.Actor, versionId, cancel), caller.Actor, catalog);

    private static async Task<IResult> Save(HttpContext http, Caller caller, StudioDrafts drafts, ActivityCatalog catalog, CancellationToken cancel)
    {
        if ((await ElsaRoutes.Body(http.Request, cancel))?["model"] is not { } body || body.DeepClone() is not JsonObject model)
            return ElsaRoutes.Problem(StatusCodes.Status400BadRequest, ["内容无法识别，没有保存。"]);
        var publish = body.Parent?["publish"] is JsonValue flag && flag.TryGetValue<bool>(out var wanted) && wanted;
        return Stored(http, await drafts.Save(caller.Actor, model, http.Request.Headers.IfMatch.FirstOrDefault(), publish, cancel), caller.Actor, catalog);
    }

    private static async Task<IResult> Import(HttpContext http, Caller caller, StudioDrafts drafts, DefinitionQueries queries, ActivityCatalog catalog, CancellationToken cancel)
    {
        if (await ElsaRoutes.Body(http.Request, cancel) is not { } model)
            return ElsaRoutes.Problem(StatusCodes.Status400BadRequest, ["文件不是有效的流程定义，没有导入。"]);
        var latest = await queries.Find(caller.Actor, StudioDocument.Text(model, "definitionId") ?? "", new VersionChoice(Latest: true), cancel);
        var imported = await drafts.Import(caller.Actor, model, latest.Value, cancel);
        return imported.Value is { } draft ? Answer(http, draft.Version, caller.Actor, catalog) : imported.Refusal!.Refused();
    }

    private static async Task<IResult> Revert(string definitionId, int version, HttpContext http, Caller caller, DefinitionDrafts drafts, CancellationToken cancel)
    {
        var reverted = await drafts.Revert(caller.Actor, definitionId, version, cancel);
        if (reverted.Value is not { } draft)
            return reverted.Refusal!.Refused();
        http.Response.Headers.ETag = StudioDrafts.TagOf(draft.Version);
        return Json(StudioDocument.Summary(draft.Version, mayEdit: true));
    }

    private static async Task<IResult> Publish(
        string definitionId, HttpContext http, Caller caller, DefinitionQueries queries, DefinitionCommands commands, ActivityCatalog catalog, CancellationToken cancel)
    {
        var latest = await queries.Find(caller.Actor, definitionId, new VersionChoice(Latest: true), cancel);
        if (latest.Value is not { } version)
            return latest.Refusal!.Refused();
        var published = await commands.Publish(caller.Actor, Guid.NewGuid().ToString("N"), version.Id, cancel);
        if (published.Refusal is { } refusal)
            return refusal.Refused();
        var now = await queries.ById(caller.Actor, version.Id, cancel);
        return Stored(http, new DraftStored(now.Value!, version.IsPublished), caller.Actor, catalog);
    }

    private static async Task<IResult> Retract(
        string definitionId, HttpContext http, Caller caller, DefinitionQueries queries, DefinitionCommands commands, ActivityCatalog catalog, CancellationToken cancel)
    {
        var retracted = await commands.Retract(caller.Actor, Guid.NewGuid().ToString("N"), definitionId, cancel);
        return retracted.Refusal is { } refusal
            ? refusal.Refused()
            : Answer(http, await queries.Find(caller.Actor, definitionId, new VersionChoice(Latest: true), cancel), caller.Actor, catalog);
    }

    private static async Task<IResult> Delete(string versionId, Caller caller, DefinitionDrafts drafts, CancellationToken cancel) =>
        (await drafts.Delete(caller.Actor, versionId, cancel)).Refusal is { } refusal ? refusal.Refused() : Results.NoContent();

    private static async Task<IResult> DeleteMany(HttpRequest request, Caller caller, DefinitionDrafts drafts, CancellationToken cancel)
    {
        var deleted = 0;
        foreach (var id in (await ElsaRoutes.Body(request, cancel))?["ids"] as JsonArray ?? [])
        {
            if ((await drafts.Delete(caller.Actor, id?.ToString() ?? "", cancel)).Refusal is { } refusal)
                return refusal.Refused();
            deleted++;
        }

        return Json(new JsonObject { ["deleted"] = deleted });
    }

    private static async Task<IResult> Export(string definitionId, HttpRequest request, Caller caller, DefinitionQueries queries, CancellationToken cancel)
    {
        var found = await queries.Find(caller.Actor, definitionId, ChoiceOf(request.Query["versionOptions"]), cancel);
        return found.Value is { } version
            ? Results.File(Encoding.UTF8.GetBytes(version.Json), "application/octet-stream", $"{version.DefinitionId}-v{version.Version}.json")
            : found.Refusal!.Refused();
    }

    private static async Task<IResult> IsNameUnique(string? name, string? definitionId, Caller caller, DefinitionQueries queries, CancellationToken cancel)
    {
        var all = await queries.List(caller.Actor, new VersionFilter(new VersionChoice(Latest: true)), cancel);
        return Json(new JsonObject { ["isUnique"] = all.Value?.Items.All(row => row.DefinitionId == definitionId || row.Name != name) == true });
    }

    private static async Task<IResult> Subgraph(string versionId, string? parentNodeId, Caller caller, DefinitionQueries queries, ActivityCatalog catalog, CancellationToken cancel)
    {
        var found = await queries.ById(caller.Actor, versionId, cancel);
        return found.Value is { } version
            ? Json(Subgraphs.Below(StudioDocument.Definition(version, catalog, MayEdit(caller.Actor))["root"]!.AsObject(), parentNodeId))
            : found.Refusal!.Refused();
    }

    private static async Task<IResult> Segments(string versionId, string? childNodeId, Caller caller, DefinitionQueries queries, ActivityCatalog catalog, CancellationToken cancel)
    {
        var found = await queries.ById(caller.Actor, versionId, cancel);
        return found.Value is { } version
            ? Json(Subgraphs.PathTo(StudioDocument.Definition(version, catalog, MayEdit(caller.Actor))["root"]!.AsObject(), childNodeId))
            : found.Refusal!.Refused();
    }

    private static async Task<IResult> TypeDefinitions(string definitionId, Caller caller, DefinitionQueries queries, CancellationToken cancel)
    {
        var found = await queries.Find(caller.Actor, definitionId, new VersionChoice(Latest: true), cancel);
        return found.Value is { } version
            ? Results.File(Encoding.UTF8.GetBytes(ScriptTypes.Of(version.Json)), "application/x-typescript", $"elsa.{definitionId}.d.ts")
            : found.Refusal!.Refused();
    }

    private static IResult Stored(HttpContext http, Result<DraftStored> stored, Actor actor, ActivityCatalog catalog)
    {
        if (stored.Value is not { } draft)
        {
            if (stored.Refusal!.Code == "DRAFT_CHANGED")
                http.Response.Headers["X-Designer-Conflict"] = "1";
            return stored.Refusal.Refused();
        }

        Tag(http, draft.Version);
        return Json(new JsonObject
        {
            ["workflowDefinition"] = StudioDocument.Definition(draft.Version, catalog, MayEdit(actor)),
            ["alreadyPublished"] = draft.AlreadyPublished,
            ["consumingWorkflowCount"] = 0,
        });
    }

    private static IResult Answer(HttpContext http, Result<DefinitionVersion> found, Actor actor, ActivityCatalog catalog)
    {
        if (found.Value is not { } version)
            return found.Refusal!.Refused();
        Tag(http, version);
        return Json(StudioDocument.Definition(version, catalog, MayEdit(actor)));
    }

    /// <summary>Only of the latest version: a save begins from there.</summary>
    private static void Tag(HttpContext http, DefinitionVersion version)
    {
        if (version.IsLatest)
            http.Response.Headers.ETag = StudioDrafts.TagOf(version);
    }

    internal static VersionChoice ChoiceOf(string? text) => text switch
    {
        "Latest" => new(Latest: true),
        "Published" => new(Published: true),
        "LatestOrPublished" or "LatestAndPublished" => new(Latest: true, Published: true),
        "Draft" => new(Draft: true),
        _ => int.TryParse(text, out var number) ? new(Number: number) : VersionChoice.Any,
    };

    /// <summary>Studio repeats what was answered 5xx, and the repetition lands on newer saves: whatever breaks here is a 400.</summary>
    private static async ValueTask<object?> NeverAServerError(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            return await next(context);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            context.HttpContext.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(DefinitionRoutes)).LogError(failure, "A save of the designer broke.");
            return ElsaRoutes.Problem(StatusCodes.Status400BadRequest, ["系统出错，没有保存。请稍后再试。"]);
        }
    }

    private static IResult Json(JsonNode answer) => Results.Json(answer, Plain.Json);
}
