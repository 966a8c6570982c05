using WorkflowJobs.Domain.Common;

namespace WorkflowJobs.Domain.Spreadsheets;

/// <summary>Reads an .xlsx or .csv file by a declared sheet. Only the first sheet of a workbook is read.</summary>
public static class SheetReader
{
    /// <summary>
    /// The file's good rows and a table of every problem by its cell. Refused whole: FILE_TOO_LARGE, FILE_OLD_FORMAT, FILE_NOT_SHEET,
    /// FILE_DATES_1904, SHEET_TOO_MANY_ROWS, SHEET_TOO_WIDE. Parse before a command begins: this is work of the processor, up to seconds for the largest file.
    /// </summary>
    /// <param name="today">No date of birth in an identity number lies after it.</param>
    public static Result<SheetReading> Read(Sheet sheet, byte[] bytes, DateOnly today)
    {
        var opened = SheetFile.Open(bytes, sheet.MaxBytes, sheet.MaxRows);
        if (opened.Refusal is { } refusal)
            return refusal;
        var raw = opened.Value!;
        var headings = Headings.Find(sheet, raw);
        var hash = ContentHash.Of(bytes);
        var filled = Enumerable.Range(headings.Row + 1, Math.Max(0, raw.Rows.Count - headings.Row)).Where(r => raw.Rows[r - 1].Any(c => !c.IsEmpty)).ToList();
        if (filled.Count > sheet.MaxRows)
            return FileRefusals.TooManyRows(sheet.MaxRows);
        if (headings.Problems.Count > 0)
            return new SheetReading(hash, filled.Count, [], headings.Problems) { HeadingIsWrong = true };
        var rows = new RowReader(sheet, raw, headings, today);
        foreach (var row in filled)
            rows.Read(row);
        rows.FindRepeated();
        return new SheetReading(hash, filled.Count, rows.Good, rows.Problems);
    }
}

/// <summary>Rows and problems, gathered row by row.</summary>
internal sealed class RowReader(Sheet sheet, RawSheet raw, Headings headings, DateOnly today)
{
    private readonly List<SheetRow> _rows = [];
    private readonly HashSet<int> _bad = [];
    private readonly List<(int Row, int Column, CellProblem Problem)> _problems = [];

    public IReadOnlyList<SheetRow> Good => [.. _rows.Where(r => !_bad.Contains(r.RowNumber))];

    public IReadOnlyList<FieldError> Problems =>
        [.. _problems.OrderBy(p => p.Row).ThenBy(p => p.Column).Select(p => new FieldError(new CellAddress(p.Row, p.Column).ToString(), p.Problem.Code, p.Problem.Zh, p.Problem.En))];

    public void Read(int row)
    {
        var values = new Dictionary<string, object>();
        foreach (var column in sheet.Columns)
        {
            if (!headings.Columns.TryGetValue(column.Key, out var at))
                continue;
            var source = row;
            if (MergeAt(row, at) is { } merged)
            {
                if (!column.MergesDown || merged.First.Column != merged.Last.Column || merged.First.Row <= headings.Row)
                {
                    Add(row, at, CellProblem.Merged(merged));
                    continue;
                }

                source = merged.First.Row;
            }

            var (value, problem) = CellRules.Read(column, raw.At(source, at), raw.IsText, today);
            if (problem is not null)
                Add(row, at, problem);
            else if (value is not null)
                values[column.Key] = value;
        }

        _rows.Add(new SheetRow(sheet, row, values, headings.Columns));
    }

    /// <summary>
    /// Of rows about the same thing that say the same, all but the first are repetitions. When they say different things, none of them is good:
    /// which is right is not for the program to choose.
    /// </summary>
    public void FindRepeated()
    {
        if (sheet.UniqueBy.Count == 0)
            return;
        foreach (var same in _rows.Where(HasKeys).GroupBy(r => string.Join('\u001F', sheet.UniqueBy.Select(k => r.Value(k)))).Where(g => g.Count() > 1))
        {
            var first = same.First();
            var agree = same.All(r => sheet.Columns.All(c => Equals(r.Value(c.Key), first.Value(c.Key))));
            foreach (var row in same.Skip(1))
                Add(row.RowNumber, KeyColumn, agree ? CellProblem.Duplicate(first.RowNumber) : CellProblem.Conflict(first.RowNumber));
            if (!agree)
                Add(first.RowNumber, KeyColumn, CellProblem.Conflict(same.ElementAt(1).RowNumber));
        }
    }

    private int KeyColumn => headings.Columns[sheet.UniqueBy[0]];

    private bool HasKeys(SheetRow row) => sheet.UniqueBy.All(k => row.Value(k) is not null);

    private CellRange? MergeAt(int row, int column)
    {
        foreach (var range in raw.Merged)
        {
            if (range.Contains(row, column))
                return range;
        }

        return null;
    }

    private void Add(int row, int column, CellProblem problem)
    {
        _problems.Add((row, column, problem));
        _bad.Add(row);
    }
}
