using System.Text.Json;
using WorkflowJobs.Domain.Runtime.Commands;

namespace WorkflowJobs.Domain.Runtime.Tasks;

/// <summary>A way in which a task can end. A negative one needs a reason.</summary>
public sealed record TaskOutcome(string Key, string Zh, string En, bool Negative)
{
    /// <summary>Outcome of a task that was given back to an earlier step.</summary>
    public const string Returned = "Return";

    /// <summary><c>Key</c>, <c>Key|中文|English</c>, with <c>!</c> after the key where a reason is mandatory.</summary>
    public static TaskOutcome Parse(string text)
    {
        var parts = text.Split('|');
        var negative = parts[0].EndsWith('!');
        var key = negative ? parts[0][..^1] : parts[0];
        return new TaskOutcome(key, Part(parts, 1, key), Part(parts, 2, key), negative);
    }

    public static string Write(IEnumerable<TaskOutcome> outcomes) => JsonSerializer.Serialize(outcomes, CommandRunner.Json);

    public static IReadOnlyList<TaskOutcome> Of(UserTask task) => JsonSerializer.Deserialize<List<TaskOutcome>>(task.Outcomes, CommandRunner.Json) ?? [];

    private static string Part(string[] parts, int index, string otherwise) =>
        parts.Length > index && parts[index].Length > 0 ? parts[index] : otherwise;
}
