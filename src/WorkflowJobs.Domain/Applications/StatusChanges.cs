using WorkflowJobs.Domain.Runtime.Commands;

namespace WorkflowJobs.Domain.Applications;

/// <summary>The one way in which an application's legal status changes: with a row that says from what, to what, why and when.</summary>
public static class StatusChanges
{
    /// <summary>Sets the status and records the change; setting the same status again for no other reason records nothing.</summary>
    /// <param name="isFinal">Nothing can follow any more, though the status alone would allow it.</param>
    public static void Apply(Work work, Application application, ApplicationStatus to, string? reasonCode = null, bool isFinal = false)
    {
        if (application.Status == to && reasonCode is null)
            return;
        work.Db.StatusChanges.Add(new StatusChange
        {
            Id = Guid.NewGuid().ToString("N"),
            ApplicationId = application.Id,
            From = application.Status,
            To = to,
            ReasonCode = reasonCode,
            At = work.Now,
        });
        application.Status = to;
        application.IsFinal = isFinal;
        Occupy(application);
    }

    /// <summary>The remedy was not used in its time: the status stays, and nothing follows.</summary>
    public static void Finish(Application application)
    {
        application.IsFinal = true;
        Occupy(application);
    }

    /// <summary>A later application of the same round takes its place; its process sets the status when it hears of it.</summary>
    public static void SupersededBy(Application old, Application later)
    {
        old.SupersededById = later.Id;
        Occupy(old);
    }

    /// <summary>Whether the application is the one that its person may have, after whatever has changed about it.</summary>
    private static void Occupy(Application application)
    {
        var isLive = application.Status.IsActive() && !application.IsFinal && application.SupersededById is null;
        application.ActivePersonId = isLive ? application.PersonId : null;
        application.Revision++;
    }

    /// <summary>NOT_RECOMMENDED and NotRecommended alike.</summary>
    public static bool TryParse(string? text, out ApplicationStatus status) =>
        Enum.TryParse((text ?? "").Replace("_", "", StringComparison.Ordinal), ignoreCase: true, out status) && Enum.IsDefined(status);

    /// <summary>NOT_RECOMMENDED: the spelling of the law book, for definitions and the API.</summary>
    public static string Code(this ApplicationStatus status)
    {
        var name = status.ToString();
        return string.Concat(name.Select((c, i) => i > 0 && char.IsUpper(c) ? "_" + c : char.ToUpperInvariant(c).ToString()));
    }

    /// <summary>The application takes part in nothing any more.</summary>
    public static bool IsOver(this ApplicationStatus status) => status is
        ApplicationStatus.Lapsed or ApplicationStatus.Rejected or ApplicationStatus.Withdrawn or ApplicationStatus.Superseded
        or ApplicationStatus.OfferLapsed or ApplicationStatus.Exited or ApplicationStatus.Revoked;

    /// <summary>Counts as an active application or post for DUPLICATE_ACTIVE. A not recommended one still does: it may be re-examined.</summary>
    public static bool IsActive(this ApplicationStatus status) => status != ApplicationStatus.Draft && !status.IsOver();

    /// <summary>Approved or beyond, for queries.</summary>
    public static IReadOnlyList<ApplicationStatus> ApprovedOrBeyond { get; } =
        [ApplicationStatus.Approved, ApplicationStatus.Training, ApplicationStatus.Signing, ApplicationStatus.OnPost, ApplicationStatus.Suspended];

    /// <summary>Approved or beyond: a withdrawal comes too late and must be an exit or a refused offer.</summary>
    public static bool IsApprovedOrBeyond(this ApplicationStatus status) => ApprovedOrBeyond.Contains(status);

    public static (string Zh, string En) Name(this ApplicationStatus status) => status switch
    {
        ApplicationStatus.Draft => ("草稿", "Draft"),
        ApplicationStatus.Submitted => ("已提交", "Submitted"),
        ApplicationStatus.Accepted => ("已受理", "Accepted"),
        ApplicationStatus.Supplement => ("待补正", "Supplement asked for"),
        ApplicationStatus.Lapsed => ("已失效（视为撤回）", "Lapsed"),
        ApplicationStatus.Review => ("民主评议", "Democratic review"),
        ApplicationStatus.NotRecommended => ("评议未通过", "Not recommended"),
        ApplicationStatus.TownReview => ("镇街审核", "Town review"),
        ApplicationStatus.Publicity => ("公示中", "Publicity"),
        ApplicationStatus.Objection => ("异议处理", "Objection"),
        ApplicationStatus.DistrictReview => ("区级审批", "District approval"),
        ApplicationStatus.Approved => ("已批准", "Approved"),
        ApplicationStatus.Waitlist => ("候补", "Waitlist"),
        ApplicationStatus.Rejected => ("未通过", "Rejected"),
        ApplicationStatus.Withdrawn => ("已撤回", "Withdrawn"),
        ApplicationStatus.Superseded => ("已被新申请替代", "Superseded"),
        ApplicationStatus.Training => ("岗前培训", "Training"),
        ApplicationStatus.OfferLapsed => ("录用失效", "Offer lapsed"),
        ApplicationStatus.Signing => ("待签协议", "Signing"),
        ApplicationStatus.OnPost => ("在岗", "On post"),
        ApplicationStatus.Suspended => ("暂停", "Suspended"),
        ApplicationStatus.Exited => ("已退出", "Exited"),
        ApplicationStatus.Revoked => ("已撤销", "Revoked"),
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, null),
    };
}
