using System.IO.Compression;
using System.Text;
using WorkflowJobs.Domain.Data.Seed;
using WorkflowJobs.Domain.Plans;
using WorkflowJobs.Domain.Spreadsheets;

namespace WorkflowJobs.Domain.Tests.Plans;

/// <summary>D02 in the layout of the annex (DOMAIN §1.1), written and read back.</summary>
public sealed class AllocationSpreadsheetTests
{
    private static readonly DateOnly Today = new(2024, 6, 3);
    private static readonly TownName[] Towns = [new("shiqiao", "石桥镇", "Shiqiao"), new("xuzhuang", "许庄街道", "Xuzhuang")];

    private static IReadOnlyList<ProposedLine> Seed { get; } =
        [.. SeedFiles.ReadAllocation2024().Lines.Select(line => new ProposedLine(line.Kind, line.Town, line.Batch, line.Number, string.Join('、', line.PostNames)))];

    [Fact]
    public void Layout_OfTheAnnex_IsUrbanFirstWithTheSumsOfTownAndKind() =>
        Assert.Equal(
            ["Urban 石桥镇 1 5 / 5 / 30", "Urban 许庄街道 1 17 / 25 / 30", "Urban 许庄街道 2 8 / 25 / 30", "Rural 石桥镇 1 110 / 110 / 110"],
            from kind in AllocationSheet.Of(Seed, [.. Towns.Select(town => (town.Id, town.Zh))])
            from town in kind.Towns
            from batch in town.Batches
            select $"{kind.Kind} {town.Town} {batch.Batch} {batch.Number} / {town.Total} / {kind.Total}");

    [Fact]
    public void Sheet_WrittenWithMergedCells_IsReadBackLineByLine()
    {
        var bytes = AllocationSpreadsheet.Write(Seed, Towns);
        using (var zip = new ZipArchive(new MemoryStream(bytes)))
        using (var text = new StreamReader(zip.GetEntry("xl/worksheets/sheet1.xml")!.Open()))
        {
            var whole = text.ReadToEnd();
            Assert.All((string[])["A2:A4", "B3:B4", "F3:F4", "G2:G4"], range => Assert.Contains($"ref=\"{range}\"", whole, StringComparison.Ordinal));
        }

        var reading = SheetReader.Read(AllocationSpreadsheet.Sheet(Towns), bytes, Today).Value!;
        Assert.Empty(reading.Problems);
        Assert.Equal(Seed.OrderByDescending(line => line.Kind).ThenBy(line => line.TownId).ThenBy(line => line.Batch), reading.Rows.Select(AllocationSpreadsheet.Line));
        Assert.Empty(AllocationSpreadsheet.Differences(reading.Rows));
    }

    [Fact]
    public void Sheet_WithWhatIsWrong_NamesEachCellAndKeepsTheGoodRows()
    {
        var text = "岗位类别,镇街,岗位批次,岗位数量,岗位名称,合计,共计\n城镇,石桥镇,第一批,5,助残公益岗等,5,30\n城镇,别的镇,第一批,17,综合协理员,25,\n乡村,石桥镇,第一批,-1,综合网格员,,\n";
        var reading = SheetReader.Read(AllocationSpreadsheet.Sheet(Towns), Encoding.UTF8.GetBytes(text), Today).Value!;
        Assert.Equal(["B3 CELL_NOT_OPTION", "D4 NUMBER_RANGE"], reading.Problems.Select(problem => $"{problem.Field} {problem.Code}"));
        Assert.Equal("SHEET_PROBLEMS", reading.Take(onlyGood: false).Refusal?.Code);
        var rows = reading.Take(onlyGood: true).Value!;
        Assert.Equal(new ProposedLine(PostKind.Urban, "shiqiao", 1, 5, "助残公益岗"), AllocationSpreadsheet.Line(Assert.Single(rows)));
        // The file's own sum of the kind is not that of the rows which were taken: told, no more.
        Assert.Equal("SHEET_TOTAL_DIFFERS", Assert.Single(AllocationSpreadsheet.Differences(rows)).Code);
    }
}
