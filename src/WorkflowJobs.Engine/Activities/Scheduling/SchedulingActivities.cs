using System.Text.Json.Nodes;
using Cronos;
using WorkflowJobs.Engine.Execution;

namespace WorkflowJobs.Engine.Activities.Scheduling;

/// <summary>Activities that wait for a time. They start a workflow too, when the host fires them as triggers.</summary>
internal static class SchedulingActivities
{
    /// <summary>China's zone, which has kept no summer time since 1991; taken from no machine's tables.</summary>
    private static readonly TimeZoneInfo Shanghai = TimeZoneInfo.CreateCustomTimeZone("Asia/Shanghai", TimeSpan.FromHours(8), null, null);

    public static readonly Dictionary<string, ActivityBehavior> Behaviors = new()
    {
        ["Elsa.Delay"] = new WaitUntilBehavior(static (burst, frame) => After(burst, frame, "timeSpan")),
        ["Elsa.Timer"] = new WaitUntilBehavior(static (burst, frame) => After(burst, frame, "interval")),
        ["Elsa.StartAt"] = new WaitUntilBehavior(static (burst, frame) => At(burst, frame)),
        ["Elsa.Cron"] = new WaitUntilBehavior(static (burst, frame) => Next(burst, frame)),
    };

    public static readonly ActivityDescriptor[] Descriptors =
    [
        new("Elsa.Delay", "定时", "延时", "Delay")
        {
            DescriptionZh = "等待一段时间。",
            DescriptionEn = "Waits for a length of time.",
            Inputs = [new("timeSpan", "TimeSpan", "时长", "Time Span") { Default = "00:01:00" }],
            MayWait = true,
        },
        new("Elsa.Timer", "定时", "定时器", "Timer")
        {
            DescriptionZh = "每隔一段时间启动流程；在流程中等待一个间隔。",
            DescriptionEn = "Starts the workflow at intervals; inside it, waits for one.",
            Inputs = [new("interval", "TimeSpan", "间隔", "Interval") { Default = "00:01:00" }],
            MayWait = true,
            IsTrigger = true,
        },
        new("Elsa.StartAt", "定时", "定点", "Start at")
        {
            DescriptionZh = "等到给定的时刻；已经过去则立即继续。",
            DescriptionEn = "Waits until an instant; goes on at once when it has passed.",
            Inputs = [new("dateTime", "DateTimeOffset", "时刻", "Date and time") { Required = true }],
            MayWait = true,
            IsTrigger = true,
        },
        new("Elsa.Cron", "定时", "Cron", "Cron")
        {
            DescriptionZh = "等到 Cron 表达式（北京时间）的下一个时刻。",
            DescriptionEn = "Waits for the next occurrence of a cron expression, in Asia/Shanghai.",
            Inputs = [new("cronExpression", "String", "Cron 表达式", "Cron Expression") { Required = true }],
            MayWait = true,
            IsTrigger = true,
        },
    ];

    private static DateTimeOffset? After(Burst burst, Frame frame, string input) =>
        burst.Now + ValueConverter.ToDuration(burst.Input(frame, input), input);

    private static DateTimeOffset? At(Burst burst, Frame frame) =>
        ValueConverter.ToInstant(burst.Input(frame, "dateTime"), "dateTime") is var due && due > burst.Now ? due : null;

    private static DateTimeOffset? Next(Burst burst, Frame frame) => NextOf(burst.Text(frame, "cronExpression") ?? "", burst.Now);

    /// <summary>The first occurrence after an instant. A fault when there is none, or the text is no cron expression of five or six fields.</summary>
    internal static DateTimeOffset NextOf(string cron, DateTimeOffset after)
    {
        var fields = cron.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length;
        try
        {
            return CronExpression.Parse(cron, fields == 6 ? CronFormat.IncludeSeconds : CronFormat.Standard).GetNextOccurrence(after, Shanghai)
                ?? throw new ActivityFault("The cron expression has no next occurrence.");
        }
        catch (CronFormatException)
        {
            throw new ActivityFault("The cron expression is not valid.");
        }
    }
}

/// <summary>Waits until an instant; none means that it has passed.</summary>
internal sealed class WaitUntilBehavior(Func<Burst, Frame, DateTimeOffset?> until) : ActivityBehavior
{
    public override void Start(Burst burst, Frame frame)
    {
        if (!burst.TakeTrigger(frame, out _) && until(burst, frame) is { } due)
            burst.Open(frame, BookmarkKinds.Timer, dueAt: due);
        else
            burst.Complete(frame);
    }

    public override void Resume(Burst burst, Frame frame, Bookmark bookmark, JsonNode? payload) => burst.Complete(frame);
}
