namespace WorkflowJobs.Engine.Execution;

/// <summary>How a node with several ways in treats arrivals (SEMANTICS rules 5 and 6).</summary>
internal enum MergeKind
{
    /// <summary>One forward way in: no merge.</summary>
    None,

    /// <summary>Implicit merge, or a join that waits for all active branches.</summary>
    WaitAllActive,

    /// <summary>A join that runs only if every way in was followed.</summary>
    WaitAll,

    /// <summary>A join that runs at the first arrival.</summary>
    WaitAny,
}

/// <summary>A connection between two known nodes, both reachable from the start.</summary>
internal readonly record struct FlowEdge(int Index, int Source, string Port, int Target, bool Backward, bool Valid);

/// <summary>
/// What a flowchart looks like from the activity that actually started. Fixed for a definition and a start, so that the
/// questions of rule 5 are look-ups while it runs.
/// </summary>
internal sealed class FlowGraph
{
    /// <summary>Activity ids in list order; a node is its position here.</summary>
    public required string[] Ids { get; init; }

    public required Dictionary<string, int> Nodes { get; init; }

    /// <summary>Reachable connections of each node, in list order.</summary>
    public required FlowEdge[][] Outbound { get; init; }

    /// <summary>Forward connections into each node, in list order.</summary>
    public required FlowEdge[][] Inbound { get; init; }

    public required MergeKind[] Merges { get; init; }

    /// <summary>Merges in list order of activities.</summary>
    public required int[] MergeNodes { get; init; }

    /// <summary><c>Ahead[a][b]</c>: b is a or lies forward of it.</summary>
    public required bool[][] Ahead { get; init; }

    /// <summary><c>Reaches[a][b]</c>: some path, backward connections included, leads from a to b (a itself always).</summary>
    public required bool[][] Reaches { get; init; }

    /// <summary><c>Feeders[m][a]</c>: an activity a that lives can still bring something to merge m in this pass; null where no merge is.</summary>
    public required bool[]?[] Feeders { get; init; }
}
