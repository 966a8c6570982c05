namespace WorkflowJobs.Domain.Supervision;

/// <summary>A clue about a breach of duty or fraud, handed to the district's discipline commission (问题线索, clause 三(八), D24).</summary>
public sealed class Clue
{
    public required string Id { get; init; }

    /// <summary>One of <see cref="ClueSources"/>.</summary>
    public required string Source { get; init; }

    /// <summary>What it came from, once and for all: the same finding makes no second clue. Unique.</summary>
    public required string SourceRef { get; init; }

    /// <summary>Code of what it is about, e.g. NeverWorked, CLAWBACK_OVERDUE, ATTENDANCE_AFTER_DEATH, SHARED_ACCOUNT.</summary>
    public required string Kind { get; init; }

    public required string TownId { get; init; }

    /// <summary>The person on post; null when it is about an officer or nobody known.</summary>
    public string? PersonId { get; init; }

    public string? PlacementId { get; init; }

    /// <summary>The officer's account; null when it is about a person on post.</summary>
    public string? OfficerId { get; init; }

    /// <summary>The facts in words, encrypted with the person's key or the system's.</summary>
    public required byte[] SummaryCipher { get; init; }

    public required DateTimeOffset OpenedAt { get; init; }
    public required string OpenedBy { get; init; }
    public DateTimeOffset? ReceivedAt { get; set; }

    /// <summary>Verify, Inquiry or Hold while it is looked into; null before.</summary>
    public string? Disposal { get; set; }

    /// <summary>Founded, Unfounded, Dropped; null while open.</summary>
    public string? Conclusion { get; set; }

    public byte[]? FindingCipher { get; set; }
    public DateTimeOffset? ClosedAt { get; set; }
    public string? InstanceId { get; set; }
    public int Revision { get; set; }
}

/// <summary>Somebody may not apply until cleared (DOMAIN §8, stage 17).</summary>
public sealed class PersonBar
{
    public required string Id { get; init; }
    public required string PersonId { get; init; }
    public required string ClueId { get; init; }
    public required DateTimeOffset Since { get; init; }
    public DateTimeOffset? ClearedAt { get; set; }
    public string? ClearedBy { get; set; }
}

/// <summary>Where clues come from.</summary>
public static class ClueSources
{
    public const string Inspection = "Inspection";
    public const string TipOff = "TipOff";
    public const string Clawback = "Clawback";
    public const string Payment = "Payment";
    public const string Attendance = "Attendance";
    public const string Comparison = "Comparison";
    public const string Exit = "Exit";

    public static string Zh(string source) => source switch
    {
        Inspection => "监督检查",
        TipOff => "信访举报",
        Clawback => "追缴逾期",
        Payment => "补贴发放预警",
        Attendance => "考勤异常",
        Comparison => "数据比对",
        Exit => "清退",
        _ => source,
    };
}

/// <summary>How a clue ended.</summary>
public static class ClueConclusions
{
    public const string Founded = "Founded";
    public const string Unfounded = "Unfounded";

    /// <summary>予以了结: not looked into.</summary>
    public const string Dropped = "Close";
}
