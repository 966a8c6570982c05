using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Identity;

namespace WorkflowJobs.Domain.Spreadsheets;

/// <summary>A row that was read without a problem. A column that the sheet does not declare throws; an empty cell is null.</summary>
public sealed class SheetRow
{
    private readonly Sheet _sheet;
    private readonly IReadOnlyDictionary<string, object> _values;
    private readonly IReadOnlyDictionary<string, int> _columns;

    internal SheetRow(Sheet sheet, int number, IReadOnlyDictionary<string, object> values, IReadOnlyDictionary<string, int> columns)
    {
        _sheet = sheet;
        RowNumber = number;
        _values = values;
        _columns = columns;
    }

    /// <summary>Row number in the file, from 1.</summary>
    public int RowNumber { get; }

    /// <summary>The text, or the value of the chosen option.</summary>
    public string? Text(string column) => (string?)Value(column);

    public decimal? Number(string column) => (decimal?)Value(column);

    /// <summary>Whole 分.</summary>
    public long? Money(string column) => (long?)Value(column);

    public DateOnly? Date(string column) => (DateOnly?)Value(column);

    public CitizenId? Id(string column) => (CitizenId?)Value(column);

    /// <summary>A problem of this row found by the caller (a person nobody knows, a date outside the agreement), at the cell of that column.</summary>
    public FieldError Problem(string column, string code, string zh, string en) => new(Cell(column), code, zh, en);

    /// <summary>Where the column's value stands, e.g. B7.</summary>
    public string Cell(string column)
    {
        _ = _sheet.Column(column);
        return new CellAddress(RowNumber, _columns.TryGetValue(column, out var at) ? at : 1).ToString();
    }

    internal object? Value(string column)
    {
        _ = _sheet.Column(column);
        return _values.TryGetValue(column, out var value) ? value : null;
    }

    public override string ToString() => $"Row {RowNumber} of {_sheet.Key}";
}
