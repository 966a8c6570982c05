using System.Globalization;
using System.Text.Json.Nodes;
using WorkflowJobs.Domain.Attendance;
using WorkflowJobs.Domain.Calendars;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Runtime.Commands;

namespace WorkflowJobs.Domain.Documents.Facts;

/// <summary>What papers about a month's attendance of a village say (D14).</summary>
public sealed class AttendancePaper(CalendarStore calendars) : IDocumentFacts
{
    public string SubjectType => AttendanceSubjects.Type;

    public async Task<JsonObject> Load(Work work, string subjectId, JsonObject? submission, CancellationToken cancel)
    {
        var sheet = await SheetPeople.Find(work, subjectId, cancel) ?? throw new InvalidOperationException($"There is no attendance sheet {subjectId}.");
        var units = await PaperParts.Units(work, sheet.TownId, cancel);
        var calendar = await calendars.Load(work.Db, cancel);
        var month = DateRange.Month(sheet.Year, sheet.Month);
        return new JsonObject
        {
            ["year"] = PaperText.Number(sheet.Year),
            ["month"] = PaperText.Number(sheet.Month),
            ["town"] = units.Town,
            ["village"] = units.NameOf(sheet.VillageId),
            ["authority"] = units.Authority,
            ["committee"] = units.CommitteeOf(sheet.VillageId),
            ["reportedOn"] = PaperText.Date(sheet.ReportedAt),
            ["auditedOn"] = PaperText.Date(sheet.AuditedAt),
            ["workingDays"] = PaperText.Number(calendar.WorkingDaysIn(month.First, month.Last)),
            ["people"] = PaperParts.Array((await SheetPeople.Of(work, sheet, cancel)).Select(person => Row(person, sheet))),
        };
    }

    private static JsonObject Row(SheetPerson person, AttendanceSheet sheet)
    {
        var marks = person.Marks(sheet.Year, sheet.Month);
        var totals = AttendanceRules.Totals(marks);
        return new JsonObject
        {
            ["name"] = person.Person.Name,
            ["post"] = person.Placement.PostName,
            // One cell for each day of the longest month; a shorter one leaves the rest empty.
            ["days"] = new JsonArray([.. Enumerable.Range(0, 31).Select(i => (JsonNode)JsonValue.Create(i < marks.Length ? Mark.Symbol(marks[i]) : ""))]),
            ["due"] = totals.Due.ToString(CultureInfo.InvariantCulture),
            ["attended"] = totals.Attended.ToString(CultureInfo.InvariantCulture),
            ["leave"] = totals.Leave.ToString(CultureInfo.InvariantCulture),
            ["absent"] = totals.Unexcused.ToString(CultureInfo.InvariantCulture),
            ["training"] = totals.Training.ToString(CultureInfo.InvariantCulture),
        };
    }
}
