using Microsoft.AspNetCore.Mvc;
using WorkflowJobs.Domain.Documents;
using WorkflowJobs.Server.Components.Account;
using WorkflowJobs.Server.Components.Text;
using WorkflowJobs.Server.Endpoints;

namespace WorkflowJobs.Server.Components.Admin;

/// <summary>What the template page's frame shows: the PDF, or why there is none.</summary>
internal static class TemplatePreview
{
    public static void MapTemplatePreview(this WebApplication app)
    {
        app.MapGet("/admin/documents/{key}/preview", (string key, HttpContext http, IActorSource actors, DocumentTemplateQueries queries, Texts texts) =>
            Show(key, null, http, actors, queries, texts)).RequireAuthorization(Audiences.Instances).ExcludeFromDescription();
        app.MapPost("/admin/documents/{key}/preview", (string key, [FromForm] string? source, HttpContext http, IActorSource actors, DocumentTemplateQueries queries, Texts texts) =>
            Show(key, source, http, actors, queries, texts)).RequireAuthorization(Audiences.Instances).ExcludeFromDescription();
    }

    private static async Task<IResult> Show(string key, string? source, HttpContext http, IActorSource actors, DocumentTemplateQueries queries, Texts texts)
    {
        if (await actors.Of(http.User) is not { } actor)
            return Results.NotFound();
        var printed = await queries.Preview(actor, key, source, http.RequestAborted);
        if (printed.Refusal is { } refusal)
            return Results.Text(texts.Of(refusal), "text/plain", System.Text.Encoding.UTF8, refusal.Status);
        DocumentEndpoints.ShowInOurPages(http);
        return Results.Bytes(printed.Value!.Pdf, "application/pdf");
    }
}
