using WorkflowJobs.Domain.Plans;

namespace WorkflowJobs.Domain.Eligibility;

/// <summary>Who certifies a group. Which unit of the district that is, is configuration (DOMAIN I6): see units.json.</summary>
public enum Certifier
{
    /// <summary>乡村振兴.</summary>
    RuralRevitalisation,

    /// <summary>民政.</summary>
    CivilAffairs,

    /// <summary>残联.</summary>
    DisabledFederation,

    /// <summary>区社保就业服务部.</summary>
    DistrictEmployment,

    /// <summary>The village and town themselves.</summary>
    VillageAndTown,
}

/// <summary>A document that shows a group, as the acceptance checklist names it.</summary>
public sealed record RequiredDocument(string Code, string Zh, string En);

/// <summary>A group of people who may be placed (安置对象, DOMAIN §5.2).</summary>
/// <param name="NeedsCertificate">Whether the claim rests on a certificate or record with a number.</param>
public sealed record Category(
    string Code,
    PostKind Kind,
    string NameZh,
    string NameEn,
    Certifier Certifier,
    bool NeedsCertificate,
    IReadOnlyList<RequiredDocument> Documents);

/// <summary>The twelve groups of 三(二). Their ages and tiers are parameters.</summary>
public static class Categories
{
    public const string RuralPoverty = "R-POV";
    public const string RuralLowIncome = "R-LOW";
    public const string RuralDisabled = "R-DIS";
    public const string RuralOlder = "R-AGE";
    public const string RuralSingleParent = "R-SPF";
    public const string RuralYouth = "R-YTH";
    public const string RuralMother = "R-MOM";
    public const string UrbanZeroEmployment = "U-ZERO";
    public const string UrbanOlder = "U-AGE";
    public const string UrbanOther = "U-OTH";
    public const string UrbanYouth = "U-YTH";
    public const string UrbanMother = "U-MOM";

    private static readonly RequiredDocument IdCard = new("ID_CARD", "身份证", "Identity card");
    private static readonly RequiredDocument Register = new("HOUSEHOLD_REGISTER", "户口簿", "Household register");
    private static readonly RequiredDocument Unemployment = new("UNEMPLOYMENT", "就业创业证或失业登记", "Unemployment registration");

    public static IReadOnlyList<Category> All { get; } =
    [
        new(RuralPoverty, PostKind.Rural, "脱贫享受政策人口（含防止返贫监测帮扶对象）", "People lifted out of poverty, incl. those monitored", Certifier.RuralRevitalisation, true,
            [IdCard, Register, new("POVERTY_RECORD", "系统记录或证明", "System record or certificate")]),
        new(RuralLowIncome, PostKind.Rural, "农村低收入人口", "Rural low-income person", Certifier.CivilAffairs, true,
            [IdCard, Register, new("LOW_INCOME", "低保证或低收入认定", "Low-income certificate")]),
        new(RuralDisabled, PostKind.Rural, "农村残疾人", "Rural disabled person", Certifier.DisabledFederation, true,
            [IdCard, Register, new("DISABILITY", "残疾人证", "Disability card")]),
        new(RuralOlder, PostKind.Rural, "农村大龄人员", "Older rural person", Certifier.VillageAndTown, false, [IdCard, Register]),
        new(RuralSingleParent, PostKind.Rural, "抚养未成年子女的未就业单亲家庭成员", "Unemployed single parent of a minor", Certifier.VillageAndTown, false,
            [IdCard, Register, new("DIVORCE_OR_DEATH", "离婚证、判决书或丧偶证明", "Divorce or death certificate"), new("CHILD_ID", "子女身份证明", "Child's identity")]),
        new(RuralYouth, PostKind.Rural, "登记失业青年", "Registered unemployed youth", Certifier.DistrictEmployment, false, [IdCard, Unemployment]),
        new(RuralMother, PostKind.Rural, "登记失业的“二孩妈妈”", "Registered unemployed mother of two", Certifier.DistrictEmployment, false,
            [IdCard, Register, Unemployment, new("BIRTH", "子女出生证明", "Birth certificates")]),
        new(UrbanZeroEmployment, PostKind.Urban, "城镇零就业家庭人员", "Member of a zero-employment household", Certifier.DistrictEmployment, true,
            [IdCard, Register, new("ZERO_EMPLOYMENT", "零就业家庭认定表", "Zero-employment certificate")]),
        new(UrbanOlder, PostKind.Urban, "城镇大龄失业人员", "Older urban unemployed person", Certifier.DistrictEmployment, false, [IdCard, Unemployment]),
        new(UrbanOther, PostKind.Urban, "其他就业困难人员", "Other person with difficulty finding work", Certifier.DistrictEmployment, true,
            [IdCard, new("DIFFICULTY", "济宁市就业困难人员认定表", "Certificate of difficulty finding work")]),
        new(UrbanYouth, PostKind.Urban, "登记失业青年", "Registered unemployed youth", Certifier.DistrictEmployment, false, [IdCard, Unemployment]),
        new(UrbanMother, PostKind.Urban, "登记失业的“二孩妈妈”", "Registered unemployed mother of two", Certifier.DistrictEmployment, false,
            [IdCard, Register, Unemployment, new("BIRTH", "子女出生证明", "Birth certificates")]),
    ];

    public static IReadOnlyList<Category> Of(PostKind kind) => [.. All.Where(c => c.Kind == kind)];

    public static Category? Find(string code) => All.FirstOrDefault(c => c.Code == code);
}
