using WorkflowJobs.Domain.Common;

namespace WorkflowJobs.Domain.Eligibility;

/// <summary>A sentence in both languages under a stable code, with the dates it used.</summary>
public sealed record Finding(string Code, string Zh, string En)
{
    /// <summary>True when a document or statement handed in later can mend it (补正): an age cannot, an expired card can.</summary>
    public bool Curable { get; init; }

    /// <summary>The narrower code within a family, e.g. ID_CHECK_DIGIT under ID_INVALID; null when the code says it all.</summary>
    public string? Detail { get; init; }
}

/// <summary>One gate of DOMAIN §5.3; <see cref="Stop"/> is null when it was passed.</summary>
public sealed record GateResult(string Gate, Finding? Stop)
{
    public bool Passed => Stop is null;
}

/// <summary>A claimed group: satisfied, with what that rests on, or every reason why not.</summary>
public sealed record ClaimResult(string Category, int Tier, IReadOnlyList<Finding> Reasons)
{
    public bool Satisfied => Reasons.Count == 0;

    /// <summary>For a satisfied claim, the dates that made it true: age, retirement, certificate, registration.</summary>
    public IReadOnlyList<Finding> Basis { get; init; } = [];
}

public enum EligibilityOutcome
{
    Eligible,

    /// <summary>Eligible, but no place is left.</summary>
    Waitlist,
    Ineligible,
}

/// <summary>The gates in order, the claims, and what the user is told.</summary>
public sealed record EligibilityResult(
    EligibilityOutcome Outcome,
    DateOnly AsOf,
    IReadOnlyList<GateResult> Gates,
    IReadOnlyList<ClaimResult> Claims,
    IReadOnlyList<Warning> Warnings)
{
    /// <summary>The first gate that stopped; null when eligible.</summary>
    public Finding? Stop => Gates.FirstOrDefault(g => !g.Passed)?.Stop;

    /// <summary>ID_INVALID, DECEASED, DUPLICATE_ACTIVE, RESIDENCE_MISMATCH, NO_CATEGORY, UNFIT, E1 to E12, WAITLIST; null when eligible.</summary>
    public string? Code => Stop?.Code;

    /// <summary>The satisfied claim of the best (lowest) tier; the first claimed among equals.</summary>
    public ClaimResult? Best => Claims.Where(c => c.Satisfied).OrderBy(c => c.Tier).FirstOrDefault();

    /// <summary>Whether everything that stops it could be mended by a supplement.</summary>
    public bool Curable => Outcome == EligibilityOutcome.Ineligible && Gates.All(g => g.Stop is null or { Curable: true });
}
