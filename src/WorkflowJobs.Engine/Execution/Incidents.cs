namespace WorkflowJobs.Engine.Execution;

/// <summary>What an administrator does about a failed activity.</summary>
internal static class Incidents
{
    /// <summary>Runs the activity again, as a new execution.</summary>
    public static bool Retry(Burst burst, string executionId)
    {
        if (Take(burst, executionId, "Retried") is not { } frame)
            return false;
        burst.Queue(burst.Parent(frame), frame.ActivityId, frame.Locals);
        return true;
    }

    /// <summary>Goes on as if the activity had completed with the outcome.</summary>
    public static bool Skip(Burst burst, string executionId, string outcome)
    {
        if (Take(burst, executionId, "Skipped") is not { } frame)
            return false;
        burst.CompleteSkipped(frame, [outcome]);
        return true;
    }

    private static Frame? Take(Burst burst, string executionId, string resolution)
    {
        if (burst.Find(burst.State.Number(executionId)) is not { Failed: true, Parent: not 0 } frame)
            return null;
        if (!burst.Running)
            burst.Revive();
        burst.State.BurstCause = frame.Cause;
        burst.ResolveIncidents(frame, resolution);
        burst.CancelChildren(frame);
        burst.State.Frames.Remove(frame);
        return frame;
    }
}
