namespace WorkflowJobs.Domain.Runtime.Commands;

/// <summary>Who acts: resolved once a request from the account and its role assignments that are in force.</summary>
public sealed record Actor(string UserId, string DisplayName, IReadOnlyList<RoleGrant> Grants)
{
    /// <summary>The applicant's person; null for officers.</summary>
    public string? PersonId { get; init; }

    /// <summary>Whom the actor stands in for today (代): what they decide in that role and area carries both names, and must be open to both.</summary>
    public IReadOnlyList<ActingFor> ActingFor { get; init; } = [];

    /// <summary>The process itself: timers, messages, imports at start.</summary>
    public static Actor System { get; } = new("system", "系统", []);

    /// <summary>For whom the actor acts in a role outside of a task; null when in their own name.</summary>
    public ActingFor? StandsInFor(string role) => ActingFor.FirstOrDefault(one => one.Grant.Role == role);

    public bool Has(string role) => Grants.Any(grant => grant.Role == role);

    public bool Has(string role, string unitId) => Grants.Any(grant => grant.Role == role && grant.UnitId == unitId);
}

/// <summary>An officer who is away and for whom somebody acts, in one role of theirs.</summary>
public sealed record ActingFor(string UserId, string DisplayName, string? PersonId, RoleGrant Grant)
{
    /// <summary>The officer as a guard looks at them: with this role alone.</summary>
    public Actor Principal => new(UserId, DisplayName, [Grant]) { PersonId = PersonId };
}

/// <summary>A role held in a unit, with the units below it (its area): own village &lt; own town &lt; district.</summary>
public sealed record RoleGrant(string Role, string UnitId, IReadOnlySet<string> Area);
