using System.Globalization;
using System.IO.Compression;
using System.Security;
using System.Text;
using WorkflowJobs.Domain.Spreadsheets;

namespace WorkflowJobs.Domain.Tests.Spreadsheets;

/// <summary>A workbook written part by part, so that a test can put into it what no library writes. Keys are cells such as B7.</summary>
internal sealed class TestWorkbook
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private readonly SortedDictionary<int, SortedDictionary<int, string>> _rows = [];
    private readonly List<string> _merged = [];

    public bool Dates1904 { get; init; }

    /// <summary>Put before the root of the sheet's XML.</summary>
    public string Prolog { get; init; } = "";

    public TestWorkbook Row(int row, params object?[] cells)
    {
        for (var i = 0; i < cells.Length; i++)
            Put(new CellAddress(row, i + 1), cells[i]);
        return this;
    }

    public TestWorkbook Cell(string address, object? value)
    {
        Assert.True(CellAddress.TryParse(address, out var at));
        return Put(at, value);
    }

    public TestWorkbook Formula(string address, string formula, double value) => Raw(address, $"<f>{formula}</f><v>{value.ToString(CultureInfo.InvariantCulture)}</v>", "");

    public TestWorkbook Error(string address) => Raw(address, "<v>#REF!</v>", "t=\"e\"");

    public TestWorkbook Merge(string range)
    {
        _merged.Add(range);
        return this;
    }

    public byte[] Bytes()
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            Part(zip, "[Content_Types].xml", "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"xml\" ContentType=\"application/xml\"/></Types>");
            Part(zip, "xl/workbook.xml", $"<workbook xmlns=\"{Main}\" xmlns:r=\"{Relations}\"><workbookPr date1904=\"{(Dates1904 ? 1 : 0)}\"/><sheets><sheet name=\"S\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>");
            Part(zip, "xl/_rels/workbook.xml.rels", $"<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r1\" Type=\"{Relations}/worksheet\" Target=\"worksheets/sheet1.xml\"/><Relationship Id=\"r2\" Type=\"{Relations}/styles\" Target=\"styles.xml\"/></Relationships>");
            Part(zip, "xl/styles.xml", $"<styleSheet xmlns=\"{Main}\"><numFmts count=\"1\"><numFmt numFmtId=\"180\" formatCode=\"yyyy/m/d\"/></numFmts><cellXfs count=\"2\"><xf numFmtId=\"0\"/><xf numFmtId=\"180\"/></cellXfs></styleSheet>");
            Part(zip, "xl/worksheets/sheet1.xml", Prolog + $"<worksheet xmlns=\"{Main}\"><sheetData>{Data()}</sheetData>{Merges()}</worksheet>");
        }

        return stream.ToArray();
    }

    private string Data()
    {
        var data = new StringBuilder();
        foreach (var (row, cells) in _rows)
            data.Append(CultureInfo.InvariantCulture, $"<row r=\"{row}\">").AppendJoin("", cells.Values).Append("</row>");
        return data.ToString();
    }

    private string Merges() => _merged.Count == 0 ? "" : $"<mergeCells>{string.Concat(_merged.Select(m => $"<mergeCell ref=\"{m}\"/>"))}</mergeCells>";

    private TestWorkbook Put(CellAddress at, object? value) => value switch
    {
        null => this,
        string text => Raw(at.ToString(), $"<is><t>{SecurityElement.Escape(text)}</t></is>", "t=\"inlineStr\""),
        DateOnly day => Raw(at.ToString(), string.Create(CultureInfo.InvariantCulture, $"<v>{day.ToDateTime(TimeOnly.MinValue).ToOADate()}</v>"), "s=\"1\""),
        IFormattable number => Raw(at.ToString(), $"<v>{number.ToString(null, CultureInfo.InvariantCulture)}</v>", ""),
        _ => throw new ArgumentException("No cell for that.", nameof(value)),
    };

    private TestWorkbook Raw(string address, string content, string attributes)
    {
        Assert.True(CellAddress.TryParse(address, out var at));
        if (!_rows.TryGetValue(at.Row, out var cells))
            _rows[at.Row] = cells = [];
        cells[at.Column] = $"<c r=\"{at}\" {attributes}>{content}</c>";
        return this;
    }

    private static void Part(ZipArchive zip, string path, string text)
    {
        using var writer = new StreamWriter(zip.CreateEntry(path).Open());
        writer.Write(text);
    }
}
