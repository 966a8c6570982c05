namespace WorkflowJobs.Domain.Supervision;

/// <summary>Who inspects: the town every quarter, the district every half-year (clause 三(八)).</summary>
public enum InspectionLevel
{
    Town,
    District,
}

public enum InspectionStatus
{
    /// <summary>Drawn; the visit is to come or under way.</summary>
    Open,

    /// <summary>The leader confirmed the record; findings are being put right.</summary>
    Confirmed,

    /// <summary>Everything found was put right, and the report was issued.</summary>
    Closed,
}

/// <summary>One inspection of a town or of the district for one period. Its id names unit and period, so that none is opened twice.</summary>
public sealed class Inspection
{
    /// <summary>UNIT-YEAR-MONTH of the period's last month, e.g. shiqiao-2025-03.</summary>
    public required string Id { get; init; }

    public required InspectionLevel Level { get; init; }

    /// <summary>The town, or the district.</summary>
    public required string UnitId { get; init; }

    public required DateOnly PeriodFrom { get; init; }
    public required DateOnly PeriodTo { get; init; }

    /// <summary>Last day for the record: some working days after the period (<c>inspection.dueDays</c>).</summary>
    public required DateOnly DueOn { get; init; }

    public required DateTimeOffset OpenedAt { get; init; }
    public InspectionStatus Status { get; set; }

    /// <summary>What the lots are drawn from: the hash of the newest anchor of the journal at the opening, which nobody chooses and everybody can look up.</summary>
    public required string Seed { get; init; }

    /// <summary>Number of that anchor; 0 when there was none yet.</summary>
    public required long SeedAnchor { get; init; }

    /// <summary>Ids of all placements on post at the opening, sorted, one a line: what the lots were drawn among.</summary>
    public required string Population { get; init; }

    public IReadOnlyList<string> PopulationIds => Population.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>How many were to be drawn by risk and by lot.</summary>
    public required int RiskPlaces { get; init; }

    public required int LotPlaces { get; init; }

    /// <summary>Units to which a half-yearly check goes back, with why and who was on post there (<see cref="RetestRules"/>); empty for none.</summary>
    public string RetestUnits { get; set; } = "";

    /// <summary>People of each such unit to be in the sample at least.</summary>
    public int RetestPlaces { get; init; }

    public DateOnly? HeldOn { get; set; }
    public string? Team { get; set; }

    /// <summary>What the inspectors said of the whole; no names of people.</summary>
    public string? Summary { get; set; }

    public string? InstanceId { get; set; }
    public int Revision { get; set; }
}

/// <summary>Somebody to be looked at in an inspection.</summary>
public sealed class InspectionSample
{
    public required string Id { get; init; }
    public required string InspectionId { get; init; }
    public required string PlacementId { get; init; }
    public required int Position { get; init; }

    /// <summary>Risk, Retest (of a unit with earlier findings), Lot or Added (by the inspectors on the spot).</summary>
    public required string Basis { get; init; }

    /// <summary>Points of risk, and the signs that gave them, comma-separated codes of <see cref="RiskSigns"/>.</summary>
    public int Score { get; init; }

    public string Signs { get; init; } = "";

    /// <summary>Numbers of the earlier findings for which the unit is visited again; empty for another basis.</summary>
    public string Reason { get; init; } = "";

    /// <summary>One of <see cref="VisitResults"/>; null before the record is confirmed.</summary>
    public string? Result { get; set; }

    /// <summary>What was seen, encrypted with the person's key.</summary>
    public byte[]? NoteCipher { get; set; }
}

/// <summary>How somebody came into the sample.</summary>
public static class SampleBases
{
    public const string Risk = "Risk";
    public const string Retest = "Retest";
    public const string Lot = "Lot";
    public const string Added = "Added";
}

/// <summary>What was found on the spot about a person.</summary>
public static class VisitResults
{
    public const string AtPost = "AtPost";
    public const string OnLeave = "OnLeave";
    public const string Absent = "Absent";

    /// <summary>吃空饷.</summary>
    public const string NeverWorked = "NeverWorked";

    /// <summary>顶岗、替岗: somebody else works in their name.</summary>
    public const string Substituted = "Substituted";

    /// <summary>不符合条件上岗.</summary>
    public const string NotEligible = "NotEligible";

    public static IReadOnlyList<string> All { get; } = [AtPost, OnLeave, Absent, NeverWorked, Substituted, NotEligible];

    /// <summary>Grounds for removal at once, recovery of the pay and a clue to discipline (clause 三(八)).</summary>
    public static bool IsFraud(string? result) => result is NeverWorked or Substituted or NotEligible;

    public static bool NeedsRectification(string? result) => result is Absent || IsFraud(result);

    public static string Zh(string? result) => result switch
    {
        AtPost => "在岗",
        OnLeave => "请假（手续齐全）",
        Absent => "不在岗（无正当理由）",
        NeverWorked => "从未到岗（疑似吃空饷）",
        Substituted => "他人顶岗、替岗",
        NotEligible => "不符合条件上岗",
        _ => "",
    };

    public static string En(string? result) => result switch
    {
        AtPost => "At the post",
        OnLeave => "On leave, in order",
        Absent => "Absent without reason",
        NeverWorked => "Never worked (ghost pay)",
        Substituted => "Somebody else works",
        NotEligible => "Not eligible",
        _ => "",
    };
}
