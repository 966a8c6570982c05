using System.Text.Json.Nodes;
using WorkflowJobs.Domain.Runtime.Instances;
using WorkflowJobs.Engine.Activities;
using WorkflowJobs.Server.Http;

namespace WorkflowJobs.Server.ElsaApi;

/// <summary>Runs as the instance viewer shows them, derived by replay (invariant 3); ids, codes and hashes only (invariant 12).</summary>
internal static class RunRoutes
{
    public static void MapStudioRuns(this RouteGroupBuilder elsa)
    {
        var instances = elsa.MapGroup("/workflow-instances");
        instances.MapGet("/{id}", async (string id, Caller caller, RunQueries queries, ActivityCatalog catalog, CancellationToken cancel) =>
            await Show(id, caller, queries, catalog, view => view.Instance(), cancel));
        instances.MapGet("/{id}/variables", async (string id, Caller caller, RunQueries queries, ActivityCatalog catalog, CancellationToken cancel) =>
            await Show(id, caller, queries, catalog, view => ElsaRoutes.Items(view.Variables()), cancel));
        instances.MapMethods("/{id}/journal", [HttpMethods.Get, HttpMethods.Post], Journal);
        instances.MapGet("/{id}/execution-state", State);
        elsa.MapPost("/activity-executions/report", Report);
        elsa.MapGet("/activity-executions/list", async (string workflowInstanceId, string? activityNodeId, Caller caller, RunQueries queries, ActivityCatalog catalog, CancellationToken cancel) =>
            await Show(workflowInstanceId, caller, queries, catalog, view => ElsaRoutes.Items(view.Executions(activityNodeId, withState: true)), cancel));
        elsa.MapGet("/activity-execution-summaries/list", async (string workflowInstanceId, string? activityNodeId, Caller caller, RunQueries queries, ActivityCatalog catalog, CancellationToken cancel) =>
            await Show(workflowInstanceId, caller, queries, catalog, view => ElsaRoutes.Items(view.Executions(activityNodeId, withState: false)), cancel));
        elsa.MapGet("/activity-executions/by-id", async (string id, Caller caller, RunQueries queries, ActivityCatalog catalog, CancellationToken cancel) =>
            await Show(InstanceOf(id), caller, queries, catalog, view => view.Execution(id), cancel));
        elsa.MapGet("/activity-executions/{id}", async (string id, Caller caller, RunQueries queries, ActivityCatalog catalog, CancellationToken cancel) =>
            await Show(InstanceOf(id), caller, queries, catalog, view => view.Execution(id), cancel));
        elsa.MapGet("/activity-executions/{id}/call-stack", async (string id, Caller caller, RunQueries queries, ActivityCatalog catalog, CancellationToken cancel) =>
            await Show(InstanceOf(id), caller, queries, catalog, view => view.CallStack(id), cancel));
    }

    private static async Task<IResult> Journal(string id, HttpContext http, Caller caller, RunQueries queries, ActivityCatalog catalog, CancellationToken cancel)
    {
        var filter = HttpMethods.IsPost(http.Request.Method) ? await ElsaRoutes.Body(http.Request, cancel) : null;
        var query = http.Request.Query;
        var take = Number(query["take"]) ?? Number(query["pageSize"]) ?? 100;
        var skip = Number(query["skip"]) ?? (Number(query["page"]) ?? 0) * take;
        return await Show(id, caller, queries, catalog, view => view.Journal(filter?["filter"] as JsonObject, skip, take), cancel);
    }

    private static async Task<IResult> State(string id, Caller caller, RunQueries queries, CancellationToken cancel)
    {
        var found = await queries.Head(caller.Actor, id, cancel);
        return found.Value is { } row
            ? Results.Json(new JsonObject { ["status"] = row.Status.ToString(), ["subStatus"] = row.SubStatus.ToString(), ["workflowSubStatus"] = row.SubStatus.ToString(), ["updatedAt"] = row.UpdatedAt }, Plain.Json)
            : found.Refusal!.Refused();
    }

    private static async Task<IResult> Report(HttpRequest request, Caller caller, RunQueries queries, ActivityCatalog catalog, CancellationToken cancel)
    {
        var body = await ElsaRoutes.Body(request, cancel);
        var nodes = (body?["activityNodeIds"] as JsonArray ?? []).Select(node => node?.ToString() ?? "").ToList();
        return await Show(body?["workflowInstanceId"]?.ToString() ?? "", caller, queries, catalog, view => view.Report(nodes), cancel);
    }

    private static async Task<IResult> Show(string instanceId, Caller caller, RunQueries queries, ActivityCatalog catalog, Func<StudioRun, JsonNode?> show, CancellationToken cancel)
    {
        var found = await queries.Get(caller.Actor, instanceId, cancel);
        if (found.Value is not { } run)
            return found.Refusal!.Refused();
        return show(new StudioRun(run, catalog)) is { } answer ? Results.Json(answer, Plain.Json) : Domain.Runtime.Commands.Refusals.NotFound.Refused();
    }

    /// <summary>The id of an execution is its instance's with a number behind.</summary>
    private static string InstanceOf(string executionId) => executionId[..Math.Max(executionId.LastIndexOf('-'), 0)];

    private static int? Number(string? text) => int.TryParse(text, out var number) && number >= 0 ? number : null;
}
