using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Comparison;
using WorkflowJobs.Domain.Identity;

namespace WorkflowJobs.Domain.Eligibility;

/// <summary>When a claimed group is true on a day, rule by rule (DOMAIN §5.2). Each answers the reason why not, or the dates that it is met by.</summary>
internal sealed class ClaimRules(ApplicantFacts facts, CitizenId id, DateOnly asOf, DateOnly askedOn, EligibilityParameters parameters)
{
    public ClaimResult Check(CategoryClaim claim)
    {
        var tier = parameters.Tiers.GetValueOrDefault(claim.Code, int.MaxValue);
        var verdicts = Rules(claim).ToList();
        var reasons = verdicts.Select(verdict => verdict.Stop).OfType<Finding>().ToList();
        return new ClaimResult(claim.Code, tier, reasons) { Basis = reasons.Count > 0 ? [] : [.. verdicts.Select(verdict => verdict.Basis).OfType<Finding>()] };
    }

    /// <summary>What a rule says: why not, or on which dates it is met; neither where there is no date to name.</summary>
    private readonly record struct Verdict(Finding? Stop, Finding? Basis);

    private static Verdict No(Finding reason) => new(reason, null);

    private static Verdict Yes(Finding? basis = null) => new(null, basis);

    private IEnumerable<Verdict> Rules(CategoryClaim claim) => claim.Code switch
    {
        Categories.RuralPoverty or Categories.RuralLowIncome or Categories.RuralDisabled =>
            [AgeIsWithin(parameters.General), CertificateIsValid(claim)],
        Categories.RuralOlder => [AgeIsWithin(parameters.RuralOlder)],
        Categories.RuralSingleParent =>
            [AgeIsWithin(parameters.General), IsSingleParent(), HasMinorChildren(1), IsNotEmployed()],
        Categories.RuralYouth or Categories.UrbanYouth =>
            [AgeIsWithin(parameters.Youth), IsRegisteredUnemployed(), IsNotInSchool()],
        Categories.RuralMother or Categories.UrbanMother =>
            [IsFemale(), IsRegisteredUnemployed(), HasMinorChildren(parameters.MotherChildren), BirthsAreWithinPolicy()],
        Categories.UrbanZeroEmployment =>
            [AgeIsWithin(parameters.BoundsOf(claim.Code, id.Sex)!), IsBeforeRetirement(), IsRegisteredUnemployed(), CertificateIsValid(claim), IsNotEmployed(), .. WholeHouseholdIsUnemployed()],
        Categories.UrbanOlder =>
            [AgeIsWithin(parameters.BoundsOf(claim.Code, id.Sex)!), IsBeforeRetirement(), IsRegisteredUnemployed()],
        Categories.UrbanOther => [IsBeforeRetirement(), CertificateIsValid(claim)],
        _ => [No(new Finding("CATEGORY_UNKNOWN", $"没有类别“{claim.Code}”", $"There is no group “{claim.Code}”."))],
    };

    private Verdict AgeIsWithin(AgeBounds bounds)
    {
        var age = Age.On(id.Birth, asOf);
        var window = bounds.BirthWindow(asOf);
        if (!bounds.IsOldEnough(id.Birth, asOf))
            return No(new Finding(
                "AGE_BELOW",
                $"截至{asOf.Iso()}为{age}周岁，须年满{bounds.Min}周岁({window.Latest!.Value.Iso()}及以前出生)",
                $"Aged {age} on {asOf.Iso()}; must have reached {bounds.Min} (born on or before {window.Latest.Value.Iso()})."));
        if (!bounds.IsYoungEnough(id.Birth, asOf))
        {
            // Who is 65 and a day is still 65 in years: the birthday says what is over.
            var (zh, en) = age > bounds.Max ? ($"为{age}周岁", "Aged") : ($"已过{age}周岁生日", "Past the birthday of");
            return No(new Finding(
                "AGE_ABOVE",
                $"截至{asOf.Iso()}{zh}，须不超过{bounds.Max}周岁({window.Earliest!.Value.Iso()}及以后出生)",
                $"{en} {age} on {asOf.Iso()}; must not be over {bounds.Max} (born on or after {window.Earliest.Value.Iso()})."));
        }

        return Yes(new Finding(
            "AGE_MET",
            $"截至{asOf.Iso()}为{age}周岁，符合出生日期{window.Earliest?.Iso() ?? "不限"}至{window.Latest?.Iso() ?? "不限"}的要求",
            $"Aged {age} on {asOf.Iso()}; born within {window.Earliest?.Iso() ?? "any day"} to {window.Latest?.Iso() ?? "any day"}."));
    }

    // Only the end counts: a card renewed after closing shows a state that lasted all along, and a supplement may run past closing (S07).
    private Verdict CertificateIsValid(CategoryClaim claim)
    {
        if (string.IsNullOrWhiteSpace(claim.CertificateNumber))
            return No(new Finding("CERTIFICATE_MISSING", "缺少认定证明或证件号", "The certificate or its number is missing.") { Curable = true });
        if (claim.ValidTo is not { } end)
            return Yes();
        return end < asOf
            ? No(new Finding("CERTIFICATE_EXPIRED", $"证件有效期至{end.Iso()}，截至{asOf.Iso()}已过期", $"The certificate expired on {end.Iso()}, before {asOf.Iso()}.") { Curable = true })
            : Yes(new Finding("CERTIFICATE_VALID", $"证件有效期至{end.Iso()}", $"The certificate is valid until {end.Iso()}."));
    }

    private Verdict IsRegisteredUnemployed()
    {
        if (facts.UnemploymentRegisteredOn is not { } from)
            return No(new Finding("UNEMPLOYMENT_UNREGISTERED", "没有失业登记", "Not registered as unemployed.") { Curable = true });
        if (from > asOf)
            return No(new Finding("UNEMPLOYMENT_LATE", $"失业登记日期{from.Iso()}晚于{asOf.Iso()}", $"Registered as unemployed on {from.Iso()}, after {asOf.Iso()}."));
        return facts.UnemploymentRegistrationEndedOn is { } end && end <= asOf
            ? No(new Finding("UNEMPLOYMENT_ENDED", $"失业登记已于{end.Iso()}终止", $"The unemployment registration ended on {end.Iso()}."))
            : Yes(new Finding("UNEMPLOYMENT_REGISTERED", $"失业登记日期{from.Iso()}", $"Registered as unemployed on {from.Iso()}."));
    }

    // While exclusion E1 is on it answers for students under its own code (S05).
    private Verdict IsNotInSchool() =>
        facts.InSchool && parameters.Exclusions.GradeOf(ExclusionCodes.Student, FactVariants.Plain) != ExclusionGrade.Hard ? No(new Finding("IN_SCHOOL", "在校学生不在安置范围", "Students in school cannot be placed.")) : Yes();

    private Verdict IsNotEmployed() =>
        facts.Employed ? No(new Finding("EMPLOYED", "已就业", "Already employed.")) : Yes();

    private Verdict IsFemale() =>
        id.Sex == Sex.Female ? Yes() : No(new Finding("NOT_FEMALE", "“二孩妈妈”须为女性", "This group is for women."));

    private Verdict BirthsAreWithinPolicy() =>
        facts.BirthsWithinPolicy ? Yes() : No(new Finding("BIRTH_POLICY", "子女生育不符合生育政策", "The births were not within the birth policy."));

    private Verdict IsSingleParent() =>
        facts.Marital is { } status && parameters.SingleParentBasis.Contains(status)
            ? Yes()
            : No(new Finding("NOT_SINGLE_PARENT", $"单亲须为{string.Join("、", parameters.SingleParentBasis.Select(Zh))}", "The marital status does not make a single parent under the rules.") { Curable = facts.Marital is null });

    private Verdict HasMinorChildren(int needed)
    {
        var minors = facts.ChildBirths.Count(birth => birth <= asOf && Age.On(birth, asOf) < parameters.ChildUnder);
        if (minors >= needed)
            return Yes(new Finding("CHILDREN_MINOR", $"截至{asOf.Iso()}未满{parameters.ChildUnder}周岁的子女{minors}名", $"{minors} child(ren) under {parameters.ChildUnder} on {asOf.Iso()}."));
        var latest = new AgeBounds(null, parameters.ChildUnder - 1, UpperAgeMode.CompletedYears).BirthWindow(asOf).Earliest!.Value;
        return No(new Finding(
            "CHILDREN",
            $"截至{asOf.Iso()}未满{parameters.ChildUnder}周岁的子女{minors}名，须{needed}名以上({latest.Iso()}及以后出生)",
            $"{minors} child(ren) under {parameters.ChildUnder} on {asOf.Iso()}; {needed} needed (born on or after {latest.Iso()})."));
    }

    // Who is past the date is told so by exclusion E2, whose switch grades it; here the date is named as long as it lies ahead.
    private Verdict IsBeforeRetirement()
    {
        var retire = RetirementRules.DateOf(id, facts.WomanCategory, askedOn);
        return (facts.AgreementStart ?? asOf) < retire
            ? Yes(new Finding("RETIREMENT_AHEAD", $"法定退休日期为{retire.Iso()}，尚未到龄", $"The statutory retirement date is {retire.Iso()}; it lies ahead."))
            : Yes();
    }

    private IEnumerable<Verdict> WholeHouseholdIsUnemployed()
    {
        foreach (var member in facts.Household)
        {
            var ofWorkingAge = member.Birth is null || parameters.General.IsOldEnough(member.Birth.Value, asOf);
            if (ofWorkingAge && member.AvailableForWork && member.Employed)
                yield return No(new Finding("HOUSEHOLD_EMPLOYED", $"家庭成员（{member.Relation}）已就业", $"A member of the household ({member.Relation}) is employed."));
            if (member.HasBusinessIncome)
                yield return No(new Finding("HOUSEHOLD_BUSINESS", $"家庭成员（{member.Relation}）有经营性或投资性收入", $"A member of the household ({member.Relation}) has business or investment income."));
        }
    }

    private static string Zh(MaritalStatus status) => status switch
    {
        MaritalStatus.NeverMarried => "未婚",
        MaritalStatus.Married => "已婚",
        MaritalStatus.Divorced => "离婚",
        MaritalStatus.Widowed => "丧偶",
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, null),
    };
}
