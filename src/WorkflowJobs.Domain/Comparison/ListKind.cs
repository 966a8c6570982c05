namespace WorkflowJobs.Domain.Comparison;

/// <summary>Lists of other departments with which people are compared (DOMAIN §5.3, 数据比对).</summary>
public enum ListKind
{
    /// <summary>死亡（公安、民政）.</summary>
    Deaths,

    /// <summary>学籍.</summary>
    School,

    /// <summary>养老待遇领取.</summary>
    Pensions,

    /// <summary>其他公益性岗位.</summary>
    OtherPosts,

    /// <summary>财政供养.</summary>
    Payroll,

    /// <summary>村干部及亲属.</summary>
    Cadres,

    /// <summary>工商登记.</summary>
    Business,

    /// <summary>社保参保与缴费.</summary>
    Insurance,

    /// <summary>服刑及限制人身自由.</summary>
    Prison,

    /// <summary>户籍同户.</summary>
    Households,

    /// <summary>特困供养.</summary>
    Destitute,

    /// <summary>房产车辆.</summary>
    Assets,
}

/// <summary>Codes under which a fact stops somebody or is told: the exclusions of DOMAIN §5.3, and a death.</summary>
public static class ExclusionCodes
{
    public const string Deceased = "DECEASED";
    public const string Student = "E1";
    public const string Pension = "E2";
    public const string OtherPost = "E3";
    public const string Payroll = "E4";
    public const string Cadre = "E5";
    public const string Business = "E6";
    public const string Insurance = "E7";
    public const string Prison = "E8";
    public const string Term = "E9";
    public const string Household = "E10";
    public const string Destitute = "E11";
    public const string Assets = "E12";

    public static IReadOnlyList<string> All { get; } = [Student, Pension, OtherPost, Payroll, Cadre, Business, Insurance, Prison, Term, Household, Destitute, Assets];

    /// <summary>What a list of the kind shows; null for households, which show it together with a placement.</summary>
    public static string? Of(ListKind kind) => kind switch
    {
        ListKind.Deaths => Deceased,
        ListKind.School => Student,
        ListKind.Pensions => Pension,
        ListKind.OtherPosts => OtherPost,
        ListKind.Payroll => Payroll,
        ListKind.Cadres => Cadre,
        ListKind.Business => Business,
        ListKind.Insurance => Insurance,
        ListKind.Prison => Prison,
        ListKind.Destitute => Destitute,
        ListKind.Assets => Assets,
        ListKind.Households => null,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };
}

/// <summary>What a fact means when it is not the plain case of its code.</summary>
public static class FactVariants
{
    public const string Plain = "";

    /// <summary>Spouse, parent or child of a village cadre.</summary>
    public const string Relative = "RELATIVE";

    /// <summary>Past the statutory retirement date, whether or not a pension is drawn; graded like E2.</summary>
    public const string Retired = "RETIRED";

    /// <summary>A business at rest or being deregistered.</summary>
    public const string Dormant = "DORMANT";
}
