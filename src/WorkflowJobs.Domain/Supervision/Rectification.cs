namespace WorkflowJobs.Domain.Supervision;

/// <summary>One thing to be put right (问题整改台账, D23): from the finding to the day on which somebody else saw that it is right.</summary>
public sealed class Rectification
{
    public required string Id { get; init; }

    /// <summary>整改〔2025〕1号.</summary>
    public required string Number { get; init; }

    /// <summary>One of <see cref="RectificationSources"/>.</summary>
    public required string Source { get; init; }

    /// <summary>The inspection, tip-off or comparison that it came from.</summary>
    public required string SourceId { get; init; }

    public required string TownId { get; init; }

    /// <summary>责任单位: a village, or the town.</summary>
    public required string UnitId { get; init; }

    /// <summary>The person on post whom it is about; null when about the unit.</summary>
    public string? PersonId { get; init; }

    public string? PlacementId { get; init; }

    /// <summary>Kind of problem, a code of <see cref="ProblemKinds"/>.</summary>
    public required string Kind { get; init; }

    /// <summary>The problem in words, encrypted with the person's key or the system's.</summary>
    public required byte[] ProblemCipher { get; init; }

    /// <summary>Role that answers for the unit, and the one that verifies.</summary>
    public required string ResponsibleRole { get; init; }

    public required DateTimeOffset OpenedAt { get; init; }
    public required DateOnly DueOn { get; set; }
    public int Extensions { get; set; }

    /// <summary>责任人, 整改措施 and 进展, as last reported.</summary>
    public string? ResponsiblePerson { get; set; }

    public byte[]? MeasuresCipher { get; set; }
    public DateOnly? CompletedOn { get; set; }
    public string? RepliedBy { get; set; }
    public DateTimeOffset? RepliedAt { get; set; }

    /// <summary>核验人 and 销号 date.</summary>
    public string? VerifiedBy { get; set; }

    public string? VerifiedByName { get; set; }
    public DateTimeOffset? ClosedAt { get; set; }

    /// <summary>When it was overdue and told to the leader and the discipline; null while it was not.</summary>
    public DateTimeOffset? EscalatedAt { get; set; }

    public string? InstanceId { get; set; }
    public int Revision { get; set; }
}

/// <summary>来源 of the ledger (D23).</summary>
public static class RectificationSources
{
    public const string Quarter = "Quarter";
    public const string HalfYear = "HalfYear";
    public const string TipOff = "TipOff";
    public const string Comparison = "Comparison";

    public static IReadOnlyList<string> All { get; } = [Quarter, HalfYear, TipOff, Comparison];

    public static string Zh(string source) => source switch
    {
        Quarter => "季度检查",
        HalfYear => "半年检查",
        TipOff => "信访举报",
        Comparison => "数据比对",
        _ => source,
    };
}

/// <summary>What was wrong (clause 三(八) and DOMAIN §4.5).</summary>
public static class ProblemKinds
{
    public const string Person = "Person";

    public static IReadOnlyList<string> All { get; } = [Person, "GhostPay", "Attendance", "Favouritism", "Subsidy", "Ledger", "Post", "Other"];

    public static string Zh(string kind) => kind switch
    {
        Person => "人员在岗",
        "GhostPay" => "吃空饷、虚报冒领",
        "Attendance" => "考勤考核不实",
        "Favouritism" => "优亲厚友",
        "Subsidy" => "补贴发放",
        "Ledger" => "台账资料",
        "Post" => "岗位设置与管理",
        _ => "其他",
    };
}
