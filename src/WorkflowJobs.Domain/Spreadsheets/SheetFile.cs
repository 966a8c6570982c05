using MiniExcelLibs;
using WorkflowJobs.Domain.Common;

namespace WorkflowJobs.Domain.Spreadsheets;

/// <summary>The bytes of a file as cells, within bounds.</summary>
internal static class SheetFile
{
    private const int MostColumns = 300;

    /// <summary>Rows above the heading that titles may take.</summary>
    private const int Titles = 20;

    private static ReadOnlySpan<byte> Zip => "PK\u0003\u0004"u8;

    private static ReadOnlySpan<byte> CompoundFile => [0xD0, 0xCF, 0x11, 0xE0];

    public static Result<RawSheet> Open(byte[] bytes, int maxBytes, int maxRows)
    {
        if (bytes.Length > maxBytes)
            return FileRefusals.TooLarge(maxBytes);
        if (bytes.AsSpan().StartsWith(CompoundFile))
            return FileRefusals.OldFormat;
        var opened = bytes.AsSpan().StartsWith(Zip) ? Workbook(bytes, maxRows) : Text(bytes);
        if (opened.Refusal is { } refusal)
            return refusal;
        var sheet = opened.Value!;
        if (sheet.Rows.Count > maxRows + Titles)
            return FileRefusals.TooManyRows(maxRows);
        return sheet.Rows.Any(r => r.Length > MostColumns) ? FileRefusals.TooWide(MostColumns) : sheet;
    }

    private static Result<RawSheet> Text(byte[] bytes) =>
        CsvCells.Decode(bytes) is { } text && CsvCells.Read(text) is { } rows ? new RawSheet(rows, [], true) : FileRefusals.NotASheet;

    private static Result<RawSheet> Workbook(byte[] bytes, int maxRows)
    {
        var scanned = XlsxScan.Of(bytes);
        if (scanned.Refusal is { } refusal)
            return refusal;
        var scan = scanned.Value!;
        if (scan.LastRow > maxRows + Titles)
            return FileRefusals.TooManyRows(maxRows);
        if (scan.WidestColumn > MostColumns)
            return FileRefusals.TooWide(MostColumns);
        try
        {
            return new RawSheet([.. Rows(bytes, scan)], scan.Merged, false);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // Whatever MiniExcel trips over in a file that is XML throughout is that file's fault.
            return FileRefusals.NotASheet;
        }
    }

    private static IEnumerable<RawCell[]> Rows(byte[] bytes, XlsxScan scan)
    {
        if (scan.LastRow == 0)
            yield break;
        var number = 0;
        foreach (IDictionary<string, object?> row in MiniExcel.Query(new MemoryStream(bytes), useHeaderRow: false, excelType: ExcelType.XLSX))
        {
            number++;
            var cells = new RawCell[scan.LastColumn];
            for (var column = 1; column <= scan.LastColumn; column++)
            {
                var value = row.TryGetValue(CellAddress.Letters(column), out var found) ? found : null;
                cells[column - 1] = new RawCell(value) { IsFormula = scan.IsFormula(number, column), IsError = scan.IsError(number, column) };
            }

            yield return cells;
            if (number == scan.LastRow)
                yield break;
        }
    }
}
