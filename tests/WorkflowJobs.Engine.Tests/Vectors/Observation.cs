using System.Text.Json.Nodes;

namespace WorkflowJobs.Engine.Tests.Vectors;

/// <summary>
/// What SEMANTICS ("What a vector test compares") looks at after a step, as lines of text: of our run, and of a recording.
/// </summary>
internal static class Observation
{
    public static string OfOurs(HostedInstance instance, IEnumerable<HostedInstance> children, string indent = "")
    {
        var types = instance.Executions.ToDictionary(execution => execution.Id, execution => execution.ActivityType);
        var lines = new List<string>
        {
            $"status {instance.State.Status}/{instance.State.SubStatus}",
            $"correlation {instance.State.CorrelationId} name {instance.State.Name}",
            "bookmarks " + Sorted(instance.State.Bookmarks.Select(mark => $"{mark.ActivityId}:{types[mark.ExecutionId]}")),
            "journal " + string.Join(' ', instance.Journal.Select(item => $"{instance.NameOf(item.ActivityId, item.ExecutionId)}:{item.Event}")),
            "executions " + string.Join(' ', instance.Executions.Select(execution =>
                Execution(instance.NameOf(execution.ActivityId, execution.Id), execution.ActivityType, execution.Status, execution.Outcomes))),
            "variables " + Canonical(new JsonObject(instance.State.Variables.Select(pair => KeyValuePair.Create(pair.Key, pair.Value?.DeepClone())))),
            "output " + Canonical(instance.State.Output),
            "incidents " + string.Join(' ', instance.State.Incidents.Select(incident => incident.ActivityId)),
            "printed " + string.Join('|', instance.Lines),
        };
        lines.AddRange(children.Select(child => $"child {child.Definition.DefinitionId}\n{OfOurs(child, [], indent + "  ")}"));
        return string.Join('\n', lines.Select(line => indent + line));
    }

    /// <summary>A step of a recording; what the step before it knew already tells its new executions from the resumed ones.</summary>
    public static string OfRecorded(JsonNode step, JsonNode? before, bool withNames, string indent = "")
    {
        var lines = new List<string>
        {
            $"status {step["status"]}/{step["subStatus"]}",
            $"correlation {step["correlationId"]} name {step["name"]}",
            "bookmarks " + Sorted(step["bookmarks"]!.AsArray().Select(mark => $"{mark!["activityId"]}:{mark["name"]}")),
            "journal " + string.Join(' ', RecordedJournal(step, before)),
            "executions " + string.Join(' ', step["activityExecutions"]!.AsArray().Select(execution => Execution(
                execution!["activityId"]!.ToString(), execution["type"]!.ToString(), execution["status"]!.ToString(),
                execution["outcomes"]?.AsArray().Select(outcome => outcome!.ToString()).ToArray() ?? ["Done"]))),
            "variables " + Canonical(step["variables"]!),
            "output " + Canonical(step["output"]!),
            "incidents " + string.Join(' ', step["incidents"]!.AsArray().Select(incident => incident!["activityId"])),
            "printed " + string.Join('|', (step["stdout"] as JsonArray ?? []).Select(line => line)),
        };
        if (!withNames)
            lines.RemoveAt(1);
        lines.AddRange((step["children"] as JsonArray ?? []).Select((child, index) =>
            $"child {child!["definitionId"]}\n{OfRecorded(child, (before?["children"] as JsonArray)?.ElementAtOrDefault(index), withNames: false, indent + "  ")}"));
        return string.Join('\n', lines.Select(line => indent + line));
    }

    /// <summary>
    /// Leaves out a second Completed of one execution (41, 91). The original journals the second and third start of one
    /// activity by ParallelForEach as Resumed, though no stimulus came (35): an execution that is new and has no Started
    /// of its own is read as what it is.
    /// </summary>
    private static IEnumerable<string> RecordedJournal(JsonNode step, JsonNode? before)
    {
        var journal = step["journal"]!.AsArray().Select(entry => (Activity: entry!["activityId"]!.ToString(), Event: entry["event"]!.ToString())).ToList();
        var completed = new Dictionary<string, int>();
        var unstarted = step["activityExecutions"]!.AsArray().Select(execution => execution!["activityId"]!.ToString()).Distinct().ToDictionary(
            id => id, id => Count(step, id) - Count(before, id) - journal.Count(entry => entry == (id, "Started")));
        foreach (var (activity, what) in journal)
        {
            if (what == "Resumed" && unstarted[activity]-- > 0)
            {
                yield return $"{activity}:Started";
                continue;
            }

            if (what == "Completed")
            {
                completed[activity] = completed.GetValueOrDefault(activity) + 1;
                if (completed[activity] > Math.Max(1, Count(step, activity, "Completed") - Count(before, activity, "Completed")))
                    continue;
            }

            yield return $"{activity}:{what}";
        }
    }

    private static int Count(JsonNode? step, string activity, string? status = null) =>
        (step?["activityExecutions"] as JsonArray ?? []).Count(execution =>
            execution!["activityId"]!.ToString() == activity && (status is null || execution["status"]!.ToString() == status));

    /// <summary>The original does not note the outcomes of a container; ours notes them, since an outer port follows them (44).</summary>
    private static string Execution(string activity, string type, string status, IReadOnlyList<string> outcomes)
    {
        var own = status == "Running" || type is "Elsa.Flowchart" or "Elsa.Workflow" || outcomes is [] or ["Done"];
        return $"{activity}({type})={status}" + (own ? "" : $"[{string.Join(',', outcomes)}]");
    }

    private static string Sorted(IEnumerable<string> items) => string.Join(' ', items.Order(StringComparer.Ordinal));

    /// <summary>Sorted keys; the original stores a child's status as a number and shows it as a text.</summary>
    private static string Canonical(JsonNode? node) => node switch
    {
        null => "null",
        JsonObject map => "{" + string.Join(',', map.OrderBy(pair => pair.Key, StringComparer.Ordinal)
            .Select(pair => $"{pair.Key}:{ChildStatus(map, pair.Key) ?? Canonical(pair.Value)}")) + "}",
        JsonArray list => "[" + string.Join(',', list.Select(Canonical)) + "]",
        _ => node.ToJsonString(),
    };

    private static string? ChildStatus(JsonObject map, string key) => !map.ContainsKey("WorkflowInstanceId") ? null : (key, map[key]?.ToString()) switch
    {
        ("WorkflowInstanceId", not null) => "<instance-id>",
        ("Status", "0") => "\"Running\"",
        ("Status", "1") => "\"Finished\"",
        ("SubStatus", "2") => "\"Suspended\"",
        ("SubStatus", "3") => "\"Finished\"",
        ("SubStatus", "5") => "\"Faulted\"",
        _ => null,
    };
}
