using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Attachments;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Instances;
using WorkflowJobs.Domain.Runtime.Journal;
using WorkflowJobs.Domain.Runtime.Tasks;

namespace WorkflowJobs.Domain.Agreements.Signing;

/// <summary>The provider's answer: the signed file as it came, or that the person declined. The same answer twice changes nothing.</summary>
public sealed class AnswerSigning(CommandRunner commands, AttachmentCommands attachments)
{
    public const string Stream = "signing";

    private static readonly Refusal FileMissing = new("SIGNED_FILE_MISSING", "缺少已签署的文件", "The signed file is missing.") { Status = 400 };
    private static readonly Refusal Answered = new("SIGNING_ANSWERED", "该送签请求已有不同的结果", "The request has another answer already.") { Status = 409 };

    public sealed record Answer(string RequestId, SigningState State);

    /// <param name="pdf">The signed file; not needed when declined.</param>
    public async Task<Result<Answer>> Run(string requestId, bool signed, byte[]? pdf, CancellationToken cancel)
    {
        string? attachmentId = null;
        if (signed)
        {
            if (pdf is not { Length: > 0 })
                return FileMissing;
            var stored = await attachments.Upload(Actor.System, "已签署协议.pdf", pdf, cancel);
            if (stored.Refusal is { } refusal)
                return refusal;
            attachmentId = stored.Value!.Id;
        }

        return await commands.Run<Answer>("agreement.signed", Actor.System, $"signing.{requestId}.{signed}", new { requestId, signed }, async (work, token) =>
        {
            if (await work.Db.SigningRequests.FindAsync([requestId], token) is not { } request)
                return Refusals.NotFound;
            if (request.State != SigningState.Requested)
                return Answered;
            (request.State, request.AnsweredAt, request.SignedAttachmentId) = (signed ? SigningState.Signed : SigningState.Declined, work.Now, attachmentId);
            var file = attachmentId is null ? null : await work.Db.Attachments.FindAsync([attachmentId], token);
            if (file is not null)
                (file.SubjectType, file.SubjectId, file.Field) = (Subject.Application, request.ApplicationId, "scan");
            await JournalChain.Append(work, Stream, "SigningAnswered", Actor.System.UserId, new JsonObject
            {
                ["requestId"] = request.Id,
                ["documentSha256"] = request.Sha256,
                ["state"] = request.State.ToString(),
                ["signedSha256"] = file?.Sha256,
            }, token);
            return new Answer(request.Id, request.State);
        }, cancel);
    }
}

/// <summary>What an untouched agreement begins with when it was signed electronically: the signed file itself.</summary>
public sealed class SignedCopy : IFormSource
{
    public string Name => "signed-copy";

    public async Task<JsonNode> Load(Work work, UserTask task, Actor actor, CancellationToken cancel) =>
        await work.Db.SigningRequests.AsNoTracking().FirstOrDefaultAsync(row => row.ApplicationId == task.SubjectId && row.State == SigningState.Signed, cancel) is { SignedAttachmentId: { } signed }
            ? new JsonObject { ["scan"] = new JsonArray(signed), ["signatureMode"] = SignatureModes.ElectronicAdapter }
            : new JsonObject();
}
