using System.IO.Compression;
using System.Xml;
using WorkflowJobs.Domain.Common;

namespace WorkflowJobs.Domain.Spreadsheets;

/// <summary>
/// What MiniExcel does not tell of a workbook: formulas, errors, merged cells, how far the data reach, and whether it is what it says.
/// Every part is read once under a bound, so that what is read after it cannot be a bomb.
/// </summary>
internal sealed class XlsxScan
{
    private const long MostBytes = 200L * 1024 * 1024;
    private const int MostEntries = 2_000;
    private const string Relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    private readonly HashSet<CellAddress> _formulas = [];
    private readonly HashSet<CellAddress> _errors = [];
    private readonly List<CellRange> _merged = [];

    private XlsxScan()
    {
    }

    public IReadOnlyList<CellRange> Merged => _merged;

    /// <summary>Last row and column with anything in them.</summary>
    public int LastRow { get; private set; }

    public int LastColumn { get; private set; }

    /// <summary>Last column that the file speaks of at all, empty or not.</summary>
    public int WidestColumn { get; private set; }

    public bool IsFormula(int row, int column) => _formulas.Contains(new CellAddress(row, column));

    public bool IsError(int row, int column) => _errors.Contains(new CellAddress(row, column));

    /// <summary>Looks through the first sheet. Refused: FILE_NOT_SHEET, FILE_TOO_LARGE, FILE_DATES_1904.</summary>
    public static Result<XlsxScan> Of(byte[] bytes)
    {
        try
        {
            using var zip = new ZipArchive(new MemoryStream(bytes), ZipArchiveMode.Read);
            if (zip.Entries.Count > MostEntries || !AllFit(zip))
                return FileRefusals.TooLarge(MostBytes);
            var (relation, counts1904) = Workbook(zip);
            if (counts1904)
                return FileRefusals.Dates1904;
            if (relation is null || Target(zip, relation) is not { } path || zip.GetEntry(path) is not { } sheet)
                return FileRefusals.NotASheet;
            var scan = new XlsxScan();
            scan.Read(sheet);
            return scan;
        }
        catch (Exception e) when (e is InvalidDataException or XmlException or EndOfStreamException or NotSupportedException)
        {
            return FileRefusals.NotASheet;
        }
    }

    /// <summary>Reads every part to its end, whatever the directory says of its size, and every XML part as XML without entities.</summary>
    private static bool AllFit(ZipArchive zip)
    {
        var left = MostBytes;
        var buffer = new byte[64 * 1024];
        foreach (var entry in zip.Entries)
        {
            using var stream = entry.Open();
            for (int read; (read = stream.Read(buffer)) > 0;)
            {
                if ((left -= read) < 0)
                    return false;
            }
        }

        foreach (var entry in zip.Entries.Where(e => e.FullName.EndsWith(".xml", StringComparison.OrdinalIgnoreCase) || e.FullName.EndsWith(".rels", StringComparison.OrdinalIgnoreCase)))
        {
            using var reader = Reader(entry);
            while (reader.Read())
            {
            }
        }

        return true;
    }

    private static XmlReader Reader(ZipArchiveEntry entry) => XmlReader.Create(
        entry.Open(),
        new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, CloseInput = true, IgnoreWhitespace = true, IgnoreComments = true });

    private static (string? FirstSheet, bool Counts1904) Workbook(ZipArchive zip)
    {
        if (zip.GetEntry("xl/workbook.xml") is not { } workbook)
            return (null, false);
        using var reader = Reader(workbook);
        var counts1904 = false;
        while (reader.Read())
        {
            if (reader.NodeType != XmlNodeType.Element)
                continue;
            if (reader.LocalName == "workbookPr")
                counts1904 = reader.GetAttribute("date1904") is "1" or "true";
            else if (reader.LocalName == "sheet")
                return (reader.GetAttribute("id", Relation), counts1904);
        }

        return (null, counts1904);
    }

    private static string? Target(ZipArchive zip, string relation)
    {
        if (zip.GetEntry("xl/_rels/workbook.xml.rels") is not { } relations)
            return null;
        using var reader = Reader(relations);
        while (reader.Read())
        {
            if (reader.NodeType == XmlNodeType.Element && reader.LocalName == "Relationship" && reader.GetAttribute("Id") == relation)
                return reader.GetAttribute("Target") is { } target ? target.StartsWith('/') ? target[1..] : "xl/" + target : null;
        }

        return null;
    }

    private void Read(ZipArchiveEntry sheet)
    {
        using var reader = Reader(sheet);
        CellAddress cell = default;
        var row = 0;
        while (reader.Read())
        {
            if (reader.NodeType != XmlNodeType.Element)
                continue;
            switch (reader.LocalName)
            {
                case "row":
                    row = int.TryParse(reader.GetAttribute("r"), out var numbered) ? numbered : row + 1;
                    cell = new CellAddress(row, 0);
                    break;
                case "c":
                    cell = CellAddress.TryParse(reader.GetAttribute("r"), out var named) ? named : cell with { Column = cell.Column + 1 };
                    WidestColumn = Math.Max(WidestColumn, cell.Column);
                    if (reader.GetAttribute("t") == "e")
                        _errors.Add(cell);
                    break;
                case "f":
                    _formulas.Add(cell);
                    Reach(cell);
                    break;
                case "v" or "is":
                    Reach(cell);
                    break;
                case "dimension" when CellRange.TryParse(reader.GetAttribute("ref"), out var all):
                    WidestColumn = Math.Max(WidestColumn, all.Last.Column);
                    break;
                case "mergeCell" when CellRange.TryParse(reader.GetAttribute("ref"), out var merged):
                    _merged.Add(merged);
                    break;
            }
        }
    }

    private void Reach(CellAddress cell)
    {
        LastRow = Math.Max(LastRow, cell.Row);
        LastColumn = Math.Max(LastColumn, cell.Column);
    }
}
