using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Data;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Server.Hosting;

namespace WorkflowJobs.Server.Demo;

/// <summary>The demo's clock. A jump fires due timers in due order, each at its own due instant, before it answers.</summary>
public sealed class DemoService(DemoClock clock, IWriter writer, DatabaseSettings settings, DomainPumps pumps, IHostApplicationLifetime host)
{
    private const string ClockKey = "demo.clock";
    private readonly SemaphoreSlim gate = new(1);

    public static Refusal Backwards(DateTimeOffset recorded) => new("CLOCK_BACKWARDS",
        $"已有 {recorded.ToOffset(ShanghaiTime.Offset):yyyy-MM-dd HH:mm} 的记录，演示时钟不能再往回拨。", $"Something was recorded at {recorded.ToOffset(ShanghaiTime.Offset):yyyy-MM-dd HH:mm}; the demo clock cannot go behind it.")
    { Status = 409 };

    public DateTimeOffset Now => clock.GetUtcNow();

    /// <summary>Who asks may give up before their turn comes. A jump once begun goes to its end, though the browser has left: half of it would be no instant at all.</summary>
    public async Task<Result<DateTimeOffset>> MoveTo(DateTimeOffset target, CancellationToken giveUp)
    {
        await gate.WaitAsync(giveUp);
        try
        {
            var cancel = host.ApplicationStopping;
            if (target < Now && await LastRecorded(cancel) is { } recorded && target < recorded)
                return Backwards(recorded);
            await pumps.CatchUp(target, cancel);
            clock.Set(target);
            await Remember(cancel);
            return clock.GetUtcNow();
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>After a restart the demo goes on at the instant where it stood, not where the machine's clock is.</summary>
    public async Task<bool> Restore(CancellationToken cancel)
    {
        await using var db = settings.CreateContext();
        if (await db.Settings.FindAsync([ClockKey], cancel) is not { } stored)
            return false;
        clock.SetOffset(TimeSpan.FromMilliseconds(long.Parse(stored.Value, System.Globalization.CultureInfo.InvariantCulture)));
        return true;
    }

    private async Task<DateTimeOffset?> LastRecorded(CancellationToken cancel)
    {
        await using var db = settings.CreateContext();
        return await db.JournalEntries.MaxAsync(entry => (DateTimeOffset?)entry.At, cancel);
    }

    private Task<int> Remember(CancellationToken cancel) => writer.Write(async (work, token) =>
    {
        await work.Db.Put(ClockKey, ((long)clock.Offset.TotalMilliseconds).ToString(System.Globalization.CultureInfo.InvariantCulture), token);
        return 0;
    }, cancel);
}
