using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Exits;
using WorkflowJobs.Domain.Placements;
using WorkflowJobs.Domain.Reviews;
using WorkflowJobs.Domain.Runtime.Instances;
using WorkflowJobs.Domain.Supervision;
using WorkflowJobs.Engine.Activities;
using WorkflowJobs.Engine.Execution;

namespace WorkflowJobs.Domain.Attendance;

/// <summary>Asks every village with people on post in the month before for its attendance: one process a village. Asking again opens none twice.</summary>
public sealed class OpenAttendanceMonth(Lazy<IProcessHost> host) : ICallHandler
{
    public const string DefinitionId = "attendance-month";

    public ActivityDescriptor Descriptor { get; } =
        CallDescriptors.Act(nameof(OpenAttendanceMonth), CallCategories.Placement, "发起上月考勤", "Ask for last month's attendance");

    public IReadOnlyList<string> BindingOutcomes { get; } = ["Done"];

    public async Task<CallAnswer> Answer(CallContext context, CancellationToken cancel)
    {
        var work = context.Work;
        var today = ShanghaiTime.DateOf(work.Now);
        var before = new DateOnly(today.Year, today.Month, 1).AddMonths(-1);
        var month = DateRange.Month(before.Year, before.Month);
        var villages = await work.Db.Placements.AsNoTracking()
            .Where(row => row.StartsOn <= month.Last && (row.LastDay == null || row.LastDay >= month.First) && row.Status != PlacementStatus.Pending)
            .Select(row => row.VillageId).Distinct().ToListAsync(cancel);
        foreach (var village in villages.Order(StringComparer.Ordinal))
            await Open(context, AttendanceSheet.IdOf(village, before.Year, before.Month), cancel);
        return new CallAnswer.Done();
    }

    private async Task Open(CallContext context, string id, CancellationToken cancel)
    {
        var work = context.Work;
        if (await SheetPeople.Find(work, id, cancel) is not { InstanceId: null } sheet || (await SheetPeople.Of(work, sheet, cancel)).Count == 0)
            return;
        if (work.Db.Entry(sheet).State == EntityState.Detached)
            work.Db.AttendanceSheets.Add(sheet);
        await work.Flush(cancel);
        var input = new JsonObject { ["townId"] = sheet.TownId, ["month"] = id[(id.LastIndexOf('.') + 1)..] };
        sheet.InstanceId = await host.Value.Start(work, DefinitionId, new Subject(AttendanceSubjects.Type, id), input, context.Actor, cancel);
        sheet.Revision++;
    }
}

/// <summary>The village has handed the sheet to the town.</summary>
public sealed class ReportAttendance : ICallHandler
{
    public ActivityDescriptor Descriptor { get; } = CallDescriptors.Act(nameof(ReportAttendance), CallCategories.Placement, "考勤上报", "Report the attendance");

    public async Task<CallAnswer> Answer(CallContext context, CancellationToken cancel)
    {
        var sheet = await context.Sheet(cancel);
        (sheet.Status, sheet.ReportedBy, sheet.ReportedAt) = (SheetStatus.Reported, context.Actor.UserId, context.Work.Now);
        sheet.Revision++;
        return new CallAnswer.Done();
    }
}

/// <summary>The town sent the sheet back: the village may change it again.</summary>
public sealed class ReopenAttendance : ICallHandler
{
    public ActivityDescriptor Descriptor { get; } = CallDescriptors.Act(nameof(ReopenAttendance), CallCategories.Placement, "考勤退回修改", "Reopen the attendance");

    public async Task<CallAnswer> Answer(CallContext context, CancellationToken cancel)
    {
        var sheet = await context.Sheet(cancel);
        sheet.Status = SheetStatus.Open;
        sheet.Revision++;
        return new CallAnswer.Done();
    }
}

/// <summary>The month stands: pay may rest on it, and absences beyond the limits become proposals for removal.</summary>
public sealed class AuditAttendance(DismissalProposals proposals, DeathAttendance deaths, Lazy<IProcessHost> host) : ICallHandler
{
    public ActivityDescriptor Descriptor { get; } = CallDescriptors.Act(nameof(AuditAttendance), CallCategories.Placement, "考勤审核通过", "Audit the attendance");

    public IReadOnlyList<string> BindingOutcomes { get; } = ["Done"];

    public async Task<CallAnswer> Answer(CallContext context, CancellationToken cancel)
    {
        var work = context.Work;
        var sheet = await context.Sheet(cancel);
        (sheet.Status, sheet.AuditedBy, sheet.AuditedAt) = (SheetStatus.Audited, context.Actor.UserId, work.Now);
        sheet.Revision++;
        foreach (var person in await SheetPeople.Of(work, sheet, cancel))
        {
            // Approved leave alone needs no keystroke, but pay needs a row.
            if (person.Entry is null)
                work.Db.AttendanceEntries.Add(new AttendanceEntry
                {
                    Id = WorkQueries.NewId(),
                    SheetId = sheet.Id,
                    PlacementId = person.Placement.Id,
                    Year = sheet.Year,
                    Month = sheet.Month,
                    Version = 1,
                    Marks = person.Marks(sheet.Year, sheet.Month),
                    RecordedBy = context.Actor.UserId,
                    RecordedAt = work.Now,
                });
            await proposals.Look(work, person.Placement.Id, sheet, cancel);
            if (await work.Db.Exits.Where(exit => exit.PlacementId == person.Placement.Id && exit.Kind == ExitKind.Death).Select(exit => (DateOnly?)exit.LastDay).FirstOrDefaultAsync(cancel) is { } diedOn)
                await deaths.Look(work, person.Placement, diedOn, context.Actor, cancel);
        }

        host.Value.Signal(work, AttendanceKeys.Audited(sheet.Year, sheet.Month));
        return new CallAnswer.Done();
    }
}

/// <summary>Keys on which processes wait for attendance.</summary>
public static class AttendanceKeys
{
    /// <summary>Some village's sheet of the month was audited.</summary>
    public static string Audited(int year, int month) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"attendance:{year:0000}-{month:00}/audited");
}

internal static class AttendanceQueriesOfCalls
{
    public static async Task<AttendanceSheet> Sheet(this CallContext context, CancellationToken cancel) =>
        await context.Work.Db.AttendanceSheets.FindAsync([context.Instance.SubjectId], cancel)
        ?? throw new InvalidOperationException($"There is no attendance sheet {context.Instance.SubjectId}.");
}
