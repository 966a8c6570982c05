namespace WorkflowJobs.Domain.Insurance;

/// <summary>How an accident policy of a rural post stands on a day.</summary>
public enum PolicyState
{
    /// <summary>There is none.</summary>
    Missing,

    /// <summary>There is one whose last day was never entered: it came with the agreement, not from the insurer.</summary>
    EndUnknown,

    Valid,

    /// <summary>It covers today and ends within the days of the parameter <c>insurance.expiring.days</c>.</summary>
    Expiring,

    /// <summary>Its last day is behind.</summary>
    Expired,
}

/// <summary>Pure.</summary>
public static class PolicyRules
{
    /// <param name="number">Null when there is no policy.</param>
    /// <param name="until">Last day of cover, included; null when not known.</param>
    /// <param name="expiringDays">So many calendar days before the last one a policy counts as expiring, the last day itself being none of them.</param>
    public static PolicyState StateOf(string? number, DateOnly? until, DateOnly today, int expiringDays) => (number, until) switch
    {
        (null, _) => PolicyState.Missing,
        (_, null) => PolicyState.EndUnknown,
        (_, { } last) when last < today => PolicyState.Expired,
        (_, { } last) when last.DayNumber - today.DayNumber <= expiringDays => PolicyState.Expiring,
        _ => PolicyState.Valid,
    };

    /// <summary>Somebody has to see to a new one soon.</summary>
    public static bool IsEnding(PolicyState state) => state is PolicyState.Expiring or PolicyState.Expired;
}
