using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Documents;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Instances;
using WorkflowJobs.Server.Http;

namespace WorkflowJobs.Server.Endpoints;

/// <summary>Papers: those of a subject, their bytes, their templates, and whether one is genuine.</summary>
internal static class DocumentEndpoints
{
    public static void MapDocuments(this RouteGroupBuilder api)
    {
        var documents = api.MapGroup("/documents").WithTags("documents");
        documents.MapGet("/", async (string subjectType, string subjectId, [AsParameters] PageQuery page, Caller caller, DocumentQueries queries, CancellationToken cancel) =>
            TypedResults.Ok((await queries.Of(caller.Actor, subjectType, subjectId, cancel)).Page(document => document.Id, page.Page))).Named("listDocuments", "Papers about a subject (application, round, notice, meeting, publicity-list, training-class), as far as one may see it.");
        documents.MapPost("/", async (OrderBody body, Caller caller, OrderDocument order, CancellationToken cancel) =>
            (await order.Run(caller.Actor, body.OperationId, new OrderDocument.Body(body.ApplicationId ?? "", body.Template ?? ""), cancel)).ToHttp()).Named("orderDocument", "Orders a paper of an application by hand (case-record: 事项流转单).");
        documents.MapGet("/{id}/pdf", async (string id, bool? download, Caller caller, DocumentQueries queries, HttpContext http, CancellationToken cancel) =>
            Pdf(await queries.Fetch(caller.Actor, id, cancel), http, download ?? false)).Named("downloadDocument", "The PDF. An officer who fetches a paper about a person leaves an entry among the reveals.");

        var templates = api.MapGroup("/document-templates").WithTags("documents");
        templates.MapGet("/", async ([AsParameters] PageQuery page, Caller caller, DocumentTemplateQueries queries, CancellationToken cancel) =>
            await queries.List(caller.Actor, cancel) is { Value: { } heads } ? Results.Ok(heads.Page(head => head.Key, page.Page)) : Refusals.NotFound.ToHttp())
            .Produces<ListPage<TemplateHead>>().Named("listDocumentTemplates", "Templates in their latest version.");
        templates.MapGet("/{key}", async (string key, int? version, Caller caller, DocumentTemplateQueries queries, CancellationToken cancel) =>
            (await queries.Get(caller.Actor, key, version, cancel)).ToHttp()).Named("getDocumentTemplate", "A version of a template with its sample data; the latest unless one is named.");
        templates.MapPost("/{key}/preview", async (string key, SourceBody body, Caller caller, DocumentTemplateQueries queries, HttpContext http, CancellationToken cancel) =>
            Preview(await queries.Preview(caller.Actor, key, body.Source, cancel), http)).Named("previewDocumentTemplate", "The template's text, or one sent along, printed with sample data; nothing is stored.");
        templates.MapPost("/{key}/versions", async (string key, VersionBody body, Caller caller, PublishTemplate publish, CancellationToken cancel) =>
            (await publish.Run(caller.Actor, body.OperationId, new PublishTemplate.Body(key, body.BasedOn, body.Source ?? ""), cancel)).ToHttp()).Named("publishDocumentTemplate", "Publishes a text as the next version, once it prints.");
    }

    public static void MapPublicDocuments(this RouteGroupBuilder api)
    {
        var open = api.MapGroup("/public/documents").WithTags("public").AllowAnonymous();
        open.MapGet("/", async (string noticeId, [AsParameters] PageQuery page, DocumentQueries queries, CancellationToken cancel) =>
            TypedResults.Ok((await queries.Public(Subject.Notice, noticeId, cancel)).Page(document => document.Id, page.Page))).Named("listPublicDocuments", "Public papers about a notice.");
        open.MapGet("/{id}/pdf", async (string id, bool? download, DocumentQueries queries, HttpContext http, CancellationToken cancel) =>
            Pdf(await queries.FetchPublic(id, cancel), http, download ?? false)).Named("downloadPublicDocument", "The PDF of a public paper.");
        open.MapPost("/verify", async (VerifyBody body, VerifyDocument verify, CancellationToken cancel) =>
            (await verify.Run(body.Code, body.OrderHash, body.Pdf, cancel)).ToHttp())
            .RequireRateLimiting(RateLimits.Progress).Named("verifyDocument", "Whether a paper is genuine, by the code that it bears; with the PDF (Base64) also whether it is unchanged. Tells nothing of its content.");
    }

    /// <summary>A PDF of ours as the browser's own viewer shows it, inside our pages or for keeping.</summary>
    internal static IResult Pdf(Result<DocumentFile> found, HttpContext http, bool download)
    {
        if (found.Value is not { } file)
            return found.Refusal!.ToHttp();
        ShowInOurPages(http);
        http.Response.Headers.ContentDisposition = $"{(download ? "attachment" : "inline")}; filename*=UTF-8''{Uri.EscapeDataString(file.Name)}";
        return Results.Bytes(file.Pdf, "application/pdf");
    }

    private static IResult Preview(Result<PrintedDocument> printed, HttpContext http)
    {
        if (printed.Value is not { } paper)
            return printed.Refusal!.ToHttp();
        ShowInOurPages(http);
        return Results.Bytes(paper.Pdf, "application/pdf");
    }

    internal static void ShowInOurPages(HttpContext http)
    {
        http.Response.Headers.ContentSecurityPolicy = "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'";
        http.Response.Headers.CacheControl = "private, no-store";
    }

    public sealed record OrderBody(string? OperationId, string? ApplicationId, string? Template);

    public sealed record SourceBody(string? Source);

    public sealed record VersionBody(string? OperationId, int BasedOn, string? Source);

    public sealed record VerifyBody(string? Code, string? OrderHash, byte[]? Pdf);
}
