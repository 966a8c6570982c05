using System.Diagnostics;
using System.Globalization;
using WorkflowJobs.Torture.Crash;

namespace WorkflowJobs.Torture.Nodes;

public sealed record NodesReport(int Seed, int Rounds, int Answered, int Probes, IReadOnlyList<string> Problems, TimeSpan Took)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"nodes: seed {Seed}, {Rounds} nodes killed in {Took.TotalSeconds:0} s, {Answered} answers given, {Probes} looks into another node's inbox, {Problems.Count} problems")
        + string.Concat(Problems.Take(20).Select(problem => "\n  " + problem));
}

/// <summary>
/// Three servers on one PostgreSQL share the work, clients go from one to the next; any one is killed under load, and started again. No timer
/// is lost or fired twice, no task is lost, and who asks another node right after an answer sees what the answer said.
/// </summary>
public sealed class NodesLoop(int seed)
{
    private const int Clients = 6;
    private readonly Random random = new(seed);
    private readonly List<string> problems = [];
    private int next;
    private int probes;

    public async Task<NodesReport> Run(int rounds)
    {
        var watch = Stopwatch.StartNew();
        await using var site = await Site.Open(Site.PostgreSql, instances: 40);
        var nodes = new[] { new Node(site), new Node(site), new Node(site) };
        try
        {
            foreach (var node in nodes)
                node.Launch();
            await Task.WhenAll(nodes.Select(node => node.Ready()));
            var clients = site.Officers.Take(Clients).Select((officer, at) => new Client(officer, seed + at, () => OneOf(nodes))).ToList();
            using var over = new CancellationTokenSource();
            var work = clients.Select(client => Task.Run(() => client.Work(untilAway: false, over.Token))).Append(Probe(site.Officers[Clients], nodes, over.Token)).ToList();
            for (var round = 0; round < rounds; round++)
                await KillOne(nodes);
            await over.CancelAsync();
            await Task.WhenAll(work);
            await Settle(site, clients);
            clients.ForEach(client => client.Dispose());
            return new NodesReport(seed, rounds, clients.Sum(client => client.Done.Count), probes, problems, watch.Elapsed);
        }
        finally
        {
            foreach (var node in nodes)
                await node.DisposeAsync();
        }
    }

    private async Task KillOne(Node[] nodes)
    {
        await Task.Delay(random.Next(50, 1_000));
        var node = nodes[random.Next(nodes.Length)];
        await node.Kill();
        await Task.Delay(random.Next(50, 500));
        node.Launch();
        await node.Ready();
    }

    /// <summary>In place of a proxy: the next that runs.</summary>
    private Uri? OneOf(Node[] nodes) => Enumerable.Range(0, nodes.Length).Select(_ => nodes[(uint)Interlocked.Increment(ref next) % nodes.Length])
        .FirstOrDefault(node => node.IsRunning)?.Address;

    /// <summary>Completes a task on one node and looks into the inbox of another at once.</summary>
    private async Task Probe(string officer, Node[] nodes, CancellationToken cancel)
    {
        Uri? at = null;
        using var client = new Client(officer, seed, () => at);
        while (!cancel.IsCancellationRequested)
            try
            {
                at = OneOf(nodes);
                await client.AskAgain();
                var before = client.Done.Count;
                if ((await client.Inbox()) is not [var taskId, ..] || !await client.Complete(taskId))
                    continue;
                at = OneOf(nodes);
                if ((await client.Inbox()).Contains(taskId))
                    problems.Add($"{taskId} was completed and is still in the inbox of another node.");
                probes += client.Done.Count - before;
            }
            catch (Exception away) when (away is HttpRequestException or TaskCanceledException or IOException)
            {
                await Task.Delay(20, CancellationToken.None);
            }

        problems.AddRange(client.Wrong);
    }

    private async Task Settle(Site site, List<Client> clients)
    {
        await Task.WhenAll(clients.Select(client => client.Settle()));

        await CrashLoop.Quiet(site);
        problems.AddRange(clients.SelectMany(client => client.Wrong));
        problems.AddRange(await Inspection.Run(site, [.. clients.SelectMany(client => client.Done)], settled: true, replay: 50));
    }
}
