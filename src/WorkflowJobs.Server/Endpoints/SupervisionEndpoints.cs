using WorkflowJobs.Domain.Supervision;
using WorkflowJobs.Server.Http;

namespace WorkflowJobs.Server.Endpoints;

/// <summary>Inspections and the ledger of what they found. Their decisions are human tasks.</summary>
internal static class SupervisionEndpoints
{
    public static void MapSupervision(this RouteGroupBuilder api)
    {
        var supervision = api.MapGroup("/supervision").WithTags("supervision");
        supervision.MapGet("/inspections", async ([AsParameters] PageQuery page, Caller caller, SupervisionQueries queries, CancellationToken cancel) =>
            TypedResults.Ok(await queries.Inspections(caller.Actor, page.Page, cancel))).Named("listInspections", "Inspections of one's area, the latest first.");
        supervision.MapGet("/inspections/{id}", async (string id, Caller caller, SupervisionQueries queries, CancellationToken cancel) =>
            (await queries.Inspection(caller.Actor, id, cancel)).ToHttp()).Named("getInspection", "An inspection with its sample, and the draw with all that repeats it.");
        supervision.MapGet("/rectifications", async (string? source, string? state, [AsParameters] PageQuery page, Caller caller, SupervisionQueries queries, CancellationToken cancel) =>
            TypedResults.Ok(await queries.Rectifications(caller.Actor, new RectificationFilter(source, state), page.Page, cancel)))
            .Named("listRectifications", "问题整改台账 of one's area; source (Quarter, HalfYear, TipOff, Comparison) and state (Open, Overdue, Closed) narrow it.");
        supervision.MapGet("/clues", async ([AsParameters] PageQuery page, Caller caller, ClueQueries queries, CancellationToken cancel) =>
            TypedResults.Ok(await queries.Clues(caller.Actor, page.Page, cancel))).Named("listClues", "问题线索, for the district's discipline commission.");
        supervision.MapPost("/clues/{id}/lift-bar", async (string id, ReasonBody body, Caller caller, LiftBar lift, CancellationToken cancel) =>
            (await lift.Run(caller.Actor, body.OperationId, id, body.Reason, cancel)).ToHttp()).Named("liftBar", "The person of a founded clue may apply again: everything was made good.");
        supervision.MapGet("/tip-offs", async ([AsParameters] PageQuery page, Caller caller, ClueQueries queries, CancellationToken cancel) =>
            TypedResults.Ok(await queries.TipOffs(caller.Actor, page.Page, cancel))).Named("listTipOffs", "Tip-offs that one's discipline office looks into; who reported is in the task alone.");
        supervision.MapPost("/tip-offs", async (TipOffBody body, Caller caller, FileTipOff file, CancellationToken cancel) =>
            (await file.Execute(caller.Actor, body.OperationId, body.TipOff(), cancel)).ToHttp()).Named("fileTipOff", "An officer takes a report in (letter, visit, telephone); a village officer takes none.");
    }

    public static void MapPublicSupervision(this RouteGroupBuilder api)
    {
        var open = api.MapGroup("/public/tip-offs").WithTags("public").AllowAnonymous();
        open.MapPost("/", async (TipOffBody body, FileTipOff file, CancellationToken cancel) =>
            (await file.Execute(FileTipOff.Public, body.OperationId, body.TipOff(), cancel)).ToHttp())
            .RequireRateLimiting(RateLimits.Progress).Named("filePublicTipOff", "信访举报 without an account, by name or anonymous; answers a code.");
        open.MapPost("/progress", async (CodeBody body, ClueQueries queries, CancellationToken cancel) => (await queries.Progress(body.Code, cancel)).ToHttp())
            .RequireRateLimiting(RateLimits.Progress).Named("getTipOffProgress", "What became of a report, for whoever holds its code.");
    }

    public sealed record ReasonBody(string? OperationId, string? Reason);

    public sealed record CodeBody(string? Code);

    public sealed record TipOffBody(string? OperationId, string? TownId, bool? AboutOfficer, string? About, string? Content, string? Reporter, string? Contact, string? Channel)
    {
        internal NewTipOff TipOff() => new(TownId ?? "", AboutOfficer ?? false, About ?? "", Content ?? "", Reporter, Contact, Channel);
    }
}
