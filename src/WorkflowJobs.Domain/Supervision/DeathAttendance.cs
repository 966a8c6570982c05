using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Placements;
using WorkflowJobs.Domain.Reviews;
using WorkflowJobs.Domain.Runtime.Commands;

namespace WorkflowJobs.Domain.Supervision;

/// <summary>Days marked as worked after somebody's death. Pure.</summary>
public static class DeathAttendanceRules
{
    /// <summary>Days of a month that are marked as present or in training after the day of death.</summary>
    public static IReadOnlyList<DateOnly> DaysAfter(string marks, int year, int month, DateOnly diedOn) =>
        [.. marks.Take(DateTime.DaysInMonth(year, month)).Select((mark, i) => (Mark: mark, Day: new DateOnly(year, month, i + 1)))
            .Where(one => one.Day > diedOn && (one.Mark is Attendance.Mark.Present or Attendance.Mark.Training)).Select(one => one.Day)];
}

/// <summary>Attendance reported after a death opens a clue by itself (DOMAIN §8), once a person, whichever of the two is learnt first.</summary>
public sealed class DeathAttendance(Clues clues)
{
    public async Task Look(Work work, Placement placement, DateOnly diedOn, Actor actor, CancellationToken cancel)
    {
        await work.Flush(cancel);
        var entries = await work.Db.AttendanceEntries.AsNoTracking()
            .Where(row => row.PlacementId == placement.Id && (row.Year * 12) + row.Month >= (diedOn.Year * 12) + diedOn.Month).ToListAsync(cancel);
        var found = entries.Select(row => (Entry: row, Days: DeathAttendanceRules.DaysAfter(row.Marks, row.Year, row.Month, diedOn))).Where(row => row.Days.Count > 0)
            .OrderBy(row => row.Entry.Year).ThenBy(row => row.Entry.Month).ThenBy(row => row.Entry.Version).ToList();
        if (found.Count == 0)
            return;
        var days = found.SelectMany(row => row.Days).Distinct().Order().ToList();
        await clues.Open(work, new NewClue(
            ClueSources.Attendance, $"attendance/{placement.Id}/after-death", "ATTENDANCE_AFTER_DEATH", placement.TownId,
            $"人员于{diedOn.Iso()}死亡，此后仍上报出勤{days.Count}天（{days[0].Iso()}至{days[^1].Iso()}）。")
        { PersonId = placement.PersonId, PlacementId = placement.Id, OfficerId = found[0].Entry.RecordedBy }, actor, cancel);
    }
}
