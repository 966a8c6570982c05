using System.Text.Json.Nodes;
using WorkflowJobs.Engine.Expressions;

namespace WorkflowJobs.Engine.Execution;

/// <summary>What the expressions of one activity see: the variables of its containers, innermost first, and the instance.</summary>
internal sealed class FrameScope(Burst burst, Frame frame) : IExpressionScope
{
    private List<Action>? undo;

    /// <summary>Takes back what the expression changed so far.</summary>
    public void Undo()
    {
        for (var last = (undo?.Count ?? 0) - 1; last >= 0; last--)
            undo![last]();
    }

    public bool TryGetVariable(string name, out JsonNode? value)
    {
        for (var scope = frame; scope is not null; scope = burst.Find(scope.Parent))
            if (burst.VariablesOf(scope)?.TryGetValue(name, out value) == true)
                return true;
        // Elsa's Variable expressions may name the variable's id.
        for (var scope = frame; scope is not null; scope = burst.Find(scope.Parent))
            if (burst.Node(scope).Variables.FirstOrDefault(variable => variable.Id == name) is { } declared
                && burst.VariablesOf(scope)?.TryGetValue(declared.Name, out value) == true)
                return true;
        value = null;
        return false;
    }

    public void SetVariable(string name, JsonNode? value)
    {
        try
        {
            var (variables, key, before) = burst.SetVariable(frame, null, name, Burst.Detached(value));
            (undo ??= []).Add(() => variables[key] = before);
        }
        catch (ActivityFault problem)
        {
            throw new ExpressionException(problem.Message);
        }
    }

    public IEnumerable<string> VariableNames
    {
        get
        {
            var seen = new HashSet<string>(StringComparer.Ordinal);
            for (var scope = frame; scope is not null; scope = burst.Find(scope.Parent))
                foreach (var name in burst.VariablesOf(scope)?.Keys.ToArray() ?? [])
                    if (seen.Add(name))
                        yield return name;
        }
    }

    public JsonObject Input => burst.State.Input;

    public string? CorrelationId
    {
        get => burst.State.CorrelationId;
        set
        {
            var before = burst.State.CorrelationId;
            (undo ??= []).Add(() => burst.State.CorrelationId = before);
            burst.State.CorrelationId = value;
        }
    }

    public string? WorkflowInstanceName
    {
        get => burst.State.Name;
        set
        {
            var before = burst.State.Name;
            (undo ??= []).Add(() => burst.State.Name = before);
            burst.State.Name = value;
        }
    }

    public string WorkflowInstanceId => burst.State.InstanceId;

    public JsonNode? GetActivityOutput(string activityIdOrName, string? output)
    {
        var outputs = burst.State.ActivityOutputs;
        if (!outputs.TryGetValue(activityIdOrName, out var found)
            && !(burst.Plan.IdsByName.TryGetValue(activityIdOrName, out var id) && outputs.TryGetValue(id, out found)))
            return null;
        return found.GetValueOrDefault(output ?? "Result");
    }

    public JsonNode? LastResult => burst.State.LastResult;

    public DateTimeOffset Now => burst.Now;

    public long NextSeed()
    {
        (undo ??= []).Add(() => burst.State.Rolled--);
        // SplitMix64: the n-th number of an instance is a function of its seed and n.
        unchecked
        {
            var z = (ulong)burst.State.Seed + (ulong)++burst.State.Rolled * 0x9E3779B97F4A7C15UL;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
            return (long)(z ^ (z >> 31));
        }
    }
}
