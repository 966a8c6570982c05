using System.Text.Json.Nodes;

namespace WorkflowJobs.Engine.Expressions;

/// <summary>What an expression may see and change. Nothing here reads a clock or rolls dice of its own.</summary>
public interface IExpressionScope
{
    /// <summary>The value of the innermost variable of that name.</summary>
    bool TryGetVariable(string name, out JsonNode? value);

    /// <summary>Sets the innermost variable of that name, converted to its type; an unknown name is an <see cref="ExpressionException"/>.</summary>
    void SetVariable(string name, JsonNode? value);

    /// <summary>Names of all visible variables, innermost first, each once.</summary>
    IEnumerable<string> VariableNames { get; }

    /// <summary>Workflow input.</summary>
    JsonObject Input { get; }

    /// <summary>Correlation id of the instance.</summary>
    string? CorrelationId { get; set; }

    /// <summary>Name of the instance.</summary>
    string? WorkflowInstanceName { get; set; }

    /// <summary>Id of the instance.</summary>
    string WorkflowInstanceId { get; }

    /// <summary>The last recorded output of an activity, found by id or by name; null when it has none.</summary>
    /// <param name="activityIdOrName">Id or technical name.</param>
    /// <param name="output">Name of the output; null means <c>Result</c>.</param>
    JsonNode? GetActivityOutput(string activityIdOrName, string? output);

    /// <summary>The result of the activity that completed last.</summary>
    JsonNode? LastResult { get; }

    /// <summary>The instant of the stimulus.</summary>
    DateTimeOffset Now { get; }

    /// <summary>The next number of the instance's own random sequence.</summary>
    long NextSeed();
}
