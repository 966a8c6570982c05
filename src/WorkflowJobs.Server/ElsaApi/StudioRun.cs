using System.Text.Json.Nodes;
using WorkflowJobs.Domain.Runtime.Instances;
using WorkflowJobs.Engine.Activities;
using WorkflowJobs.Engine.Definitions;
using WorkflowJobs.Engine.Execution;

namespace WorkflowJobs.Server.ElsaApi;

/// <summary>One run in Elsa's shapes.</summary>
internal sealed class StudioRun
{
    private readonly RunView run;
    private readonly ActivityCatalog catalog;
    private readonly Dictionary<string, JsonObject> steps;
    private readonly Dictionary<string, Bookmark> waiting;

    public StudioRun(RunView run, ActivityCatalog catalog)
    {
        (this.run, this.catalog) = (run, catalog);
        var root = StudioDocument.Definition(run.Version, catalog, mayEdit: false)["root"]!.AsObject();
        steps = StudioDocument.All(root).GroupBy(step => StudioDocument.Text(step, "id") ?? "").ToDictionary(group => group.Key, group => group.First(), StringComparer.Ordinal);
        waiting = run.State.Bookmarks.GroupBy(mark => mark.ExecutionId).ToDictionary(group => group.Key, group => group.First(), StringComparer.Ordinal);
    }

    public JsonObject Instance()
    {
        var row = run.Instance;
        return new JsonObject
        {
            ["id"] = row.Id,
            ["definitionId"] = row.DefinitionId,
            ["definitionVersionId"] = row.DefinitionVersionId,
            ["version"] = row.Version,
            ["workflowState"] = State(),
            ["status"] = row.Status.ToString(),
            ["subStatus"] = row.SubStatus.ToString(),
            ["isExecuting"] = false,
            ["correlationId"] = row.CorrelationId,
            ["name"] = run.State.Name,
            ["incidentCount"] = run.State.Incidents.Count(incident => incident.Resolution is null),
            ["isSystem"] = false,
            ["createdAt"] = row.CreatedAt,
            ["updatedAt"] = row.UpdatedAt,
            ["finishedAt"] = row.FinishedAt,
        };
    }

    /// <summary>The workflow's own variables. A value is an id, a code, a number or a structure of these: personal data never enter the state.</summary>
    public JsonArray Variables()
    {
        var declared = JsonNode.Parse(run.Version.Json)?["variables"] as JsonArray ?? [];
        return new JsonArray([.. declared.OfType<JsonObject>().Select(variable =>
        {
            var item = new JsonObject { ["id"] = StudioDocument.Text(variable, "id"), ["name"] = StudioDocument.Text(variable, "name") };
            if (run.State.Variables.GetValueOrDefault(StudioDocument.Text(variable, "name") ?? "") is { } value)
                item["value"] = value.DeepClone();
            return item;
        })]);
    }

    public JsonObject Journal(JsonObject? filter, int skip, int take)
    {
        var ids = Texts(filter, "activityIds");
        var nodes = Texts(filter, "activityNodeIds");
        var types = Texts(filter, "excludedActivityTypes");
        var names = Texts(filter, "eventNames");
        var records = run.History.SelectMany(step => step.Events).Select((record, index) => (Record: record, Index: index)).Where(item =>
            (ids.Count == 0 || ids.Contains(item.Record.ActivityId)) && (nodes.Count == 0 || nodes.Contains(NodeId(item.Record.ActivityId)))
            && !types.Contains(item.Record.ActivityType) && (names.Count == 0 || names.Contains(item.Record.Event))).ToList();
        return new JsonObject
        {
            ["items"] = new JsonArray([.. records.Skip(skip).Take(take).Select(item => Record(item.Record, item.Index))]),
            ["totalCount"] = records.Count,
        };
    }

    public JsonObject Report(IReadOnlyCollection<string> nodeIds) => new()
    {
        ["stats"] = new JsonArray([.. run.Executions.GroupBy(execution => NodeId(execution.ActivityId)).Where(group => nodeIds.Contains(group.Key)).Select(group => new JsonObject
        {
            ["activityId"] = group.First().ActivityId,
            ["activityNodeId"] = group.Key,
            ["startedCount"] = group.Count(),
            ["completedCount"] = group.Count(execution => execution.Status == "Completed"),
            ["uncompletedCount"] = group.Count(execution => execution.Status == "Running"),
            ["isBlocked"] = group.Any(execution => waiting.ContainsKey(execution.Id)),
            ["isFaulted"] = group.Any(IsFaulted),
            ["aggregateFaultCount"] = group.Count(IsFaulted),
            ["metadata"] = new JsonObject(),
        })]),
    };

    public JsonArray Executions(string? nodeId, bool withState) =>
        new([.. run.Executions.Where(execution => nodeId is null || NodeId(execution.ActivityId) == nodeId).Select(execution => Execution(execution, withState))]);

    public JsonObject? Execution(string id) => run.Executions.FirstOrDefault(execution => execution.Id == id) is { } found ? Execution(found, withState: true) : null;

    /// <summary>The execution and those that it runs in, the outermost first.</summary>
    public JsonObject? CallStack(string id)
    {
        var stack = new List<ActivityExecution>();
        for (var next = id; next is not null && run.Executions.FirstOrDefault(execution => execution.Id == next) is { } found && stack.Count < run.Executions.Count; next = found.ParentExecutionId)
            stack.Insert(0, found);
        return stack.Count == 0 ? null : new JsonObject
        {
            ["activityExecutionId"] = id,
            ["items"] = new JsonArray([.. stack.Select(execution => Execution(execution, withState: true))]),
            ["totalCount"] = stack.Count,
        };
    }

    private JsonObject State() => new()
    {
        ["id"] = run.Instance.Id,
        ["definitionId"] = run.Instance.DefinitionId,
        ["definitionVersionId"] = run.Instance.DefinitionVersionId,
        ["definitionVersion"] = run.Instance.Version,
        ["correlationId"] = run.Instance.CorrelationId,
        ["status"] = run.Instance.Status.ToString(),
        ["subStatus"] = run.Instance.SubStatus.ToString(),
        ["isExecuting"] = false,
        ["bookmarks"] = new JsonArray([.. run.State.Bookmarks.Select(Bookmark)]),
        ["incidents"] = new JsonArray([.. run.State.Incidents.Where(incident => incident.Resolution is null).Select(Incident)]),
        ["isSystem"] = false,
        ["completionCallbacks"] = new JsonArray(),
        ["scheduledActivities"] = new JsonArray(),
        ["executionLogSequence"] = run.History.Sum(step => step.Events.Count),
        ["activityExecutionContexts"] = new JsonArray([.. run.Executions.Where(execution => execution.Status == "Running").Select(Context)]),
        ["input"] = run.State.Input.DeepClone(),
        ["output"] = run.State.Output.DeepClone(),
        ["properties"] = new JsonObject(),
        ["createdAt"] = run.Instance.CreatedAt,
        ["updatedAt"] = run.Instance.UpdatedAt,
        ["finishedAt"] = run.Instance.FinishedAt,
    };

    private JsonObject Bookmark(Bookmark mark) => new()
    {
        ["id"] = mark.Id,
        ["name"] = mark.Kind,
        ["hash"] = "",
        ["payload"] = mark.Payload?.DeepClone(),
        ["activityId"] = mark.ActivityId,
        ["activityNodeId"] = NodeId(mark.ActivityId),
        ["activityInstanceId"] = mark.ExecutionId,
        ["createdAt"] = run.Executions.FirstOrDefault(execution => execution.Id == mark.ExecutionId)?.StartedAt ?? run.Instance.CreatedAt,
        ["autoBurn"] = true,
        ["callbackMethodName"] = "",
        ["autoComplete"] = true,
    };

    private JsonObject Incident(Incident incident) => new()
    {
        ["activityId"] = incident.ActivityId,
        ["activityNodeId"] = NodeId(incident.ActivityId),
        ["activityType"] = incident.ActivityType,
        ["message"] = incident.Message,
        ["exception"] = new JsonObject { ["type"] = "Incident", ["message"] = incident.Message, ["stackTrace"] = "" },
        ["timestamp"] = incident.At,
    };

    private JsonObject Context(ActivityExecution execution) => new()
    {
        ["id"] = execution.Id,
        ["parentContextId"] = execution.ParentExecutionId,
        ["scheduledActivityNodeId"] = NodeId(execution.ActivityId),
        ["ownerActivityNodeId"] = null,
        ["properties"] = new JsonObject(),
        ["metadata"] = new JsonObject(),
        ["activityState"] = Inputs(execution),
        ["dynamicVariables"] = new JsonArray(),
        ["status"] = execution.Status,
        ["isExecuting"] = false,
        ["faultCount"] = IsFaulted(execution) ? 1 : 0,
        ["startedAt"] = execution.StartedAt,
    };

    private JsonObject Record(JournalEvent record, int index) => new()
    {
        ["id"] = $"{run.Instance.Id}/{index}",
        ["activityInstanceId"] = record.ExecutionId,
        ["parentActivityInstanceId"] = run.Executions.FirstOrDefault(execution => execution.Id == record.ExecutionId)?.ParentExecutionId,
        ["activityId"] = record.ActivityId,
        ["activityType"] = record.ActivityType,
        ["activityTypeVersion"] = 1,
        ["activityName"] = Name(record.ActivityId),
        ["nodeId"] = NodeId(record.ActivityId),
        ["timestamp"] = record.At,
        ["sequence"] = index,
        ["eventName"] = record.Event,
        ["message"] = null,
        ["source"] = null,
        ["activityState"] = null,
        ["payload"] = record.Outcomes.Count == 0 ? null : new JsonObject { ["Outcomes"] = Listed(record.Outcomes) },
    };

    private JsonObject Execution(ActivityExecution execution, bool withState)
    {
        var incident = run.State.Incidents.FirstOrDefault(found => found.ExecutionId == execution.Id);
        var json = new JsonObject
        {
            ["id"] = execution.Id,
            ["workflowInstanceId"] = run.Instance.Id,
            ["activityId"] = execution.ActivityId,
            ["activityNodeId"] = NodeId(execution.ActivityId),
            ["activityType"] = execution.ActivityType,
            ["activityTypeVersion"] = 1,
            ["activityName"] = Name(execution.ActivityId),
            ["startedAt"] = execution.StartedAt,
            ["completedAt"] = execution.EndedAt,
            ["hasBookmarks"] = waiting.ContainsKey(execution.Id),
            ["status"] = execution.Status,
            ["aggregateFaultCount"] = IsFaulted(execution) ? 1 : 0,
            ["metadata"] = new JsonObject(),
        };
        if (!withState)
            return json;
        json["activityState"] = Inputs(execution);
        json["payload"] = execution.Outcomes.Count == 0 ? null : new JsonObject { ["Outcomes"] = Listed(execution.Outcomes) };
        json["outputs"] = new JsonObject();
        json["properties"] = new JsonObject();
        json["exception"] = incident is null ? null : new JsonObject { ["type"] = "Incident", ["message"] = incident.Message, ["stackTrace"] = "" };
        return json;
    }

    /// <summary>The inputs under the names of the descriptor: as evaluated while the step waits, as drawn otherwise.</summary>
    private JsonObject Inputs(ActivityExecution execution)
    {
        var inputs = new JsonObject();
        if (catalog.Find(execution.ActivityType) is not { } descriptor || !steps.TryGetValue(execution.ActivityId, out var step))
            return inputs;
        var evaluated = waiting.GetValueOrDefault(execution.Id)?.Payload;
        foreach (var input in descriptor.Inputs)
        {
            var value = evaluated?[input.Name] ?? step[input.Name].Member("expression").Member("value");
            if (value is not null)
                inputs[char.ToUpperInvariant(input.Name[0]) + input.Name[1..]] = value.DeepClone();
        }

        return inputs;
    }

    private bool IsFaulted(ActivityExecution execution) => run.State.Incidents.Any(incident => incident.ExecutionId == execution.Id && incident.Resolution is null);

    private string NodeId(string activityId) => steps.TryGetValue(activityId, out var step) ? StudioDocument.Text(step, "nodeId")! : StudioDocument.WorkflowNodeId;

    private string? Name(string activityId) => steps.TryGetValue(activityId, out var step)
        ? StudioDocument.Text(step["metadata"], "displayText") ?? StudioDocument.Text(step, "name")
        : null;

    private static JsonArray Listed(IReadOnlyList<string> texts) => new([.. texts.Select(text => JsonValue.Create(text))]);

    private static HashSet<string> Texts(JsonObject? filter, string name) => [.. (filter?[name] as JsonArray ?? []).Select(item => item?.ToString() ?? "")];
}
