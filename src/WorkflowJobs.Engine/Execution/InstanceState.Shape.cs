using System.Globalization;
using System.Text.Json.Nodes;

namespace WorkflowJobs.Engine.Execution;

public sealed partial class InstanceState
{
    /// <summary>
    /// Where the instance stands, without the numbers and instants by which two visits to the same place differ. Of an ended instance only how it
    /// ended counts.
    /// </summary>
    internal string Shape()
    {
        if (Status == WorkflowStatus.Finished)
            return string.Join('\n', AllIncidents.Select(incident => $"{incident.ActivityId} {incident.Message}").Prepend(SubStatus.ToString()));
        var paths = new Dictionary<long, string> { [0] = "" };
        foreach (var frame in Frames)
            paths[frame.Number] = $"{paths.GetValueOrDefault(frame.Parent)}/{frame.ActivityId}{(frame.Index > 0 ? string.Create(CultureInfo.InvariantCulture, $"[{frame.Index}]") : "")}";
        var lines = Frames.Select(frame => $"{paths[frame.Number]} {(frame.Failed ? "failed" : "")} {Text(frame.Variables)} {Text(frame.Flow)}")
            .Concat(OpenBookmarks.Select(mark => $"{paths.GetValueOrDefault(Number(mark.ExecutionId))} waits {mark.Kind} {mark.Key}"))
            .Concat(Queue.Select(start => $"{paths.GetValueOrDefault(start.Parent)} starts {start.ActivityId}"))
            .Order(StringComparer.Ordinal);
        return string.Join('\n', lines.Prepend(Text(RootVariables)));
    }

    private static string Text(SortedDictionary<string, JsonNode?>? variables) =>
        variables is null ? "" : string.Join(',', variables.Select(variable => $"{variable.Key}={variable.Value?.ToJsonString()}"));

    private static string Text(FlowState? flow) => flow is null ? "" : string.Join(',',
        flow.States.Select(state => string.Create(CultureInfo.InvariantCulture, $"{state.Key}{(state.Value ? '+' : '-')}"))
            .Concat(flow.Closed).Concat(flow.StraightBacks.Keys.Select(key => "back " + key)));
}
