using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Parameters;

namespace WorkflowJobs.Domain.Reviews;

/// <summary>How a democratic review counts (DOMAIN §6, review.*).</summary>
public sealed record ReviewParameters(int MinMembers, Fraction Quorum, Fraction Pass, Fraction ResidentsShare)
{
    public static ReviewParameters From(ParameterSet set) => new(
        set.Int("review.minMembers"),
        set.Fraction("review.quorum"),
        set.Fraction("review.pass"),
        set.Fraction("review.residentsShare"));
}

/// <summary>A member at one sitting. A substitute was named by the town when a recusal broke the quorum; the roster keeps its size.</summary>
public sealed record MemberPresence(string Name, bool IsResident, bool Present, bool IsSubstitute = false);

/// <summary>A sitting as it is recorded: roster and presence, and the two tellers who confirm the count.</summary>
public sealed record ReviewSitting(IReadOnlyList<MemberPresence> Members, string FirstTeller, string SecondTeller)
{
    /// <summary>应到: the roster without substitutes.</summary>
    public int Roster => Members.Count(m => !m.IsSubstitute);

    /// <summary>实到.</summary>
    public int Present => Members.Count(m => m.Present);

    public int ResidentsPresent => Members.Count(m => m is { Present: true, IsResident: true });
}

/// <summary>The counts for one applicant. Secret: who voted how is known nowhere. Spoilt votes count as abstentions.</summary>
public sealed record ReviewCount(string Key, int Yes, int No, int Abstain, IReadOnlyList<string> Recused);

public enum ReviewOutcome
{
    Recommended,
    NotRecommended,

    /// <summary>Does not count for this applicant; <see cref="ReviewDecision.Reason"/> says why.</summary>
    Invalid,
}

/// <summary>What the counts mean for one applicant, with the numbers they were held against.</summary>
public sealed record ReviewDecision(string Key, ReviewOutcome Outcome, int PresentForItem, int QuorumNeeded, int YesNeeded, Refusal? Reason);

/// <summary>The rules of 民主评议: quorum of the roster, share of residents, pass of those present, recusal for each applicant.</summary>
public static class ReviewRules
{
    /// <summary>The least number present that makes a quorum.</summary>
    public static int QuorumOf(int roster, ReviewParameters parameters) => parameters.Quorum.CeilingOf(roster);

    /// <summary>
    /// What is wrong with the record itself; then nothing is taken. REVIEW_ROSTER_TOO_SMALL, REVIEW_MEMBER_REPEATED, REVIEW_TELLERS,
    /// REVIEW_RECUSED_UNKNOWN, REVIEW_COUNTS, REVIEW_APPLICANT_REPEATED. Fields are paths of members[] and items[].
    /// </summary>
    public static IReadOnlyList<FieldError> Problems(ReviewSitting sitting, IReadOnlyList<ReviewCount> items, ReviewParameters parameters)
    {
        var problems = new List<FieldError>();
        if (sitting.Roster < parameters.MinMembers)
            problems.Add(new FieldError("members", "REVIEW_ROSTER_TOO_SMALL", $"评议小组应不少于{parameters.MinMembers}人，现为{sitting.Roster}人", $"The roster needs at least {parameters.MinMembers} members; it has {sitting.Roster}."));
        foreach (var name in sitting.Members.GroupBy(m => m.Name).Where(g => g.Count() > 1).Select(g => g.Key))
            problems.Add(new FieldError("members", "REVIEW_MEMBER_REPEATED", $"成员“{name}”重复（同名请加注区别）", $"The member {name} is listed twice (mark namesakes apart)."));
        if (string.IsNullOrWhiteSpace(sitting.FirstTeller) || string.IsNullOrWhiteSpace(sitting.SecondTeller) || sitting.FirstTeller.Trim() == sitting.SecondTeller.Trim())
            problems.Add(new FieldError("secondTeller", "REVIEW_TELLERS", "须由两名不同的监票、计票人确认", "Two different tellers must confirm the count."));
        foreach (var key in items.GroupBy(i => i.Key).Where(g => g.Count() > 1).Select(g => g.Key))
            problems.Add(new FieldError("items", "REVIEW_APPLICANT_REPEATED", "同一申请人重复计票", $"The applicant {key} is counted twice."));
        for (var i = 0; i < items.Count; i++)
            problems.AddRange(ProblemsOf(sitting, items[i], $"items[{i}]"));
        return problems;
    }

    /// <summary>The decision for each applicant; call it only when <see cref="Problems"/> is empty.</summary>
    public static IReadOnlyList<ReviewDecision> Decide(ReviewSitting sitting, IReadOnlyList<ReviewCount> items, ReviewParameters parameters) =>
        [.. items.Select(item => Decide(sitting, item, parameters))];

    /// <summary>Whether the sitting as a whole has a quorum and enough residents; else why every item is invalid.</summary>
    public static Refusal? SittingIsInvalid(ReviewSitting sitting, ReviewParameters parameters) =>
        QuorumIsMissing(sitting.Present, sitting.Roster, parameters) ?? ResidentsAreTooFew(sitting, parameters);

    private static ReviewDecision Decide(ReviewSitting sitting, ReviewCount item, ReviewParameters parameters)
    {
        var present = PresentFor(sitting, item);
        var quorum = QuorumOf(sitting.Roster, parameters);
        var needed = parameters.Pass.CeilingOf(present);
        var invalid = SittingIsInvalid(sitting, parameters) ?? QuorumIsMissing(present, sitting.Roster, parameters);
        if (invalid is not null)
            return new ReviewDecision(item.Key, ReviewOutcome.Invalid, present, quorum, needed, invalid);
        if (parameters.Pass.IsReachedBy(item.Yes, present))
            return new ReviewDecision(item.Key, ReviewOutcome.Recommended, present, quorum, needed, null);
        var reason = new Refusal(
            "REVIEW_NOT_PASSED",
            $"同意{item.Yes}票，到会{present}人，未达到{needed}票（{parameters.Pass}）",
            $"{item.Yes} of {present} voted yes; {needed} were needed ({parameters.Pass}).");
        return new ReviewDecision(item.Key, ReviewOutcome.NotRecommended, present, quorum, needed, reason);
    }

    private static int PresentFor(ReviewSitting sitting, ReviewCount item) =>
        sitting.Members.Count(m => m.Present && !item.Recused.Contains(m.Name));

    private static Refusal? QuorumIsMissing(int present, int roster, ReviewParameters parameters)
    {
        var needed = QuorumOf(roster, parameters);
        return present >= needed && present > 0 ? null : new Refusal(
            "REVIEW_NO_QUORUM",
            $"应到{roster}人，参加表决{present}人，不足法定{needed}人（{parameters.Quorum}）",
            $"{present} of {roster} took part; {needed} make a quorum ({parameters.Quorum}).");
    }

    private static Refusal? ResidentsAreTooFew(ReviewSitting sitting, ReviewParameters parameters) =>
        parameters.ResidentsShare.IsReachedBy(sitting.ResidentsPresent, sitting.Present) ? null : new Refusal(
            "REVIEW_RESIDENT_SHARE",
            $"到会{sitting.Present}人中村（居）民代表{sitting.ResidentsPresent}人，不足{parameters.ResidentsShare}",
            $"{sitting.ResidentsPresent} of {sitting.Present} present are resident representatives, fewer than {parameters.ResidentsShare}.");

    private static IEnumerable<FieldError> ProblemsOf(ReviewSitting sitting, ReviewCount item, string path)
    {
        foreach (var name in item.Recused.Where(name => !sitting.Members.Any(m => m.Present && m.Name == name)))
            yield return new FieldError($"{path}.recused", "REVIEW_RECUSED_UNKNOWN", $"回避人“{name}”不在到会成员中", $"{name} recused but is not among the members present.");
        if (item.Yes < 0 || item.No < 0 || item.Abstain < 0)
        {
            yield return new FieldError(path, "REVIEW_COUNTS", "票数不能为负", "Counts cannot be negative.");
            yield break;
        }

        var present = PresentFor(sitting, item);
        var votes = (long)item.Yes + item.No + item.Abstain;
        if (votes != present)
            yield return new FieldError(path, "REVIEW_COUNTS", $"同意、不同意、弃权合计{votes}票，应等于参加表决的{present}人", $"Yes, no and abstain add up to {votes}; {present} took part.");
    }
}
