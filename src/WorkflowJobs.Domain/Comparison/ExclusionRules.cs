using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Parameters;

namespace WorkflowJobs.Domain.Comparison;

/// <summary>What an exclusion does to a case.</summary>
public enum ExclusionGrade
{
    /// <summary>Not looked at.</summary>
    Off,

    /// <summary>Shown, and nothing more.</summary>
    Information,

    /// <summary>An officer decides with a reason, which discipline sees.</summary>
    Soft,

    /// <summary>Stops the case until it is shown not to be so.</summary>
    Hard,
}

/// <summary>A fact that may exclude somebody: its code, its variant, and from when to when.</summary>
/// <param name="From">First day; null when not known, then it has always been so.</param>
/// <param name="Until">Last day, included; null while it goes on.</param>
public sealed record ExclusionFact(string Code, string Variant = FactVariants.Plain, DateOnly? From = null, DateOnly? Until = null)
{
    /// <summary>What else the sentence says, e.g. a number of months; never a name.</summary>
    public string Extra { get; init; } = "";
}

/// <summary>How each exclusion is set on a day. The day decides, not the notice: the lists are compared as the rules stand.</summary>
public sealed record ExclusionSettings(IReadOnlyDictionary<string, ExclusionGrade> Grades, int InsuranceClearDays, int HouseholdCap, int MaxMonths)
{
    public static ExclusionSettings From(ParameterSet set) => new(
        Keys.ToDictionary(pair => pair.Key, pair => Grade(set.Text(pair.Value))),
        set.Int("exclusion.E7.clearDays"),
        set.Int("plan.householdCap"),
        set.Int("agreement.maxMonths"));

    /// <summary>A death always stops: nobody can switch it off.</summary>
    public ExclusionGrade GradeOf(string code, string variant) => code == ExclusionCodes.Deceased ? ExclusionGrade.Hard : Grades[Name(code, variant)];

    private static string Name(string code, string variant) => variant.Length == 0 ? code : $"{code}.{variant}";

    private static readonly Dictionary<string, string> Keys = ExclusionCodes.All.ToDictionary(code => code, code => $"exclusion.{code}")
        .Append(new(Name(ExclusionCodes.Cadre, FactVariants.Relative), "exclusion.E5.relatives"))
        .Append(new(Name(ExclusionCodes.Pension, FactVariants.Retired), "exclusion.E2"))
        .Append(new(Name(ExclusionCodes.Business, FactVariants.Dormant), "exclusion.E6.dormant"))
        .ToDictionary();

    private static ExclusionGrade Grade(string text) => text switch
    {
        "HARD" => ExclusionGrade.Hard,
        "SOFT" => ExclusionGrade.Soft,
        "INFO" => ExclusionGrade.Information,
        "OFF" => ExclusionGrade.Off,
        _ => throw new FormatException($"There is no grade {text}."),
    };
}

/// <summary>Whether a fact counts on a day, and how it is put into words. Pure.</summary>
public static class ExclusionRules
{
    /// <summary>
    /// From its first day to its last. Of a death, from the day of death on for good. Employer's insurance counts for some days after it ended
    /// (S16: a case is re-opened only by a new application after that).
    /// </summary>
    public static bool Counts(ExclusionFact fact, DateOnly on, ExclusionSettings settings)
    {
        if (fact.From > on)
            return false;
        return fact.Code == ExclusionCodes.Deceased || fact.Until is not { } until
            || on <= (fact.Code == ExclusionCodes.Insurance ? until.AddDays(settings.InsuranceClearDays) : until);
    }

    /// <summary>The sentence that the officer and the applicant see.</summary>
    public static (string Zh, string En) Sentence(ExclusionFact fact)
    {
        var (zh, en) = (fact.Code, fact.Variant) switch
        {
            (ExclusionCodes.Deceased, _) => ("比对显示已死亡", "Recorded as deceased"),
            (ExclusionCodes.Student, _) => ("在校学生不在安置范围", "Enrolled at a school"),
            (ExclusionCodes.Pension, FactVariants.Retired) => ("已到法定退休年龄", "Past the statutory retirement date"),
            (ExclusionCodes.Pension, _) => ("已领取职工养老金", "Drawing an employee's pension"),
            (ExclusionCodes.OtherPost, _) => ("已在其他公益性岗位", "On another public-welfare post"),
            (ExclusionCodes.Payroll, _) => ("财政供养或公职人员", "On the public payroll"),
            (ExclusionCodes.Cadre, FactVariants.Relative) => ("村“两委”干部的配偶、父母或子女", "Spouse, parent or child of a village cadre"),
            (ExclusionCodes.Cadre, _) => ("村“两委”干部", "A village cadre"),
            (ExclusionCodes.Business, FactVariants.Dormant) => ("名下企业或个体工商户已歇业或正在注销", "A business at rest or being deregistered"),
            (ExclusionCodes.Business, _) => ("名下有正在经营的企业或个体工商户", "Legal representative, shareholder or owner of a business in operation"),
            (ExclusionCodes.Insurance, _) => ("用人单位正在为其缴纳职工社保", "Employee's insurance is paid by an employer"),
            (ExclusionCodes.Prison, _) => ("正在服刑或被限制人身自由", "Serving a sentence or deprived of liberty"),
            (ExclusionCodes.Term, _) => ($"公益性岗位累计已满{fact.Extra}个月", $"Has used up {fact.Extra} months on public-welfare posts"),
            (ExclusionCodes.Household, _) => ($"同户已安置{fact.Extra}人", $"{fact.Extra} of the household already placed"),
            (ExclusionCodes.Destitute, _) => ("特困供养人员", "Supported as destitute"),
            (ExclusionCodes.Assets, _) => ("房产或车辆超过标准", "Property or vehicle beyond the threshold"),
            _ => throw new ArgumentOutOfRangeException(nameof(fact), fact.Code, null),
        };
        var period = (fact.From, fact.Until) switch
        {
            ({ } from, { } until) => ($"（{from.Iso()}至{until.Iso()}）", $" ({from.Iso()} to {until.Iso()})"),
            ({ } from, null) => ($"（自{from.Iso()}）", $" (since {from.Iso()})"),
            (null, { } until) => ($"（至{until.Iso()}）", $" (until {until.Iso()})"),
            _ => ("", ""),
        };
        return (zh + period.Item1, en + period.Item2 + ".");
    }

    /// <summary>
    /// 36 months are used up when the months on post reach the limit, unless less than five years were left to retirement at the first approval (DOMAIN §4.4).
    /// </summary>
    public static ExclusionFact? Term(decimal monthsUsed, bool mayExtend, int maxMonths) =>
        monthsUsed >= maxMonths && !mayExtend
            ? new ExclusionFact(ExclusionCodes.Term) { Extra = maxMonths.ToString(System.Globalization.CultureInfo.InvariantCulture) }
            : null;

    /// <summary>As many of the household as may be are already approved or on post in the same plan year.</summary>
    public static ExclusionFact? Household(int placed, int cap) =>
        placed >= cap ? new ExclusionFact(ExclusionCodes.Household) { Extra = placed.ToString(System.Globalization.CultureInfo.InvariantCulture) } : null;
}
