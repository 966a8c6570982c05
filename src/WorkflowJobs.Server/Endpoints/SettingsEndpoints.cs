using WorkflowJobs.Domain.Calendars;
using WorkflowJobs.Domain.Parameters;
using WorkflowJobs.Domain.Plans;
using WorkflowJobs.Domain.Reports;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Units;
using WorkflowJobs.Server.Http;

namespace WorkflowJobs.Server.Endpoints;

/// <summary>The plan, the units, the parameters and the calendars.</summary>
internal static class SettingsEndpoints
{
    public static void MapSettings(this RouteGroupBuilder api)
    {
        api.MapGet("/plans", async (Caller caller, PlanQueries queries, CancellationToken cancel) =>
            (await queries.Get(caller.Actor, cancel)).ToHttp()).WithTags("plans").Named("getPlan", "Totals, allocation, what is taken, and what does not add up.");

        api.MapPost("/plans/{year:int}/revisions", async (int year, RevisionBody body, Caller caller, ReviseAllocation revise, CancellationToken cancel) =>
            (await revise.Run(caller.Actor, body.OperationId ?? "", year, cancel)).ToHttp()).WithTags("plans").Named("reviseAllocation", "Begins a year's allocation or its change; answers the task in which it is drafted.");

        api.MapGet("/plans/{year:int}/progress", async (int year, Caller caller, PlanProgressQueries queries, CancellationToken cancel) =>
            (await queries.Of(caller.Actor, year, cancel)).ToHttp()).WithTags("plans").Named("getPlanProgress", "A year's lines: planned, announced, applied, approved, on post, exited.");

        api.MapGet("/plans/{year:int}/allocation.xlsx", async (int year, Caller caller, AllocationFiles files, CancellationToken cancel) =>
            await files.Export(caller.Actor, year, cancel) is { Value: { } bytes } ? Results.File(bytes, SheetType, $"allocation-{year}.xlsx") : Refusals.NotFound.ToHttp())
            .WithTags("plans").Named("exportAllocation", "A year's allocation as a spreadsheet in its printed layout (D02).");
        api.MapPost("/plans/{year:int}/imports", async (int year, AllocationImportBody body, Caller caller, AllocationFiles files, CancellationToken cancel) =>
            (await files.Import(caller.Actor, body.OperationId ?? "", year, body.File ?? [], body.OnlyGood ?? false, cancel)).ToHttp())
            .WithTags("plans").Named("importAllocation", "Begins a year's allocation with the lines of a spreadsheet (Base64); refused with the table of problems by cell.");

        var units = api.MapGroup("/units").WithTags("units");
        units.MapGet("/", async ([AsParameters] PageQuery page, Caller _, UnitQueries queries, CancellationToken cancel) =>
            TypedResults.Ok((await queries.All(cancel)).Page(unit => unit.Id, page.Page))).Named("listUnits", "All units in their printed order.");
        units.MapPost("/", async (NewUnitBody body, Caller caller, UnitCommands commands, CancellationToken cancel) =>
            (await commands.Create(caller.Actor, body.OperationId ?? "", new(body.Id ?? "", body.Name ?? "", body.NameEn ?? "", body.Kind, body.ParentId ?? "", body.IsUrban), cancel)).ToHttp())
            .Named("createUnit", "A new town, village or department.");
        units.MapPut("/{id}", async (string id, UnitBody body, Caller caller, UnitCommands commands, CancellationToken cancel) =>
            (await commands.Update(caller.Actor, body.OperationId ?? "", id, new(body.Name ?? "", body.NameEn ?? "", body.Active), cancel)).ToHttp()).Named("updateUnit", "Another name, or no longer active.");

        var parameters = api.MapGroup("/parameters").WithTags("parameters");
        parameters.MapGet("/", async ([AsParameters] PageQuery page, Caller _, ParameterQueries queries, CancellationToken cancel) =>
            TypedResults.Ok((await queries.All(cancel)).Page(parameter => parameter.Key, page.Page))).Named("listParameters", "All parameters with today's value and their history.");

        parameters.MapPost("/", async (ParameterBody body, Caller caller, SetParameter set, CancellationToken cancel) =>
            (await set.Run(caller.Actor, body.OperationId ?? "", new(body.Key ?? "", body.Value ?? "", body.EffectiveFrom, body.Reason ?? ""), cancel)).ToHttp()).Named("setParameter", "A parameter's value from a day on.");

        api.MapGet("/calendars", async ([AsParameters] PageQuery page, Caller _, CalendarQueries queries, CancellationToken cancel) =>
            TypedResults.Ok((await queries.Years(cancel)).Page(year => $"{year.Year}", page.Page))).WithTags("calendars").Named("listCalendars", "The imported years; a deadline in any other is provisional.");
        api.MapPost("/calendars/import", async (CalendarBody body, Caller caller, ImportCalendar import, CancellationToken cancel) =>
            (await import.Run(caller.Actor, body.OperationId ?? "", new(body.Json ?? ""), cancel)).ToHttp()).WithTags("calendars").Named("importCalendar", "Holidays and make-up days of one or more years.");
    }

    private const string SheetType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    public sealed record AllocationImportBody(string? OperationId, byte[]? File, bool? OnlyGood);

    public sealed record RevisionBody(string? OperationId);

    public sealed record NewUnitBody(string? OperationId, string? Id, string? Name, string? NameEn, UnitKind Kind, string? ParentId, bool? IsUrban);

    public sealed record UnitBody(string? OperationId, string? Name, string? NameEn, bool Active);

    public sealed record ParameterBody(string? OperationId, string? Key, string? Value, DateOnly EffectiveFrom, string? Reason);

    public sealed record CalendarBody(string? OperationId, string? Json);
}
