using System.Diagnostics.Metrics;
using Microsoft.EntityFrameworkCore;
using OpenTelemetry;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using WorkflowJobs.Domain.Runtime;
using WorkflowJobs.Domain.Runtime.Commands;

namespace WorkflowJobs.Server.Hosting;

/// <summary>Metrics and traces by OpenTelemetry; they leave the process only when OTEL_EXPORTER_OTLP_ENDPOINT says where to.</summary>
internal static class TelemetryServices
{
    public static void AddTelemetry(this IServiceCollection services, IConfiguration configuration)
    {
        if (configuration["OTEL_EXPORTER_OTLP_ENDPOINT"] is not { Length: > 0 })
            return;
        services.AddHostedService<Gauges>();
        services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService("workflowjobs"))
            .WithMetrics(metrics => metrics.AddMeter(Telemetry.Name, Gauges.MeterName, "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Runtime", "Npgsql"))
            .WithTracing(traces => traces.AddSource(Telemetry.Name).AddAspNetCoreInstrumentation(options =>
                options.Filter = http => !http.Request.Path.StartsWithSegments("/health")))
            .UseOtlpExporter();
    }
}

/// <summary>How much there is of what should not pile up, counted twice a minute.</summary>
internal sealed class Gauges(IReader reader, IMeterFactory meters, ILogger<Gauges> log) : BackgroundService
{
    public const string MeterName = "WorkflowJobs.Gauges";
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(30);
    private Counts counts = new(0, 0, 0, 0, 0);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var meter = meters.Create(MeterName);
        meter.CreateObservableGauge("workflowjobs.tasks.open", () => counts.Open, "{task}", "Open human tasks.");
        meter.CreateObservableGauge("workflowjobs.incidents", () => counts.Incidents, "{instance}", "Instances that need attention.");
        meter.CreateObservableGauge("workflowjobs.messages.waiting", () => counts.Messages, "{message}", "Messages not yet delivered, those given up included.");
        meter.CreateObservableGauge("workflowjobs.timers.due", () => counts.Due, "{timer}", "Timers due and not fired.");
        meter.CreateObservableGauge("workflowjobs.outbox.waiting", () => counts.Outbox, "{item}", "External effects not yet done.");
        using var timer = new PeriodicTimer(Every);
        try
        {
            do
            {
                try
                {
                    counts = await Count(stoppingToken);
                }
                catch (Exception failure) when (failure is not OperationCanceledException)
                {
                    log.LogWarning(failure, "Could not count.");
                }
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException)
        {
            // The server stops.
        }
    }

    private Task<Counts> Count(CancellationToken cancel) => reader.Read(async (work, token) => new Counts(
        await work.Db.UserTasks.CountAsync(task => task.InboxKey != null, token),
        await work.Db.Instances.CountAsync(instance => instance.NeedsAttention, token),
        await work.Db.Messages.CountAsync(token),
        await work.Db.Timers.CountAsync(timer => timer.DueAt <= work.Now, token),
        await work.Db.Outbox.CountAsync(item => item.SentAt == null, token)), cancel);

    private sealed record Counts(int Open, int Incidents, int Messages, int Due, int Outbox);
}
