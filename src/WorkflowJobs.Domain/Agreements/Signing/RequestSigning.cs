using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Applications;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Documents;
using WorkflowJobs.Domain.Identity;
using WorkflowJobs.Domain.Reviews;
using WorkflowJobs.Domain.Runtime;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Instances;
using WorkflowJobs.Domain.Runtime.Outbox;

namespace WorkflowJobs.Domain.Agreements.Signing;

/// <summary>The town's handler gives a printed agreement to be signed electronically, where a provider is configured. It leaves by the outbox, with one key.</summary>
public sealed class RequestSigning(CommandRunner commands, ISigningAdapter adapter, RuntimeSignals signals)
{
    public const string OutboxKind = "signing";

    /// <summary>Key of the template of the agreement (D12).</summary>
    public const string AgreementTemplate = "agreement";

    private static readonly Refusal NoAdapter = new("NO_SIGNING_ADAPTER", "未配置电子签名服务，请签纸质协议", "No provider of signatures is configured; sign on paper.") { Status = 409 };
    private static readonly Refusal NotSigning = new("NOT_SIGNING", "申请不在签约环节", "The application is not at its signing.") { Status = 409 };
    private static readonly Refusal NotPrinted = new("AGREEMENT_NOT_PRINTED", "协议文书尚未印制，请稍后再试", "The agreement is not printed yet; try again later.") { Status = 409 };
    private static readonly Refusal Requested = new("SIGNING_REQUESTED", "该协议已送签，等待结果", "The agreement is with the provider already.") { Status = 409 };

    public sealed record Answer(string RequestId);

    public Task<Result<Answer>> Run(Actor actor, string operationId, string applicationId, CancellationToken cancel) =>
        commands.Run<Answer>("agreement.sign", actor, operationId, new { applicationId }, async (work, token) =>
        {
            if (await work.Db.Applications.FindAsync([applicationId], token) is not { } application || !actor.Has(Roles.TownHandler, application.TownId))
                return Refusals.NotFound;
            if (!adapter.IsConfigured)
                return NoAdapter;
            if (application.Status != ApplicationStatus.Signing)
                return NotSigning;
            if (await work.Db.SigningRequests.AnyAsync(row => row.ApplicationId == applicationId && (row.State == SigningState.Requested || row.State == SigningState.Signed), token))
                return Requested;
            if (await Printed(work, applicationId).FirstOrDefaultAsync(token) is not { } printed)
                return NotPrinted;
            var request = new SigningRequest { Id = WorkQueries.NewId(), ApplicationId = applicationId, DocumentId = printed.Id, Sha256 = printed.Sha256!, RequestedBy = actor.UserId, RequestedAt = work.Now };
            work.Db.SigningRequests.Add(request);
            work.Db.Outbox.Add(new OutboxItem
            {
                Id = WorkQueries.NewId(),
                Kind = OutboxKind,
                IdempotencyKey = OutboxKind + ":" + request.Id,
                Body = JsonSerializer.Serialize(new { requestId = request.Id }),
                CreatedAt = work.Now,
                NextAttemptAt = work.Now,
            });
            work.AfterCommit(signals.Outbox.Wake);
            return new Answer(request.Id);
        }, cancel);

    /// <summary>The agreement as it was printed and stands, the latest first.</summary>
    internal static IQueryable<IssuedDocument> Printed(Work work, string applicationId) => work.Db.IssuedDocuments.AsNoTracking()
        .Where(row => row.SubjectType == Subject.Application && row.SubjectId == applicationId && row.Template == AgreementTemplate && row.PdfCipher != null && row.ReplacedById == null)
        .OrderByDescending(row => row.OrderedAt);
}

/// <summary>Carries the printed bytes to the provider; they are decrypted at this moment and kept nowhere else.</summary>
public sealed class SigningSender(IReader reader, DocumentContents contents, ISigningAdapter adapter) : IOutboxSender
{
    public string Kind => RequestSigning.OutboxKind;

    public async Task Send(OutboxItem item, CancellationToken cancel)
    {
        var job = await reader.Read(async (work, token) =>
        {
            var request = await work.Db.SigningRequests.FindAsync([JsonNode.Parse(item.Body)!["requestId"]!.GetValue<string>()], token) ?? throw new OutboxRefusedException("NO_REQUEST");
            var document = await work.Db.IssuedDocuments.FindAsync([request.DocumentId], token);
            return document?.PdfCipher is not { } cipher
                ? throw new OutboxRefusedException("NO_DOCUMENT")
                : new SigningJob(request.Id, "上岗协议书", request.Sha256, await contents.Decrypt(work, document, cipher, token));
        }, cancel);
        await adapter.Send(job, cancel);
    }
}
