using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Placements;
using WorkflowJobs.Domain.Reviews;
using WorkflowJobs.Domain.Runtime.Commands;

namespace WorkflowJobs.Domain.Attendance;

/// <summary>One person's marks, a letter a day (see <see cref="Mark"/>).</summary>
public sealed record MarksRow(string? PlacementId, string? Marks);

public sealed record RecordAttendanceBody(string SheetId, int? ExpectedRevision, IReadOnlyList<MarksRow> Rows);

public sealed record AttendanceRecorded(string SheetId, int Revision, int People);

/// <summary>
/// The village keeps the sheet of a month while it is open; days to come cannot be filled in. Refused whole with all problems:
/// MARKS_FORMAT, MARK_NOT_ON_POST, MARK_IN_FUTURE, PERSON_NOT_ON_SHEET, PERSON_TWICE.
/// </summary>
public sealed class RecordAttendance(CommandRunner commands)
{
    private const int MostRows = 500;

    private static readonly Refusal Closed = new("SHEET_CLOSED", "本月考勤已上报，不能直接修改", "The sheet was reported; it cannot be changed any more.") { Status = 409 };

    /// <param name="asked">What the caller asked for, by which a repetition is known, where the body was made of it and of what stood there.</param>
    public Task<Result<AttendanceRecorded>> Run(Actor actor, string? operationId, RecordAttendanceBody body, CancellationToken cancel, object? asked = null) =>
        commands.Run<AttendanceRecorded>("attendance.record", actor, operationId, asked ?? body, async (work, token) =>
        {
            if (await SheetPeople.Find(work, body.SheetId, token) is not { } sheet || !PlacementAccess.MayRecord(actor, sheet.VillageId))
                return Refusals.NotFound;
            if (sheet.Status != SheetStatus.Open)
                return Closed;
            if (body.ExpectedRevision is { } expected && expected != sheet.Revision)
                return Refusals.StaleRevision(sheet.Revision);
            var people = (await SheetPeople.Of(work, sheet, token)).ToDictionary(person => person.Placement.Id, StringComparer.Ordinal);
            var problems = Problems(work, sheet, body.Rows, people);
            if (problems.Count > 0)
                return Refusals.Invalid(problems);
            if (work.Db.Entry(sheet).State == Microsoft.EntityFrameworkCore.EntityState.Detached)
                work.Db.AttendanceSheets.Add(sheet);
            foreach (var row in body.Rows)
                Keep(work, sheet, people[row.PlacementId!], row.Marks!, actor);
            sheet.Revision++;
            return new AttendanceRecorded(sheet.Id, sheet.Revision, body.Rows.Count);
        }, cancel);

    private static List<FieldError> Problems(Work work, AttendanceSheet sheet, IReadOnlyList<MarksRow> rows, Dictionary<string, SheetPerson> people)
    {
        if (rows.Count > MostRows)
            return [new FieldError("rows", "TOO_MANY_ROWS", $"一次最多{MostRows}人", $"At most {MostRows} people at once.")];
        var problems = new List<FieldError>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var last = RecordRules.LastDay(DateRange.Month(sheet.Year, sheet.Month), ShanghaiTime.DateOf(work.Now));
        foreach (var (row, i) in rows.Select((row, i) => (row, i)))
        {
            if (!people.TryGetValue(row.PlacementId ?? "", out var person))
                problems.Add(new FieldError($"rows[{i}].placementId", "PERSON_NOT_ON_SHEET", "该人员不在本月考勤表中", "Nobody of this sheet."));
            else if (!seen.Add(person.Placement.Id))
                problems.Add(new FieldError($"rows[{i}].placementId", "PERSON_TWICE", $"{person.Person.Name}：重复", $"{person.Person.Name}: twice."));
            else
                problems.AddRange(Problems(sheet, person, row.Marks ?? "", last).Select(error => error with { Field = $"rows[{i}].{error.Field}", MessageZh = $"{person.Person.Name} {error.MessageZh}", MessageEn = $"{person.Person.Name}: {error.MessageEn}" }));
        }

        return problems;
    }

    private static IEnumerable<FieldError> Problems(AttendanceSheet sheet, SheetPerson person, string marks, int lastDay)
    {
        var problems = AttendanceRules.Problems(marks, sheet.Year, sheet.Month, person.OnPost, person.Leave, complete: false);
        var future = problems.Count > 0 ? -1 : Enumerable.Range(lastDay, Math.Max(0, marks.Length - lastDay)).FirstOrDefault(i => marks[i] is not (Mark.None or Mark.Leave), -1);
        return future < 0 ? problems : [new FieldError($"day{future + 1}", "MARK_IN_FUTURE", $"{future + 1}日尚未到，不能填写", $"The {future + 1}. is still to come.")];
    }

    private static void Keep(Work work, AttendanceSheet sheet, SheetPerson person, string marks, Actor actor)
    {
        if (person.Entry is { } entry)
            (entry.Marks, entry.RecordedBy, entry.RecordedAt) = (marks, actor.UserId, work.Now);
        else
            work.Db.AttendanceEntries.Add(new AttendanceEntry
            {
                Id = WorkQueries.NewId(),
                SheetId = sheet.Id,
                PlacementId = person.Placement.Id,
                Year = sheet.Year,
                Month = sheet.Month,
                Version = 1,
                Marks = marks,
                RecordedBy = actor.UserId,
                RecordedAt = work.Now,
            });
    }
}
