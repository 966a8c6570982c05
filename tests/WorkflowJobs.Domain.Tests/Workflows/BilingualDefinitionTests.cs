using System.Text.Json.Nodes;

namespace WorkflowJobs.Domain.Tests.Workflows;

/// <summary>Chinese first and English beside it, in what the definitions say to people.</summary>
public sealed class BilingualDefinitionTests
{
    private static readonly string[] Spoken = ["title", "stage", "instructions"];

    [Fact]
    public void HumanTasks_OfEveryProcess_SayEverythingInBothLanguages()
    {
        var missing = (
            from file in Directory.GetFiles(ProcessWalk.Folder(), "*.json")
            from task in Objects(JsonNode.Parse(File.ReadAllText(file))!)
            where task["type"]?.ToString() == "WorkflowJobs.HumanTask"
            from input in Spoken
            where Literal(task, input) is { Length: > 0 } && string.IsNullOrEmpty(Literal(task, input + "En"))
            select $"{Path.GetFileName(file)} {task["id"]} {input}").ToList();

        Assert.Empty(missing);
    }

    private static string? Literal(JsonObject task, string input) => task[input]?["expression"]?["value"]?.ToString();

    private static IEnumerable<JsonObject> Objects(JsonNode? node) => node switch
    {
        JsonObject fields => fields.SelectMany(field => Objects(field.Value)).Prepend(fields),
        JsonArray items => items.SelectMany(Objects),
        _ => [],
    };
}
