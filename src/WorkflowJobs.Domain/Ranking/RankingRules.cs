using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using WorkflowJobs.Domain.Common;

namespace WorkflowJobs.Domain.Ranking;

/// <summary>The two readings of “相同条件下优先” (DOMAIN I4).</summary>
public enum RankMode
{
    /// <summary>PRIORITY_FIRST: the tier is the first key.</summary>
    PriorityFirst,

    /// <summary>SCORE_FIRST: the tier only breaks ties of the score.</summary>
    ScoreFirst,
}

/// <summary>What of an applicant counts for the rank. Income is the household's per head, in 分 a year.</summary>
/// <param name="Key">The application's id; the draw depends on it and on nothing else of the applicant.</param>
public sealed record Candidate(string Key, int Tier, DateTimeOffset SubmittedAt)
{
    public int? Score { get; init; }

    /// <summary>Unknown ranks after every known income.</summary>
    public long? IncomePerCapita { get; init; }

    public int Yes { get; init; }

    public int Present { get; init; }

    public int MonthsUnemployed { get; init; }
}

/// <summary>A place in the list with the values that gave it; frozen at publicity start.</summary>
/// <param name="DecidedBy">The key that put it below the place before: tier, score, income, votes, months, submitted, draw; null for the first.</param>
public sealed record RankedCandidate(int Position, Candidate Candidate, bool Selected, ulong Draw, string? DecidedBy);

/// <summary>A whole list with how it was made; the same input and seed give the same list.</summary>
public sealed record RankedList(RankMode Mode, bool ScoreEnabled, long Seed, int Vacancies, IReadOnlyList<RankedCandidate> Places)
{
    public IEnumerable<RankedCandidate> Selected => Places.Where(p => p.Selected);

    public IEnumerable<RankedCandidate> Waitlist => Places.Where(p => !p.Selected);

    /// <summary>PRIORITY_FIRST or SCORE_FIRST, as parameters and lists print it.</summary>
    public string ModeCode => RankingRules.Code(Mode);
}

/// <summary>
/// Ranking (DOMAIN §5.4): tier ↑, score ↓ if enabled, income ↑, yes-vote ratio ↓, months unemployed ↓, time of submission ↑, recorded draw.
/// SCORE_FIRST puts the score before the tier.
/// </summary>
public static class RankingRules
{
    /// <summary>Refused: RANK_SCORE_DISABLED (score-first without a score), RANK_SCORE_MISSING, RANK_DUPLICATE.</summary>
    public static Result<RankedList> Rank(IReadOnlyCollection<Candidate> candidates, int vacancies, RankMode mode, bool scoreEnabled, long seed)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(vacancies);
        if (mode == RankMode.ScoreFirst && !scoreEnabled)
            return new Refusal("RANK_SCORE_DISABLED", "评分优先排序须启用评分", "Ranking by score first needs the score to be enabled.");
        if (candidates.Select(c => c.Key).Distinct().Count() != candidates.Count)
            return new Refusal("RANK_DUPLICATE", "同一申请重复参加排序", "An application takes part twice.");
        var unscored = candidates.Where(c => c.Score is null).Select(c => c.Key).Order(StringComparer.Ordinal).ToList();
        if (scoreEnabled && unscored.Count > 0)
            return new Refusal("RANK_SCORE_MISSING", $"{unscored.Count}人尚未评分", $"{unscored.Count} applicant(s) have no score yet.")
            {
                Details = new Dictionary<string, string> { ["applications"] = string.Join(',', unscored) },
            };

        var keys = Keys(mode, scoreEnabled);
        var drawn = candidates.Select(c => new Drawn(c, DrawOf(seed, c.Key))).ToList();
        drawn.Sort((a, b) => Compare(keys, a, b).Order);
        return new RankedList(mode, scoreEnabled, seed, vacancies,
        [
            .. drawn.Select((d, i) => new RankedCandidate(i + 1, d.Candidate, i < vacancies, d.Draw, i == 0 ? null : Compare(keys, drawn[i - 1], d).By)),
        ]);
    }

    /// <summary>The draw of one application: the head of SHA-256 over seed and key, so that anyone can work it out again.</summary>
    public static ulong DrawOf(long seed, string key)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"{seed}|{key}");
        return BinaryPrimitives.ReadUInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }

    public static string Code(RankMode mode) => mode == RankMode.ScoreFirst ? "SCORE_FIRST" : "PRIORITY_FIRST";

    public static RankMode ModeOf(string code) => code switch
    {
        "PRIORITY_FIRST" => RankMode.PriorityFirst,
        "SCORE_FIRST" => RankMode.ScoreFirst,
        _ => throw new ArgumentException($"No rank mode {code}.", nameof(code)),
    };

    /// <summary>Last day of a waitlist: the end of the plan year or so many months after it was frozen, whichever is first.</summary>
    public static DateOnly WaitlistLastsUntil(DateOnly frozenOn, int planYear, int months)
    {
        var byMonths = frozenOn.AddMonths(months);
        var yearEnd = new DateOnly(planYear, 12, 31);
        return byMonths < yearEnd ? byMonths : yearEnd;
    }

    private static List<Key> Keys(RankMode mode, bool scoreEnabled)
    {
        var tier = new Key("tier", (a, b) => a.Candidate.Tier.CompareTo(b.Candidate.Tier));
        var score = new Key("score", (a, b) => b.Candidate.Score!.Value.CompareTo(a.Candidate.Score!.Value));
        return
        [
            .. mode == RankMode.ScoreFirst ? new[] { score, tier } : scoreEnabled ? [tier, score] : [tier],
            new Key("income", (a, b) => (a.Candidate.IncomePerCapita ?? long.MaxValue).CompareTo(b.Candidate.IncomePerCapita ?? long.MaxValue)),
            new Key("votes", (a, b) => CompareRatio(b.Candidate, a.Candidate)),
            new Key("months", (a, b) => b.Candidate.MonthsUnemployed.CompareTo(a.Candidate.MonthsUnemployed)),
            new Key("submitted", (a, b) => a.Candidate.SubmittedAt.CompareTo(b.Candidate.SubmittedAt)),
            new Key("draw", (a, b) => a.Draw.CompareTo(b.Draw)),
        ];
    }

    private static (int Order, string? By) Compare(List<Key> keys, Drawn a, Drawn b)
    {
        foreach (var key in keys)
        {
            var order = key.Compare(a, b);
            if (order != 0)
                return (order, key.Name);
        }

        return (string.CompareOrdinal(a.Candidate.Key, b.Candidate.Key), "draw");
    }

    // Cross-multiplied: 2/3 and 4/6 are the same ratio. Nobody present counts as no vote.
    private static int CompareRatio(Candidate a, Candidate b) =>
        ((long)a.Yes * Math.Max(b.Present, 1)).CompareTo((long)b.Yes * Math.Max(a.Present, 1));

    private readonly record struct Drawn(Candidate Candidate, ulong Draw);

    private sealed record Key(string Name, Comparison<Drawn> Compare);
}
