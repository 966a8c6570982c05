using System.Text;
using System.Text.Json.Nodes;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Journal;
using WorkflowJobs.Domain.Runtime.Outbox;

namespace WorkflowJobs.Domain.Documents;

/// <summary>Where the public reaches this server; the QR codes lead there.</summary>
public sealed record PublicAddress(string Url);

/// <summary>
/// Prints what was ordered. The bytes are stored once, with an entry of the journal that holds their hash: whoever prints second, after a
/// crash or on another node, changes nothing. What the template's author must mend is not tried again by itself.
/// </summary>
public sealed class DocumentSender(
    IReader reader, IWriter writer, DocumentTemplates templates, DocumentContents contents, IDocumentPrinter printer, PublicAddress address,
    PaperPictures pictures) : IOutboxSender
{
    // What a template wants of time or memory it will want again: after so many attempts it is the administrator's, lest it hold up the others.
    private const int MostAttempts = 5;

    // A loaded machine: later it may do.
    private static readonly string[] Passing = [PrintRefusals.Timeout, PrintRefusals.Stopped];

    public string Kind => DocumentOrders.OutboxKind;

    public async Task Send(OutboxItem item, CancellationToken cancel)
    {
        var id = JsonNode.Parse(item.Body)!["documentId"]!.GetValue<string>();
        var job = await reader.Read(async (work, token) => await Job(work, id, token), cancel);
        if (job is null)
            return;
        var printed = await printer.Print(PrintLane.Issue, job, cancel);
        await writer.Write(async (work, token) =>
        {
            if (await work.Db.IssuedDocuments.FindAsync([id], token) is not { PdfCipher: null } document)
                return false;
            (document.FailureCode, document.FailureField) = (printed.Refusal?.Code, printed.Refusal?.Details.GetValueOrDefault("field"));
            if (printed.Value is { } paper)
                await Store(work, document, paper, token);
            return true;
        }, cancel);
        if (printed.Refusal is { } refusal)
            throw refusal.Code == PrintRefusals.NoPrinter.Code || (Passing.Contains(refusal.Code) && item.Attempts < MostAttempts) ? new InvalidOperationException(What(refusal)) : new OutboxRefusedException(What(refusal));
    }

    private async Task Store(Work work, IssuedDocument document, PrintedDocument paper, CancellationToken cancel)
    {
        document.PdfCipher = await contents.Encrypt(work, document, paper.Pdf, cancel);
        document.Sha256 = ContentHash.Of(paper.Pdf);
        (document.Pages, document.PrintedAt) = (paper.Pages, work.Now);
        await JournalChain.Append(work, DocumentOrders.StreamOf(document.Id), DocumentContents.Printed, Actor.System.UserId, new JsonObject
        {
            ["documentId"] = document.Id,
            ["sha256"] = document.Sha256,
            ["pages"] = paper.Pages,
        }, cancel);
    }

    /// <summary>Null when it is printed already, or is not there.</summary>
    private async Task<PrintJob?> Job(Work work, string id, CancellationToken cancel)
    {
        if (await work.Db.IssuedDocuments.FindAsync([id], cancel) is not { PdfCipher: null } document)
            return null;
        var template = await templates.Find(work.Db, document.Template, document.TemplateVersion, cancel)
            ?? throw new InvalidOperationException($"There is no template {document.Template} version {document.TemplateVersion}.");
        var data = JsonNode.Parse(Encoding.UTF8.GetString(await contents.Decrypt(work, document, document.DataCipher, cancel))) as JsonObject ?? [];
        return template.Job(DocumentPart.WithLink(data, address.Url, document.Code, document.OrderHash), document.OrderedAt) with { Pictures = await pictures.Of(data, cancel) };
    }

    /// <summary>The code, the template and the place: nothing of what was to be printed.</summary>
    private static string What(Refusal refusal) =>
        string.Join(' ', ((string?[])[refusal.Code, refusal.Details.GetValueOrDefault("template"), refusal.Details.GetValueOrDefault("field")]).Where(word => !string.IsNullOrEmpty(word)));
}
