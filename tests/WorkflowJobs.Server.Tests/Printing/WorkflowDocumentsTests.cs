using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Content;
using WorkflowJobs.Domain.Documents;
using WorkflowJobs.Server.Printing;

namespace WorkflowJobs.Server.Tests.Printing;

/// <summary>The shipped templates with their sample data: each prints, says every field that it names, and D01 lies on the grid of GB/T 9704-2012.</summary>
public sealed class WorkflowDocumentsTests : IAsyncLifetime
{
    private const double PointsOfMillimetre = 72 / 25.4;
    private const string Number = "石桥测试〔2024〕1号";
    private static readonly DateTimeOffset At = new(2024, 6, 3, 1, 0, 0, TimeSpan.Zero);
    private readonly NodePrinter printer = new(new PrinterSettings());
    private readonly Dictionary<string, DocumentTemplate> templates = [];

    public static TheoryData<string> Keys { get; } = [.. Directory.GetFiles(Folder(), "*.json").Select(file => Path.GetFileNameWithoutExtension(file))];

    public async ValueTask InitializeAsync()
    {
        foreach (var (name, read) in await DocumentFiles.Read(Folder(), TestContext.Current.CancellationToken))
            templates.Add(Path.GetFileNameWithoutExtension(name), read.Value ?? throw new InvalidOperationException($"{name}: {read.Refusal!.Errors[0].MessageEn}"));
    }

    public ValueTask DisposeAsync() => printer.DisposeAsync();

    [Fact]
    public void Templates_AreThoseOfTheStatute() =>
        Assert.Equal(
            ["D01", "D02", "D03", "D04", "D04", "D04", "D05", "D06", "D07", "D08", "D08", "D10", "D11", "D12", "D12", "D13", "D13", "D14", "D15", "D16", "D17", "D18", "D19", "D20", "D20", "D20", "D22", "D23", "D24", "D24", "D26", "P01", "P02", "S7", "S7", "S7"],
            templates.Values.Select(template => template.Code).Order());

    [Theory]
    [MemberData(nameof(Keys))]
    public async Task Template_WithItsSample_PrintsEveryFieldThatItNames(string key)
    {
        var template = templates[key];
        var data = Data(template);
        using var pdf = PdfDocument.Open((await Print(template, data)).Pdf);
        var text = TextOf(pdf);
        Assert.All(pdf.GetPages().SelectMany(page => page.Letters).Select(letter => letter.FontName).Distinct(), font => Assert.Matches("^[A-Z]{6}\\+Noto(Serif|Sans)SC", font));
        var named = Named(template, data);
        Assert.True(named.Count > 3, "The template names no fields.");
        Assert.Equal([], named.Where(field => !text.Contains(Squeezed(field.Value), StringComparison.Ordinal)).Select(field => field.Path));
        // The QR code is the only drawing of so many small squares.
        Assert.Contains(Squeezed(data["document"]!["code"]!.ToString()), text, StringComparison.Ordinal);
        Assert.InRange((await Print(template, data)).Pdf.Length, 20_000, 400_000);
    }

    /// <summary>Pictures of every page for whoever looks: <c>artifacts/documents</c>.</summary>
    [Theory]
    [MemberData(nameof(Keys))]
    public async Task Template_AsAPicture_IsNoEmptyPage(string key)
    {
        if (!File.Exists("/usr/bin/pdftoppm"))
            Assert.Skip("poppler-utils draws the pictures; ./test installs it.");
        var folder = Directory.CreateDirectory(Path.Combine(Folder(), "../../artifacts/documents")).FullName;
        var file = Path.Combine(folder, key + ".pdf");
        var paper = await Print(templates[key], Data(templates[key]));
        await File.WriteAllBytesAsync(file, paper.Pdf, TestContext.Current.CancellationToken);
        using var drawing = System.Diagnostics.Process.Start("/usr/bin/pdftoppm", ["-r", "60", "-png", file, Path.Combine(folder, key)]);
        await drawing.WaitForExitAsync(TestContext.Current.CancellationToken);
        var pictures = Directory.GetFiles(folder, key + "-*.png").Where(picture => Path.GetFileName(picture).Length == key.Length + 6).ToList();
        Assert.True(pictures.Count >= paper.Pages, $"{pictures.Count} pictures of {paper.Pages} pages.");
        // An empty page of this size packs into some 2 KB.
        Assert.All(pictures, picture => Assert.True(new FileInfo(picture).Length > 3_000, picture));
    }

    [Theory]
    [MemberData(nameof(Keys))]
    public async Task Template_WithoutAFieldThatItNames_IsRefusedByThatField(string key)
    {
        var template = templates[key];
        var data = Data(template);
        foreach (var path in Literals(template.Source).Where(path => path.Contains('.', StringComparison.Ordinal) && !path.StartsWith("document.", StringComparison.Ordinal)).Take(3))
        {
            var cut = (JsonObject)data.DeepClone();
            ((JsonObject)Walk(cut, path[..path.LastIndexOf('.')])!).Remove(path[(path.LastIndexOf('.') + 1)..]);
            var refusal = (await printer.Print(PrintLane.Preview, template.Job(cut, At), TestContext.Current.CancellationToken)).Refusal;
            Assert.Equal((PrintRefusals.Field, key, path), (refusal?.Code, refusal?.Details["template"], refusal?.Details["field"]));
        }
    }

    /// <summary>A paper shows the photographs that it names (D06, D08, D22); one that is not there is an error, no empty frame.</summary>
    [Theory]
    [InlineData("publicity-result")]
    [InlineData("review-record")]
    [InlineData("inspection-record")]
    public async Task Photographs_ThatThePaperNames_AreOnIt(string key)
    {
        var data = Data(templates[key]);
        data["photos"] = new JsonArray(new JsonObject { ["caption"] = "张贴", ["file"] = "posted.png", ["sha256"] = new string('b', 64) });
        var job = templates[key].Job(data, At) with { Pictures = new Dictionary<string, byte[]> { ["posted.png"] = SmallFiles.Png("张贴") } };
        using var pdf = PdfDocument.Open((await printer.Print(PrintLane.Preview, job, TestContext.Current.CancellationToken)).Value!.Pdf);
        Assert.Single(pdf.GetPages().SelectMany(page => page.GetImages()));
        Assert.Contains("SHA-256：" + new string('b', 64), TextOf(pdf), StringComparison.Ordinal);
        var missing = await printer.Print(PrintLane.Preview, job with { Pictures = new Dictionary<string, byte[]>() }, TestContext.Current.CancellationToken);
        Assert.Equal(key, missing.Refusal?.Details["template"]);
    }

    [Fact]
    public async Task Notice_LiesOnTheGridOfTheStandard()
    {
        using var pdf = PdfDocument.Open((await Print(templates["notice"], Data(templates["notice"]))).Pdf);
        var (first, second) = (pdf.GetPage(1), pdf.GetPage(2));
        Near(210, Millimetres(first.Width));
        Near(297, Millimetres(first.Height));

        // 发文机关标志: red, its top 35 mm below that of the 版心, which is 37 mm below the sheet's.
        var mark = first.Letters.Where(letter => letter.PointSize > 30).ToList();
        Assert.Equal("石桥镇人民政府文件", string.Concat(mark.Select(letter => letter.Value)));
        Near(37 + 35, FromTop(first, mark.Max(letter => letter.BoundingBox.Top)));
        // 红色分隔线: 4 mm below the number, as wide as the 版心.
        var number = Line(first, "石政公岗字〔2024〕1号");
        var rule = first.Paths.Where(path => path.IsStroked && path.GetBoundingRectangle() is { } box && box.Width > 400).Select(path => path.GetBoundingRectangle()!.Value).First();
        Near(156, Millimetres(rule.Width));
        Near(28, Millimetres(rule.Left));
        Near(4, Millimetres(number.Min(letter => letter.BoundingBox.Bottom) - ((rule.Top + rule.Bottom) / 2)));
        // 空二行 between the mark and the number.
        Near(2 * 225.0 / 22, Millimetres(mark.Min(letter => letter.StartBaseLine.Y) - number.Max(letter => letter.BoundingBox.Top)), 2.5);

        // 版心 of 156 mm × 225 mm, lines of 225/22 mm, characters of 156/28 mm.
        var lines = second.Letters.Where(letter => Math.Abs(letter.PointSize - 16) < 0.1).GroupBy(letter => Math.Round(letter.StartBaseLine.Y, 1)).OrderByDescending(line => line.Key).ToList();
        Assert.True(lines.Count > 15);
        Near(37, FromTop(second, lines[0].Key) - Millimetres(16 * 0.88));
        foreach (var (upper, lower) in lines.Zip(lines.Skip(1)))
            Near(225.0 / 22, Millimetres(upper.Key - lower.Key), 0.2);
        // An opening bracket at the beginning of a line loses its empty half, which then lies outside.
        Near(28, Millimetres(lines.SelectMany(line => line).Where(letter => !"（〔《“".Contains(letter.Value, StringComparison.Ordinal)).Min(letter => letter.StartBaseLine.X)));
        // So does a closing mark at the end of one.
        var ends = lines.ConvertAll(line => Millimetres(line.Where(letter => !"，。、：；）〕》”".Contains(letter.Value, StringComparison.Ordinal)).Max(letter => letter.EndBaseLine.X)));
        Assert.All(ends, end => Assert.InRange(end, 0, 210 - 26 + 0.5));
        Near(210 - 26, ends.Max());
        Near(28 + (2 * 156.0 / 28), Millimetres(Line(second, "三、报名")[0].StartBaseLine.X));
        var words = Line(second, "三、报名");
        Near(156.0 / 28, Millimetres(words[^1].StartBaseLine.X - words[^2].StartBaseLine.X), 0.1);

        // 页码: 四号, one stroke 7 mm below the 版心; odd pages at the right, even ones at the left, one character in.
        foreach (var page in new[] { first, second })
        {
            var foot = page.Letters.Where(letter => FromTop(page, letter.StartBaseLine.Y) > 265).OrderBy(letter => letter.StartBaseLine.X).ToList();
            Assert.Equal($"—{page.Number}—", Squeezed(string.Concat(foot.Select(letter => letter.Value))));
            Near(14, foot[0].PointSize);
            Near(297 - 35 + 7, FromTop(page, foot[0].BoundingBox.Top));
            if (page.Number == 1)
                Near(210 - 26 - Millimetres(14), Millimetres(foot[^1].EndBaseLine.X));
            else
                Near(28 + Millimetres(14), Millimetres(foot[0].StartBaseLine.X));
        }
    }

    private async Task<PrintedDocument> Print(DocumentTemplate template, JsonObject data) =>
        await printer.Print(PrintLane.Preview, template.Job(data, At), TestContext.Current.CancellationToken) is { Value: { } paper } ? paper
            : throw new InvalidOperationException((await printer.Print(PrintLane.Preview, template.Job(data, At), TestContext.Current.CancellationToken)).Refusal!.MessageEn);

    private static JsonObject Data(DocumentTemplate template)
    {
        var data = (JsonObject)template.Sample.DeepClone();
        var number = template.Series is null ? data["documentNumber"]?.ToString() : Number;
        data["document"] = DocumentPart.Of(template, 1, number, "7K3M-9QXT-2B4H-RW8N", "石桥镇", At);
        return DocumentPart.WithLink(data, "https://gongyi.example.cn", "7K3M-9QXT-2B4H-RW8N", new string('a', 64));
    }

    /// <summary>The values of the paths and columns that the template's text names, as they must stand on the paper.</summary>
    private static List<(string Path, string Value)> Named(DocumentTemplate template, JsonObject data)
    {
        var found = new List<(string, string)>();
        foreach (var path in Literals(template.Source).Append("document.code").Append("document.hash").Append("document.site").Distinct())
            switch (Walk(data, path))
            {
                case JsonValue value when value.ToString().Length > 0 && !Chosen.Contains(path):
                    found.Add((path, value.ToString()));
                    break;
                case JsonArray rows:
                    foreach (var (index, row) in rows.OfType<JsonObject>().Index())
                        found.AddRange(Columns(template.Source).Where(column => row[column] is JsonValue).Select(column => ($"{path}[{index}].{column}", row[column]!.ToString())).Where(cell => cell.Item2.Length > 0));
                    break;
            }

        return found;
    }

    // What decides a word instead of being one.
    private static readonly string[] Chosen = ["applicant.healthy", "review.outcome", "application.kind"];

    private static IEnumerable<string> Literals(string source) =>
        System.Text.RegularExpressions.Regex.Matches(source, "field\\(\"([a-zA-Z.]+)\"\\)").Select(match => match.Groups[1].Value).Distinct();

    private static List<string> Columns(string source) =>
    [
        .. System.Text.RegularExpressions.Regex.Matches(source, "of\\(\\w+, \"(\\w+)\"\\)").Select(match => match.Groups[1].Value)
            .Concat(System.Text.RegularExpressions.Regex.Matches(source, "\\(((?:\"\\w+\"(?:, )?)+)\\)\\.map\\(name").SelectMany(match => match.Groups[1].Value.Split(", ")).Select(word => word.Trim('"')))
            .Distinct(),
    ];

    private static JsonNode? Walk(JsonNode? node, string path) => path.Split('.').Aggregate(node, (at, part) => (at as JsonObject)?[part]);

    private static string TextOf(PdfDocument pdf) => string.Concat(pdf.GetPages().Select(page => Squeezed(string.Concat(page.Letters.Select(letter => letter.Value)))));

    /// <summary>Without white space: where a line breaks is the page's matter.</summary>
    private static string Squeezed(string text) => string.Concat(text.Where(one => !char.IsWhiteSpace(one)));

    private static List<Letter> Line(Page page, string words)
    {
        foreach (var line in page.Letters.GroupBy(letter => Math.Round(letter.StartBaseLine.Y, 1)))
            if (Squeezed(string.Concat(line.Select(letter => letter.Value))).Contains(words, StringComparison.Ordinal))
                return [.. line.Where(letter => letter.Value.Trim().Length > 0)];
        throw new InvalidOperationException($"No line says {words}.");
    }

    private static double Millimetres(double points) => points / PointsOfMillimetre;

    private static double FromTop(Page page, double y) => Millimetres(page.Height - y);

    private static void Near(double expected, double actual, double tolerance = 0.5) => Assert.InRange(actual, expected - tolerance, expected + tolerance);

    private static string Folder([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../../workflows/documents"));
}
