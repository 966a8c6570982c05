using Microsoft.Extensions.Diagnostics.HealthChecks;
using WorkflowJobs.Domain.Data;
using WorkflowJobs.Domain.Identity;
using WorkflowJobs.Domain.Runtime;
using WorkflowJobs.Domain.Runtime.Commands;

namespace WorkflowJobs.Server.Hosting.Health;

/// <summary>Not while it starts, nor while it stops.</summary>
internal sealed class StartedCheck(IHostApplicationLifetime lifetime) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(lifetime.ApplicationStarted.IsCancellationRequested && !lifetime.ApplicationStopping.IsCancellationRequested
            ? HealthCheckResult.Healthy()
            : HealthCheckResult.Unhealthy("The server is starting or stopping."));
}

/// <summary>Reachable, and of this program's schema.</summary>
internal sealed class DatabaseCheck(DatabaseSettings settings) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        await using var db = settings.CreateContext();
        return (await SchemaState.Of(db, cancellationToken)).IsCurrent ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy("The schema is not this program's.");
    }
}

/// <summary>The writer takes a command, has a transaction and answers.</summary>
internal sealed class WriterCheck(IWriter writer) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        await writer.Write((_, _) => Task.FromResult(true), cancellationToken).WaitAsync(cancellationToken)
            ? HealthCheckResult.Healthy()
            : HealthCheckResult.Unhealthy();
}

/// <summary>The pumps run, and none hangs in one round.</summary>
internal sealed class PumpsCheck(PumpService pumps, RuntimeSignals signals) : IHealthCheck
{
    /// <summary>Pumps look for work every half-minute; a round of a hundred thousand timers takes one.</summary>
    private static readonly TimeSpan LongestRound = TimeSpan.FromMinutes(5);

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(pumps.ExecuteTask is { IsCompleted: false } && signals.OldestRound() < LongestRound
            ? HealthCheckResult.Healthy()
            : HealthCheckResult.Unhealthy("A pump stands still."));
}

/// <summary>
/// The key is where the next start will look for it, is the one in use, and fits the data: a server whose key was lost would go on until
/// its restart, and by then nobody remembers.
/// </summary>
internal sealed class MasterKeyCheck(IConfiguration configuration, ServerOptions options, MasterKey master, IVault vault, DatabaseSettings settings) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await using var db = settings.CreateContext();
            return Secrets.MasterKeyForCommand(configuration, options).Id == master.Id
                && await KeyRing.Problem(db, master, cancellationToken) is null
                && vault.DecryptSystem(vault.EncryptSystem("key"u8)).AsSpan().SequenceEqual("key"u8)
                ? HealthCheckResult.Healthy()
                : HealthCheckResult.Unhealthy("The master key is another one.");
        }
        catch (MasterKeyException missing)
        {
            return HealthCheckResult.Unhealthy("The master key cannot be read.", missing);
        }
    }
}

/// <summary>Room for the database, attachments and anchors.</summary>
internal sealed class DiskCheck(ServerOptions options) : IHealthCheck
{
    private const long Little = 1L << 30;
    private const long TooLittle = 100L << 20;

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(new DriveInfo(options.DataFolder).AvailableFreeSpace switch
        {
            < TooLittle => HealthCheckResult.Unhealthy("The disk is full."),
            < Little => HealthCheckResult.Degraded("The disk is nearly full."),
            _ => HealthCheckResult.Healthy(),
        });
}
