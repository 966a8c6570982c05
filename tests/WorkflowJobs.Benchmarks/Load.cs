using System.Diagnostics;

namespace WorkflowJobs.Benchmarks;

/// <summary>How long each of many calls took.</summary>
internal sealed class Latencies(IEnumerable<double> milliseconds)
{
    private readonly double[] sorted = [.. milliseconds.Order()];

    public IReadOnlyList<double> All => sorted;

    /// <summary>Milliseconds of processor time for each call: of what a call takes, the part that a busy machine does not lengthen.</summary>
    public double Processor(TimeSpan spent) => spent.TotalMilliseconds / sorted.Length;

    public double At(double quantile) => sorted.Length == 0 ? double.NaN : sorted[Math.Min(sorted.Length - 1, (int)(quantile * sorted.Length))];
}

internal static class Load
{
    /// <summary>Runs the call again and again with so many callers until the time is over; answers calls a second, and how long each took.</summary>
    public static async Task<(double Rate, Latencies Times)> Closed(int callers, TimeSpan time, Func<int, Task> call)
    {
        var times = new List<double>[callers];
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, callers).Select(caller => Task.Run(async () =>
        {
            var own = times[caller] = [];
            while (watch.Elapsed < time)
            {
                var began = Stopwatch.GetTimestamp();
                await call(caller);
                own.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            }
        })));
        var rate = times.Sum(own => own.Count) / watch.Elapsed.TotalSeconds;
        return (rate, new Latencies(times.SelectMany(own => own)));
    }

    /// <summary>Calls so often a second, whether the earlier ones have ended or not; how long each took since its turn had come.</summary>
    public static async Task<Latencies> Open(int perSecond, TimeSpan time, Func<Task> call)
    {
        var running = new List<Task<double>>();
        var watch = Stopwatch.StartNew();
        for (var number = 0; watch.Elapsed < time; number++)
        {
            var turn = TimeSpan.FromSeconds((double)number / perSecond);
            if (turn - watch.Elapsed is var early && early > TimeSpan.Zero)
                await Task.Delay(early);
            running.Add(One(turn));
        }

        return new Latencies(await Task.WhenAll(running));

        async Task<double> One(TimeSpan turn)
        {
            await call();
            return (watch.Elapsed - turn).TotalMilliseconds;
        }
    }
}
