using System.IO.Compression;
using System.Xml.Linq;
using WorkflowJobs.Domain.Identity;
using WorkflowJobs.Domain.Spreadsheets;

namespace WorkflowJobs.Domain.Tests.Spreadsheets;

public sealed class SheetWriterTests
{
    private static readonly DateOnly Today = new(2024, 7, 1);

    private static readonly Sheet Roster = new("roster", "花名册", "Roster",
    [
        new SheetColumn("id", "公民身份号码", "Identity number", ColumnType.CitizenId) { Required = true, Width = 22 },
        new SheetColumn("name", "姓名", "Name") { Required = true, Width = 10 },
        new SheetColumn("start", "起始日期", "Start", ColumnType.Date),
        new SheetColumn("months", "已用月数", "Months used", ColumnType.Number) { Scale = 1 },
        new SheetColumn("paid", "已发金额", "Paid", ColumnType.Money),
        new SheetColumn("kind", "类别", "Kind", ColumnType.Choice) { Options = [new("RURAL", "乡村", "Rural")] },
    ]);

    private static readonly Dictionary<string, object?>[] Rows =
    [
        new() { ["id"] = CitizenId.Parse("370811197906149820", Today).Value, ["name"] = "=孔令芝 <&>", ["start"] = new DateOnly(2024, 7, 16), ["months"] = 3.5m, ["paid"] = 1043011L, ["kind"] = "RURAL" },
        new() { ["id"] = "370811197906159842", ["name"] = "孔凡梅", ["months"] = 0 },
    ];

    [Fact]
    public void Workbook_IsReadBack_AsItWasWritten()
    {
        var reading = SheetReader.Read(Roster, SheetWriter.Write(Roster, Rows), Today).Value!;
        Assert.Empty(reading.Problems);
        var (first, second) = (reading.Rows[0], reading.Rows[1]);
        Assert.Equal(("370811197906149820", "=孔令芝 <&>", new DateOnly(2024, 7, 16), 3.5m, 1043011L, "RURAL"),
            (first.Id("id")!.Number, first.Text("name"), first.Date("start")!.Value, first.Number("months")!.Value, first.Money("paid")!.Value, first.Text("kind")));
        Assert.Equal((0m, (DateOnly?)null, (long?)null), (second.Number("months")!.Value, second.Date("start"), second.Money("paid")));
    }

    [Fact]
    public void Workbook_HasRealNumbersDatesTextFrozenHeadingAndWidths()
    {
        var bytes = SheetWriter.Write(Roster, Rows);
        var sheet = Part(bytes, "xl/worksheets/sheet1.xml");
        var styles = Elements(Part(bytes, "xl/styles.xml"), "cellXfs").Single().Elements().ToList();
        var formats = Elements(Part(bytes, "xl/styles.xml"), "numFmt").ToDictionary(f => f.Attribute("numFmtId")!.Value, f => f.Attribute("formatCode")!.Value);
        var cells = Elements(sheet, "c").ToDictionary(c => c.Attribute("r")!.Value);

        Assert.Equal(("str", "49"), (cells["A2"].Attribute("t")?.Value, NumberFormat("A2")));
        Assert.Equal("45489", cells["C2"].Value);
        Assert.Equal("yyyy-mm-dd", formats[NumberFormat("C2")]);
        Assert.Equal("0.0", formats[NumberFormat("D2")]);
        Assert.Equal(("10430.11", "#,##0.00"), (cells["E2"].Value, formats[NumberFormat("E2")]));
        Assert.All(["C2", "D2", "E2"], cell => Assert.Null(cells[cell].Attribute("t")));
        Assert.Equal("frozen", Elements(sheet, "pane").Single().Attribute("state")!.Value);
        var columns = Elements(sheet, "col").ToList();
        Assert.InRange((double)columns[0].Attribute("width")!, 22, 23);
        Assert.InRange((double)columns[1].Attribute("width")!, 10, 11);
        Assert.Equal("49", styles[(int)columns[0].Attribute("style")!].Attribute("numFmtId")!.Value);
        Assert.Null(columns[2].Attribute("style"));

        string NumberFormat(string cell) => styles[(int)cells[cell].Attribute("s")!].Attribute("numFmtId")!.Value;
    }

    [Fact]
    public void WorkbookWithoutRows_IsTheSheetToFillIn()
    {
        var reading = SheetReader.Read(Roster, SheetWriter.Write(Roster, []), Today).Value!;
        Assert.Equal((0, 0), (reading.RowCount, reading.Problems.Count));
    }

    [Fact]
    public void Workbook_OfSeveralSheets_HasATabForEach()
    {
        var other = new Sheet("sum", "合计", "Sums", [new SheetColumn("name", "镇街", "Town"), new SheetColumn("paid", "金额", "Sum", ColumnType.Money) { Width = 30 }]);
        var bytes = SheetWriter.Write([new SheetContent(Roster, Rows), new SheetContent(other, [new Dictionary<string, object?> { ["name"] = "石桥镇", ["paid"] = 5L }])]);
        Assert.Equal(["花名册", "合计"], Elements(Part(bytes, "xl/workbook.xml"), "sheet").Select(s => s.Attribute("name")!.Value));
        var sums = Elements(Part(bytes, "xl/worksheets/sheet2.xml"), "c").Select(c => c.Value);
        Assert.Equal(["镇街", "金额", "石桥镇", "0.05"], sums);
        Assert.Equal(2, SheetReader.Read(Roster, bytes, Today).Value!.Rows.Count);
    }

    [Fact]
    public void Value_OfAnotherTypeThanItsColumn_IsABug() =>
        Assert.Throws<ArgumentException>(() => SheetWriter.Write(Roster, [new Dictionary<string, object?> { ["paid"] = 5.0 }]));

    private static XDocument Part(byte[] bytes, string path)
    {
        using var zip = new ZipArchive(new MemoryStream(bytes));
        using var stream = zip.GetEntry(path)!.Open();
        return XDocument.Load(stream);
    }

    private static IEnumerable<XElement> Elements(XDocument document, string name) => document.Descendants().Where(e => e.Name.LocalName == name);
}
