using WorkflowJobs.Domain.Clawbacks;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Spreadsheets;
using WorkflowJobs.Domain.Subsidies;
using WorkflowJobs.Server.Http;

namespace WorkflowJobs.Server.Endpoints;

/// <summary>Pay batches, accounts, the files to and from the bank, ledgers and clawbacks. Their decisions are human tasks.</summary>
internal static class SubsidyEndpoints
{
    private const string Xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    public static void MapSubsidies(this RouteGroupBuilder api)
    {
        MapBatches(api.MapGroup("/subsidies").WithTags("subsidies"));
        MapLines(api.MapGroup("/subsidies").WithTags("subsidies"));
        MapFiles(api.MapGroup("/subsidies/batches/{id}").WithTags("subsidies"));
        MapClawbacks(api.MapGroup("/clawbacks").WithTags("clawbacks"));
    }

    private static void MapBatches(RouteGroupBuilder subsidies)
    {
        subsidies.MapGet("/batches", async (int? year, int? month, [AsParameters] PageQuery page, Caller caller, SubsidyQueries queries, CancellationToken cancel) =>
            TypedResults.Ok(await queries.List(caller.Actor, year, month, page.Page, cancel))).Named("listSubsidyBatches", "Pay batches of one's area, the latest month first. Amounts are whole 分.");
        subsidies.MapPost("/batches", async (OpenBody body, Caller caller, OpenSubsidyBatches open, CancellationToken cancel) =>
            (await open.Run(caller.Actor, body.OperationId ?? "", body.Year, body.Month, body.TownId, cancel)).ToHttp()).Named("openSubsidyBatches", "Opens a month's batches by hand for whoever is in none of them; answers their ids.");
        subsidies.MapGet("/batches/{id}", async (string id, Caller caller, SubsidyQueries queries, CancellationToken cancel) =>
            (await queries.Get(caller.Actor, id, cancel)).ToHttp()).Named("getSubsidyBatch", "A batch with its totals, shares by source, states of its lines and the progress of work on it.");
        subsidies.MapGet("/batches/{id}/lines", async (string id, PayStatus? status, string? text, [AsParameters] PageQuery page, Caller caller, SubsidyQueries queries, CancellationToken cancel) =>
            (await queries.Lines(caller.Actor, id, status, text, page.Page, cancel)).ToHttp()).Named("listSubsidyLines", "Lines of a batch, by state and by the beginning of the name; accounts masked.");
        subsidies.MapGet("/batches/{id}/ledger", async (string id, Caller caller, LedgerQueries queries, CancellationToken cancel) =>
            (await queries.OfBatch(caller.Actor, id, cancel)).ToHttp()).Named("getBatchLedger", "The balance of each account of a batch.");
    }

    private static void MapLines(RouteGroupBuilder subsidies)
    {
        subsidies.MapPut("/lines/{id}/figures", async (string id, FiguresBody body, Caller caller, SetLineFigures set, CancellationToken cancel) =>
            (await set.Run(caller.Actor, body.OperationId ?? "", id, body.ExpectedRevision, body.Figures(), cancel)).ToHttp()).Named("setSubsidyFigures", "Days without audited attendance, other cost, an urban wage; while the batch is drafted. Answers the new revision.");
        subsidies.MapPost("/lines/{id}/contest", async (string id, ContestBody body, Caller caller, ContestDeduction contest, CancellationToken cancel) =>
            (await contest.Run(caller.Actor, body.OperationId ?? "", id, body.Reason, cancel)).ToHttp()).Named("contestDeduction", "The person, or an officer for them, contests a deduction that was told.");
        subsidies.MapGet("/mine", async (Caller caller, SubsidyQueries queries, CancellationToken cancel) => TypedResults.Ok(await queries.Mine(caller.Actor, cancel)))
            .Named("getMyPay", "Everything that one was paid, and has to pay back.");
        subsidies.MapGet("/placements/{id}/ledger", async (string id, Caller caller, LedgerQueries queries, CancellationToken cancel) =>
            (await queries.OfPlacement(caller.Actor, id, cancel)).ToHttp()).Named("getPlacementLedger", "Vouchers and balances of one placement.");
        subsidies.MapPut("/placements/{id}/account", async (string id, AccountBody body, Caller caller, RecordAccount record, CancellationToken cancel) =>
            (await record.Run(caller.Actor, body.OperationId ?? "", id, body.Account(), cancel)).ToHttp()).Named("recordPayAccount", "Where a worker is paid, as list or bank states it; another's account is recorded and its lines are held.");
        subsidies.MapPost("/barred-accounts", async (BarBody body, Caller caller, BarAccount bar, CancellationToken cancel) =>
            (await bar.Run(caller.Actor, body.OperationId ?? "", body.UnitId, body.Owner, body.Number, body.Reason, cancel)).ToHttp()).Named("barAccount", "An account of a village or a cadre, to which nothing may be paid; with a reason.");
        subsidies.MapGet("/barred-accounts", async ([AsParameters] PageQuery page, Caller caller, BarredAccountQueries queries, CancellationToken cancel) =>
            TypedResults.Ok(await queries.List(caller.Actor, page.Page, cancel))).Named("listBarredAccounts", "Accounts to which nothing may be paid, lifted ones among them; numbers masked.");
        subsidies.MapPost("/barred-accounts/{id}/lift", async (string id, LiftBody body, Caller caller, LiftAccountBar lift, CancellationToken cancel) =>
            (await lift.Run(caller.Actor, body.OperationId ?? "", id, body.Reason, cancel)).ToHttp()).Named("liftAccountBar", "Discipline lets an account be paid to again, with a reason.");
    }

    private static void MapFiles(RouteGroupBuilder batch)
    {
        batch.MapGet("/pay-file", async (string id, string? format, Caller caller, PayFiles files, HttpContext http, CancellationToken cancel) =>
        {
            var rows = await files.Rows(caller.Actor, id, cancel);
            if (rows.Value is not { } found)
                return rows.Refusal!.ToHttp();
            var csv = format == "csv";
            return Download(http, csv ? PayFileRules.Csv(found) : PayFileRules.Xlsx(found), csv ? "发放文件.csv" : "发放文件.xlsx", csv ? "text/csv" : Xlsx);
        }).Named("downloadPayFile", "The file for the bank (xlsx, or csv by format=csv): full accounts, for finance alone; each download is an entry among the reveals.");
        batch.MapGet("/sheet", async (string id, Caller caller, PaySheets sheets, HttpContext http, CancellationToken cancel) =>
            await sheets.Get(caller.Actor, id, cancel) is { Value: { } sheet } ? Download(http, sheet.Content, sheet.Name, Xlsx) : Refusals.NotFound.ToHttp())
            .Named("downloadPaySheet", "补贴发放表 as a spreadsheet with real numbers; identity numbers and accounts masked.");
        batch.MapPost("/bank-return", async (string id, string operationId, bool? onlyGood, IFormFile file, Caller caller, BankReturns returns, CancellationToken cancel) =>
        {
            if (file.Length > BankReturns.Sheet.MaxBytes)
                return FileRefusals.TooLarge(BankReturns.Sheet.MaxBytes).ToHttp();
            using var bytes = new MemoryStream((int)file.Length);
            await file.CopyToAsync(bytes, cancel);
            return (await returns.Import(caller.Actor, operationId, id, bytes.ToArray(), onlyGood ?? false, cancel)).ToHttp();
        }).DisableAntiforgery().Produces<BankReturnResult>().Named("importBankReturn", "The bank's return file (multipart field `file`, xlsx or csv); problems by cell, good rows alone by onlyGood. The same file again changes nothing.");
    }

    private static void MapClawbacks(RouteGroupBuilder clawbacks)
    {
        clawbacks.MapGet("/", async ([AsParameters] PageQuery page, Caller caller, ClawbackQueries queries, CancellationToken cancel) =>
            TypedResults.Ok(await queries.List(caller.Actor, page.Page, cancel))).Named("listClawbacks", "Clawbacks of one's area, the latest first.");
        clawbacks.MapPost("/", async (ClawbackBody body, Caller caller, BeginClawback begin, CancellationToken cancel) =>
            (await begin.Run(caller.Actor, body.OperationId ?? "", body.PlacementId ?? "", body.From, body.Until, body.Grounds, body.Facts, cancel)).ToHttp()).Named("beginClawback", "Asks back what was paid in a period; decided by human tasks.");
        clawbacks.MapGet("/{id}", async (string id, Caller caller, ClawbackQueries queries, CancellationToken cancel) =>
            (await queries.Get(caller.Actor, id, cancel)).ToHttp()).Named("getClawback", "A clawback with its amount, sources, repayments and balance.");
    }

    private static IResult Download(HttpContext http, byte[] bytes, string name, string type)
    {
        http.Response.Headers.CacheControl = "private, no-store";
        http.Response.Headers.ContentDisposition = $"attachment; filename*=UTF-8''{Uri.EscapeDataString(name)}";
        return Results.Bytes(bytes, type);
    }

    public sealed record OpenBody(string? OperationId, int Year, int Month, string? TownId);

    public sealed record FiguresBody(string? OperationId, int? ExpectedRevision, int? ScheduledDays, int? AbsentDays, long? OtherFen, long? WageFen)
    {
        internal LineFigures Figures() => new(ScheduledDays, AbsentDays, OtherFen, WageFen);
    }

    public sealed record ContestBody(string? OperationId, string? Reason);

    public sealed record AccountBody(string? OperationId, string? Holder, string? HolderId, string? Bank, string? Number)
    {
        internal StatedAccount Account() => new(Holder, HolderId, Bank, Number);
    }

    public sealed record BarBody(string? OperationId, string? UnitId, string? Owner, string? Number, string? Reason);

    public sealed record LiftBody(string? OperationId, string? Reason);

    public sealed record ClawbackBody(string? OperationId, string? PlacementId, DateOnly? From, DateOnly? Until, string? Grounds, string? Facts);
}
