using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Attachments;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Server.Components.Forms;
using WorkflowJobs.Server.Components.Officer;
using WorkflowJobs.Server.Components.Shared;
using FormFile = WorkflowJobs.Server.Components.Forms.FormFile;

namespace WorkflowJobs.Server.Components.Desks;

/// <summary>A form's attachments, as far as they exist for who looks.</summary>
internal sealed class FormFiles(AttachmentCommands commands, AttachmentQueries queries, IReader reader, CurrentActor me) : IFormFiles, IFileMarks
{
    public async Task<Result<FormFile>> Store(Stream content, string fileName, CancellationToken cancel)
    {
        using var bytes = new MemoryStream();
        await content.CopyToAsync(bytes, cancel);
        var stored = await commands.Upload(await me.Require(), fileName, bytes.ToArray(), cancel);
        return stored.Refusal is { } refusal ? refusal : File(stored.Value!, null);
    }

    public async Task<IReadOnlyDictionary<string, FormFile>> Describe(IReadOnlyCollection<string> ids, CancellationToken cancel)
    {
        var found = await queries.Find(await me.Require(), ids, cancel);
        var seenBy = found.Select(file => file.OriginalSeenBy).OfType<string>().Distinct().ToList();
        var names = seenBy.Count == 0 ? [] : await reader.Read(async (work, token) =>
            await work.Db.Users.Where(user => seenBy.Contains(user.Id)).ToDictionaryAsync(user => user.Id, user => user.DisplayName, token), cancel);
        return found.ToDictionary(file => file.Id, file => File(file, file.OriginalSeenBy is { } who ? names.GetValueOrDefault(who, who) : null));
    }

    public async Task<Refusal?> OriginalSeen(string attachmentId, CancellationToken cancel) =>
        (await commands.MarkOriginalSeen(await me.Require(), attachmentId, cancel)).Refusal;

    private static FormFile File(Attachment file, string? seenBy) => new(file.Id, file.FileName, file.ContentType, file.Size) { OriginalSeenBy = seenBy };
}
