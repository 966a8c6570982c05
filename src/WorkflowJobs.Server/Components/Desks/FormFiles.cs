using WorkflowJobs.Domain.Attachments;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Server.Components.Forms;
using WorkflowJobs.Server.Components.Officer;
using WorkflowJobs.Server.Components.Shared;
using FormFile = WorkflowJobs.Server.Components.Forms.FormFile;

namespace WorkflowJobs.Server.Components.Desks;

/// <summary>A form's attachments, as far as they exist for who looks.</summary>
internal sealed class FormFiles(AttachmentCommands commands, AttachmentQueries queries, CurrentActor me) : IFormFiles, IFileMarks
{
    public async Task<Result<FormFile>> Store(Stream content, string fileName, CancellationToken cancel)
    {
        using var bytes = new MemoryStream();
        var buffer = new byte[81920];
        for (int read; (read = await content.ReadAsync(buffer, cancel)) > 0;)
        {
            // Whatever length was declared: no more than this is held in memory.
            if (bytes.Length + read > AttachmentCommands.MaxBytes)
                return AttachmentCommands.TooLarge;
            bytes.Write(buffer, 0, read);
        }

        var stored = await commands.Upload(await me.Require(), fileName, bytes.ToArray(), cancel);
        return stored.Refusal is { } refusal ? refusal : File(stored.Value!, null);
    }

    public async Task<IReadOnlyDictionary<string, FormFile>> Describe(IReadOnlyCollection<string> ids, CancellationToken cancel) =>
        (await queries.Describe(await me.Require(), ids, cancel)).ToDictionary(file => file.Attachment.Id, file => File(file.Attachment, file.OriginalSeenBy));

    public async Task<Refusal?> OriginalSeen(string attachmentId, CancellationToken cancel) =>
        (await commands.MarkOriginalSeen(await me.Require(), attachmentId, cancel)).Refusal;

    private static FormFile File(Attachment file, string? seenBy) => new(file.Id, file.FileName, file.ContentType, file.Size) { OriginalSeenBy = seenBy };
}
