using WorkflowJobs.Domain.Common;

namespace WorkflowJobs.Domain.Spreadsheets;

/// <summary>A file that was read: its good rows, and every problem at its cell.</summary>
/// <param name="Sha256">Hash of the file's bytes in lower-case hex, by which the same file is known again.</param>
/// <param name="RowCount">Rows with anything in them, below the heading.</param>
/// <param name="Rows">Rows without a problem, in the order of the file.</param>
/// <param name="Problems">Each names its cell (B7) in <see cref="FieldError.Field"/>; none repeats what stands there of a person.</param>
public sealed record SheetReading(string Sha256, int RowCount, IReadOnlyList<SheetRow> Rows, IReadOnlyList<FieldError> Problems)
{
    /// <summary>The heading itself is wrong, so that no row is good.</summary>
    public bool HeadingIsWrong { get; init; }

    /// <summary>Adds the problems that the caller finds; a row that has one is not good any more.</summary>
    public SheetReading Check(Func<SheetRow, IEnumerable<FieldError>> problemsOf)
    {
        var rows = new List<SheetRow>();
        var problems = new List<FieldError>(Problems);
        foreach (var row in Rows)
        {
            var before = problems.Count;
            problems.AddRange(problemsOf(row));
            if (problems.Count == before)
                rows.Add(row);
        }

        return this with { Rows = rows, Problems = problems };
    }

    /// <summary>
    /// The rows to import: all of them, or by choice the good ones only. Refused with SHEET_PROBLEMS, whose errors are the table of problems, or SHEET_EMPTY.
    /// </summary>
    public Result<SheetRow[]> Take(bool onlyGood)
    {
        if (Problems.Count > 0 && (HeadingIsWrong || !onlyGood || Rows.Count == 0))
            return FileRefusals.Problems(Problems, RowCount - Rows.Count);
        return Rows.Count == 0 ? FileRefusals.Empty : Rows.ToArray();
    }
}
