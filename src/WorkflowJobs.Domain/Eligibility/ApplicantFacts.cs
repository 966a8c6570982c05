namespace WorkflowJobs.Domain.Eligibility;

/// <summary>Rural (农业/村) or urban (城镇/社区) household register.</summary>
public enum RegisterKind
{
    Rural,
    Urban,
}

public enum MaritalStatus
{
    NeverMarried,
    Married,
    Divorced,
    Widowed,
}

/// <summary>A group that the applicant claims, with the certificate it rests on.</summary>
public sealed record CategoryClaim(string Code, string? CertificateNumber = null, DateOnly? ValidTo = null);

/// <summary>A member of the household other than the applicant, for the zero-employment check.</summary>
public sealed record HouseholdMember(string Relation, DateOnly? Birth = null)
{
    public bool Employed { get; init; }

    /// <summary>Business or investment income.</summary>
    public bool HasBusinessIncome { get; init; }

    /// <summary>Able and willing to work, and neither in school nor retired.</summary>
    public bool AvailableForWork { get; init; } = true;
}

/// <summary>Everything the gates look at, as facts. Where they came from (form, comparison, another application) is the caller's business.</summary>
public sealed record ApplicantFacts
{
    public required string? IdNumber { get; init; }
    public Identity.Sex? DeclaredSex { get; init; }
    public bool Deceased { get; init; }

    /// <summary>In an active application of another open round, or already on a post, in this district.</summary>
    public bool ActiveElsewhere { get; init; }

    public RegisterKind? Register { get; init; }

    /// <summary>Registered (户籍) in the town of the notice.</summary>
    public bool RegisteredInTown { get; init; }

    /// <summary>Living (常住) in the town of the notice.</summary>
    public bool ResidentInTown { get; init; }

    /// <summary>Whether the unit lived in is an urban community rather than a rural village.</summary>
    public bool ResidentUnitIsUrban { get; init; }

    public IReadOnlyList<CategoryClaim> Claims { get; init; } = [];
    public MaritalStatus? Marital { get; init; }
    public IReadOnlyList<DateOnly> ChildBirths { get; init; } = [];

    /// <summary>符合生育政策, as declared and certified.</summary>
    public bool BirthsWithinPolicy { get; init; } = true;

    public IReadOnlyList<HouseholdMember> Household { get; init; } = [];
    public bool Employed { get; init; }
    public DateOnly? UnemploymentRegisteredOn { get; init; }
    public DateOnly? UnemploymentRegistrationEndedOn { get; init; }
    public bool InSchool { get; init; }

    /// <summary>Draws an employee's retirement pension; the basic residents' pension does not count.</summary>
    public bool DrawsPension { get; init; }

    /// <summary>A woman's retirement category; null when nobody has shown it.</summary>
    public WorkerCategory? WomanCategory { get; init; }

    /// <summary>What the comparison with other departments' lists, and our own data, hold against the applicant.</summary>
    public IReadOnlyList<Comparison.StandingHit> Exclusions { get; init; } = [];

    public bool Healthy { get; init; } = true;
    public bool Willing { get; init; } = true;
    public bool Able { get; init; } = true;

    /// <summary>First day of the agreement as foreseen; the as-of date when unknown.</summary>
    public DateOnly? AgreementStart { get; init; }

    /// <summary>Places left for (year, kind, town, batch); null when the quota is not asked yet.</summary>
    public int? PlacesLeft { get; init; }
}
