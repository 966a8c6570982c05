using System.Diagnostics;
using System.Globalization;
using Microsoft.EntityFrameworkCore;

namespace WorkflowJobs.Torture.Crash;

/// <summary>What a crash loop came to.</summary>
public sealed record CrashReport(string Database, int Seed, int Rounds, int Answered, int Resent, IReadOnlyList<string> Problems, TimeSpan Took)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"crash {Database}: seed {Seed}, {Rounds} rounds in {Took.TotalSeconds:0} s, {Answered} answers given, {Resent} unanswered asked again, {Problems.Count} problems")
        + string.Concat(Problems.Take(20).Select(problem => "\n  " + problem));
}

/// <summary>
/// A server as a child process, clients who complete tasks over HTTP and write down each answer, and SIGKILL at any moment, that of starting
/// included. After every round the database is looked at before anybody opens it, and again after the restart by asking everything once more.
/// </summary>
public sealed class CrashLoop(string database, int seed, int longestMilliseconds)
{
    /// <summary>Rounds on one database: looking through all of it after every round must stay cheap.</summary>
    private const int RoundsToADatabase = 25;
    private const int Instances = 80;
    private const int Clients = 6;

    private readonly Random random = new(seed);
    private readonly List<string> problems = [];
    private int round;
    private int answered;
    private int resent;

    /// <summary>Several loops side by side, each on a database of its own: a start keeps one core busy at the most.</summary>
    public static async Task<CrashReport> InLanes(string database, int seed, int longestMilliseconds, int rounds, int lanes, Action<string>? tell = null)
    {
        var watch = Stopwatch.StartNew();
        var reports = await Task.WhenAll(Enumerable.Range(0, lanes).Select(lane =>
            new CrashLoop(database, seed + lane, longestMilliseconds).Run((rounds / lanes) + (lane < rounds % lanes ? 1 : 0), tell)));
        return new CrashReport(
            database, seed, reports.Sum(report => report.Rounds), reports.Sum(report => report.Answered), reports.Sum(report => report.Resent),
            [.. reports.SelectMany(report => report.Problems)], watch.Elapsed);
    }

    private async Task<CrashReport> Run(int rounds, Action<string>? tell)
    {
        var watch = Stopwatch.StartNew();
        while (round < rounds && problems.Count == 0)
            await OnOneDatabase(Math.Min(RoundsToADatabase, rounds - round), tell);
        return new CrashReport(database, seed, round, answered, resent, problems, watch.Elapsed);
    }

    private async Task OnOneDatabase(int rounds, Action<string>? tell)
    {
        await using var site = await Site.Open(database, Instances);
        await using var node = new Node(site);
        var clients = site.Officers.Take(Clients).Select((officer, at) => new Client(officer, random.Next() + at, () => node.Address)).ToList();
        try
        {
            for (var left = rounds; left > 0 && problems.Count == 0; left--)
            {
                round++;
                await OneRound(site, node, clients);
                tell?.Invoke(string.Create(CultureInfo.InvariantCulture, $"seed {seed}, round {round}: {answered} answers, {resent} asked again, {problems.Count} problems"));
            }

            if (problems.Count == 0)
                await Settle(site, node, clients);
        }
        finally
        {
            clients.ForEach(client => client.Dispose());
        }
    }

    private async Task OneRound(Site site, Node node, List<Client> clients)
    {
        var before = clients.Select(client => client.Done.Count).ToList();
        node.Launch();
        if (random.Next(5) == 0)
        {
            // One round in five ends before the server answers at all.
            await Task.Delay(random.Next(50, 1_000));
            await node.Kill();
        }
        else
        {
            await node.Ready();
            resent += clients.Sum(client => client.Open.Count);
            var work = clients.Select(client => Task.Run(() => client.Work(untilAway: true, CancellationToken.None))).ToList();
            // The time runs from the first answer: a cold server's first one takes as long as a thousand later ones.
            await Task.WhenAny(work.Append(FirstAnswer(clients, before)));
            await Task.Delay(random.Next(50, longestMilliseconds));
            await node.Kill();
            await Task.WhenAll(work);
        }

        answered += clients.Select((client, at) => client.Done.Count - before[at]).Sum();
        await Look(site, clients, settled: false);
    }

    private static async Task FirstAnswer(List<Client> clients, List<int> before)
    {
        while (!clients.Where((client, at) => client.Done.Count > before[at]).Any())
            await Task.Delay(5);
    }

    /// <summary>A last start, undisturbed: what is on its way arrives, all answers are given once more, and nothing is missing.</summary>
    private async Task Settle(Site site, Node node, List<Client> clients)
    {
        node.Launch();
        await node.Ready();
        await Task.WhenAll(clients.Select(async client =>
        {
            await client.AskAgain();
            foreach (var attempt in client.Done.ToList())
                await client.Repeat(attempt);
        }));
        await Quiet(site);
        await Look(site, clients, settled: true);
        await node.Kill();
        if (await Node.Verify(site) is { } unsound)
            problems.Add(unsound);
    }

    private async Task Look(Site site, List<Client> clients, bool settled)
    {
        problems.AddRange(clients.SelectMany(client => client.Wrong));
        problems.AddRange((await Inspection.Run(site, [.. clients.SelectMany(client => client.Done)], settled, settled ? 50 : 5)).Select(problem => $"seed {seed}, round {round}: {problem}"));
    }

    /// <summary>Until no message and no timer is left.</summary>
    internal static async Task Quiet(Site site)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (true)
        {
            await using (var db = site.Database.CreateContext())
                if (!await db.Messages.AnyAsync(limit.Token) && !await db.Timers.AnyAsync(limit.Token))
                    return;
            await Task.Delay(50, limit.Token);
        }
    }
}
