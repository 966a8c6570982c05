using WorkflowJobs.Domain.Attachments;
using WorkflowJobs.Domain.Runtime;
using WorkflowJobs.Domain.Runtime.Instances;
using WorkflowJobs.Domain.Runtime.Journal;
using WorkflowJobs.Domain.Runtime.Outbox;
using WorkflowJobs.Domain.Runtime.Tasks;
using WorkflowJobs.Domain.Runtime.Timers;

namespace WorkflowJobs.Server.Hosting;

/// <summary>What moves by itself: messages, timers, the outbox, group jobs, word from other nodes, the journal's anchors, the sweep of orphaned attachments.</summary>
public sealed class DomainPumps(
    MessagePump messages, TimerPump timers, OutboxPump outbox, GroupJobPump jobs, NodeSignals nodes, JournalAnchors anchors, AttachmentCommands attachments)
{
    private static readonly TimeSpan AnchorEvery = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan SweepEvery = TimeSpan.FromHours(1);

    /// <summary>For a jump of the clock: everything that is due until then has happened when this returns.</summary>
    public async Task CatchUp(DateTimeOffset until, CancellationToken cancel)
    {
        await messages.Drain(cancel);
        await timers.FireDue(until, cancel);
        await messages.Drain(cancel, until);
    }

    public Task Run(Action<Exception> report, CancellationToken cancel) => Task.WhenAll(
        messages.Run(report, cancel), timers.Run(report, cancel), outbox.Run(report, cancel), jobs.Run(report, cancel), nodes.Run(report, cancel),
        Each(AnchorEvery, token => anchors.Anchor(token), report, cancel), Each(SweepEvery, token => attachments.Sweep(token), report, cancel));

    private static async Task Each(TimeSpan period, Func<CancellationToken, Task> work, Action<Exception> report, CancellationToken cancel)
    {
        using var timer = new PeriodicTimer(period);
        while (await timer.WaitForNextTickAsync(cancel))
            try
            {
                await work(cancel);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                report(failure);
            }
    }
}

/// <summary>Runs the pumps while the server runs.</summary>
internal sealed class PumpService(DomainPumps pumps, ILogger<PumpService> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await pumps.Run(failure => log.LogError(failure, "A pump failed and goes on."), stoppingToken);
        }
        catch (OperationCanceledException)
        {
            // The server stops.
        }
    }
}
