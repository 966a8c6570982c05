using WorkflowJobs.Engine.Activities;

namespace WorkflowJobs.Engine.Definitions.Validation;

/// <summary>Every connection leads from a port that exists to an activity that exists.</summary>
internal static class PortRules
{
    public static IEnumerable<DefinitionProblem> Check(ActivityNode flowchart, ActivityCatalog catalog)
    {
        var children = flowchart.Children.GroupBy(child => child.Node.Id).ToDictionary(group => group.Key, group => group.First().Node, StringComparer.Ordinal);
        for (var index = 0; index < flowchart.Connections.Count; index++)
        {
            var connection = flowchart.Connections[index];
            var path = $"{flowchart.JsonPath}.connections[{index}]";
            if (!children.ContainsKey(connection.TargetId))
                yield return Missing(path + ".target.activity", connection.TargetId);
            if (!children.TryGetValue(connection.SourceId, out var source))
                yield return Missing(path + ".source.activity", connection.SourceId);
            else if (Ports.Of(source, catalog) is { } ports && !ports.Contains(connection.SourcePort, StringComparer.Ordinal))
                yield return new DefinitionProblem("PORT_UNKNOWN", ProblemSeverity.PublishError, path + ".source.port",
                    $"“{source.Title}”没有出口“{connection.SourcePort}”（区分大小写）。现有出口：{string.Join("、", ports)}。",
                    $"Activity \"{source.Id}\" has no port \"{connection.SourcePort}\" (case matters). It has: {string.Join(", ", ports)}.");
        }
    }

    private static DefinitionProblem Missing(string path, string id) => new("CONNECTION_ACTIVITY_MISSING", ProblemSeverity.PublishError, path,
        $"连线指向不存在的活动“{id}”，请删去这条线或重新连接。", $"A connection names the activity \"{id}\", which does not exist; remove or redraw it.");
}
