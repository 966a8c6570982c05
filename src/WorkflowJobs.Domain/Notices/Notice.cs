using WorkflowJobs.Domain.Plans;

namespace WorkflowJobs.Domain.Notices;

public enum NoticeStatus
{
    Draft,
    Published,
    Open,
    Closed,
}

/// <summary>The annual demand notice of a town.</summary>
public sealed class Notice
{
    public required string Id { get; init; }
    public required int Year { get; init; }
    public required string TownId { get; init; }
    public required string Title { get; set; }

    /// <summary>文号 with its serial; issue is refused without one (DOMAIN I3).</summary>
    public string? DocumentNumber { get; set; }

    public NoticeStatus Status { get; set; }
    public DateOnly? OpensOn { get; set; }

    /// <summary>Closing date; also the as-of date of every age (DOMAIN §5.1).</summary>
    public DateOnly? ClosesOn { get; set; }

    /// <summary>Opening and closing instants, fixed at publication from the parameter notice.closesAt.</summary>
    public DateTimeOffset? OpensAt { get; set; }

    public DateTimeOffset? ClosesAt { get; set; }
    public string? Place { get; set; }
    public string? Phone { get; set; }
    public string? SupervisionPhone { get; set; }
    public DateTimeOffset? PublishedAt { get; set; }
    public string? InstanceId { get; set; }

    /// <summary>The instant whose age bounds the notice prints: its publication, or the correction that took newer ones over.</summary>
    public DateTimeOffset? TermsAt { get; set; }

    public int Revision { get; set; }
    public List<NoticeLine> Lines { get; } = [];
    public List<Post> Posts { get; } = [];
}

/// <summary>A line of a notice (kind × batch) becomes a round when the window closes.</summary>
public sealed class NoticeLine
{
    public required string Id { get; init; }
    public required string NoticeId { get; init; }
    public required PostKind Kind { get; init; }
    public required int Batch { get; init; }
    public required int Number { get; set; }
}

/// <summary>The five classes of 三(一).</summary>
public enum PostClass
{
    PublicAdministration,
    PublicService,
    SocialUndertaking,
    FacilityMaintenance,
    SocialGovernance,
}

/// <summary>A post that a village or employer demands and the notice offers.</summary>
public sealed class Post
{
    public required string Id { get; init; }
    public required string NoticeId { get; init; }
    public string? LineId { get; set; }
    public required string VillageId { get; init; }
    public required string Name { get; set; }
    public required PostClass Class { get; set; }
    public required string Content { get; set; }
    public string Place { get; set; } = "";
    public int? HoursPerMonth { get; set; }
    public required int Number { get; set; }
    public string Conditions { get; set; } = "";
    public string EmployerUnit { get; set; } = "";

    /// <summary>综合设岗: one post for several duties; otherwise 单独设岗 (三(一)).</summary>
    public bool IsCombined { get; set; }

    /// <summary>The unit that demanded it, a village or a post-providing unit; null where the town stated it.</summary>
    public string? DemandedBy { get; init; }

    /// <summary>As the notice states it, on this line.</summary>
    public StatedPost Stated(NoticeLine line) => new(VillageId, line.Kind, line.Batch, Name, Class, Content, Place, HoursPerMonth, Number, Conditions, EmployerUnit) { IsCombined = IsCombined };
}
