using System.Diagnostics;
using System.Text.Json.Nodes;
using UglyToad.PdfPig;
using UglyToad.PdfPig.DocumentLayoutAnalysis.TextExtractor;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Documents;
using WorkflowJobs.Server.Printing;

namespace WorkflowJobs.Server.Tests.Printing;

/// <summary>The printer as a program: what it makes, what it refuses by name, and what it cannot be made to do.</summary>
public sealed class NodePrinterTests : IAsyncDisposable
{
    private const string Plain = """
        #set text(font: "Noto Serif SC", cjk-latin-spacing: none)
        #let d = json("data.json")
        #d.person.name
        """;

    // Days of work in no memory.
    private const string Endless = "#for i in range(100000) { for j in range(1000000) { if j < 0 [x] } }";

    private readonly NodePrinter printer = new(new PrinterSettings());

    [Fact]
    public async Task Pdf_OfChineseText_ExtractsAndEmbedsAFewKilobytesOfFont()
    {
        var paper = Value(await Print(Plain, Named("张建国欧阳娜娜")));
        using var pdf = PdfDocument.Open(paper.Pdf);
        Assert.Equal(1, paper.Pages);
        Assert.Contains("张建国欧阳娜娜", ContentOrderTextExtractor.GetText(pdf.GetPage(1)), StringComparison.Ordinal);
        Assert.All(pdf.GetPage(1).Letters, letter => Assert.Matches("^[A-Z]{6}\\+NotoSerifSC", letter.FontName));
        Assert.InRange(paper.Pdf.Length, 1_000, 60_000);
    }

    [Fact]
    public async Task SameJob_TwiceAndInTheOtherLane_GivesTheSameBytes()
    {
        var first = Value(await Print(Plain, Named("张建国")));
        Assert.Equal(first.Pdf, Value(await Print(Plain, Named("张建国"))).Pdf);
        Assert.Equal(first.Pdf, Value(await Print(Plain, Named("张建国"), PrintLane.Preview)).Pdf);
        Assert.NotEqual(printer.ProcessOf(PrintLane.Issue), printer.ProcessOf(PrintLane.Preview));
    }

    [Fact]
    public async Task TemplateError_IsRefusedWithTemplateAndLine()
    {
        var refusal = Refused(await Print("一行\n#let x = (\n", []));
        Assert.Equal(PrintRefusals.Template, refusal.Code);
        Assert.Equal("sample", refusal.Details["template"]);
        Assert.Equal("main.typ:2", refusal.Details["field"]);
        Assert.Contains("sample", refusal.MessageZh, StringComparison.Ordinal);
        Assert.Contains("sample", refusal.MessageEn, StringComparison.Ordinal);
    }

    [Fact]
    public async Task FieldThatIsNotThere_IsRefusedByName()
    {
        var refusal = Refused(await Print(Plain, new JsonObject { ["person"] = new JsonObject() }));
        Assert.Equal((PrintRefusals.Field, "name"), (refusal.Code, refusal.Details["field"]));
    }

    [Fact]
    public async Task CharacterThatNoFontHas_IsRefusedWithFieldAndCodePoint_NeverAnEmptyBox()
    {
        var refusal = Refused(await Print(Plain, Named("张😀")));
        Assert.Equal((PrintRefusals.Glyph, "person.name"), (refusal.Code, refusal.Details["field"]));
        Assert.Contains("U+1F600", refusal.MessageZh, StringComparison.Ordinal);
        // The content itself may be personal.
        Assert.DoesNotContain("张", refusal.MessageEn, StringComparison.Ordinal);
        var ofTemplate = Refused(await Print("🙂", []));
        Assert.Equal((PrintRefusals.Glyph, "main.typ"), (ofTemplate.Code, ofTemplate.Details["field"]));
    }

    [Fact]
    public async Task TemplateWithoutEnd_IsKilledAtTheDeadline_AndTheNextOnePrints()
    {
        await using var hasty = new NodePrinter(new PrinterSettings { Deadline = TimeSpan.FromSeconds(15) });
        Value(await hasty.Print(PrintLane.Preview, Job(Plain, Named("张建国")), default));
        var killed = hasty.ProcessOf(PrintLane.Preview)!.Value;
        var refusal = Refused(await hasty.Print(PrintLane.Preview, Job(Endless, []), default));
        Assert.Equal((PrintRefusals.Timeout, "sample"), (refusal.Code, refusal.Details["template"]));
        Assert.Throws<ArgumentException>(() => Process.GetProcessById(killed));
        Value(await hasty.Print(PrintLane.Preview, Job(Plain, Named("张建国")), default));
    }

    [Fact]
    public async Task TemplateThatWantsAllMemory_StopsItsOwnProcessAlone()
    {
        if (!OperatingSystem.IsLinux())
            Assert.Skip("The limit is the system's, set by ulimit.");
        await using var small = new NodePrinter(new PrinterSettings { MemoryKiB = 1_500_000, Deadline = TimeSpan.FromSeconds(60) });
        Value(await small.Print(PrintLane.Issue, Job(Plain, Named("张建国")), default));
        var issuing = small.ProcessOf(PrintLane.Issue);
        var refusal = Refused(await small.Print(PrintLane.Preview, Job("#let a = range(200000000).map(i => (i, i, i))\n#a.len()", []), default));
        Assert.Equal(PrintRefusals.Stopped, refusal.Code);
        Value(await small.Print(PrintLane.Issue, Job(Plain, Named("张建国")), default));
        Assert.Equal(issuing, small.ProcessOf(PrintLane.Issue));
    }

    [Theory]
    [InlineData("#read(\"/etc/hostname\")")]
    [InlineData("#read(\"../../etc/hostname\")")]
    [InlineData("#import \"@preview/tablex:0.0.8\": *")]
    [InlineData("#import \"@local/mine:1.0.0\": *")]
    public async Task FilesOfTheMachineAndPackages_AreOutOfReach(string source)
    {
        var watch = Stopwatch.StartNew();
        Assert.Equal(PrintRefusals.Template, Refused(await Print(source, [])).Code);
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task PrintsAtOnce_EachGetItsOwnPaper()
    {
        var papers = await Task.WhenAll(Enumerable.Range(0, 40).Select(async number =>
            (number, Paper: Value(await Print(Plain, Named($"第{number}号"), number % 2 == 0 ? PrintLane.Issue : PrintLane.Preview)))));
        Assert.All(papers, made =>
        {
            using var pdf = PdfDocument.Open(made.Paper.Pdf);
            Assert.Equal($"第{made.number}号", ContentOrderTextExtractor.GetText(pdf.GetPage(1)).Trim());
        });
    }

    [Fact]
    public async Task JobAfterAnother_SeesNothingOfIt()
    {
        var withModule = new PrintJob("sample", new Dictionary<string, string> { [PrintJob.Main] = "#import \"m.typ\": x\n#x", ["m.typ"] = "#let x = [一]" }, [], DateTimeOffset.UnixEpoch);
        Value(await printer.Print(PrintLane.Issue, withModule, default));
        Assert.Equal(PrintRefusals.Template, Refused(await Print("#import \"m.typ\": x\n#x", [])).Code);
    }

    [Fact]
    public async Task MachineWithoutNode_IsSaidSo()
    {
        await using var none = new NodePrinter(new PrinterSettings { Node = "no-such-program" });
        Assert.Equal(PrintRefusals.NoPrinter.Code, Refused(await none.Print(PrintLane.Issue, Job(Plain, Named("张")), default)).Code);
    }

    [Fact]
    public async Task CallerWhoGivesUp_LeavesAPrinterThatPrints()
    {
        using var soon = new CancellationTokenSource(TimeSpan.FromMilliseconds(800));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => printer.Print(PrintLane.Preview, Job(Endless, []), soon.Token));
        Value(await Print(Plain, Named("张建国"), PrintLane.Preview));
    }

    public ValueTask DisposeAsync() => printer.DisposeAsync();

    private Task<Result<PrintedDocument>> Print(string source, JsonObject data, PrintLane lane = PrintLane.Issue) => printer.Print(lane, Job(source, data), default);

    private static PrintJob Job(string source, JsonObject data) => new("sample", new Dictionary<string, string> { [PrintJob.Main] = source }, data, DateTimeOffset.UnixEpoch);

    private static JsonObject Named(string name) => new() { ["person"] = new JsonObject { ["name"] = name } };

    private static PrintedDocument Value(Result<PrintedDocument> result) => result.Value ?? throw new InvalidOperationException(result.Refusal!.MessageEn);

    private static Refusal Refused(Result<PrintedDocument> result) => result.Refusal ?? throw new InvalidOperationException("It was printed.");
}
