using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Journal;
using WorkflowJobs.Domain.Spreadsheets;

namespace WorkflowJobs.Domain.PersonalData;

/// <summary>A workbook, and the name under which it is kept.</summary>
public sealed record ExportFile(string Name, byte[] Bytes);

/// <summary>
/// Whatever leaves the system as a file (DOMAIN §9.3): a permission that the caller has checked, a reason, a watermark on every row and an entry
/// of the journal before the bytes are given out. The watermark names who, when and the entry's code.
/// </summary>
public sealed class Exports(IWriter writer)
{
    public const string Stream = "exports";
    private const string Watermark = "watermark";

    /// <summary>Why something is exported: codes, since the journal holds no free text about people.</summary>
    public static IReadOnlyList<string> Reasons { get; } = ["INSPECTION", "AUDIT", "CASE", "REPORT", "ARCHIVE"];

    public static Refusal ReasonMissing { get; } = new("EXPORT_REASON", "请选择导出理由", "Choose the reason for the export.") { Status = 400 };

    /// <param name="kind">What is exported, a code.</param>
    /// <param name="load">Checks the permission and gives the rows.</param>
    public Task<Result<ExportFile>> Run(
        Actor actor, string kind, string? reason, Sheet sheet, Func<Work, CancellationToken, Task<Result<List<IReadOnlyDictionary<string, object?>>>>> load, CancellationToken cancel) => writer.Write<Result<ExportFile>>(async (work, token) =>
    {
        if (reason is null || !Reasons.Contains(reason))
            return work.Refuse<Result<ExportFile>>(ReasonMissing);
        var loaded = await load(work, token);
        if (loaded.Refusal is { } refusal)
            return work.Refuse<Result<ExportFile>>(refusal);
        var code = Convert.ToHexString(RandomNumberGenerator.GetBytes(4));
        var mark = string.Create(CultureInfo.InvariantCulture, $"{actor.DisplayName} {work.Now.ToOffset(ShanghaiTime.Offset):yyyy-MM-dd HH:mm} {code}");
        var marked = sheet with { Columns = [.. sheet.Columns, new SheetColumn(Watermark, "导出水印", "Watermark") { Width = 34 }] };
        var rows = loaded.Value!.Select(row => (IReadOnlyDictionary<string, object?>)new Dictionary<string, object?>(row) { [Watermark] = mark }).ToList();
        // An export without rows is an export: who asked still stands on it.
        if (rows.Count == 0)
            rows.Add(new Dictionary<string, object?> { [Watermark] = mark });
        var bytes = SheetWriter.Write(marked, rows);
        await JournalChain.Append(work, Stream, "Exported", actor.UserId, new JsonObject
        {
            ["kind"] = kind,
            ["reason"] = reason,
            ["rows"] = loaded.Value!.Count,
            ["code"] = code,
            ["sha256"] = ContentHash.Of(bytes),
        }, token);
        return new ExportFile(string.Create(CultureInfo.InvariantCulture, $"{sheet.Zh}{work.Now.ToOffset(ShanghaiTime.Offset):yyyyMMdd}-{code}.xlsx"), bytes);
    }, cancel);
}
