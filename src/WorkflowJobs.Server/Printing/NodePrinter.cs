using System.ComponentModel;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Documents;

namespace WorkflowJobs.Server.Printing;

/// <summary>Prints in child processes, one that issues and one that previews, each started when it is first needed and again after it was killed.</summary>
public sealed partial class NodePrinter(PrinterSettings settings) : IDocumentPrinter, IAsyncDisposable
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(1);

    // What a shell says of a program that is not there, or cannot be run.
    private const int NotFound = 127;
    private const int NotExecutable = 126;

    private readonly Dictionary<PrintLane, Lane> lanes = Enum.GetValues<PrintLane>().ToDictionary(lane => lane, _ => new Lane());

    public async Task<Result<PrintedDocument>> Print(PrintLane lane, PrintJob job, CancellationToken cancel)
    {
        var (at, id) = (lanes[lane], Guid.NewGuid().ToString("N"));
        await at.Turn.WaitAsync(cancel);
        try
        {
            using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancel);
            deadline.CancelAfter(settings.Deadline);
            try
            {
                if (at.Process is { HasEnded: true })
                    await at.Stop(Grace);
                at.Process ??= PrinterProcess.Start(settings);
                var line = JsonSerializer.Serialize(new { id, files = job.Files, pictures = job.Pictures, data = job.Data, created = job.At.ToUnixTimeSeconds() }, Json);
                var answer = await at.Process.Ask(line, deadline.Token);
                if (answer is not null)
                    return Read(job, id, JsonSerializer.Deserialize<Answer>(answer, Json)!);
                var code = await at.Stop(Grace);
                return code is NotFound or NotExecutable ? PrintRefusals.NoPrinter : PrintRefusals.OfStop(job.Template);
            }
            catch (OperationCanceledException)
            {
                // It may be in the middle of anything: the next one gets a new process.
                await at.Stop(TimeSpan.Zero);
                cancel.ThrowIfCancellationRequested();
                return PrintRefusals.OfTimeout(job.Template, settings.Deadline);
            }
            catch (Win32Exception)
            {
                return PrintRefusals.NoPrinter;
            }
        }
        finally
        {
            at.Turn.Release();
        }
    }

    /// <summary>The process of a lane; null while it has none.</summary>
    internal int? ProcessOf(PrintLane lane) => lanes[lane].Process?.Id;

    public async ValueTask DisposeAsync()
    {
        foreach (var lane in lanes.Values)
        {
            await lane.Turn.WaitAsync();
            await lane.Stop(TimeSpan.Zero);
            lane.Turn.Dispose();
        }
    }

    private static Result<PrintedDocument> Read(PrintJob job, string id, Answer answer)
    {
        if (answer.Id != id)
            throw new InvalidOperationException("The printer answered another job.");
        return answer switch
        {
            { Error: "GLYPH" } => PrintRefusals.OfGlyph(job.Template, answer.Field ?? "", answer.Message ?? ""),
            { Error: not null } => Template(job, answer),
            { Pdf.Length: > 0, Pages: > 0 } => new PrintedDocument(answer.Pdf, answer.Pages),
            _ => throw new InvalidOperationException("The printer answered an empty file."),
        };
    }

    private static Refusal Template(PrintJob job, Answer answer)
    {
        var message = answer.Message ?? "";
        return MissingField().Match(message) is { Success: true } missing
            ? PrintRefusals.OfField(job.Template, missing.Groups["field"].Value)
            : PrintRefusals.OfTemplate(job.Template, message, answer.File ?? "", answer.Line);
    }

    // What the shared module says of a path, and what the language says of a key.
    [GeneratedRegex("""panicked with: "FIELD (?<field>[^"]+)"|dictionary does not contain key "(?<field>[^"]+)"|does not have field "(?<field>[^"]+)"|type dictionary has no method `(?<field>[^`]+)`""", RegexOptions.ExplicitCapture)]
    private static partial Regex MissingField();

    private sealed record Answer(string Id, string? Error, string? Message, string? Field, string? File, int Line, byte[]? Pdf, int Pages);

    private sealed class Lane
    {
        public SemaphoreSlim Turn { get; } = new(1, 1);

        public PrinterProcess? Process { get; set; }

        /// <summary>Ends its process, if it has one; answers how that ended.</summary>
        public async Task<int?> Stop(TimeSpan grace)
        {
            if (Process is not { } process)
                return null;
            Process = null;
            return await process.End(grace);
        }
    }
}
