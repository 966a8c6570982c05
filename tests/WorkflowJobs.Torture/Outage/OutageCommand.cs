namespace WorkflowJobs.Torture.Outage;

/// <summary><c>outage [--rounds N] [--seed N] [--restart COMMAND]</c>: COMMAND restarts PostgreSQL; without it all its sessions are ended.</summary>
public static class OutageCommand
{
    public static async Task<int> Run(string[] args)
    {
        var report = await new OutageLoop(Arguments.Number(args, "--seed", Environment.TickCount), Arguments.Text(args, "--restart")).Run(Arguments.Number(args, "--rounds", 100));
        Console.WriteLine(report);
        return report.Problems.Count == 0 ? 0 : 1;
    }
}
