namespace WorkflowJobs.Domain.Attendance;

/// <summary>How far a month's record of a village is.</summary>
public enum SheetStatus
{
    /// <summary>The village keeps it.</summary>
    Open,

    /// <summary>Handed to the town, which audits it.</summary>
    Reported,

    /// <summary>Pay rests on it; what changes after this is a new entry beside the old one.</summary>
    Audited,
}

/// <summary>The attendance of a village in a month (D14); its process <c>attendance-month</c> has the same subject.</summary>
public sealed class AttendanceSheet
{
    /// <summary>VILLAGE.yyyy-MM.</summary>
    public required string Id { get; init; }

    public required string TownId { get; init; }
    public required string VillageId { get; init; }
    public required int Year { get; init; }
    public required int Month { get; init; }
    public SheetStatus Status { get; set; }
    public string? ReportedBy { get; set; }
    public DateTimeOffset? ReportedAt { get; set; }
    public string? AuditedBy { get; set; }
    public DateTimeOffset? AuditedAt { get; set; }
    public string? InstanceId { get; set; }
    public int Revision { get; set; }

    public static string IdOf(string villageId, int year, int month) =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{villageId}.{year:0000}-{month:00}");
}

/// <summary>One person's marks of one month. Before the audit the first version is overwritten; after it each change is a further version with its reason.</summary>
public sealed class AttendanceEntry
{
    public required string Id { get; init; }
    public required string SheetId { get; init; }
    public required string PlacementId { get; init; }
    public required int Year { get; init; }
    public required int Month { get; init; }

    /// <summary>From 1; the highest counts.</summary>
    public required int Version { get; init; }

    /// <summary>One letter a day, see <see cref="Mark"/>; as many as the month has days.</summary>
    public required string Marks { get; set; }

    /// <summary>Why it was changed after the audit, encrypted with the person's key; null for the first version.</summary>
    public byte[]? ReasonCipher { get; init; }

    public required string RecordedBy { get; set; }
    public required DateTimeOffset RecordedAt { get; set; }
}

/// <summary>Why somebody is proposed for removal (DOMAIN §6: absence.dismiss, assessment).</summary>
public enum DismissalGround
{
    AbsentConsecutive,
    AbsentInMonth,
    AbsentInYear,
    AssessmentFailed,
}

/// <summary>A ground for removal that the numbers gave (清退建议). Whether it leads to one, people decide in the process of the exit.</summary>
public sealed class DismissalProposal
{
    public required string Id { get; init; }
    public required string PlacementId { get; init; }
    public required DismissalGround Ground { get; init; }

    /// <summary>The month in which the limit was passed.</summary>
    public required int Year { get; init; }

    public required int Month { get; init; }

    /// <summary>Days absent or assessments failed, and the limit that they pass.</summary>
    public required int Count { get; init; }

    public required int Limit { get; init; }
    public required DateTimeOffset At { get; init; }

    /// <summary>When an exit took it up, or a correction of the record withdrew it; null while it is open.</summary>
    public DateTimeOffset? SettledAt { get; set; }

    /// <summary>TAKEN or CORRECTED; null while it is open.</summary>
    public string? Settlement { get; set; }
}
