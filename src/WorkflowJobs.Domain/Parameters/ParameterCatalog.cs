using WorkflowJobs.Domain.Common;

namespace WorkflowJobs.Domain.Parameters;

/// <summary>Every parameter of the law book, with its default. Nothing of this is a constant elsewhere (DOMAIN §6).</summary>
public static partial class ParameterCatalog
{
    private static readonly Dictionary<string, ParameterDefinition> ByKey = Definitions().ToDictionary(d => d.Key);

    public static IReadOnlyList<ParameterDefinition> All { get; } = [.. ByKey.Values];

    public static ParameterDefinition? Find(string key) => ByKey.GetValueOrDefault(key);

    /// <summary>
    /// Changes of parameters from a date on, as they would be stored; several together, since some must fit each other (the four weights).
    /// Refused: PARAM_UNKNOWN, PARAM_PAST (rules never change backwards), PARAM_REASON, those of <see cref="ParameterDefinition.Read"/>,
    /// and PARAM_WEIGHTS or PARAM_ORDER when they would not fit the others.
    /// </summary>
    /// <param name="before">The parameters that would hold on <paramref name="effectiveFrom"/> without the changes.</param>
    public static Result<Dictionary<string, string>> CheckChanges(
        ParameterSet before, IEnumerable<KeyValuePair<string, string?>> changes, DateOnly effectiveFrom, DateOnly today, string? reason)
    {
        if (effectiveFrom < today)
            return new Refusal("PARAM_PAST", $"生效日期不得早于今天（{today.Iso()}）", $"It cannot take effect before today ({today.Iso()}).") { Status = 400 };
        if (string.IsNullOrWhiteSpace(reason))
            return new Refusal("PARAM_REASON", "请填写修改依据", "Give the reason for the change.") { Status = 400 };
        var values = new Dictionary<string, string>();
        var after = before;
        foreach (var (key, value) in changes)
        {
            if (Find(key) is not { } definition)
                return new Refusal("PARAM_UNKNOWN", $"没有参数“{key}”", $"There is no parameter “{key}”.") { Status = 404 };
            var read = definition.Read(value);
            if (read.Refusal is { } refusal)
                return refusal;
            values[key] = read.Value!;
            after = after.With(key, read.Value!);
        }

        return CheckTogether(after) is { } misfit ? misfit : values;
    }

    /// <summary>One change; see <see cref="CheckChanges"/>.</summary>
    public static Result<string> CheckChange(ParameterSet before, string key, string? value, DateOnly effectiveFrom, DateOnly today, string? reason)
    {
        var checkedValues = CheckChanges(before, [new(key, value)], effectiveFrom, today, reason);
        return checkedValues.Refusal is { } refusal ? refusal : checkedValues.Value![key];
    }

    /// <summary>What must hold between parameters; null when it does.</summary>
    public static Refusal? CheckTogether(ParameterSet set)
    {
        var weights = ScoreWeightKeys.Sum(set.Int);
        if (weights != 100)
            return new Refusal("PARAM_WEIGHTS", $"评分四项权重之和应为100，现为{weights}", $"The four score weights must add up to 100; they add up to {weights}.") { Status = 400 };
        foreach (var (low, high) in Ordered)
        {
            if (set.Int(low) > set.Int(high))
                return new Refusal("PARAM_ORDER", $"“{ByKey[low].LabelZh}”不得大于“{ByKey[high].LabelZh}”", $"“{ByKey[low].LabelEn}” must not exceed “{ByKey[high].LabelEn}”.") { Status = 400 };
        }

        return null;
    }

    private static readonly string[] ScoreWeightKeys =
        ["ranking.weight.category", "ranking.weight.income", "ranking.weight.willingness", "ranking.weight.ability"];

    private static readonly (string Low, string High)[] Ordered =
    [
        ("eligibility.general.min", "eligibility.general.max"),
        ("eligibility.ruralAge.min", "eligibility.ruralAge.max"),
        ("eligibility.youth.min", "eligibility.youth.max"),
        ("agreement.months", "agreement.maxMonths"),
        ("assessment.pass", "assessment.excellent"),
    ];
}
