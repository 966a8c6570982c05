using System.Diagnostics;
using System.Globalization;
using WorkflowJobs.Torture.Crash;

namespace WorkflowJobs.Torture.Outage;

public sealed record OutageReport(int Seed, int Rounds, int Answered, int Unavailable, IReadOnlyList<string> Problems, TimeSpan Took)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"outage: seed {Seed}, {Rounds} rounds in {Took.TotalSeconds:0} s, {Answered} answers given, {Unavailable} times told that the service is unavailable, {Problems.Count} problems")
        + string.Concat(Problems.Take(20).Select(problem => "\n  " + problem));
}

/// <summary>
/// PostgreSQL goes away under load, again and again: all sessions are ended, or the server is restarted without a word. Clients hear 503 with
/// its code and nothing worse, ask again with the same operation id, and in the end nothing is doubled or lost.
/// </summary>
/// <param name="seed">Of the random moments.</param>
/// <param name="restart">A command that restarts the server; null to end its sessions only.</param>
public sealed class OutageLoop(int seed, string? restart)
{
    private const int Clients = 6;
    private readonly Random random = new(seed);

    public async Task<OutageReport> Run(int rounds)
    {
        var watch = Stopwatch.StartNew();
        await using var site = await Site.Open(Site.PostgreSql, instances: 40);
        await using var node = new Node(site);
        node.Launch();
        await node.Ready();
        var clients = site.Officers.Take(Clients).Select((officer, at) => new Client(officer, seed + at, () => node.Address)).ToList();
        using var over = new CancellationTokenSource();
        var work = clients.Select(client => Task.Run(() => client.Work(untilAway: false, over.Token))).ToList();
        for (var round = 0; round < rounds; round++)
        {
            await Progress(clients);
            await Task.Delay(random.Next(20, 500));
            await Cut(site);
        }

        await Progress(clients);
        await over.CancelAsync();
        await Task.WhenAll(work);
        var problems = await Settle(site, node, clients);
        clients.ForEach(client => client.Dispose());
        return new OutageReport(seed, rounds, clients.Sum(client => client.Done.Count), clients.Sum(client => client.Unavailable), problems, watch.Elapsed);
    }

    /// <summary>After every outage the work must go on by itself: until somebody was answered again.</summary>
    private static async Task Progress(List<Client> clients)
    {
        var before = clients.Sum(client => client.Done.Count);
        var watch = Stopwatch.StartNew();
        while (clients.Sum(client => client.Done.Count) == before)
        {
            if (watch.Elapsed > TimeSpan.FromSeconds(60))
                throw new InvalidOperationException("Nobody was answered for a minute:\n" + string.Join('\n', clients.SelectMany(client => client.Wrong).Take(5)));
            await Task.Delay(10);
        }
    }

    private async Task Cut(Site site)
    {
        if (restart is null)
        {
            await Site.Execute(Site.PostgreSqlServer!, $"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{site.Name}'");
            return;
        }

        using var shell = Process.Start(new ProcessStartInfo("bash") { ArgumentList = { "-c", restart }, RedirectStandardOutput = true }) ?? throw new InvalidOperationException("bash did not start.");
        await shell.WaitForExitAsync();
    }

    private static async Task<IReadOnlyList<string>> Settle(Site site, Node node, List<Client> clients)
    {
        Npgsql.NpgsqlConnection.ClearAllPools();
        await Task.WhenAll(clients.Select(client => client.Settle()));

        await CrashLoop.Quiet(site);
        var problems = clients.SelectMany(client => client.Wrong).ToList();
        problems.AddRange(await Inspection.Run(site, [.. clients.SelectMany(client => client.Done)], settled: true, replay: 50));
        await node.Kill();
        if (await Node.Verify(site) is { } unsound)
            problems.Add(unsound);
        return problems;
    }
}
