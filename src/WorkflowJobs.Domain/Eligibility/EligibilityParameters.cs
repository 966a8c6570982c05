using WorkflowJobs.Domain.Comparison;
using WorkflowJobs.Domain.Parameters;

namespace WorkflowJobs.Domain.Eligibility;

/// <summary>The bounds of DOMAIN §5.1 and §5.2 as they are configured on a day.</summary>
public sealed record EligibilityParameters
{
    public required AgeBounds General { get; init; }
    public required AgeBounds RuralOlder { get; init; }
    public required AgeBounds Youth { get; init; }
    public required int UrbanOlderWoman { get; init; }
    public required int UrbanOlderMan { get; init; }
    public required int ChildUnder { get; init; }
    public required int MotherChildren { get; init; }
    public required IReadOnlyList<MaritalStatus> SingleParentBasis { get; init; }

    /// <summary>Whether living in the place counts beside being registered there.</summary>
    public required bool ResidentCounts { get; init; }


    /// <summary>How each exclusion of G5 is set.</summary>
    public required ExclusionSettings Exclusions { get; init; }

    public required IReadOnlyDictionary<string, int> Tiers { get; init; }

    public static EligibilityParameters From(ParameterSet set) => new()
    {
        General = Bounds(set, "eligibility.general"),
        RuralOlder = Bounds(set, "eligibility.ruralAge"),
        Youth = Bounds(set, "eligibility.youth"),
        UrbanOlderWoman = set.Int("eligibility.urbanAge.woman"),
        UrbanOlderMan = set.Int("eligibility.urbanAge.man"),
        ChildUnder = set.Int("eligibility.child.under"),
        MotherChildren = set.Int("eligibility.mother.children"),
        SingleParentBasis = [.. set.Texts("eligibility.singleParent.basis").Select(Marital)],
        ResidentCounts = set.Text("eligibility.residence.basis") == "REGISTER_OR_RESIDENT",
        Exclusions = ExclusionSettings.From(set),
        Tiers = set.Map("eligibility.tiers"),
    };

    /// <summary>The age bounds of a group, for the birth window that a notice prints; null where no age counts on its own.</summary>
    public AgeBounds? BoundsOf(string category, Identity.Sex sex) => category switch
    {
        Categories.RuralPoverty or Categories.RuralLowIncome or Categories.RuralDisabled or Categories.RuralSingleParent => General,
        Categories.RuralOlder => RuralOlder,
        Categories.RuralYouth or Categories.UrbanYouth => Youth,
        Categories.UrbanOlder => new AgeBounds(sex == Identity.Sex.Female ? UrbanOlderWoman : UrbanOlderMan, null, UpperAgeMode.CompletedYears),
        Categories.UrbanZeroEmployment => new AgeBounds(General.Min, null, UpperAgeMode.CompletedYears),
        _ => null,
    };

    private static AgeBounds Bounds(ParameterSet set, string prefix) => new(
        set.Int(prefix + ".min"),
        set.Int(prefix + ".max"),
        set.Text(prefix + ".upperMode") == "BIRTHDAY_INCLUSIVE" ? UpperAgeMode.BirthdayInclusive : UpperAgeMode.CompletedYears);

    private static MaritalStatus Marital(string code) => code switch
    {
        "DIVORCED" => MaritalStatus.Divorced,
        "WIDOWED" => MaritalStatus.Widowed,
        "NEVER_MARRIED" => MaritalStatus.NeverMarried,
        _ => throw new ArgumentException($"No marital status {code}.", nameof(code)),
    };
}
