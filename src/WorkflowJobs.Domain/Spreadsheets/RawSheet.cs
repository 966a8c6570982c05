namespace WorkflowJobs.Domain.Spreadsheets;

/// <summary>What stands in a cell before anything is made of it: a string, double, DateTime, bool or null.</summary>
internal readonly record struct RawCell(object? Value)
{
    public bool IsFormula { get; init; }

    /// <summary>#REF! and the like.</summary>
    public bool IsError { get; init; }

    public bool IsEmpty => !IsFormula && !IsError && Value is null or "";
}

/// <summary>A sheet's cells by row, each row's cells by column from 1 (index 0 is column A).</summary>
/// <param name="IsText">All cells are text because the file cannot say otherwise (CSV).</param>
internal sealed record RawSheet(IReadOnlyList<RawCell[]> Rows, IReadOnlyList<CellRange> Merged, bool IsText)
{
    public RawCell At(int row, int column) => Rows[row - 1] is { } cells && column <= cells.Length ? cells[column - 1] : default;
}
