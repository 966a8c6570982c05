using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Applications;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Journal;
using WorkflowJobs.Domain.Units;

namespace WorkflowJobs.Domain.Documents;

/// <summary>What the public is told of a paper: that it is, not what it says.</summary>
/// <param name="OrderHash">Hash of the journal's entry that ordered it.</param>
/// <param name="IsReplaced">A later paper counts instead.</param>
public sealed record VerifiedDocument(string TitleZh, string TitleEn, string? Number, string IssuerZh, string IssuerEn, DateTimeOffset IssuedAt, int? Pages, string OrderHash, bool IsReplaced)
{
    /// <summary>Whether the file that was handed in is the one that was issued; null when none was.</summary>
    public bool? IsSameFile { get; init; }
}

/// <summary>
/// Says whether a paper is genuine: its code is known, the journal holds its order under the hash that it bears, and its bytes as printed
/// have the hash that the journal holds. Shows nothing personal.
/// </summary>
public sealed class VerifyDocument(IReader reader, DocumentTemplates templates, DocumentContents contents)
{
    /// <summary>A file of 20 MiB at the most.</summary>
    public const int MaxBytes = 20 * 1024 * 1024;

    public static Refusal NotGenuine { get; } = new("DOCUMENT_NOT_GENUINE",
        "没有查到与此相符的文书：查验码有误，或文书系伪造。", "No document matches: the code is mistyped, or the paper is forged.")
    { Status = 404 };

    public static Refusal Changed { get; } = new("DOCUMENT_RECORD_CHANGED",
        "文书存在，但存档与签发记录不一致，请联系签发单位核实。", "The document exists, but what is stored differs from the record of its issue; ask the issuer.")
    { Status = 409 };

    public static Refusal CodeMalformed { get; } = new("DOCUMENT_CODE", "查验码为16位字母和数字，请核对后重新输入。", "A code has 16 letters and digits; please check it.") { Status = 400 };

    /// <param name="orderHash">From the QR code; null when only the code was typed.</param>
    /// <param name="file">A PDF to compare with what was issued; null when none was handed in.</param>
    public Task<Result<VerifiedDocument>> Run(string? code, string? orderHash, byte[]? file, CancellationToken cancel) => reader.Read<Result<VerifiedDocument>>(async (work, token) =>
    {
        if (ReceiptNumber.Parse(code).Value is not { } number)
            return CodeMalformed;
        if (await work.Db.IssuedDocuments.FirstOrDefaultAsync(row => row.Code == number, token) is not { } document
            || (!string.IsNullOrEmpty(orderHash) && !string.Equals(orderHash, document.OrderHash, StringComparison.OrdinalIgnoreCase)))
            return NotGenuine;
        if (!await IsAsJournalled(work, document, token))
            return Changed;
        var template = await templates.Find(work.Db, document.Template, document.TemplateVersion, token) ?? throw new InvalidOperationException($"There is no template {document.Template}.");
        var issuer = (await UnitList.All(work.Db, token)).Find(unit => unit.Id == document.IssuerUnitId);
        return new VerifiedDocument(
            template.Title.Zh, template.Title.En, document.Number, issuer?.Name ?? "", issuer?.NameEn ?? "", document.OrderedAt, document.Pages, document.OrderHash, document.ReplacedById is not null)
        {
            IsSameFile = file is null ? null : document.Sha256 is not null && ContentHash.Of(file) == document.Sha256,
        };
    }, cancel);

    private async Task<bool> IsAsJournalled(Work work, IssuedDocument document, CancellationToken cancel)
    {
        var entries = await work.Db.JournalEntries.Where(row => row.Stream == DocumentOrders.StreamOf(document.Id)).OrderBy(row => row.Sequence).ToListAsync(cancel);
        if (entries is not [{ } order, ..] || order.Hash != document.OrderHash || !IsChain(entries))
            return false;
        var body = JsonNode.Parse(order.Body) as JsonObject ?? [];
        if (body.Text("number") != document.Number || body.Text("template") != document.Template || body.Whole("templateVersion") != document.TemplateVersion)
            return false;
        if (document.PdfCipher is null)
            return document.Sha256 is null;
        var printed = entries.Find(entry => entry.Kind == DocumentContents.Printed) is { } entry ? (JsonNode.Parse(entry.Body) as JsonObject)?.Text("sha256") : null;
        try
        {
            return printed is not null && printed == document.Sha256 && await contents.Decrypt(work, document, document.PdfCipher, cancel) is var kept && (kept.Length == 0 || printed == ContentHash.Of(kept));
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    private static bool IsChain(List<JournalEntry> entries) =>
        !entries.Where((entry, at) => JournalChain.HashOf(entry, at == 0 ? JournalChain.Beginning : entries[at - 1].Hash) != entry.Hash).Any();
}
