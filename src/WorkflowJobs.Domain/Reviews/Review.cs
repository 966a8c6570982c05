using WorkflowJobs.Domain.Plans;

namespace WorkflowJobs.Domain.Reviews;

/// <summary>A round: one notice line after its window closed. Its id is the line's.</summary>
public sealed class Round
{
    public required string Id { get; init; }
    public required string NoticeId { get; init; }
    public required string TownId { get; init; }
    public required int Year { get; init; }
    public required PostKind Kind { get; init; }
    public required int Batch { get; init; }

    /// <summary>Reviewing, Ranking, Publicity, Approval, Closed.</summary>
    public required string Status { get; set; }

    /// <summary>PRIORITY_FIRST or SCORE_FIRST, fixed when ranked.</summary>
    public string? RankMode { get; set; }

    public bool ScoreEnabled { get; set; }
    public long? DrawSeed { get; set; }
    public DateTimeOffset? FrozenAt { get; set; }
    public string? InstanceId { get; set; }
    public int Revision { get; set; }
}

/// <summary>The review meeting of a village for a notice; may take applicants of several rounds.</summary>
public sealed class ReviewMeeting
{
    public required string Id { get; init; }
    public required string NoticeId { get; init; }
    public required string TownId { get; init; }
    public required string VillageId { get; init; }

    /// <summary>Planned, NoQuorum, Partial, Closed.</summary>
    public required string Status { get; set; }

    public string? InstanceId { get; set; }
    public int Revision { get; set; }
}

/// <summary>One sitting of a meeting: roster, presence and the two tellers. Who voted how is stored nowhere.</summary>
public sealed class ReviewSession
{
    public required string Id { get; init; }
    public required string MeetingId { get; init; }
    public required int Number { get; init; }
    public required DateOnly HeldOn { get; init; }
    public required string Place { get; init; }
    public required string Chair { get; init; }
    public required string FirstTeller { get; init; }
    public required string SecondTeller { get; init; }
    public required string SheetAttachmentId { get; init; }

    /// <summary>What was said and done, as the meeting wrote it down; empty where nothing was written beyond the usual course.</summary>
    public string Minutes { get; init; } = "";

    /// <summary>Photographs of the meeting, ids of attachments separated by commas.</summary>
    public string PhotoIds { get; init; } = "";

    public required string RecordedBy { get; init; }
    public required DateTimeOffset RecordedAt { get; init; }

    /// <summary>Who certified the record, having taken part, as papers print the name; empty where the process has no such step.</summary>
    public string CertifiedBy { get; init; } = "";

    public string CertifiedByName { get; init; } = "";
    public DateTimeOffset? CertifiedAt { get; init; }
    public required int RosterCount { get; init; }
    public required int PresentCount { get; init; }
    public required int ResidentCount { get; init; }
}

public sealed class ReviewMember
{
    public required string Id { get; init; }
    public required string SessionId { get; init; }
    public required string Name { get; init; }
    public required bool IsResidentRepresentative { get; init; }
    public required bool Present { get; init; }

    /// <summary>Named by the town when a recusal broke the quorum.</summary>
    public bool IsSubstitute { get; init; }
}

/// <summary>Per applicant, counts only.</summary>
public sealed class ReviewItem
{
    public required string Id { get; init; }
    public required string SessionId { get; init; }
    public required string ApplicationId { get; init; }

    /// <summary>Names of members who recused, 、-separated.</summary>
    public string Recused { get; init; } = "";

    public required int PresentForItem { get; init; }
    public required int Yes { get; init; }
    public required int No { get; init; }
    public required int Abstain { get; init; }

    /// <summary>Recommended, NotRecommended, InvalidNoQuorum.</summary>
    public required string Outcome { get; init; }

    public string Hardship { get; init; } = "";
    public string Reason { get; init; } = "";
}
