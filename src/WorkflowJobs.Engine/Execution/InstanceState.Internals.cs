using System.Text.Json.Nodes;

namespace WorkflowJobs.Engine.Execution;

public sealed partial class InstanceState
{
    /// <summary>Outcomes with which the root ended (<c>Complete</c>): the ports of this workflow as another one's activity.</summary>
    public IReadOnlyList<string> Outcomes { get; internal set; } = [];

    /// <summary>Values of the workflow's own variables, by name.</summary>
    public IReadOnlyDictionary<string, JsonNode?> Variables => RootVariables;

    /// <summary>True when it runs on though an incident waits for an administrator to retry or skip it.</summary>
    public bool NeedsAttention => Status == WorkflowStatus.Running && AllIncidents.Exists(incident => incident.Resolution is null);

    internal SortedDictionary<string, JsonNode?> RootVariables { get; set; } = new(StringComparer.Ordinal);

    /// <summary>The last number given to an execution, bookmark or call.</summary>
    internal long Counter { get; set; }

    internal long Seed { get; set; }

    /// <summary>How many random numbers were taken.</summary>
    internal long Rolled { get; set; }

    /// <summary>Starts in this burst, over all its calls.</summary>
    internal int BurstStarts { get; set; }

    /// <summary>The completed human task that set this burst off, over all its calls.</summary>
    internal long BurstCause { get; set; }

    /// <summary>In order of start.</summary>
    internal List<Frame> Frames { get; set; } = [];

    internal List<QueuedStart> Queue { get; set; } = [];

    internal PendingCall? Call { get; set; }

    /// <summary>Bookmarks that a fault closed; a retry or skip of it opens them again.</summary>
    internal List<Bookmark> StoppedBookmarks { get; set; } = [];

    /// <summary>The activity that a trigger hit and that has not started yet.</summary>
    internal string? TriggerActivityId { get; set; }

    internal JsonNode? TriggerPayload { get; set; }

    /// <summary>The last outputs of each activity, by activity id and output name.</summary>
    internal SortedDictionary<string, SortedDictionary<string, JsonNode?>> ActivityOutputs { get; set; } = new(StringComparer.Ordinal);

    internal JsonNode? LastResult { get; set; }

    internal string Id(long number) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{InstanceId}-{number}");

    /// <summary>The number of an execution, bookmark or call of this instance; 0 for any other text.</summary>
    internal long Number(string id) =>
        id.Length > InstanceId.Length + 1 && id.StartsWith(InstanceId, StringComparison.Ordinal) && id[InstanceId.Length] == '-'
        && long.TryParse(id.AsSpan(InstanceId.Length + 1), out var number)
            ? number
            : 0;

    /// <summary>
    /// A copy that may be changed. Values (JSON nodes, bookmarks, records) are shared: nothing in the engine changes one in
    /// place, it replaces them.
    /// </summary>
    internal InstanceState Clone()
    {
        var copy = (InstanceState)MemberwiseClone();
        copy.RootVariables = new(RootVariables, StringComparer.Ordinal);
        copy.Frames = Frames.ConvertAll(frame => frame.Clone());
        copy.Queue = [.. Queue];
        copy.OpenBookmarks = [.. OpenBookmarks];
        copy.AllIncidents = [.. AllIncidents];
        copy.StoppedBookmarks = [.. StoppedBookmarks];
        copy.ActivityOutputs = new(ActivityOutputs, StringComparer.Ordinal);
        return copy;
    }
}
