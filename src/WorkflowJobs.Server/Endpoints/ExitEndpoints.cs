using WorkflowJobs.Domain.Exits;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Server.Http;

namespace WorkflowJobs.Server.Endpoints;

/// <summary>Exits from posts. Their decisions are human tasks.</summary>
internal static class ExitEndpoints
{
    public static void MapExits(this RouteGroupBuilder api)
    {
        var exits = api.MapGroup("/exits").WithTags("exits");
        exits.MapGet("/", async ([AsParameters] PageQuery page, Caller caller, ExitQueries queries, CancellationToken cancel) =>
            TypedResults.Ok(await queries.List(caller.Actor, page.Page, cancel))).Named("listExits", "Exits of one's area, or one's own; the latest first.");
        exits.MapGet("/{id}", async (string id, Caller caller, ExitQueries queries, CancellationToken cancel) =>
            (await queries.Get(caller.Actor, id, cancel)).ToHttp()).Named("getExit", "An exit with its facts, defence and settlement.");
        exits.MapPost("/", async (ExitBody body, Caller caller, ReportExit report, CancellationToken cancel) =>
            (await report.Run(caller.Actor, body.OperationId ?? "", new NewExit(body.PlacementId ?? "", body.Kind ?? "", body.LastDay, body.Facts ?? ""), cancel)).ToHttp())
            .Named("reportExit", "退出申报: by the worker, the village, the employer, the town or the district; the town's handler looks into it.");

        var contacts = api.MapGroup("/follow-ups").WithTags("follow-ups");
        contacts.MapGet("/", async ([AsParameters] PageQuery page, Caller caller, FollowUpQueries queries, CancellationToken cancel) =>
            TypedResults.Ok(await queries.List(caller.Actor, page.Page, cancel))).Named("listFollowUps", "后续跟踪服务台账: contacts after exits in one's area, or one's own.");
        contacts.MapGet("/ledger.xlsx", async (Caller caller, FollowUpQueries queries, CancellationToken cancel) =>
            await queries.Export(caller.Actor, cancel) is { Value: { } bytes } ? Results.File(bytes, SheetType, "follow-ups.xlsx") : Refusals.NotFound.ToHttp())
            .Named("exportFollowUps", "The ledger as a spreadsheet (D21).");
    }

    private const string SheetType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    public sealed record ExitBody(string? OperationId, string? PlacementId, string? Kind, DateOnly? LastDay, string? Facts);
}
