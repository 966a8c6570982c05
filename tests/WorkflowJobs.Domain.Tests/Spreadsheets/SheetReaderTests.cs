using System.Text;
using WorkflowJobs.Domain.Spreadsheets;

namespace WorkflowJobs.Domain.Tests.Spreadsheets;

/// <summary>What bad input gets: a table of problems by cell, the good rows on their own by choice, nothing half done.</summary>
public sealed class SheetReaderTests
{
    private const string First = "370811197906149820";
    private const string Second = "370811197906159842";
    private static readonly DateOnly Today = new(2024, 7, 1);
    private static readonly DateOnly Start = new(2024, 7, 16);

    private static readonly Sheet People = new("people", "人员名单", "People",
    [
        new SheetColumn("id", "公民身份号码", "Identity number", ColumnType.CitizenId) { Required = true, Aliases = ["身份证号"] },
        new SheetColumn("name", "姓名", "Name") { Required = true, MaxLength = 10 },
        new SheetColumn("start", "起始日期", "Start", ColumnType.Date),
        new SheetColumn("months", "已用月数", "Months used", ColumnType.Number) { Min = 0, Max = 36 },
        new SheetColumn("paid", "已发金额", "Paid", ColumnType.Money),
        new SheetColumn("kind", "类别", "Kind", ColumnType.Choice) { Options = [new("RURAL", "乡村", "Rural"), new("URBAN", "城镇", "Urban")] },
    ])
    {
        UniqueBy = ["id"],
    };

    private static readonly object[] Heading = ["公民身份号码", "姓名", "起始日期", "已用月数", "已发金额", "类别"];

    private static SheetReading Read(TestWorkbook workbook) => Read(workbook.Bytes());

    private static SheetReading Read(byte[] bytes)
    {
        var read = SheetReader.Read(People, bytes, Today);
        Assert.Null(read.Refusal);
        return read.Value!;
    }

    private static TestWorkbook Good() => new TestWorkbook().Row(1, Heading).Row(2, First, "孔令芝", Start, 7, 430.11, "乡村");

    private static void AssertProblem(TestWorkbook workbook, string cell, string code)
    {
        var problem = Assert.Single(Read(workbook).Problems);
        Assert.Equal((cell, code), (problem.Field, problem.Code));
    }

    [Fact]
    public void GoodRow_EveryType_IsReadAsDeclared()
    {
        var reading = Read(Good());
        Assert.Empty(reading.Problems);
        var row = Assert.Single(reading.Rows);
        Assert.Equal(First, row.Id("id")!.Number);
        Assert.Equal("孔令芝", row.Text("name"));
        Assert.Equal(Start, row.Date("start"));
        Assert.Equal(7, row.Number("months"));
        Assert.Equal(43011, row.Money("paid"));
        Assert.Equal("RURAL", row.Text("kind"));
        Assert.Equal("E2", row.Cell("paid"));
        Assert.Equal(64, reading.Sha256.Length);
    }

    [Fact]
    public void Heading_UnderTitleInOtherOrderWithSpacesOrEnglish_IsFound()
    {
        var workbook = new TestWorkbook().Cell("A1", "2024年人员名单").Merge("A1:F1").Row(3, "姓 名*", "备注", "Identity Number", "已用 月数").Row(4, "孔令芝", "x", First, 3);
        var row = Assert.Single(Read(workbook).Rows);
        Assert.Equal((First, 3m, "D4"), (row.Id("id")!.Number, row.Number("months"), row.Cell("months")));
        Assert.Null(row.Date("start"));
    }

    [Fact]
    public void Heading_MissingUnknownOrTwice_StopsEveryRow()
    {
        var reading = Read(new TestWorkbook().Row(1, "公民身份号码", "名字", "起始日期", "起始日期").Row(2, First, "孔令芝"));
        Assert.Equal([("B1", "HEADING_UNKNOWN"), ("D1", "HEADING_TWICE"), ("E1", "HEADING_MISSING")], reading.Problems.Select(p => (p.Field, p.Code)));
        Assert.Empty(reading.Rows);
        Assert.Equal("SHEET_PROBLEMS", reading.Take(onlyGood: true).Refusal!.Code);
    }

    [Fact]
    public void Heading_NotThere_SaysWhichIsExpected() =>
        Assert.Equal(("A1", "HEADING_NOT_FOUND"), Read(new TestWorkbook().Row(1, "a", "b").Row(2, "c", "d")).Problems.Select(p => (p.Field, p.Code)).Single());

    [Fact]
    public void MergedCells_AmongTheRows_AreAProblemOfEachRow()
    {
        var reading = Read(Good().Row(3, Second, "孔凡梅").Merge("B2:B3"));
        Assert.Equal([("B2", "CELL_MERGED"), ("B3", "CELL_MERGED")], reading.Problems.Select(p => (p.Field, p.Code)));
        Assert.Empty(reading.Rows);
    }

    [Fact]
    public void MergedCells_InAColumnThatMergesDown_GiveTheirValueToEachRow()
    {
        var sheet = new Sheet("plan", "计划", "Plan", [new SheetColumn("town", "镇街", "Town") { Required = true, MergesDown = true }, new SheetColumn("n", "数量", "Number", ColumnType.Number)]);
        var read = SheetReader.Read(sheet, new TestWorkbook().Row(1, "镇街", "数量").Row(2, "许庄街道", 17).Row(3, null, 8).Merge("A2:A3").Bytes(), Today).Value!;
        Assert.Equal([("许庄街道", 17m), ("许庄街道", 8m)], read.Rows.Select(r => (r.Text("town")!, r.Number("n")!.Value)));
    }

    [Fact]
    public void Formula_IsAProblem_WhateverItsValue() => AssertProblem(Good().Formula("D2", "3+4", 7), "D2", "CELL_FORMULA");

    [Fact]
    public void ErrorValue_IsAProblem() => AssertProblem(Good().Error("B2"), "B2", "CELL_ERROR");

    [Theory]
    [InlineData("C2", "2024-07-16", "DATE_AS_TEXT")]
    [InlineData("C2", "2024年7月16日", "DATE_AS_TEXT")]
    [InlineData("C2", "next week", "CELL_NOT_DATE")]
    [InlineData("C2", 45489d, "CELL_NOT_DATE")]
    [InlineData("D2", "7", "NUMBER_AS_TEXT")]
    [InlineData("D2", 7.5, "NUMBER_DECIMALS")]
    [InlineData("D2", 37d, "NUMBER_RANGE")]
    [InlineData("E2", 430.111, "NUMBER_DECIMALS")]
    [InlineData("E2", "许多", "CELL_NOT_NUMBER")]
    [InlineData("F2", "公寓", "CELL_NOT_OPTION")]
    [InlineData("B2", "  ", "CELL_REQUIRED")]
    [InlineData("B2", "一二三四五六七八九十一", "CELL_TOO_LONG")]
    [InlineData("B2", 6.2e18, "CELL_NOT_TEXT")]
    [InlineData("A2", 370811197906149820d, "ID_AS_NUMBER")]
    [InlineData("A2", 370811790614982d, "ID_FIFTEEN")]
    [InlineData("A2", "370811790614982", "ID_FIFTEEN")]
    [InlineData("A2", "3.70811E+17", "ID_SCIENTIFIC")]
    [InlineData("A2", "370811197906149821", "ID_CHECK_DIGIT")]
    [InlineData("A2", "37081119790230982X", "ID_DATE")]
    [InlineData("A2", "37081119790614982", "ID_LENGTH")]
    public void BadCell_IsNamedByItsAddressAndCode(string cell, object value, string code)
    {
        var workbook = Good().Cell(cell, value);
        AssertProblem(workbook, cell, code);
        Assert.Equal("SHEET_PROBLEMS", Read(workbook).Take(onlyGood: true).Refusal!.Code);
    }

    [Fact]
    public void Problem_NeverRepeatsTheIdentityNumber()
    {
        var problem = Assert.Single(Read(Good().Cell("A2", "370811197906149821")).Problems);
        Assert.DoesNotContain("3708", problem.MessageZh + problem.MessageEn, StringComparison.Ordinal);
    }

    [Fact]
    public void RepeatedRow_SaysTheSame_SecondIsAProblem()
    {
        var reading = Read(Good().Row(3, First, "孔令芝", Start, 7, 430.11, "乡村"));
        Assert.Equal(("A3", "ROW_DUPLICATE"), reading.Problems.Select(p => (p.Field, p.Code)).Single());
        Assert.Equal(2, Assert.Single(reading.Rows).RowNumber);
    }

    [Fact]
    public void RepeatedRow_SaysAnotherThing_NeitherIsGood()
    {
        var reading = Read(Good().Row(3, First, "孔令芝", Start, 8));
        Assert.Equal([("A2", "ROW_CONFLICT"), ("A3", "ROW_CONFLICT")], reading.Problems.Select(p => (p.Field, p.Code)));
        Assert.Empty(reading.Rows);
    }

    [Fact]
    public void GoodRows_AreTakenOnTheirOwn_OnlyByChoice()
    {
        var reading = Read(Good().Row(4, Second, null));
        Assert.Equal(2, reading.RowCount);
        var refusal = reading.Take(onlyGood: false).Refusal!;
        Assert.Equal(("SHEET_PROBLEMS", "B4"), (refusal.Code, Assert.Single(refusal.Errors).Field));
        Assert.Equal(2, Assert.Single(reading.Take(onlyGood: true).Value!).RowNumber);
    }

    [Fact]
    public void Check_OfTheCaller_AddsToTheTableAndTakesTheRowOut()
    {
        var reading = Read(Good().Row(3, Second, "孔凡梅")).Check(row => row.RowNumber == 3 ? [row.Problem("name", "PERSON_UNKNOWN", "无此人", "Nobody.")] : []);
        Assert.Equal(("B3", "PERSON_UNKNOWN"), reading.Problems.Select(p => (p.Field, p.Code)).Single());
        Assert.Single(reading.Rows);
    }

    [Fact]
    public void Csv_InUtf8OrGb18030_IsReadWithItsRowNumbers()
    {
        var text = $"公民身份号码,姓名,起始日期,已发金额\r\n\r\n{First},\"孔,令芝\",2024/7/16,\"1,430.11\"\r\n3.70811E+17,孔凡梅,,\r\n";
        foreach (var encoding in new[] { Encoding.UTF8, CodePagesEncodingProvider.Instance.GetEncoding("GB18030")! })
        {
            var reading = Read([.. encoding.GetPreamble(), .. encoding.GetBytes(text)]);
            var row = Assert.Single(reading.Rows);
            Assert.Equal((3, "孔,令芝", Start, 143011L), (row.RowNumber, row.Text("name"), row.Date("start"), row.Money("paid")));
            Assert.Equal(("A4", "ID_SCIENTIFIC"), reading.Problems.Select(p => (p.Field, p.Code)).Single());
        }
    }

    public static TheoryData<string, byte[]> NotSheets { get; } = new()
    {
        { "FILE_OLD_FORMAT", [0xD0, 0xCF, 0x11, 0xE0, 1, 2, 3] },
        { "FILE_NOT_SHEET", "PK\u0003\u0004 and no more"u8.ToArray() },
        { "FILE_NOT_SHEET", [1, 0, 2] },
        { "FILE_NOT_SHEET", "公民身份号码,\"姓名"u8.ToArray() },
        { "FILE_NOT_SHEET", new TestWorkbook { Prolog = "<!DOCTYPE x [<!ENTITY a \"b\">]>" }.Row(1, Heading).Bytes() },
        { "FILE_DATES_1904", new TestWorkbook { Dates1904 = true }.Row(1, Heading).Bytes() },
        { "FILE_TOO_LARGE", new byte[9 * 1024 * 1024] },
        { "SHEET_TOO_MANY_ROWS", new TestWorkbook().Row(1, Heading).Row(6000, First).Bytes() },
        { "SHEET_TOO_MANY_ROWS", Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("a,b\n", 5_100))) },
        { "SHEET_TOO_WIDE", new TestWorkbook().Row(1, Heading).Cell("XFD1", "x").Bytes() },
    };

    [Theory]
    [MemberData(nameof(NotSheets))]
    public void File_BeyondBoundsOrNoSheet_IsRefusedWhole(string code, byte[] bytes) => Assert.Equal(code, SheetReader.Read(People, bytes, Today).Refusal?.Code);

    [Fact]
    public void File_WithoutRows_IsNotTaken() => Assert.Equal("SHEET_EMPTY", Read(new TestWorkbook().Row(1, Heading)).Take(onlyGood: true).Refusal!.Code);

    [Fact]
    public void SameBytes_HaveTheSameHash()
    {
        var bytes = Good().Bytes();
        Assert.Equal(Read(bytes).Sha256, Read(bytes).Sha256);
        Assert.NotEqual(Read(bytes).Sha256, Read(Good().Row(3, Second, "孔凡梅").Bytes()).Sha256);
    }
}
