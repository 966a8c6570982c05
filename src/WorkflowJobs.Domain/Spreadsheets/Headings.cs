using System.Text;
using WorkflowJobs.Domain.Common;

namespace WorkflowJobs.Domain.Spreadsheets;

/// <summary>Where a sheet's heading stands, and which column is which.</summary>
internal sealed record Headings(int Row, IReadOnlyDictionary<string, int> Columns, IReadOnlyList<FieldError> Problems)
{
    /// <summary>Printed sheets have a title, a unit and a date above the heading.</summary>
    private const int SearchedRows = 10;

    /// <summary>The heading is the row, of the first ten, that holds most of the declared words.</summary>
    public static Headings Find(Sheet sheet, RawSheet raw)
    {
        var words = Words(sheet);
        var row = 0;
        var most = 0;
        for (var candidate = 1; candidate <= Math.Min(SearchedRows, raw.Rows.Count); candidate++)
        {
            var known = raw.Rows[candidate - 1].Count(c => words.ContainsKey(Plain(c.Value as string)));
            if (known > most)
                (row, most) = (candidate, known);
        }

        return row == 0 ? new Headings(1, new Dictionary<string, int>(), [Problem(1, 1, CellProblem.HeadingNotFound(sheet))]) : Read(sheet, raw, row, words);
    }

    private static Headings Read(Sheet sheet, RawSheet raw, int row, Dictionary<string, SheetColumn> words)
    {
        var columns = new Dictionary<string, int>();
        var problems = new List<FieldError>();
        var ignored = sheet.Ignored.Select(Plain).ToHashSet();
        for (var at = 1; at <= raw.Rows[row - 1].Length; at++)
        {
            var cell = raw.At(row, at);
            var word = Plain(cell.Value as string ?? cell.Value?.ToString());
            if (words.TryGetValue(word, out var column))
            {
                if (!columns.TryAdd(column.Key, at))
                    problems.Add(Problem(row, at, CellProblem.HeadingTwice(column)));
            }
            else if (cell.IsFormula || (word.Length > 0 && !ignored.Contains(word)))
            {
                problems.Add(Problem(row, at, CellProblem.HeadingUnknown));
            }
        }

        foreach (var missing in sheet.Columns.Where(c => c.Required && !columns.ContainsKey(c.Key)))
            problems.Add(Problem(row, raw.Rows[row - 1].Length + 1, CellProblem.HeadingMissing(missing)));
        return new Headings(row, columns, problems);
    }

    private static Dictionary<string, SheetColumn> Words(Sheet sheet)
    {
        var words = new Dictionary<string, SheetColumn>();
        foreach (var column in sheet.Columns)
        {
            foreach (var word in column.Aliases.Append(column.Zh).Append(column.En))
                words.TryAdd(Plain(word), column);
        }

        return words;
    }

    /// <summary>Spaces, line breaks, full-width forms, capitals and the star of a mandatory column make no difference.</summary>
    private static string Plain(string? word)
    {
        var plain = new StringBuilder();
        foreach (var c in word ?? "")
        {
            if (!char.IsWhiteSpace(c) && c is not '*' and not '＊')
                plain.Append(char.ToLowerInvariant(c is >= '！' and <= '～' ? (char)(c - 0xFEE0) : c));
        }

        return plain.ToString();
    }

    private static FieldError Problem(int row, int column, CellProblem problem) =>
        new(new CellAddress(row, column).ToString(), problem.Code, problem.Zh, problem.En);
}
