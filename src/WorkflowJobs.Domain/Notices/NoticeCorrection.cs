namespace WorkflowJobs.Domain.Notices;

/// <summary>The text of a notice before a correction: kept, never edited.</summary>
public sealed class NoticeVersion
{
    public required string Id { get; init; }
    public required string NoticeId { get; init; }

    /// <summary>1 is the text as first published.</summary>
    public required int Number { get; init; }

    /// <summary>A <see cref="NoticeText"/> as JSON.</summary>
    public required string Text { get; init; }

    public required DateTimeOffset From { get; init; }
    public required DateTimeOffset Until { get; init; }
}

/// <summary>A correction (更正公告): what changed and why. Shown beside the notice.</summary>
public sealed class NoticeCorrection
{
    public required string Id { get; init; }
    public required string NoticeId { get; init; }
    public required int Number { get; init; }
    public required string DocumentNumber { get; init; }
    public required string Reason { get; init; }

    /// <summary>The <see cref="NoticeChange"/>s as JSON.</summary>
    public required string Changes { get; init; }

    public required bool RestartsWindow { get; init; }

    /// <summary>The closing date that holds from this correction on.</summary>
    public required DateOnly ClosesOn { get; init; }

    public required DateTimeOffset At { get; init; }
    public required string InstanceId { get; init; }
}
