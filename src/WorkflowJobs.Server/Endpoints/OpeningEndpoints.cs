using WorkflowJobs.Domain.Openings;
using WorkflowJobs.Domain.Spreadsheets;
using WorkflowJobs.Server.Http;

namespace WorkflowJobs.Server.Endpoints;

/// <summary>The first import of people who were on post before the system was.</summary>
internal static class OpeningEndpoints
{
    public static void MapOpenings(this RouteGroupBuilder api)
    {
        var openings = api.MapGroup("/openings").WithTags("openings");
        openings.MapGet("/", async ([AsParameters] PageQuery page, Caller caller, OpeningQueries queries, CancellationToken cancel) =>
            TypedResults.Ok(await queries.List(caller.Actor, page.Page, cancel))).Named("listOpenings", "Imports with the hash of their file and how far they are.");
        openings.MapGet("/template", (Caller _) => Results.File(SheetWriter.Write(OpeningSheet.Declared, []), ComparisonEndpoints.Xlsx, "opening.xlsx")).Named("getOpeningTemplate", "The empty sheet.");
        openings.MapPost("/preview", async (IFormFile file, DateOnly asOf, bool? onlyGood, Caller caller, ProposeOpening propose, CancellationToken cancel) =>
            (await propose.Preview(caller.Actor, await Read(file, asOf, onlyGood, cancel), cancel)).ToHttp()).DisableAntiforgery()
            .Named("previewOpening", "What the file would bring, and every problem by its cell (multipart field `file`); changes nothing.");
        openings.MapPost("/", async (IFormFile file, DateOnly asOf, bool? onlyGood, string? operationId, Caller caller, ProposeOpening propose, CancellationToken cancel) =>
            (await propose.Run(caller.Actor, operationId ?? "", await Read(file, asOf, onlyGood, cancel), cancel)).ToHttp()).DisableAntiforgery()
            .Named("proposeOpening", "Proposes the file to the district's leader; the same file again changes nothing.");
        api.MapPost("/provincial/roster", async (IFormFile file, bool? onlyGood, string? operationId, Caller caller, ImportProvincial import, CancellationToken cancel) =>
            (await import.Run(caller.Actor, operationId ?? "", (await Read(file, default, null, cancel)).Bytes, onlyGood ?? false, cancel)).ToHttp()).WithTags("openings").DisableAntiforgery()
            .Named("importProvincialRoster", "The provincial system's roster (columns of D09) comes back: its numbers are kept with the people it names; the same content changes nothing.");
    }

    private static async Task<OpeningFile> Read(IFormFile file, DateOnly asOf, bool? onlyGood, CancellationToken cancel)
    {
        using var bytes = new MemoryStream();
        await file.CopyToAsync(bytes, cancel);
        return new OpeningFile(asOf, file.FileName, bytes.ToArray(), onlyGood ?? false);
    }
}
