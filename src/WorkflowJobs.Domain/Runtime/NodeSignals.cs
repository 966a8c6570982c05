using System.Threading.Channels;
using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Data;

namespace WorkflowJobs.Domain.Runtime;

/// <summary>
/// Nodes on one PostgreSQL tell each other, after the commit, whose tasks changed (LISTEN/NOTIFY): live inboxes follow at once, and a timer
/// that a node opened before it ended is known to the others. Nothing rests on it: what is missed is found when next looked for.
/// </summary>
public sealed class NodeSignals
{
    private const string Channel = "workflowjobs";

    /// <summary>A notification holds less than 8,000 bytes; an id has some forty.</summary>
    private const int MostIds = 150;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly DatabaseSettings settings;
    private readonly RuntimeSignals signals;
    private readonly string node = Guid.NewGuid().ToString("N");
    private readonly Channel<string> changed = System.Threading.Channels.Channel.CreateBounded<string>(
        new BoundedChannelOptions(10_000) { FullMode = BoundedChannelFullMode.DropOldest });

    private long lastWoken;

    public NodeSignals(DatabaseSettings settings, RuntimeSignals signals)
    {
        (this.settings, this.signals) = (settings, signals);
        if (!settings.IsSqlite)
            signals.TasksChangedHere += id => changed.Writer.TryWrite(id);
    }

    /// <summary>Listens and tells until cancelled; on SQLite there is nobody else.</summary>
    public Task Run(Action<Exception> report, CancellationToken cancel) => settings.IsSqlite
        ? Task.CompletedTask
        : Task.WhenAll(Again(Listen, report, cancel), Again(Tell, report, cancel));

    private static async Task Again(Func<CancellationToken, Task> work, Action<Exception> report, CancellationToken cancel)
    {
        while (!cancel.IsCancellationRequested)
            try
            {
                await work(cancel);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                report(failure);
                await Task.Delay(Pause, cancel);
            }
    }

    private async Task Listen(CancellationToken cancel)
    {
        await using var connection = await settings.OpenListener(Channel, Hear, cancel);
        while (true)
            await connection.WaitAsync(cancel);
    }

    private async Task Tell(CancellationToken cancel)
    {
        while (await changed.Reader.WaitToReadAsync(cancel))
        {
            // What gathers while one is on its way goes with the next.
            var ids = new HashSet<string>(StringComparer.Ordinal);
            while (ids.Count < MostIds && changed.Reader.TryRead(out var id))
                ids.Add(id);
            await using var db = settings.CreateContext();
            await db.Database.ExecuteSqlAsync($"SELECT pg_notify({Channel}, {node + " " + string.Join(' ', ids)})", cancel);
        }
    }

    private void Hear(string payload)
    {
        var words = payload.Split(' ');
        if (words[0] == node)
            return;
        // At the most once a second: what is due is looked for by every node, and the busiest need not be asked more often.
        var now = Environment.TickCount64;
        if (now - Interlocked.Read(ref lastWoken) >= 1_000)
        {
            Interlocked.Exchange(ref lastWoken, now);
            signals.Timers.Wake();
        }

        foreach (var id in words.Skip(1))
            signals.HearTasksChanged(id);
    }
}
