using System.Data;
using MiniExcelLibs;
using MiniExcelLibs.Attributes;
using MiniExcelLibs.OpenXml;
using WorkflowJobs.Domain.Identity;

namespace WorkflowJobs.Domain.Spreadsheets;

/// <summary>A tab of a workbook to write. Values by column key: string (for a choice its value), number, whole 分 (long), DateOnly, <see cref="CitizenId"/>, null.</summary>
public sealed record SheetContent(Sheet Sheet, IReadOnlyList<IReadOnlyDictionary<string, object?>> Rows);

/// <summary>
/// Writes workbooks that <see cref="SheetReader"/> reads back: numbers, money and dates as such with a format, everything else in cells
/// formatted as text, so that an identity number typed over stays one; the heading frozen, widths as declared.
/// </summary>
public static class SheetWriter
{
    /// <summary>A workbook with one tab; without rows it is the sheet to fill in.</summary>
    public static byte[] Write(Sheet sheet, IEnumerable<IReadOnlyDictionary<string, object?>> rows) => Write([new SheetContent(sheet, [.. rows])]);

    /// <summary>A workbook with a tab for each content, named by the sheet's Chinese title.</summary>
    public static byte[] Write(IReadOnlyList<SheetContent> contents)
    {
        var tabs = new Dictionary<string, object>();
        var columns = new List<DynamicExcelColumn>();
        for (var tab = 0; tab < contents.Count; tab++)
        {
            var sheet = contents[tab].Sheet;
            var keys = sheet.Columns.ToDictionary(c => c.Key, c => $"{tab}.{c.Key}");
            columns.AddRange(sheet.Columns.Select((c, i) => new DynamicExcelColumn(keys[c.Key]) { Name = c.Zh, Width = c.Width, Format = FormatOf(c), Index = i }));
            tabs.Add(TabName(sheet.Zh), Table(sheet, contents[tab].Rows, keys));
        }

        using var stream = new MemoryStream();
        MiniExcel.SaveAs(stream, tabs, configuration: new OpenXmlConfiguration { FreezeRowCount = 1, AutoFilter = false, DynamicColumns = [.. columns] });
        return XlsxText.Format(stream.ToArray(), [.. contents.Select(c => c.Sheet)]);
    }

    private static DataTable Table(Sheet sheet, IReadOnlyList<IReadOnlyDictionary<string, object?>> rows, Dictionary<string, string> keys)
    {
        var table = new DataTable();
        foreach (var column in sheet.Columns)
            table.Columns.Add(keys[column.Key], typeof(object));
        foreach (var row in rows)
            table.Rows.Add([.. sheet.Columns.Select(c => ValueOf(c, row.TryGetValue(c.Key, out var value) ? value : null) ?? DBNull.Value)]);
        return table;
    }

    private static object? ValueOf(SheetColumn column, object? value) => (column.Type, value) switch
    {
        (_, null) => null,
        (ColumnType.Money, long cents) => cents / 100m,
        (ColumnType.Date, DateOnly day) => day.ToDateTime(TimeOnly.MinValue),
        (ColumnType.Number, int or long or decimal) => value,
        (ColumnType.CitizenId, CitizenId id) => id.Number,
        (ColumnType.Choice, string chosen) => column.Options.FirstOrDefault(o => o.Value == chosen)?.Zh ?? chosen,
        (ColumnType.Text or ColumnType.CitizenId, string text) => text,
        _ => throw new ArgumentException($"Column {column.Key} is {column.Type} and cannot hold a {value.GetType().Name}.", nameof(value)),
    };

    internal static bool IsText(SheetColumn column) => column.Type is ColumnType.Text or ColumnType.Choice or ColumnType.CitizenId;

    private static string? FormatOf(SheetColumn column) => column.Type switch
    {
        ColumnType.Date => "yyyy-mm-dd",
        ColumnType.Money => "#,##0.00",
        ColumnType.Number => column.Scale == 0 ? "0" : "0." + new string('0', column.Scale),
        _ => null,
    };

    /// <summary>A tab's name has at most 31 characters and none of these.</summary>
    private static string TabName(string title)
    {
        var name = new string([.. title.Where(c => !"[]:*?/\\".Contains(c, StringComparison.Ordinal))]);
        return name.Length > 31 ? name[..31] : name;
    }
}
