using WorkflowJobs.Domain.Plans;

namespace WorkflowJobs.Domain.Placements;

/// <summary>Where a placement stands.</summary>
public enum PlacementStatus
{
    /// <summary>The agreement is signed and its first day is to come.</summary>
    Pending,

    OnPost,

    /// <summary>Keeps the post without working and without pay, by illness for instance; see <see cref="PlacementPause"/>.</summary>
    Suspended,

    Exited,
}

/// <summary>The status in the words of lists and papers; pages take theirs from the resources.</summary>
internal static class PlacementStatusNames
{
    public static string Zh(this PlacementStatus status) => status switch
    {
        PlacementStatus.Pending => "待上岗",
        PlacementStatus.OnPost => "在岗",
        PlacementStatus.Suspended => "停岗",
        _ => "已退出",
    };
}

/// <summary>
/// One person on one post (双实名): from the first signed agreement to the exit. Renewals add agreements, transfers change the post; the placement
/// stays, and so do its months. It has a process of its own under the same id (definition <c>placement</c>).
/// </summary>
public sealed class Placement : IOfPlanLine
{
    public required string Id { get; init; }
    public required string PersonId { get; init; }

    /// <summary>The application that led here; null for a person who was on post before the system was.</summary>
    public string? ApplicationId { get; init; }

    public required PostKind Kind { get; init; }
    public required int Year { get; init; }
    public required int Batch { get; init; }
    public required string TownId { get; set; }
    public required string VillageId { get; set; }

    /// <summary>The post of the notice; null where the notice's posts do not name it.</summary>
    public string? PostId { get; set; }

    public required string PostName { get; set; }

    /// <summary>岗位编号, e.g. 石桥岗〔2024〕1号; each is given out once.</summary>
    public required string PostNumber { get; set; }

    /// <summary>设岗单位 and where the work is done, as the notice says.</summary>
    public string EmployerUnit { get; set; } = "";

    public string Place { get; set; } = "";
    public PlacementStatus Status { get; set; }

    /// <summary>First day on post.</summary>
    public required DateOnly StartsOn { get; set; }

    /// <summary>Last day on post, included; null while no exit has set it.</summary>
    public DateOnly? LastDay { get; set; }

    /// <summary>Kind of exit (DOMAIN §8, stage 14); null before.</summary>
    public string? ExitKind { get; set; }

    /// <summary>Day of the first approval: the 36-month and the under-five-years tests look at the facts of this day (DOMAIN §4.4).</summary>
    public required DateOnly ApprovedOn { get; init; }

    /// <summary>The statutory retirement date by the law in force on <see cref="ApprovedOn"/>; null when the person's facts were not known.</summary>
    public DateOnly? RetiresOn { get; init; }

    /// <summary>The last day on which the person may be on this kind of post by age: rural the birthday of <c>rural.maxAgeOnPost</c>, urban the day before retirement.</summary>
    public DateOnly? AgeLimitOn { get; set; }

    public string? InstanceId { get; set; }
    public int Revision { get; set; }

    /// <summary>Less than five years were left to the retirement date at the first approval: the 36 months may be extended until then.</summary>
    public bool MayExtend => RetiresOn is { } retires && ApprovedOn.AddYears(5) > retires;
}

/// <summary>Days on which a placement rests: neither worked nor paid, its months not counted.</summary>
public sealed class PlacementPause
{
    public required string Id { get; init; }
    public required string PlacementId { get; init; }
    public required DateOnly From { get; init; }

    /// <summary>Last day of rest, included; null while it goes on.</summary>
    public DateOnly? Until { get; set; }

    public required string Reason { get; init; }
    public required string RecordedBy { get; init; }
    public required DateTimeOffset RecordedAt { get; init; }
}

/// <summary>Keys on which processes wait for a placement.</summary>
public static class PlacementKeys
{
    /// <summary>Whatever changed about the placement: its start, its agreement, its end.</summary>
    public static string Changed(string placementId) => $"placement:{placementId}/changed";
}
