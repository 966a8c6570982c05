namespace WorkflowJobs.Engine.Tests.Scenarios;

/// <summary>
/// Makes random approval flows out of tasks, choices, parallel branches that merge, and rework loops around whole blocks.
/// Well nested, so that the right result does not hang on the order of connections.
/// </summary>
internal sealed class RandomFlow
{
    private readonly Random random;
    private readonly List<string> nodes = ["start:S"];
    private readonly List<string> connections = [];
    private int count;

    public RandomFlow(int seed)
    {
        random = new Random(seed);
        var block = Block(depth: 3);
        connections.Add($"start>{block.Entry}");
        nodes.Add("end:E");
        foreach (var exit in block.Exits)
            connections.Add($"{exit}>end");
    }

    public string Nodes => string.Join(' ', nodes);

    public IReadOnlyList<string> Connections => connections;

    /// <summary>Outcomes of each task.</summary>
    public Dictionary<string, string[]> Outcomes { get; } = [];

    private sealed record Piece(string Entry, List<string> Exits);

    private Piece Block(int depth) => (depth == 0 ? 0 : random.Next(6)) switch
    {
        0 => Task("Done"),
        1 => Series(depth),
        2 => Choice(depth),
        3 => Loop(depth),
        _ => Parallel(depth),
    };

    private Piece Task(params string[] outcomes)
    {
        var id = Node("t", ":T");
        Outcomes[id] = outcomes;
        return new Piece(id, [.. outcomes.Select(outcome => $"{id}.{outcome}")]);
    }

    private Piece Series(int depth)
    {
        var (first, second) = (Block(depth - 1), Block(depth - 1));
        Connect(first.Exits, second.Entry);
        return new Piece(first.Entry, second.Exits);
    }

    /// <summary>One way through a block, the other past it or through another one; both come together in whatever follows.</summary>
    private Piece Choice(int depth)
    {
        var task = Task("A", "B");
        var first = Block(depth - 1);
        connections.Add($"{task.Exits[0]}>{first.Entry}");
        if (random.Next(2) == 0)
            return new Piece(task.Entry, [.. first.Exits, task.Exits[1]]);
        var second = Block(depth - 1);
        connections.Add($"{task.Exits[1]}>{second.Entry}");
        return new Piece(task.Entry, [.. first.Exits, .. second.Exits]);
    }

    private Piece Loop(int depth)
    {
        var body = Block(depth - 1);
        var check = Task("Ok", "Redo");
        Connect(body.Exits, check.Entry);
        connections.Add($"{check.Exits[1]}>{body.Entry}");
        return new Piece(body.Entry, [check.Exits[0]]);
    }

    private Piece Parallel(int depth)
    {
        var fork = Node("f", "");
        var merge = random.Next(2) == 0 ? Node("m", "") : Node("m", ":J:WaitAllActive");
        for (var branch = random.Next(2, 4); branch > 0; branch--)
        {
            var block = Block(depth - 1);
            connections.Add($"{fork}>{block.Entry}");
            Connect(block.Exits, merge);
        }

        return new Piece(fork, [$"{merge}.Done"]);
    }

    private void Connect(List<string> exits, string entry)
    {
        foreach (var exit in exits)
            connections.Add($"{exit}>{entry}");
    }

    private string Node(string prefix, string kind)
    {
        var id = $"{prefix}{++count}";
        nodes.Add(id + kind);
        return id;
    }
}
