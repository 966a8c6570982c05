using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Reviews;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Tasks;

namespace WorkflowJobs.Domain.Attendance;

/// <summary>Where a sheet belongs.</summary>
public sealed class AttendanceSubjects : ISubjectDirectory
{
    public const string Type = "attendance";

    public string SubjectType => Type;

    public async Task<SubjectPlace?> Locate(Work work, string subjectId, CancellationToken cancel)
    {
        if (await work.Db.AttendanceSheets.FindAsync([subjectId], cancel) is not { } sheet)
            return null;
        var village = await work.Db.Units.AsNoTracking().Where(unit => unit.Id == sheet.VillageId).Select(unit => unit.Name).FirstOrDefaultAsync(cancel);
        return await SubjectPlaces.OfTown(work, sheet.TownId, sheet.VillageId, string.Create(CultureInfo.InvariantCulture, $"{village} {sheet.Year}年{sheet.Month}月考勤"), cancel);
    }
}

/// <summary>The people of a sheet with the days of their month, for the village that reports and the town that audits.</summary>
public sealed class AttendancePeopleSource : IFormSource
{
    public string Name => "attendance-people";

    public async Task<JsonNode> Load(Work work, UserTask task, Actor actor, CancellationToken cancel)
    {
        var rows = new JsonArray();
        if (await SheetPeople.Find(work, task.SubjectId, cancel) is not { } sheet)
            return rows;
        foreach (var person in await SheetPeople.Of(work, sheet, cancel))
        {
            var totals = AttendanceRules.Totals(person.Marks(sheet.Year, sheet.Month));
            rows.Add((JsonNode)new JsonObject
            {
                ["key"] = person.Placement.Id,
                ["name"] = person.Person.Name,
                ["post"] = $"{person.Placement.PostName} {person.Placement.PostNumber}",
                ["due"] = Text(totals.Due),
                ["attended"] = Text(totals.Attended),
                ["leave"] = Text(totals.Leave),
                ["absent"] = Text(totals.Unexcused),
            });
        }

        return rows;
    }

    private static string Text(int days) => days.ToString(CultureInfo.InvariantCulture);
}

/// <summary>Every day of everybody is filled in, and every leave was approved, before a month is reported or audited: ATTENDANCE_NOT_COMPLETE with the days.</summary>
public sealed class AttendanceCompleteCheck : ITaskCheck
{
    private const string SendBack = "SendBack";

    public string Name => "attendance-complete";

    public async Task<IReadOnlyList<FieldError>> Check(Work work, UserTask task, string outcome, JsonObject data, Actor actor, CancellationToken cancel)
    {
        if (outcome == SendBack || await SheetPeople.Find(work, task.SubjectId, cancel) is not { } sheet)
            return [];
        var problems = new List<FieldError>();
        foreach (var person in await SheetPeople.Of(work, sheet, cancel))
            problems.AddRange(AttendanceRules.Problems(person.Marks(sheet.Year, sheet.Month), sheet.Year, sheet.Month, person.OnPost, person.Leave, complete: true)
                .GroupBy(error => error.Code).Select(group => new FieldError("people", group.Key,
                    $"{person.Person.Name}：{string.Join('；', group.Take(3).Select(error => error.MessageZh))}{(group.Count() > 3 ? $"等{group.Count()}天" : "")}",
                    $"{person.Person.Name}: {string.Join(' ', group.Take(3).Select(error => error.MessageEn))}{(group.Count() > 3 ? $" … {group.Count()} days" : "")}")));
        return problems;
    }
}
