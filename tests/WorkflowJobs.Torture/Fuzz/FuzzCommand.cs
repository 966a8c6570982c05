using WorkflowJobs.Server.Hosting;

namespace WorkflowJobs.Torture.Fuzz;

/// <summary><c>fuzz [--seed N] [--requests N] [--imports N] [--database sqlite|postgresql]</c>: a demo server in this process, on loopback and data of its own.</summary>
public static class FuzzCommand
{
    public static async Task<int> Run(string[] args)
    {
        var failures = 0;
        foreach (var database in Arguments.Databases(args))
            failures += await Run(database, args);
        return failures == 0 ? 0 : 1;
    }

    private static async Task<int> Run(string database, string[] args)
    {
        var seed = Arguments.Number(args, "--seed", Environment.TickCount);
        await using var site = await Site.Empty(database);
        string[] way = site.Connection is { } connection ? ["--postgres", connection] : [];
        await using var app = await ServerHost.Build(["--urls", "http://127.0.0.1:0", "--data", site.Folder, "--demo", "true", "--Logging:LogLevel:Default", "Error", .. way]);
        await app.StartAsync();
        var fuzzer = new Fuzzer(new Uri(app.Urls.First()), Path.Combine(AppContext.BaseDirectory, "workflows"), seed);
        var report = await fuzzer.Run(Arguments.Number(args, "--requests", 5_000), Arguments.Number(args, "--imports", 5_000));
        Console.WriteLine($"{database}, {report}");
        await app.StopAsync();
        return report.Failures.Count;
    }
}
