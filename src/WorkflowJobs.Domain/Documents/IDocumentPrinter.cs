using System.Text.Json.Nodes;
using WorkflowJobs.Domain.Common;

namespace WorkflowJobs.Domain.Documents;

/// <summary>What prints: papers that are issued never wait behind somebody's preview.</summary>
public enum PrintLane
{
    Issue,
    Preview,
}

/// <summary>A template with what fills it.</summary>
/// <param name="Template">Key of the template, which errors name.</param>
/// <param name="Files">Typst sources by name; <c>main.typ</c> is the template itself, the others what it imports.</param>
/// <param name="Data">What the template reads as <c>data.json</c>.</param>
/// <param name="At">Instant that the file states as its creation; the same job gives the same bytes.</param>
public sealed record PrintJob(string Template, IReadOnlyDictionary<string, string> Files, JsonObject Data, DateTimeOffset At)
{
    public const string Main = "main.typ";

    /// <summary>Pictures (PNG or JPEG) by the name under which the template reads them.</summary>
    public IReadOnlyDictionary<string, byte[]> Pictures { get; init; } = new Dictionary<string, byte[]>();
}

/// <summary>A PDF (PDF/A-2b, fonts embedded as subsets) and its number of pages. Never empty.</summary>
public sealed record PrintedDocument(byte[] Pdf, int Pages);

/// <summary>Makes PDFs from Typst templates. It sees the job alone: no file, no network, no package.</summary>
public interface IDocumentPrinter
{
    /// <summary>
    /// Refused: DOCUMENT_TEMPLATE_ERROR, DOCUMENT_FIELD_MISSING, DOCUMENT_GLYPH_MISSING, DOCUMENT_TIMEOUT, DOCUMENT_STOPPED, each naming the template and, where
    /// one is known, the field or place; DOCUMENT_NO_PRINTER when the machine has none, which is nobody's template's fault.
    /// </summary>
    Task<Result<PrintedDocument>> Print(PrintLane lane, PrintJob job, CancellationToken cancel);
}

/// <summary>No printer is installed: papers are ordered and wait.</summary>
public sealed class NoDocumentPrinter : IDocumentPrinter
{
    public Task<Result<PrintedDocument>> Print(PrintLane lane, PrintJob job, CancellationToken cancel) =>
        Task.FromResult<Result<PrintedDocument>>(PrintRefusals.NoPrinter);
}
