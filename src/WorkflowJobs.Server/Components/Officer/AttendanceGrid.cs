using WorkflowJobs.Domain.Attendance;

namespace WorkflowJobs.Server.Components.Officer;

/// <summary>A month of a village while it is filled in: a cursor, marks by key, undo. Knows no page; what changed is told by <see cref="Changes"/>.</summary>
public sealed class AttendanceGrid
{
    private const int MostUndo = 200;
    private readonly SheetView view;
    private readonly char[][] marks;
    private readonly string[] saved;
    private readonly List<List<(int Row, int Day, char Before)>> undo = [];
    private readonly List<List<(int Row, int Day, char Before)>> redo = [];

    public AttendanceGrid(SheetView view)
    {
        this.view = view;
        marks = [.. view.People.Select(person => person.Marks.ToCharArray())];
        saved = [.. view.People.Select(person => person.Marks)];
        Days = view.WorkingDays.Count;
    }

    public int Days { get; }

    public int Row { get; private set; }

    /// <summary>From 0.</summary>
    public int Day { get; private set; }

    public bool CanUndo => undo.Count > 0;

    public bool CanRedo => redo.Count > 0;

    public bool IsChanged => Changes.Count > 0;

    public char this[int row, int day] => marks[row][day];

    public bool IsOnPost(int row, int day) => view.People[row].OnPost[day] == '1';

    /// <summary>On post, and not in the future.</summary>
    public bool MayMark(int row, int day) => IsOnPost(row, day) && day < view.LastDay;

    public AttendanceTotals Totals(int row) => AttendanceRules.Totals(new string(marks[row]));

    /// <summary>Days of a row that may be filled in and are not.</summary>
    public int Missing(int row) => Enumerable.Range(0, Days).Count(day => MayMark(row, day) && marks[row][day] == Mark.None);

    /// <summary>Rows that differ from what is stored.</summary>
    public IReadOnlyList<MarksRow> Changes =>
        [.. Enumerable.Range(0, marks.Length).Where(row => saved[row] != new string(marks[row])).Select(row => new MarksRow(view.People[row].PlacementId, new string(marks[row])))];

    /// <summary>What a key does; false when it means nothing here and goes on to the browser.</summary>
    public bool Press(string key, bool control, bool shift)
    {
        if (marks.Length == 0)
            return false;
        if (control)
            return key.ToUpperInvariant() switch { "Z" => shift ? Redo() : Undo(), "Y" => Redo(), _ => false };
        switch (key)
        {
            case "ArrowLeft": return MoveTo(Row, Day - 1);
            case "ArrowRight": return MoveTo(Row, Day + 1);
            case "ArrowUp": return MoveTo(Row - 1, Day);
            case "ArrowDown" or "Enter": return MoveTo(Row + 1, Day);
            case "Home": return MoveTo(Row, 0);
            case "End": return MoveTo(Row, Days - 1);
            case "Backspace" or "Delete" or " ": return Set(Mark.None);
            case "f" or "F": return shift ? FillAll() : FillRow();
            default: return key.Length == 1 && MarkOf(key) is { } mark && Set(mark);
        }
    }

    public bool MoveTo(int row, int day)
    {
        (Row, Day) = (Math.Clamp(row, 0, marks.Length - 1), Math.Clamp(day, 0, Days - 1));
        return true;
    }

    /// <summary>Marks the cell under the cursor and goes to the next day.</summary>
    public bool Set(char mark)
    {
        if (MayMark(Row, Day))
            Apply([(Row, Day, mark)]);
        return MoveTo(Row, Day + 1);
    }

    /// <summary>Work on working days, rest on the others and approved leave, wherever the row is still empty.</summary>
    public bool FillRow() => Apply(Usual(Row));

    public bool FillAll() => Apply([.. Enumerable.Range(0, marks.Length).SelectMany(Usual)]);

    public bool Undo() => Back(undo, redo);

    public bool Redo() => Back(redo, undo);

    /// <summary>What was stored counts from now on.</summary>
    public void Saved()
    {
        for (var row = 0; row < marks.Length; row++)
            saved[row] = new string(marks[row]);
    }

    /// <summary>Letters as stored, the sheet's symbols, and 1 to 5 in their order on the sheet.</summary>
    private static char? MarkOf(string key) => key switch
    {
        "1" => Mark.Present,
        "2" => Mark.Rest,
        "3" => Mark.Leave,
        "4" => Mark.Absent,
        "5" => Mark.Training,
        "." => null,
        _ => Mark.Parse(key),
    };

    private List<(int Row, int Day, char Mark)> Usual(int row) =>
        [.. Enumerable.Range(0, Days).Where(day => MayMark(row, day) && marks[row][day] == Mark.None).Select(day => (row, day, view.People[row].Usual[day]))];

    private bool Apply(List<(int Row, int Day, char Mark)> cells)
    {
        cells.RemoveAll(cell => marks[cell.Row][cell.Day] == cell.Mark);
        if (cells.Count == 0)
            return true;
        undo.Add([.. cells.Select(cell => (cell.Row, cell.Day, marks[cell.Row][cell.Day]))]);
        if (undo.Count > MostUndo)
            undo.RemoveAt(0);
        redo.Clear();
        foreach (var (row, day, mark) in cells)
            marks[row][day] = mark;
        return true;
    }

    private bool Back(List<List<(int Row, int Day, char Before)>> from, List<List<(int Row, int Day, char Before)>> to)
    {
        if (from.Count == 0)
            return true;
        var step = from[^1];
        from.RemoveAt(from.Count - 1);
        to.Add([.. step.Select(cell => (cell.Row, cell.Day, marks[cell.Row][cell.Day]))]);
        foreach (var (row, day, before) in step)
            marks[row][day] = before;
        (Row, Day) = (step[0].Row, step[0].Day);
        return true;
    }
}
