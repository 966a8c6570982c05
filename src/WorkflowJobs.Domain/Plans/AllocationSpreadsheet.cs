using System.Globalization;
using WorkflowJobs.Domain.Notices;
using WorkflowJobs.Domain.Spreadsheets;

namespace WorkflowJobs.Domain.Plans;

/// <summary>
/// The allocation as a spreadsheet in the layout of its annex (D02): one cell over the lines of a kind and of a town, as on paper. What is written
/// is read back. Pure.
/// </summary>
public static class AllocationSpreadsheet
{
    private const string Ending = "等";
    private static readonly char[] Commas = ['、', '，', ','];

    /// <param name="towns">The district's towns; a line of any other place is a problem.</param>
    public static Sheet Sheet(IReadOnlyList<TownName> towns) => new("allocation", "分配表", "Allocation",
    [
        new("kind", "岗位类别", "Kind", ColumnType.Choice) { Required = true, MergesDown = true, Aliases = ["类别"], Options = [new("Urban", "城镇", "Urban"), new("Rural", "乡村", "Rural")], Width = 10 },
        new("town", "镇街", "Town", ColumnType.Choice) { Required = true, MergesDown = true, Options = [.. towns.Select(town => new SheetOption(town.Id, town.Zh, town.En))] },
        new("batch", "岗位批次", "Batch", ColumnType.Choice)
        {
            Required = true, Aliases = ["批次"], Width = 10,
            Options = [.. Enumerable.Range(1, 20).Select(batch => new SheetOption(Text(batch), LineNames.BatchZh(batch), $"Batch {Text(batch)}"))],
        },
        new("number", "岗位数量", "Number", ColumnType.Number) { Required = true, Aliases = ["数量"], Min = 0, Max = 5000, Width = 10 },
        new("posts", "岗位名称", "Posts") { Required = true, MaxLength = 400, Width = 70 },
        new("townTotal", "合计", "Town's total", ColumnType.Number) { MergesDown = true, Width = 8 },
        new("kindTotal", "共计", "Kind's total", ColumnType.Number) { MergesDown = true, Width = 8 },
    ])
    { UniqueBy = ["kind", "town", "batch"], MaxRows = 50 };

    /// <summary>The workbook of a year's lines.</summary>
    public static byte[] Write(IReadOnlyList<ProposedLine> lines, IReadOnlyList<TownName> towns)
    {
        var rows = new List<IReadOnlyDictionary<string, object?>>();
        var merged = new List<CellRange>();
        foreach (var kind in AllocationSheet.Of(lines, [.. towns.Select(town => (town.Id, town.Zh))]))
        {
            var firstOfKind = rows.Count + 2;
            foreach (var town in kind.Towns)
            {
                var firstOfTown = rows.Count + 2;
                foreach (var batch in town.Batches)
                    rows.Add(new Dictionary<string, object?>
                    {
                        ["kind"] = rows.Count + 2 == firstOfKind ? kind.Kind.ToString() : null,
                        ["town"] = rows.Count + 2 == firstOfTown ? town.TownId : null,
                        ["batch"] = Text(batch.Batch),
                        ["number"] = batch.Number,
                        ["posts"] = batch.PostNames + Ending,
                        ["townTotal"] = rows.Count + 2 == firstOfTown ? town.Total : null,
                        ["kindTotal"] = rows.Count + 2 == firstOfKind ? kind.Total : null,
                    });
                merged.AddRange(Over(firstOfTown, rows.Count + 1, 2, 6));
            }

            merged.AddRange(Over(firstOfKind, rows.Count + 1, 1, 7));
        }

        return XlsxMerge.Apply(SheetWriter.Write(Sheet(towns), rows), merged);
    }

    /// <summary>A line as a row states it.</summary>
    public static ProposedLine Line(SheetRow row) => new(
        Enum.Parse<PostKind>(row.Text("kind")!), row.Text("town")!, int.Parse(row.Text("batch")!, CultureInfo.InvariantCulture), (int)row.Number("number")!.Value, Names(row.Text("posts")!));

    /// <summary>Sums printed in the file that its own lines do not make: told, never a hindrance (DOMAIN I1).</summary>
    public static IReadOnlyList<Common.Warning> Differences(IReadOnlyList<SheetRow> rows) =>
    [
        .. Differing(rows.GroupBy(row => (row.Text("kind"), row.Text("town"))), "townTotal", "合计"),
        .. Differing(rows.GroupBy(row => (row.Text("kind"), (string?)null)), "kindTotal", "共计"),
    ];

    private static IEnumerable<Common.Warning> Differing(IEnumerable<IGrouping<(string?, string?), SheetRow>> groups, string column, string zh)
    {
        foreach (var group in groups)
            if (group.Select(row => row.Number(column)).FirstOrDefault(total => total is not null) is { } printed && group.Sum(row => row.Number("number")) is var sum && sum != printed)
                yield return new Common.Warning("SHEET_TOTAL_DIFFERS",
                    $"{group.First().Cell(column)}：表中{zh}{Text((int)printed)}，各行之和{Text((int)sum!.Value)}，以各行为准",
                    $"{group.First().Cell(column)}: the sheet says {Text((int)printed)}, its lines make {Text((int)sum!.Value)}; the lines count.");
    }

    private static string Names(string posts)
    {
        var text = posts.Trim();
        return string.Join('、', (text.EndsWith(Ending, StringComparison.Ordinal) ? text[..^1] : text).Split(Commas, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
    }

    private static IEnumerable<CellRange> Over(int first, int last, params int[] columns) =>
        columns.Select(column => new CellRange(new CellAddress(first, column), new CellAddress(last, column)));

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}

/// <summary>A town by its id and names.</summary>
public sealed record TownName(string Id, string Zh, string En);
