using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace WorkflowJobs.Domain.Runtime;

/// <summary>What the runtime counts and times. Names, codes and numbers only: no ids of persons, no data (invariant 12).</summary>
public static class Telemetry
{
    /// <summary>Of the meter and of the source of traces.</summary>
    public const string Name = "WorkflowJobs";

    private static readonly Meter Meter = new(Name);
    private static readonly ActivitySource Source = new(Name);
    private static readonly Counter<long> Commands = Meter.CreateCounter<long>("workflowjobs.commands", "{command}", "Use cases that ended, by name and outcome.");
    private static readonly Histogram<double> Durations = Meter.CreateHistogram<double>("workflowjobs.command.duration", "s", "From the call of a use case to its durable answer.");
    private static readonly UpDownCounter<long> Queue = Meter.CreateUpDownCounter<long>("workflowjobs.writer.queue", "{command}", "Commands that wait for the writer or are in it.");
    private static readonly Counter<long> Messages = Meter.CreateCounter<long>("workflowjobs.messages", "{message}", "Messages between instances, delivered or failed.");
    private static readonly Histogram<double> Lateness = Meter.CreateHistogram<double>("workflowjobs.timer.lateness", "s", "How late a timer fired.");

    /// <summary>Times a use case; it failed unless told how it ended.</summary>
    internal static CommandMeasure Command(string name) => new(name);

    /// <summary>Counts a command as waiting until disposed.</summary>
    internal static QueuePlace Waiting() => new(true);

    internal static void Delivered(bool done) => Messages.Add(1, new KeyValuePair<string, object?>("outcome", done ? "delivered" : "failed"));

    internal static void Fired(TimeSpan late) => Lateness.Record(Math.Max(0, late.TotalSeconds));

    internal readonly struct QueuePlace : IDisposable
    {
        internal QueuePlace(bool taken)
        {
            if (taken)
                Queue.Add(1);
        }

        public void Dispose() => Queue.Add(-1);
    }

    internal sealed class CommandMeasure(string name) : IDisposable
    {
        private readonly long start = Stopwatch.GetTimestamp();
        private readonly Activity? activity = Source.StartActivity(name);
        private string outcome = "failed";

        /// <summary>The refusal's code, or null when it was done.</summary>
        public void Ended(string? refusal) => outcome = refusal ?? "done";

        public void Dispose()
        {
            var tags = new TagList { { "command", name }, { "outcome", outcome } };
            Commands.Add(1, tags);
            Durations.Record(Stopwatch.GetElapsedTime(start).TotalSeconds, tags);
            activity?.SetTag("outcome", outcome);
            if (outcome == "failed")
                activity?.SetStatus(ActivityStatusCode.Error);
            activity?.Dispose();
        }
    }
}
