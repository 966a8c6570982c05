using System.Text.Json.Nodes;
using WorkflowJobs.Domain.Calendars;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Parameters;
using WorkflowJobs.Domain.Reviews;
using WorkflowJobs.Domain.Runtime.Instances;
using WorkflowJobs.Engine.Activities;
using WorkflowJobs.Engine.Execution;

namespace WorkflowJobs.Domain.Publicity;

/// <summary>
/// The one extension of an investigation (DOMAIN §8, stage 7). It is added to the first period, so that asking early loses nothing;
/// the result says how many working days are left from today.
/// </summary>
public sealed class ExtendObjection(ParameterStore parameters, CalendarStore calendars) : ICallHandler
{
    public ActivityDescriptor Descriptor { get; } =
        CallDescriptors.Act(nameof(ExtendObjection), CallCategories.Publicity, "延长异议处理期限", "Extend the objection", "Extended");

    public async Task<CallAnswer> Answer(CallContext context, CancellationToken cancel)
    {
        var work = context.Work;
        var objection = await work.Db.Objections.FindAsync([context.Instance.SubjectId], cancel)
            ?? throw new InvalidOperationException($"There is no objection {context.Instance.SubjectId}.");
        var set = await parameters.At(work.Db, objection.ReceivedAt, cancel);
        objection.ExtendedAt = work.Now;
        objection.Revision++;
        var calendar = await calendars.Load(work.Db, cancel);
        var today = ShanghaiTime.DateOf(work.Now);
        var end = LastDay(ShanghaiTime.DateOf(objection.ReceivedAt), calendar, set);
        return new CallAnswer.Done("Extended", new JsonObject { ["days"] = Math.Max(0, calendar.WorkingDaysLeft(today, end)) });
    }

    public IReadOnlyList<CallAnswer> Preview(Call call) => [new CallAnswer.Done("Extended", new JsonObject { ["days"] = ParameterSet.Defaults.Int("objection.extension") })];

    /// <summary>The one extension follows the first period, counted from the day of receipt.</summary>
    internal static DateOnly LastDay(DateOnly receivedOn, WorkingDayCalendar calendar, ParameterSet set) =>
        calendar.AddWorkingDays(receivedOn, set.Int("objection.days") + set.Int("objection.extension")).Date;
}
