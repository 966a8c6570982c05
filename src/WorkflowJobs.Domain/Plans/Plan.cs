namespace WorkflowJobs.Domain.Plans;

/// <summary>Rural or urban; decides money, agreement and the groups that may apply.</summary>
public enum PostKind
{
    Rural,
    Urban,
}

/// <summary>What tells the lines of a year apart.</summary>
public readonly record struct LineKey(PostKind Kind, string TownId, int Batch);

/// <summary>A total that a notice or plan states: for a year, or for the whole plan when <see cref="Year"/> is null.</summary>
public sealed class PlanTotal
{
    public required string Id { get; init; }
    public int? Year { get; init; }

    /// <summary>Null: both kinds together.</summary>
    public PostKind? Kind { get; init; }

    public required int Number { get; init; }

    /// <summary>A changed total is a new version; the one before stays readable.</summary>
    public int Version { get; init; } = 1;

    public bool IsCurrent { get; set; } = true;

    public TotalKey Key => new(Year, Kind);
}

/// <summary>What tells totals apart; null stands for all years, or for both kinds.</summary>
public readonly record struct TotalKey(int? Year, PostKind? Kind);

/// <summary>A line of the allocation table; a change after a notice is a new version.</summary>
public sealed class AllocationLine
{
    public required string Id { get; init; }
    public required int Year { get; init; }
    public required PostKind Kind { get; init; }
    public required string TownId { get; init; }
    public required int Batch { get; init; }
    public required int Number { get; init; }
    public required string PostNames { get; init; }
    public int Version { get; init; } = 1;
    public bool IsCurrent { get; set; } = true;

    public LineKey Key => new(Kind, TownId, Batch);
}

/// <summary>The places of (year, kind, town, batch). Taken by a conditional update, so the last place has one winner.</summary>
public sealed class QuotaLine
{
    public required string Id { get; init; }
    public required int Year { get; init; }
    public required PostKind Kind { get; init; }
    public required string TownId { get; init; }
    public required int Batch { get; init; }
    public required int Number { get; set; }
    public int Taken { get; set; }

    public LineKey Key => new(Kind, TownId, Batch);
}
