namespace WorkflowJobs.Torture.Nodes;

/// <summary><c>nodes [--rounds N] [--seed N]</c></summary>
public static class NodesCommand
{
    public static async Task<int> Run(string[] args)
    {
        var report = await new NodesLoop(Arguments.Number(args, "--seed", Environment.TickCount)).Run(Arguments.Number(args, "--rounds", 50));
        Console.WriteLine(report);
        return report.Problems.Count == 0 ? 0 : 1;
    }
}
