using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Identity;

namespace WorkflowJobs.Domain.Eligibility;

/// <summary>When a claimed group is true on a day, rule by rule (DOMAIN §5.2). Each answers null or the reason why not.</summary>
internal sealed class ClaimRules(ApplicantFacts facts, CitizenId id, DateOnly asOf, DateOnly askedOn, EligibilityParameters parameters)
{
    private static readonly string[] NeedRegistration =
        [Categories.RuralYouth, Categories.UrbanYouth, Categories.RuralMother, Categories.UrbanMother, Categories.UrbanZeroEmployment, Categories.UrbanOlder];

    public ClaimResult Check(CategoryClaim claim)
    {
        var tier = parameters.Tiers.GetValueOrDefault(claim.Code, int.MaxValue);
        var reasons = Rules(claim).OfType<Finding>().ToList();
        return new ClaimResult(claim.Code, tier, reasons) { Basis = reasons.Count > 0 ? [] : [.. Basis(claim)] };
    }

    /// <summary>The sentences that explain a satisfied claim, each with the dates it used.</summary>
    private IEnumerable<Finding> Basis(CategoryClaim claim)
    {
        if (parameters.BoundsOf(claim.Code, id.Sex) is { } bounds)
            yield return AgeBasis(bounds);
        if (claim.Code is Categories.UrbanZeroEmployment or Categories.UrbanOlder or Categories.UrbanOther && Retirement() is var retirement)
            yield return new Finding("RETIREMENT_AHEAD", $"法定退休日期为{retirement.Date.Iso()}，尚未到龄", $"The statutory retirement date is {retirement.Date.Iso()}; it lies ahead.");
        if (claim.ValidTo is { } end)
            yield return new Finding("CERTIFICATE_VALID", $"证件有效期至{end.Iso()}", $"The certificate is valid until {end.Iso()}.");
        if (facts.UnemploymentRegisteredOn is { } from && NeedRegistration.Contains(claim.Code))
            yield return new Finding("UNEMPLOYMENT_REGISTERED", $"失业登记日期{from.Iso()}", $"Registered as unemployed on {from.Iso()}.");
        if (claim.Code is Categories.RuralSingleParent or Categories.RuralMother or Categories.UrbanMother)
            yield return new Finding("CHILDREN_MINOR", $"截至{asOf.Iso()}未满{parameters.ChildUnder}周岁的子女{Minors()}名", $"{Minors()} child(ren) under {parameters.ChildUnder} on {asOf.Iso()}.");
    }

    private Finding AgeBasis(AgeBounds bounds)
    {
        var (age, window) = (Age.On(id.Birth, asOf), bounds.BirthWindow(asOf));
        return new Finding("AGE_MET",
            $"截至{asOf.Iso()}为{age}周岁，符合出生日期{(window.Earliest is { } first ? first.Iso() : "不限")}至{(window.Latest is { } last ? last.Iso() : "不限")}的要求",
            $"Aged {age} on {asOf.Iso()}; born within {(window.Earliest is { } from ? from.Iso() : "any day")} to {(window.Latest is { } to ? to.Iso() : "any day")}.");
    }

    private IEnumerable<Finding?> Rules(CategoryClaim claim) => claim.Code switch
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
        _ => [new Finding("CATEGORY_UNKNOWN", $"没有类别“{claim.Code}”", $"There is no group “{claim.Code}”.")],
    };

    private Finding? AgeIsWithin(AgeBounds bounds)
    {
        var age = Age.On(id.Birth, asOf);
        var window = bounds.BirthWindow(asOf);
        if (!bounds.IsOldEnough(id.Birth, asOf))
            return new Finding(
                "AGE_BELOW",
                $"截至{asOf.Iso()}为{age}周岁，须年满{bounds.Min}周岁({window.Latest!.Value.Iso()}及以前出生)",
                $"Aged {age} on {asOf.Iso()}; must have reached {bounds.Min} (born on or before {window.Latest.Value.Iso()}).");
        if (!bounds.IsYoungEnough(id.Birth, asOf))
            return new Finding(
                "AGE_ABOVE",
                $"截至{asOf.Iso()}为{age}周岁，须不超过{bounds.Max}周岁({window.Earliest!.Value.Iso()}及以后出生)",
                $"Aged {age} on {asOf.Iso()}; must not be over {bounds.Max} (born on or after {window.Earliest.Value.Iso()}).");
        return null;
    }

    // Only the end counts: a card renewed after closing shows a state that lasted all along, and a supplement may run past closing (S07).
    private Finding? CertificateIsValid(CategoryClaim claim)
    {
        if (string.IsNullOrWhiteSpace(claim.CertificateNumber))
            return new Finding("CERTIFICATE_MISSING", "缺少认定证明或证件号", "The certificate or its number is missing.") { Curable = true };
        return claim.ValidTo is { } end && end < asOf
            ? new Finding("CERTIFICATE_EXPIRED", $"证件有效期至{end.Iso()}，截至{asOf.Iso()}已过期", $"The certificate expired on {end.Iso()}, before {asOf.Iso()}.") { Curable = true }
            : null;
    }

    private Finding? IsRegisteredUnemployed()
    {
        if (facts.UnemploymentRegisteredOn is not { } from)
            return new Finding("UNEMPLOYMENT_UNREGISTERED", "没有失业登记", "Not registered as unemployed.") { Curable = true };
        if (from > asOf)
            return new Finding("UNEMPLOYMENT_LATE", $"失业登记日期{from.Iso()}晚于{asOf.Iso()}", $"Registered as unemployed on {from.Iso()}, after {asOf.Iso()}.");
        return facts.UnemploymentRegistrationEndedOn is { } end && end <= asOf
            ? new Finding("UNEMPLOYMENT_ENDED", $"失业登记已于{end.Iso()}终止", $"The unemployment registration ended on {end.Iso()}.")
            : null;
    }

    // While exclusion E1 is on it answers for students under its own code (S05).
    private Finding? IsNotInSchool() =>
        facts.InSchool && !parameters.ExcludeStudents ? new Finding("IN_SCHOOL", "在校学生不在安置范围", "Students in school cannot be placed.") : null;

    private Finding? IsNotEmployed() =>
        facts.Employed ? new Finding("EMPLOYED", "已就业", "Already employed.") : null;

    private Finding? IsFemale() =>
        id.Sex == Sex.Female ? null : new Finding("NOT_FEMALE", "“二孩妈妈”须为女性", "This group is for women.");

    private Finding? BirthsAreWithinPolicy() =>
        facts.BirthsWithinPolicy ? null : new Finding("BIRTH_POLICY", "子女生育不符合生育政策", "The births were not within the birth policy.");

    private Finding? IsSingleParent() =>
        facts.Marital is { } status && parameters.SingleParentBasis.Contains(status)
            ? null
            : new Finding("NOT_SINGLE_PARENT", $"单亲须为{string.Join("、", parameters.SingleParentBasis.Select(Zh))}", "The marital status does not make a single parent under the rules.") { Curable = facts.Marital is null };

    private Finding? HasMinorChildren(int needed)
    {
        var minors = Minors();
        if (minors >= needed)
            return null;
        var latest = new AgeBounds(null, parameters.ChildUnder - 1, UpperAgeMode.CompletedYears).BirthWindow(asOf).Earliest!.Value;
        return new Finding(
            "CHILDREN",
            $"截至{asOf.Iso()}未满{parameters.ChildUnder}周岁的子女{minors}名，须{needed}名以上({latest.Iso()}及以后出生)",
            $"{minors} child(ren) under {parameters.ChildUnder} on {asOf.Iso()}; {needed} needed (born on or after {latest.Iso()}).");
    }

    private int Minors() => facts.ChildBirths.Count(birth => birth <= asOf && Age.On(birth, asOf) < parameters.ChildUnder);

    private Finding? IsBeforeRetirement()
    {
        var retire = Retirement().Date;
        var start = facts.AgreementStart ?? asOf;
        return start < retire ? null : new Finding(
            "RETIREMENT_REACHED",
            $"法定退休日期为{retire.Iso()}，拟上岗日期{start.Iso()}已到退休年龄",
            $"The statutory retirement date is {retire.Iso()}; the agreement would start on {start.Iso()}.");
    }

    private RetirementDate Retirement() =>
        StatutoryRetirement.DateFor(id.Birth, StatutoryRetirement.CategoryOf(id.Sex, facts.WomanCategory).Category, askedOn);

    private IEnumerable<Finding?> WholeHouseholdIsUnemployed()
    {
        foreach (var member in facts.Household)
        {
            var ofWorkingAge = member.Birth is null || parameters.General.IsOldEnough(member.Birth.Value, asOf);
            if (ofWorkingAge && member.AvailableForWork && member.Employed)
                yield return new Finding("HOUSEHOLD_EMPLOYED", $"家庭成员（{member.Relation}）已就业", $"A member of the household ({member.Relation}) is employed.");
            if (member.HasBusinessIncome)
                yield return new Finding("HOUSEHOLD_BUSINESS", $"家庭成员（{member.Relation}）有经营性或投资性收入", $"A member of the household ({member.Relation}) has business or investment income.");
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
