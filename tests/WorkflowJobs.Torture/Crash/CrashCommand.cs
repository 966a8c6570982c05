namespace WorkflowJobs.Torture.Crash;

/// <summary><c>crash [--rounds N] [--database sqlite|postgresql] [--seed N] [--longest MS] [--lanes N]</c></summary>
public static class CrashCommand
{
    public static async Task<int> Run(string[] args)
    {
        var failed = 0;
        foreach (var database in Arguments.Databases(args))
        {
            var seed = Arguments.Number(args, "--seed", Environment.TickCount);
            Console.WriteLine($"crash {database}: seed {seed}");
            var report = await CrashLoop.InLanes(
                database, seed, Arguments.Number(args, "--longest", 2_000), Arguments.Number(args, "--rounds", 500), Arguments.Number(args, "--lanes", 2), Console.WriteLine);
            Console.WriteLine(report);
            failed += report.Problems.Count;
        }

        return failed == 0 ? 0 : 1;
    }
}
