using System.Diagnostics;

namespace WorkflowJobs.Benchmarks;

/// <summary>How long each of many calls took.</summary>
internal sealed class Latencies(IEnumerable<double> milliseconds)
{
    private readonly double[] sorted = [.. milliseconds.Order()];

    public int Count => sorted.Length;

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
}
