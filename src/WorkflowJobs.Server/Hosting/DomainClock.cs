namespace WorkflowJobs.Server.Hosting;

/// <summary>The clock of domain and engine. Sign-in, tokens and lockout use the machine's.</summary>
public class DomainClock : TimeProvider;

/// <summary>A domain clock that can be set and moved; it runs on from where it was set.</summary>
public sealed class DemoClock : DomainClock
{
    private readonly Lock gate = new();
    private TimeSpan offset;

    /// <summary>How far it is from the machine's clock.</summary>
    public TimeSpan Offset
    {
        get
        {
            lock (gate)
                return offset;
        }
    }

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + Offset;

    public void Set(DateTimeOffset now)
    {
        lock (gate)
            offset = now - System.GetUtcNow();
    }

    public void SetOffset(TimeSpan value)
    {
        lock (gate)
            offset = value;
    }
}
