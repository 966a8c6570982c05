using WorkflowJobs.Domain.Attachments;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Server.Http;

namespace WorkflowJobs.Server.Endpoints;

/// <summary>Files: stored before the command that cites them, read by those who may see what they belong to.</summary>
internal static class AttachmentEndpoints
{
    public static void MapAttachments(this RouteGroupBuilder api)
    {
        var files = api.MapGroup("/attachments").WithTags("attachments");
        files.MapPost("/", Upload).DisableAntiforgery().Named("uploadAttachment", "Stores an image or PDF of at most 20 MB (multipart field `file`); answers its id.");
        files.MapGet("/{id}", Download).Named("downloadAttachment", "The file's bytes.");
        files.MapGet("/{id}/info", Info).Named("getAttachment", "Name, type, size and whether the original was seen.");
        files.MapPost("/{id}/original-seen", OriginalSeen).Named("markOriginalSeen", "The officer has compared it with the original.");
    }

    private static async Task<IResult> Upload(IFormFile file, Caller caller, AttachmentCommands commands, CancellationToken cancel)
    {
        if (file.Length > AttachmentCommands.MaxBytes)
            return AttachmentCommands.TooLarge.ToHttp();
        using var bytes = new MemoryStream((int)file.Length);
        await file.CopyToAsync(bytes, cancel);
        var stored = await commands.Upload(caller.Actor, file.FileName, bytes.ToArray(), cancel);
        return stored.Refusal is { } refusal ? refusal.ToHttp() : Results.Created($"/api/attachments/{stored.Value!.Id}", View(stored.Value));
    }

    private static async Task<IResult> Download(string id, Caller caller, AttachmentQueries queries, HttpContext http, CancellationToken cancel)
    {
        var found = await queries.Content(caller.Actor, id, cancel);
        if (found.Value is not { } content)
            return found.Refusal!.ToHttp();
        // What a stranger sent is shown, never run.
        http.Response.Headers.ContentSecurityPolicy = "default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'; sandbox";
        http.Response.Headers.CacheControl = "private, no-store";
        http.Response.Headers.ContentDisposition = $"inline; filename*=UTF-8''{Uri.EscapeDataString(content.Attachment.FileName)}";
        return Results.Bytes(content.Bytes, content.Attachment.ContentType);
    }

    private static async Task<IResult> Info(string id, Caller caller, AttachmentQueries queries, CancellationToken cancel) =>
        await queries.Find(caller.Actor, id, cancel) is { } attachment ? Results.Ok(View(attachment)) : Refusals.NotFound.ToHttp();

    private static async Task<IResult> OriginalSeen(string id, Caller caller, AttachmentCommands commands, CancellationToken cancel)
    {
        var seen = await commands.MarkOriginalSeen(caller.Actor, id, cancel);
        return seen.Refusal is { } refusal ? refusal.ToHttp() : Results.Ok(View(seen.Value!));
    }

    internal static object View(Attachment row) => new
    {
        id = row.Id,
        fileName = row.FileName,
        contentType = row.ContentType,
        size = row.Size,
        sha256 = row.Sha256,
        originalSeenBy = row.OriginalSeenBy,
        originalSeenAt = row.OriginalSeenAt,
    };
}
