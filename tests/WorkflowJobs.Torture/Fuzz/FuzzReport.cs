using System.Text;

namespace WorkflowJobs.Torture.Fuzz;

/// <summary>A request that was answered with 5xx, or not at all.</summary>
public sealed record FuzzFailure(int Number, string Operation, string Account, string Request, string Answer);

/// <summary>What came of a run. The same seed makes the same first request; later ones depend on the answers before them.</summary>
public sealed class FuzzReport(int seed)
{
    private readonly SortedDictionary<int, int> statuses = [];
    private readonly HashSet<string> operations = new(StringComparer.Ordinal);
    private (TimeSpan Took, string Operation) slowest;

    public List<FuzzFailure> Failures { get; } = [];

    public IReadOnlyDictionary<int, int> Statuses => statuses;

    /// <summary>Operations that were asked at least once.</summary>
    public IReadOnlySet<string> Operations => operations;

    public void Saw(string operation, int status, TimeSpan took)
    {
        operations.Add(operation);
        statuses[status] = statuses.GetValueOrDefault(status) + 1;
        if (took > slowest.Took)
            slowest = (took, operation);
    }

    public override string ToString()
    {
        var text = new StringBuilder($"seed {seed}: {operations.Count} operations, slowest {slowest.Operation} {slowest.Took.TotalMilliseconds:F0} ms\n");
        foreach (var (status, count) in statuses)
            text.Append($"  {status}: {count}\n");
        foreach (var failure in Failures)
            text.Append($"FAILED #{failure.Number} {failure.Operation} as {failure.Account}\n  {failure.Request}\n  {failure.Answer}\n");
        return text.ToString();
    }
}
