using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Applications;
using WorkflowJobs.Domain.Plans;
using WorkflowJobs.Domain.Reviews;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Instances;
using WorkflowJobs.Domain.Runtime.Tasks;

namespace WorkflowJobs.Domain.Ranking;

/// <summary>Who is ranked in a round, and for how many places.</summary>
internal static class RankingPool
{
    /// <summary>Passed by the town and not placed yet.</summary>
    public static bool IsEligible(Application application) =>
        application is { TownPassed: true, Selection: null, Status: ApplicationStatus.TownReview };

    public static async Task<List<Application>> Eligible(Work work, string roundId, CancellationToken cancel) =>
        (await work.ApplicationsOf(roundId, cancel)).FindAll(IsEligible);

    /// <summary>Holds a place: selected or called, and not fallen out since.</summary>
    public static bool HoldsPlace(Application application) => Selections.HoldPlace(application.Selection, application.Status);

    /// <summary>The places of a round: its line's number, never more than the quota line holds.</summary>
    public static async Task<int> Capacity(Work work, Round round, CancellationToken cancel)
    {
        var line = await work.Line(round.Id, cancel);
        var quota = await QuotaLineOf(work, round, cancel);
        return quota is null ? line.Number : Math.Min(line.Number, quota.Number);
    }

    /// <summary>Places that nobody holds. A place taken by somebody outside this round's list counts as held too.</summary>
    public static async Task<int> Free(Work work, Round round, CancellationToken cancel)
    {
        var applications = await work.ApplicationsOf(round.Id, cancel);
        var quota = await QuotaLineOf(work, round, cancel);
        var takenElsewhere = Math.Max(0, (quota?.Taken ?? 0) - applications.Count(a => a.QuotaTaken));
        return Math.Max(0, await Capacity(work, round, cancel) - takenElsewhere - applications.Count(HoldsPlace));
    }

    public static Task<QuotaLine?> QuotaLineOf(Work work, Round round, CancellationToken cancel) =>
        work.Db.QuotaLines.AsNoTracking().FirstOrDefaultAsync(
            q => q.Year == round.Year && q.Kind == round.Kind && q.TownId == round.TownId && q.Batch == round.Batch, cancel);

    /// <summary>The last task in which the round was ranked; null before the first.</summary>
    public static Task<UserTask?> LastRanking(Work work, string roundId, CancellationToken cancel) =>
        work.Db.UserTasks.AsNoTracking().Where(t => t.SubjectType == Subject.Round && t.SubjectId == roundId && t.FormKey == RankingForm.Key && t.CompletedBy != null)
            .OrderByDescending(t => t.CompletedAt).FirstOrDefaultAsync(cancel);

    public static Candidate CandidateOf(Application application, int? score) => new(application.Id, application.Tier ?? int.MaxValue, application.SubmittedAt ?? application.CreatedAt)
    {
        Score = score,
        IncomePerCapita = application.IncomePerCapita,
        Yes = application.ReviewYes ?? 0,
        Present = application.ReviewPresent ?? 0,
        MonthsUnemployed = application.MonthsUnemployed ?? 0,
    };
}
