namespace WorkflowJobs.Domain.Units;

public enum UnitKind
{
    District,
    Department,
    Town,
    Village,
}

/// <summary>A unit of the district's tree. Codes are our own; residence is never derived from an ID number (DOMAIN §9.1).</summary>
public sealed class Unit
{
    /// <summary>Stable code, e.g. <c>shiqiao-hudong</c>.</summary>
    public required string Id { get; init; }

    public required string Name { get; set; }
    public required string NameEn { get; set; }
    public required UnitKind Kind { get; init; }
    public string? ParentId { get; set; }

    /// <summary>Whether a village is rural (村) or an urban community (社区); null above village level.</summary>
    public bool? IsUrban { get; set; }

    public bool Active { get; set; } = true;
    public int SortOrder { get; set; }
}
