namespace WorkflowJobs.Domain.Plans;

/// <summary>A total that the plan states; for one year or kind, or for all where null.</summary>
public sealed record PlanFigure(int? Year, PostKind? Kind, int Number);

/// <summary>A line of the allocation table (附件): the quota of (year, kind, town, batch) and the posts named for it.</summary>
public sealed record AllocationRow(int Year, PostKind Kind, string Town, int Batch, int Number, IReadOnlyList<string> PostNames);

/// <summary>The allocation table of a year with the totals of the plan it belongs to. Data, never code (DOMAIN I1).</summary>
public sealed record AllocationTable(string Plan, string Source, string PostNamesNote, IReadOnlyList<PlanFigure> Totals, IReadOnlyList<AllocationRow> Lines);
