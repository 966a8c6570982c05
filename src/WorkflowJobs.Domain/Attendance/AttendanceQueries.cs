using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Calendars;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Placements;
using WorkflowJobs.Domain.Runtime.Commands;

namespace WorkflowJobs.Domain.Attendance;

/// <summary>A sheet in a list.</summary>
public sealed record SheetRow(string Id, string TownId, string VillageId, int Year, int Month, SheetStatus Status, DateTimeOffset? ReportedAt, DateTimeOffset? AuditedAt, int People);

/// <summary>A month of a village as it is filled in and read.</summary>
/// <param name="MayRecord">The actor may fill in now.</param>
/// <param name="MayCorrect">The actor may change what was audited, each person by a new entry.</param>
/// <param name="LastDay">The last day of the month that may be filled in: today while the month runs.</param>
public sealed record SheetView(SheetRow Sheet, int Revision, bool MayRecord, bool MayCorrect, int LastDay, IReadOnlyList<bool> WorkingDays, IReadOnlyList<SheetLine> People);

/// <summary>One person's line: a letter a day.</summary>
/// <param name="OnPost">A day's letter is <c>1</c> when the person is on post.</param>
/// <param name="Usual">What the month is when nothing special happened: work on working days, rest on the others, approved leave.</param>
public sealed record SheetLine(string PlacementId, string Name, string PostName, string PostNumber, string OnPost, string Marks, string Usual, AttendanceTotals Totals, bool Corrected);

/// <summary>Attendance of one's area.</summary>
public sealed class AttendanceQueries(IReader reader, CalendarStore calendars)
{
    /// <summary>The latest month first.</summary>
    public Task<ListPage<SheetRow>> List(Actor actor, PageOf page, CancellationToken cancel) => reader.Read(async (work, token) =>
    {
        var villages = PlacementAccess.ReadableVillages(actor);
        var (ids, next) = await work.Db.AttendanceSheets.Where(row => villages.Contains(row.VillageId))
            .Page(row => (row.Year * 100) + row.Month, row => row.Id, descending: true, page, token);
        var sheets = (await work.Db.AttendanceSheets.Where(row => ids.Contains(row.Id)).ToListAsync(token)).InOrder(ids, row => row.Id);
        var rows = new List<SheetRow>();
        foreach (var sheet in sheets)
            rows.Add(Row(sheet, await work.Db.AttendanceEntries.Where(row => row.SheetId == sheet.Id).Select(row => row.PlacementId).Distinct().CountAsync(token)));
        return new ListPage<SheetRow>(rows, next);
    }, cancel);

    /// <summary>Also of a month that nobody began to record. What one may not see answers like what does not exist.</summary>
    public Task<Result<SheetView>> Get(Actor actor, string id, CancellationToken cancel) => reader.Read<Result<SheetView>>(async (work, token) =>
    {
        if (await SheetPeople.Find(work, id, token) is not { } sheet || !PlacementAccess.ReadableVillages(actor).Contains(sheet.VillageId))
            return Refusals.NotFound;
        var calendar = await calendars.Load(work.Db, token);
        var people = await SheetPeople.Of(work, sheet, token);
        var month = DateRange.Month(sheet.Year, sheet.Month);
        return new SheetView(
            Row(sheet, people.Count), sheet.Revision,
            sheet.Status == SheetStatus.Open && PlacementAccess.MayRecord(actor, sheet.VillageId),
            sheet.Status == SheetStatus.Audited && PlacementAccess.IsTownHandler(actor, sheet.VillageId),
            RecordRules.LastDay(month, ShanghaiTime.DateOf(work.Now)),
            [.. Enumerable.Range(0, month.Days).Select(i => calendar.IsWorkingDay(month.First.AddDays(i)))],
            [.. people.Select(person => Line(person, sheet, calendar))]);
    }, cancel);

    private static SheetLine Line(SheetPerson person, AttendanceSheet sheet, WorkingDayCalendar calendar)
    {
        var marks = person.Marks(sheet.Year, sheet.Month);
        var month = DateRange.Month(sheet.Year, sheet.Month);
        var onPost = string.Concat(Enumerable.Range(0, month.Days).Select(i => person.OnPost.Any(range => range.Contains(month.First.AddDays(i))) ? '1' : '0'));
        return new SheetLine(
            person.Placement.Id, person.Person.Name, person.Placement.PostName, person.Placement.PostNumber, onPost, marks,
            AttendanceRules.Usual(sheet.Year, sheet.Month, person.OnPost, person.Leave, calendar.IsWorkingDay), AttendanceRules.Totals(marks), person.Entry is { Version: > 1 });
    }

    private static SheetRow Row(AttendanceSheet sheet, int people) =>
        new(sheet.Id, sheet.TownId, sheet.VillageId, sheet.Year, sheet.Month, sheet.Status, sheet.ReportedAt, sheet.AuditedAt, people);
}

/// <summary>What may be recorded when. Pure.</summary>
internal static class RecordRules
{
    /// <summary>Today while the month runs, its last day after it, 0 before it.</summary>
    public static int LastDay(DateRange month, DateOnly today) => today > month.Last ? month.Days : today < month.First ? 0 : today.Day;
}
