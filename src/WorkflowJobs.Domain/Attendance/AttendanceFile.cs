using System.Globalization;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Spreadsheets;

namespace WorkflowJobs.Domain.Attendance;

/// <summary>A month's attendance as a spreadsheet (D14): a row a person, a column a day, the sheet's symbols, letters or words in the cells.</summary>
public static class AttendanceFile
{
    public const string PostNumber = "postNumber";

    /// <summary>The columns of a month. A person is known by the post's number.</summary>
    public static Sheet Of(int year, int month) => new("attendance", "考勤表", "Attendance",
    [
        new(PostNumber, "岗位编号", "Post number") { Required = true, Width = 22 },
        new("name", "姓名", "Name") { Required = true },
        .. Enumerable.Range(1, DateTime.DaysInMonth(year, month)).Select(day => new SheetColumn(Key(day), Number(day), Number(day)) { MaxLength = 2, Width = 4, Aliases = [Number(day) + "日"] }),
    ])
    { UniqueBy = [PostNumber], MaxRows = 500, Ignored = ["序号", "岗位", "备注", "应出勤", "实出勤", "请假", "旷工", "29", "30", "31", "29日", "30日", "31日"] };

    /// <summary>The sheet to fill in, with what is recorded.</summary>
    public static byte[] Write(SheetView view) => SheetWriter.Write(Of(view.Sheet.Year, view.Sheet.Month), view.People.Select(person =>
    {
        var row = new Dictionary<string, object?> { [PostNumber] = person.PostNumber, ["name"] = person.Name };
        for (var i = 0; i < person.Marks.Length; i++)
            row[Key(i + 1)] = Mark.Symbol(person.Marks[i]) is { Length: > 0 } symbol ? symbol : null;
        return (IReadOnlyDictionary<string, object?>)row;
    }));

    internal static string Key(int day) => "day" + Number(day);

    private static string Number(int day) => day.ToString(CultureInfo.InvariantCulture);
}

/// <summary>Fills in a month from a spreadsheet, whole or, by choice, its good rows only. The problems are a table by cell: MARK_UNKNOWN, POST_UNKNOWN, NAME_DIFFERS and those of the sheet.</summary>
public sealed class ImportAttendance(AttendanceQueries queries, RecordAttendance record, TimeProvider clock)
{
    public async Task<Result<AttendanceRecorded>> Run(Actor actor, string? operationId, string sheetId, byte[] bytes, bool onlyGood, CancellationToken cancel)
    {
        var found = await queries.Get(actor, sheetId, cancel);
        if (found.Value is not { } view)
            return found.Refusal!;
        var sheet = AttendanceFile.Of(view.Sheet.Year, view.Sheet.Month);
        var read = SheetReader.Read(sheet, bytes, ShanghaiTime.DateOf(clock.GetUtcNow()));
        if (read.Value is not { } reading)
            return read.Refusal!;
        var people = view.People.ToDictionary(person => person.PostNumber, StringComparer.Ordinal);
        var taken = reading.Check(row => Problems(row, people, view.WorkingDays.Count)).Take(onlyGood);
        if (taken.Value is not { } rows)
            return taken.Refusal!;
        var body = new RecordAttendanceBody(sheetId, view.Revision, [.. rows.Select(row => Marks(row, people, view.WorkingDays.Count))]);
        return await record.Run(actor, operationId, body, cancel, asked: new { sheetId, reading.Sha256, onlyGood });
    }

    private static IEnumerable<FieldError> Problems(Spreadsheets.SheetRow row, Dictionary<string, SheetLine> people, int days)
    {
        if (!people.TryGetValue(row.Text(AttendanceFile.PostNumber) ?? "", out var person))
            yield return row.Problem(AttendanceFile.PostNumber, "POST_UNKNOWN", "本月考勤表中没有该岗位编号", "No such post on the sheet of this month.");
        else if (person.Name != row.Text("name"))
            yield return row.Problem("name", "NAME_DIFFERS", "姓名与岗位编号不符", "The name is not that of the post.");
        for (var day = 1; day <= days; day++)
            if (Mark.Parse(row.Text(AttendanceFile.Key(day)) ?? "") is null)
                yield return row.Problem(AttendanceFile.Key(day), "MARK_UNKNOWN", "考勤符号无法识别，请填 √ ○ △ × ⊕", "Unknown mark; use √ ○ △ × ⊕.");
    }

    /// <summary>An empty cell leaves what is recorded; the others replace it.</summary>
    private static MarksRow Marks(Spreadsheets.SheetRow row, Dictionary<string, SheetLine> people, int days)
    {
        var person = people[row.Text(AttendanceFile.PostNumber)!];
        return new MarksRow(person.PlacementId, string.Concat(Enumerable.Range(1, days).Select(day =>
            Mark.Parse(row.Text(AttendanceFile.Key(day)) ?? "") is { } mark and not Mark.None ? mark : person.Marks[day - 1])));
    }
}
