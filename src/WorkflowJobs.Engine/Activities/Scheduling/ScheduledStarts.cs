using WorkflowJobs.Engine.Definitions;
using WorkflowJobs.Engine.Execution;

namespace WorkflowJobs.Engine.Activities.Scheduling;

/// <summary>An activity that starts its definition by the clock.</summary>
/// <param name="ActivityId">Its id in the definition.</param>
/// <param name="DueAt">When it starts next; null when it never will again.</param>
/// <param name="Problem">Why it cannot be scheduled, in English; null when it can.</param>
public sealed record ScheduledStart(string ActivityId, string JsonPath, DateTimeOffset? DueAt, string? Problem);

/// <summary>Triggers by the clock: an <c>Elsa.Cron</c>, <c>Elsa.Timer</c> or <c>Elsa.StartAt</c> that may start the workflow. Their inputs are literals: no instance is there to ask.</summary>
public static class ScheduledStarts
{
    /// <summary>Every such activity with its first start after an instant. Cron expressions are in Asia/Shanghai.</summary>
    public static IReadOnlyList<ScheduledStart> Of(WorkflowDefinition definition, DateTimeOffset after) =>
        [.. definition.Root.SelfAndDescendants().Where(NodePlan.CanStart).Select(node => Of(node, after)).OfType<ScheduledStart>()];

    private static ScheduledStart? Of(ActivityNode node, DateTimeOffset after)
    {
        var input = node.Type switch { "Elsa.Cron" => "cronExpression", "Elsa.Timer" => "interval", "Elsa.StartAt" => "dateTime", _ => null };
        if (input is null)
            return null;
        try
        {
            var expression = node.Json[input].Member("expression");
            if (expression.Member("type")?.ToString() != "Literal" || expression.Member("value") is not { } value)
                throw new ActivityFault($"'{input}' of an activity that starts the workflow must be a literal.");
            return new ScheduledStart(node.Id, node.JsonPath, node.Type switch
            {
                "Elsa.Cron" => SchedulingActivities.NextOf(value.ToString(), after),
                "Elsa.Timer" => ValueConverter.ToDuration(value, input) is var interval && interval >= TimeSpan.FromSeconds(1) ? after + interval : throw new ActivityFault("The interval is shorter than a second."),
                _ => ValueConverter.ToInstant(value, input) is var due && due > after ? due : null,
            }, null);
        }
        catch (ActivityFault fault)
        {
            return new ScheduledStart(node.Id, node.JsonPath, null, fault.Message);
        }
    }
}
