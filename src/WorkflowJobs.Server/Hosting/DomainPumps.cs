using WorkflowJobs.Domain.Attachments;
using WorkflowJobs.Domain.Runtime.Instances;
using WorkflowJobs.Domain.Runtime.Outbox;
using WorkflowJobs.Domain.Runtime.Tasks;
using WorkflowJobs.Domain.Runtime.Timers;

namespace WorkflowJobs.Server.Hosting;

/// <summary>What moves by itself: messages, timers, the outbox, the sweep of orphaned attachments.</summary>
public sealed class DomainPumps(MessagePump messages, TimerPump timers, OutboxPump outbox, GroupJobPump groups, AttachmentCommands attachments)
{
    private static readonly TimeSpan SweepEvery = TimeSpan.FromHours(1);

    /// <summary>For a jump of the clock: everything that is due until then has happened when this returns.</summary>
    public async Task CatchUp(DateTimeOffset until, CancellationToken cancel)
    {
        await messages.Drain(cancel);
        await timers.FireDue(until, cancel);
        await messages.Drain(cancel, until);
    }

    public Task Run(Action<Exception> report, CancellationToken cancel) => Task.WhenAll(
        messages.Run(report, cancel), timers.Run(report, cancel), outbox.Run(report, cancel), groups.Run(report, cancel), Sweep(report, cancel));

    private async Task Sweep(Action<Exception> report, CancellationToken cancel)
    {
        using var timer = new PeriodicTimer(SweepEvery);
        while (await timer.WaitForNextTickAsync(cancel))
            try
            {
                await attachments.Sweep(cancel);
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
