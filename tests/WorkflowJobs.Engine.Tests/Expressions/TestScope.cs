using System.Text.Json.Nodes;
using WorkflowJobs.Engine.Expressions;

namespace WorkflowJobs.Engine.Tests.Expressions;

internal sealed class TestScope : IExpressionScope
{
    public Dictionary<string, JsonNode?> Variables { get; } = [];

    public JsonObject Input { get; init; } = [];

    public string? CorrelationId { get; set; }

    public string? WorkflowInstanceName { get; set; }

    public string WorkflowInstanceId => "i1";

    public JsonNode? LastResult => JsonValue.Create("last");

    public DateTimeOffset Now { get; } = new(2024, 6, 3, 1, 0, 0, TimeSpan.Zero);

    public IEnumerable<string> VariableNames => Variables.Keys;

    private long seed;

    public bool TryGetVariable(string name, out JsonNode? value) => Variables.TryGetValue(name, out value);

    public void SetVariable(string name, JsonNode? value) => Variables[name] = value;

    public JsonNode? GetActivityOutput(string activityIdOrName, string? output) => JsonValue.Create($"{activityIdOrName}.{output ?? "Result"}");

    public long NextSeed() => seed++;
}
