using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Calendars;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Correspondence;
using WorkflowJobs.Domain.Parameters;
using WorkflowJobs.Domain.Reviews;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Instances;
using WorkflowJobs.Engine.Activities;
using WorkflowJobs.Engine.Execution;

namespace WorkflowJobs.Domain.Applications;

/// <summary>Asks the person for a supplement: what, by when. The limit of times is a parameter.</summary>
public sealed class RequestSupplement(Submissions submissions, PersonNotices notices, ParameterStore parameters, CalendarStore calendars) : ICallHandler
{
    public ActivityDescriptor Descriptor { get; } =
        CallDescriptors.Record(nameof(RequestSupplement), ApplicationCalls.Category, "发出补正告知", "Ask for a supplement", "Requested", "LimitReached");

    public async Task<CallAnswer> Answer(CallContext context, CancellationToken cancel)
    {
        var work = context.Work;
        var application = await context.Application(cancel);
        var set = await parameters.At(work.Db, work.Now, cancel);
        if (SupplementLimit.Reached(application.SupplementCount, set))
            return new CallAnswer.Done("LimitReached");

        var asked = await submissions.Read(context, cancel);
        var what = string.Join("；", asked.Data.Rows("supplementItems").Select(row =>
            row.Text("what") + (row.Text("requirement") is { } how ? $"（{how}）" : "")));
        var due = (await calendars.Load(work.Db, cancel)).AddWorkingDays(ShanghaiTime.DateOf(work.Now), set.Int("supplement.days"));
        application.SupplementCount++;
        application.SupplementDueAt = due.EndsAt;
        StatusChanges.Apply(work, application, ApplicationStatus.Supplement);
        await notices.Send(work, application, NoticeKinds.SupplementRequest, f => f with { Reason = what, DueOn = due.Date }, cancel);
        return new CallAnswer.Done("Requested");
    }
}

/// <summary>When nobody may supplement any more.</summary>
internal static class SupplementPeriods
{
    /// <summary>Nothing is asked, or the last day is past; never by a date in a year without a calendar, which is provisional (DOMAIN §6).</summary>
    public static bool IsOver(Application application, WorkingDayCalendar calendar, DateTimeOffset now) =>
        application.SupplementDueAt is not { } due || (now >= due && calendar.IsLoaded(ShanghaiTime.DateOf(due.AddMilliseconds(-1)).Year));
}

/// <summary>
/// Waits for 00:00 after the supplement's last day. On the working day before and on the day itself it reminds the person, at nine;
/// a reminder that comes late is sent once if the period still runs.
/// </summary>
public sealed class AwaitSupplementDeadline(PersonNotices notices, CalendarStore calendars) : ICallHandler
{
    private static readonly TimeOnly ReminderTime = new(9, 0);

    public ActivityDescriptor Descriptor { get; } =
        CallDescriptors.Await(nameof(AwaitSupplementDeadline), ApplicationCalls.Category, "等待补正期满", "Await the end of the supplement period", "Due");

    public async Task<CallAnswer> Answer(CallContext context, CancellationToken cancel)
    {
        var work = context.Work;
        var application = await context.Application(cancel);
        var calendar = await calendars.Load(work.Db, cancel);
        if (SupplementPeriods.IsOver(application, calendar, work.Now))
            return new CallAnswer.Done("Due");

        var dueAt = application.SupplementDueAt!.Value;
        // Past a date that is provisional it is looked at again every day until the year's calendar is there.
        if (work.Now >= dueAt)
            return new CallAnswer.Wait($"application:{application.Id}/supplement", ShanghaiTime.EndOfDay(ShanghaiTime.DateOf(work.Now)));
        var dueOn = ShanghaiTime.DateOf(dueAt).AddDays(-1);
        var dayBefore = calendar.AddWorkingDays(dueOn, -1).Date;
        DateTimeOffset[] reminders = [ShanghaiTime.At(dayBefore, ReminderTime), ShanghaiTime.At(dueOn, ReminderTime)];
        if (context.Call.Resumed is not null && reminders.Any(at => at <= work.Now))
            await Remind(work, application, dueOn, reminders.Last(at => at <= work.Now), cancel);
        var next = reminders.Where(at => at > work.Now).Append(dueAt).Min();
        return new CallAnswer.Wait($"application:{application.Id}/supplement", next);
    }

    private async Task Remind(Work work, Application application, DateOnly dueOn, DateTimeOffset reminder, CancellationToken cancel)
    {
        await work.Flush(cancel);
        var sent = await work.Db.PersonNotices.AnyAsync(
            n => n.ApplicationId == application.Id && n.Kind == NoticeKinds.Reminder && n.DueOn == dueOn && n.At >= reminder, cancel);
        if (!sent)
            await notices.Send(work, application, NoticeKinds.Reminder, f => f with { DueOn = dueOn }, cancel);
    }
}

/// <summary>
/// Who came first, the person or the end of the period. The form's check refuses what comes after the end, so the clock alone decides,
/// and a timer that fires late cannot take a supplement that was in time.
/// </summary>
public sealed class SupplementOutcome(Submissions submissions, ApplicationForms forms, CalendarStore calendars) : ICallHandler
{
    public ActivityDescriptor Descriptor { get; } =
        CallDescriptors.Record(nameof(SupplementOutcome), ApplicationCalls.Category, "补正结果", "Outcome of the supplement", "Submitted", "Lapsed");

    public async Task<CallAnswer> Answer(CallContext context, CancellationToken cancel)
    {
        var work = context.Work;
        var application = await context.Application(cancel);
        if (SupplementPeriods.IsOver(application, await calendars.Load(work.Db, cancel), work.Now))
            return new CallAnswer.Done("Lapsed");

        var supplement = await submissions.Read(context, cancel);
        var person = await work.Db.People.FindAsync([application.PersonId], cancel)
            ?? throw new InvalidOperationException($"Application {application.Id} has no person.");
        forms.Write(application, person, FormFacts.Supplemented(forms.Read(application, person), supplement.Data));
        application.SupplementDueAt = null;
        StatusChanges.Apply(work, application, await StatusBefore(work, application, cancel));
        return new CallAnswer.Done("Submitted");
    }

    private static async Task<ApplicationStatus> StatusBefore(Work work, Application application, CancellationToken cancel)
    {
        await work.Flush(cancel);
        return await work.Db.StatusChanges
            .Where(c => c.ApplicationId == application.Id && c.To == ApplicationStatus.Supplement)
            .OrderByDescending(c => c.At).Select(c => (ApplicationStatus?)c.From).FirstOrDefaultAsync(cancel) ?? ApplicationStatus.Submitted;
    }
}

internal static class ApplicationCalls
{
    public const string Category = "申请";
}
