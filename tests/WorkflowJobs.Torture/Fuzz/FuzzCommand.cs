using WorkflowJobs.Server.Hosting;

namespace WorkflowJobs.Torture.Fuzz;

/// <summary><c>fuzz [--seed N] [--requests N] [--imports N]</c>: a demo server in this process, on loopback and data of its own.</summary>
public static class FuzzCommand
{
    public static async Task<int> Run(string[] args)
    {
        var seed = Arguments.Number(args, "--seed", Environment.TickCount);
        var folder = Directory.CreateTempSubdirectory("workflowjobs-fuzz-").FullName;
        try
        {
            await using var app = await ServerHost.Build(["--urls", "http://127.0.0.1:0", "--data", folder, "--demo", "true", "--Logging:LogLevel:Default", "Error"]);
            await app.StartAsync();
            var fuzzer = new Fuzzer(new Uri(app.Urls.First()), Path.Combine(AppContext.BaseDirectory, "workflows"), seed);
            var report = await fuzzer.Run(Arguments.Number(args, "--requests", 5_000), Arguments.Number(args, "--imports", 5_000));
            Console.WriteLine(report);
            await app.StopAsync();
            return report.Failures.Count == 0 ? 0 : 1;
        }
        finally
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            Directory.Delete(folder, recursive: true);
        }
    }
}
