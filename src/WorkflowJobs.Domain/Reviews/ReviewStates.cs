using WorkflowJobs.Domain.Applications;

namespace WorkflowJobs.Domain.Reviews;

/// <summary>Values of <see cref="Round.Status"/>.</summary>
public static class RoundStates
{
    public const string Reviewing = "Reviewing";
    public const string Ranking = "Ranking";
    public const string Publicity = "Publicity";
    public const string Approval = "Approval";
    public const string Closed = "Closed";
}

/// <summary>Values of <see cref="ReviewMeeting.Status"/>.</summary>
public static class MeetingStates
{
    public const string Planned = "Planned";

    /// <summary>Too few came; convened once more.</summary>
    public const string NoQuorum = "NoQuorum";

    /// <summary>Some applicants have no valid result yet; the town holds a second vote.</summary>
    public const string Partial = "Partial";
    public const string Closed = "Closed";
}

/// <summary>Values of <see cref="ReviewItem.Outcome"/>; the first two are those of an application too.</summary>
public static class ReviewOutcomes
{
    public const string Recommended = "Recommended";
    public const string NotRecommended = "NotRecommended";

    /// <summary>A recusal left too few for this applicant.</summary>
    public const string InvalidNoQuorum = "InvalidNoQuorum";

    /// <summary>The recorder is a relative and may record nothing for this applicant.</summary>
    public const string LeftToTown = "LeftToTown";
}

/// <summary>Values of <see cref="Applications.Application.Selection"/>.</summary>
public static class Selections
{
    public const string Selected = "Selected";
    public const string Waitlisted = "Waitlisted";

    /// <summary>Called from the waitlist to a place that became free.</summary>
    public const string Promoted = "Promoted";

    /// <summary>Held a place and gave it up or lost it.</summary>
    public const string Released = "Released";

    /// <summary>The waitlist ended before a place was free.</summary>
    public const string Expired = "Expired";

    /// <summary>Holds a place: selected or called, and not fallen out since.</summary>
    public static bool HoldPlace(string? selection, ApplicationStatus status) =>
        selection is Selected or Promoted && !status.IsOver() && status != ApplicationStatus.NotRecommended;
}

/// <summary>Keys that the processes wait on; they begin with the subject's.</summary>
public static class WaitKeys
{
    public static string Review(string applicationId) => $"application:{applicationId}/review";

    public static string Selection(string applicationId) => $"application:{applicationId}/selection";

    public static string Promotion(string applicationId) => $"application:{applicationId}/promotion";

    public static string Publicity(string applicationId) => $"application:{applicationId}/publicity";

    public static string Training(string applicationId) => $"application:{applicationId}/training";

    public static string Acceptances(string roundId) => $"round:{roundId}/acceptances";

    public static string Reviews(string roundId) => $"round:{roundId}/reviews";

    public static string TownReviews(string roundId) => $"round:{roundId}/town-reviews";

    public static string Settled(string roundId) => $"round:{roundId}/settled";

    public static string Period(string listId) => $"publicity-list:{listId}/period";
}
