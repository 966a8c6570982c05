namespace WorkflowJobs.Domain.Supervision;

/// <summary>Signs for which somebody on post is looked at first (DOMAIN §4.5: the patterns of abuse that were found).</summary>
public static class RiskSigns
{
    /// <summary>The pay of two people on post, or more, goes to one account.</summary>
    public const string SharedAccount = "SHARED_ACCOUNT";

    /// <summary>Declared a relative among officers, review members or village cadres.</summary>
    public const string CadreRelative = "CADRE_RELATIVE";

    /// <summary>Never a day of leave or absence in three months or more.</summary>
    public const string PerfectAttendance = "PERFECT_ATTENDANCE";

    /// <summary>A comparison with other departments' lists hit.</summary>
    public const string ComparisonHit = "COMPARISON_HIT";

    /// <summary>An earlier inspection found something.</summary>
    public const string EarlierFinding = "EARLIER_FINDING";

    /// <summary>Somebody complained.</summary>
    public const string TipOff = "TIP_OFF";

    public static IReadOnlyList<string> All { get; } = [SharedAccount, CadreRelative, PerfectAttendance, ComparisonHit, EarlierFinding, TipOff];

    public static string Zh(string sign) => sign switch
    {
        SharedAccount => "账户与他人相同",
        CadreRelative => "申报有干部亲属",
        PerfectAttendance => "长期满勤",
        ComparisonHit => "数据比对有疑点",
        EarlierFinding => "以往检查有问题",
        TipOff => "有信访举报",
        _ => sign,
    };

    public static string En(string sign) => sign switch
    {
        SharedAccount => "shares an account",
        CadreRelative => "declared relative of a cadre",
        PerfectAttendance => "perfect attendance for long",
        ComparisonHit => "hit of a comparison",
        EarlierFinding => "earlier finding",
        TipOff => "tip-off",
        _ => sign,
    };
}

/// <summary>Somebody on post with the signs that were found; each sign counts once.</summary>
public sealed record RiskProfile(string PlacementId, IReadOnlyCollection<string> Signs);

/// <summary>Somebody of the sample: why, with how many points, and with which signs.</summary>
public sealed record SampledPerson(string PlacementId, string Basis, int Score, IReadOnlyList<string> Signs);

/// <summary>How many points a person's signs are, by the weights of <c>inspection.risk.weights</c>.</summary>
public static class RiskRules
{
    public static int Score(IEnumerable<string> signs, IReadOnlyDictionary<string, int> weights) =>
        signs.Distinct(StringComparer.Ordinal).Sum(sign => weights.GetValueOrDefault(sign));

    /// <summary>Those with the most points, at most so many and none without points; of equals the lower lot, so that the order is total.</summary>
    public static IReadOnlyList<SampledPerson> Highest(IEnumerable<RiskProfile> people, IReadOnlyDictionary<string, int> weights, int places, string seed) =>
    [
        .. people.Select(person => new SampledPerson(person.PlacementId, SampleBases.Risk, Score(person.Signs, weights), Ordered(person.Signs, weights)))
            .Where(person => person.Score > 0)
            .OrderByDescending(person => person.Score).ThenBy(person => LotRules.Lot(seed, person.PlacementId), StringComparer.Ordinal)
            .Take(places),
    ];

    private static IReadOnlyList<string> Ordered(IEnumerable<string> signs, IReadOnlyDictionary<string, int> weights) =>
        [.. signs.Distinct(StringComparer.Ordinal).OrderByDescending(sign => weights.GetValueOrDefault(sign)).ThenBy(sign => sign, StringComparer.Ordinal)];
}
