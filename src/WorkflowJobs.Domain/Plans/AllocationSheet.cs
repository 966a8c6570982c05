namespace WorkflowJobs.Domain.Plans;

/// <summary>One line of the printed table.</summary>
public sealed record SheetBatch(int Batch, int Number, string PostNames);

/// <summary>A town's lines of one kind; their sum is the column 合计.</summary>
public sealed record SheetTown(string TownId, string Town, IReadOnlyList<SheetBatch> Batches)
{
    public int Total => Batches.Sum(batch => batch.Number);
}

/// <summary>All lines of one kind; their sum is the column 共计.</summary>
public sealed record SheetKind(PostKind Kind, IReadOnlyList<SheetTown> Towns)
{
    public int Total => Towns.Sum(town => town.Total);

    public int Rows => Towns.Sum(town => town.Batches.Count);
}

/// <summary>The allocation as its annex prints it (D02, DOMAIN §1.1): urban before rural, towns in their own order, one cell over what belongs together. Pure.</summary>
public static class AllocationSheet
{
    /// <summary>Columns in their printed order.</summary>
    public static IReadOnlyList<string> Columns { get; } = ["类别", "镇街", "批次", "数量", "岗位名称", "合计", "共计"];

    /// <param name="lines">The lines of one year.</param>
    /// <param name="towns">Towns in their printed order; lines of others come last, under their id.</param>
    public static IReadOnlyList<SheetKind> Of(IReadOnlyList<ProposedLine> lines, IReadOnlyList<(string Id, string Name)> towns)
    {
        var order = towns.Select((town, at) => (town.Id, at)).ToDictionary(pair => pair.Id, pair => pair.at);
        var names = towns.ToDictionary(town => town.Id, town => town.Name);
        return
        [
            .. lines.GroupBy(line => line.Kind).OrderByDescending(kind => kind.Key).Select(kind => new SheetKind(kind.Key,
            [
                .. kind.GroupBy(line => line.TownId).OrderBy(town => order.GetValueOrDefault(town.Key, int.MaxValue)).ThenBy(town => town.Key, StringComparer.Ordinal)
                    .Select(town => new SheetTown(town.Key, names.GetValueOrDefault(town.Key, town.Key),
                        [.. town.OrderBy(line => line.Batch).Select(line => new SheetBatch(line.Batch, line.Number, line.PostNames))])),
            ])),
        ];
    }
}
