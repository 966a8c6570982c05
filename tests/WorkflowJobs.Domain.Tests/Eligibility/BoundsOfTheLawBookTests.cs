using System.Globalization;
using WorkflowJobs.Domain.Eligibility;
using WorkflowJobs.Domain.Identity;
using WorkflowJobs.Domain.Parameters;
using WorkflowJobs.Domain.Plans;
using static WorkflowJobs.Domain.Tests.TestFiles;

namespace WorkflowJobs.Domain.Tests.Eligibility;

/// <summary>Every bound of DOMAIN §5.1 and §5.2, group by group, with a case on either side; ages and validity count on 2024-06-14.</summary>
public sealed class BoundsOfTheLawBookTests
{
    private static readonly DateOnly AsOf = new(2024, 6, 14);
    private static readonly EligibilityParameters Defaults = EligibilityParameters.From(ParameterSet.Defaults);

    /// <summary>Clause, group, sex, the last birth that is in, the first that is out, and the reason then.</summary>
    public static TheoryData<string, string, Sex, string, string, string> Ages()
    {
        var data = new TheoryData<string, string, Sex, string, string, string>();
        foreach (var group in new[] { "R-POV", "R-LOW", "R-DIS", "R-SPF" })
        {
            data.Add("5.2 16–65", group, Sex.Male, "2008-06-14", "2008-06-15", "AGE_BELOW");
            data.Add("5.2 16–65, 5.1 BIRTHDAY_INCLUSIVE", group, Sex.Male, "1959-06-14", "1959-06-13", "AGE_ABOVE");
        }

        foreach (var sex in Enum.GetValues<Sex>())
        {
            data.Add("5.2 R-AGE 45 ≤ age", "R-AGE", sex, "1979-06-14", "1979-06-15", "AGE_BELOW");
            data.Add("5.2 R-AGE age ≤ 65", "R-AGE", sex, "1959-06-14", "1959-06-13", "AGE_ABOVE");
            data.Add("5.2 R-YTH 16 ≤ age", "R-YTH", sex, "2008-06-14", "2008-06-15", "AGE_BELOW");
            data.Add("5.2 R-YTH age ≤ 24, 5.1 COMPLETED_YEARS", "R-YTH", sex, "1999-06-15", "1999-06-14", "AGE_ABOVE");
            data.Add("5.2 U-YTH 16 ≤ age", "U-YTH", sex, "2008-06-14", "2008-06-15", "AGE_BELOW");
            data.Add("5.2 U-YTH age ≤ 24", "U-YTH", sex, "1999-06-15", "1999-06-14", "AGE_ABOVE");
            data.Add("5.2 U-ZERO working age", "U-ZERO", sex, "2008-06-14", "2008-06-15", "AGE_BELOW");
        }

        data.Add("5.2 U-AGE F ≥45", "U-AGE", Sex.Female, "1979-06-14", "1979-06-15", "AGE_BELOW");
        data.Add("5.2 U-AGE M ≥55", "U-AGE", Sex.Male, "1969-06-14", "1969-06-15", "AGE_BELOW");
        foreach (var group in new[] { "U-AGE", "U-ZERO", "U-OTH" })
        {
            data.Add("5.2 agreementStart < retireDate, man60", group, Sex.Male, "1964-06-15", "1964-06-14", "E2 RETIRED");
            data.Add("5.2 agreementStart < retireDate, woman55", group, Sex.Female, "1969-06-15", "1969-06-14", "E2 RETIRED");
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Ages))]
    public void Age_OnEitherSideOfItsBound_IsInOrOut(string clause, string group, Sex sex, string inside, string outside, string reason)
    {
        Assert.True(Reasons(group, sex, Date(inside)).Count == 0, $"{clause}: {inside} is in");
        Assert.Equal([reason], Reasons(group, sex, Date(outside)));
    }

    [Theory]
    [InlineData("5.1 woman50", WorkerCategory.Woman50, "1974-06-15", "1974-06-14")]
    [InlineData("5.1 unknown counts as woman50", null, "1974-06-15", "1974-06-14")]
    [InlineData("5.1 woman55", WorkerCategory.Woman55, "1969-06-15", "1969-06-14")]
    public void Retirement_OfAWoman_FollowsHerCategory(string clause, WorkerCategory? category, string inside, string outside)
    {
        Assert.True(Reasons("U-OTH", Sex.Female, Date(inside), f => f with { WomanCategory = category }).Count == 0, clause);
        Assert.Equal(["E2 RETIRED"], Reasons("U-OTH", Sex.Female, Date(outside), f => f with { WomanCategory = category }));
    }

    [Theory]
    [InlineData("R-POV")]
    [InlineData("R-LOW")]
    [InlineData("R-DIS")]
    [InlineData("U-ZERO")]
    [InlineData("U-OTH")]
    public void Certificate_OfAGroupThatNeedsOne_IsThereAndValidOnTheDay(string group)
    {
        Assert.Empty(Reasons(group, Sex.Male, Middle(group), claim: new CategoryClaim(group, "证1", AsOf)));
        Assert.Equal(["CERTIFICATE_EXPIRED"], Reasons(group, Sex.Male, Middle(group), claim: new CategoryClaim(group, "证1", AsOf.AddDays(-1))));
        Assert.Equal(["CERTIFICATE_MISSING"], Reasons(group, Sex.Male, Middle(group), claim: new CategoryClaim(group, " ", AsOf)));
    }

    [Theory]
    [InlineData("R-YTH")]
    [InlineData("U-YTH")]
    [InlineData("R-MOM")]
    [InlineData("U-MOM")]
    [InlineData("U-ZERO")]
    [InlineData("U-AGE")]
    public void Registration_OfAGroupThatNeedsOne_IsValidOnTheDay(string group)
    {
        var birth = Middle(group);
        Assert.Empty(Reasons(group, Sex.Female, birth, f => f with { UnemploymentRegisteredOn = AsOf }));
        Assert.Equal(["UNEMPLOYMENT_LATE"], Reasons(group, Sex.Female, birth, f => f with { UnemploymentRegisteredOn = AsOf.AddDays(1) }));
        Assert.Equal(["UNEMPLOYMENT_UNREGISTERED"], Reasons(group, Sex.Female, birth, f => f with { UnemploymentRegisteredOn = null }));
        Assert.Empty(Reasons(group, Sex.Female, birth, f => f with { UnemploymentRegistrationEndedOn = AsOf.AddDays(1) }));
        Assert.Equal(["UNEMPLOYMENT_ENDED"], Reasons(group, Sex.Female, birth, f => f with { UnemploymentRegistrationEndedOn = AsOf }));
    }

    [Theory]
    [InlineData("R-POV")]
    [InlineData("R-LOW")]
    [InlineData("R-DIS")]
    [InlineData("R-AGE")]
    [InlineData("R-SPF")]
    [InlineData("U-OTH")]
    public void Registration_OfAGroupThatNeedsNone_IsNotAskedFor(string group) =>
        Assert.Empty(Reasons(group, Sex.Female, Middle(group), f => f with { UnemploymentRegisteredOn = null }));

    [Theory]
    [InlineData("R-SPF", 1)]
    [InlineData("R-MOM", 2)]
    [InlineData("U-MOM", 2)]
    public void Children_CountUntilTheDayBeforeTheir18thBirthday(string group, int needed)
    {
        var (minor, grown) = (Date("2006-06-15"), Date("2006-06-14"));
        Assert.Empty(Reasons(group, Sex.Female, Middle(group), f => f with { ChildBirths = [.. Enumerable.Repeat(minor, needed)] }));
        Assert.Equal(["CHILDREN"], Reasons(group, Sex.Female, Middle(group), f => f with { ChildBirths = [grown, .. Enumerable.Repeat(minor, needed - 1)] }));
        Assert.Equal(["CHILDREN"], Reasons(group, Sex.Female, Middle(group), f => f with { ChildBirths = [AsOf.AddDays(1), .. Enumerable.Repeat(minor, needed - 1)] }));
    }

    [Theory]
    [InlineData("R-MOM")]
    [InlineData("U-MOM")]
    public void Mother_IsAWoman(string group) => Assert.Equal(["NOT_FEMALE"], Reasons(group, Sex.Male, Middle(group)));

    /// <summary>§5.2: tier, certifier and documents of each group.</summary>
    [Theory]
    [InlineData("R-POV", 1, Certifier.RuralRevitalisation, "ID_CARD HOUSEHOLD_REGISTER POVERTY_RECORD")]
    [InlineData("R-LOW", 1, Certifier.CivilAffairs, "ID_CARD HOUSEHOLD_REGISTER LOW_INCOME")]
    [InlineData("R-DIS", 1, Certifier.DisabledFederation, "ID_CARD HOUSEHOLD_REGISTER DISABILITY")]
    [InlineData("R-AGE", 2, Certifier.VillageAndTown, "ID_CARD HOUSEHOLD_REGISTER")]
    [InlineData("R-SPF", 3, Certifier.VillageAndTown, "ID_CARD HOUSEHOLD_REGISTER DIVORCE_OR_DEATH CHILD_ID")]
    [InlineData("R-YTH", 3, Certifier.DistrictEmployment, "ID_CARD UNEMPLOYMENT")]
    [InlineData("U-YTH", 2, Certifier.DistrictEmployment, "ID_CARD UNEMPLOYMENT")]
    [InlineData("R-MOM", 3, Certifier.DistrictEmployment, "ID_CARD HOUSEHOLD_REGISTER UNEMPLOYMENT BIRTH")]
    [InlineData("U-MOM", 2, Certifier.DistrictEmployment, "ID_CARD HOUSEHOLD_REGISTER UNEMPLOYMENT BIRTH")]
    [InlineData("U-ZERO", 1, Certifier.DistrictEmployment, "ID_CARD HOUSEHOLD_REGISTER ZERO_EMPLOYMENT")]
    [InlineData("U-AGE", 1, Certifier.DistrictEmployment, "ID_CARD UNEMPLOYMENT")]
    [InlineData("U-OTH", 2, Certifier.DistrictEmployment, "ID_CARD DIFFICULTY")]
    public void Group_OfTheTable_HasItsTierCertifierAndDocuments(string group, int tier, Certifier certifier, string documents)
    {
        var category = Categories.Find(group)!;
        Assert.Equal((tier, certifier, documents), (Defaults.Tiers[group], category.Certifier, string.Join(' ', category.Documents.Select(document => document.Code))));
        Assert.Equal(group[0] == 'R' ? PostKind.Rural : PostKind.Urban, category.Kind);
    }

    private static DateOnly Middle(string group) => group switch
    {
        "R-YTH" or "U-YTH" => new DateOnly(2004, 6, 14),
        "R-AGE" or "U-AGE" => new DateOnly(1976, 6, 14),
        _ => new DateOnly(1985, 6, 14),
    };

    private static IReadOnlyList<string> Reasons(string group, Sex sex, DateOnly birth, Func<ApplicantFacts, ApplicantFacts>? change = null, CategoryClaim? claim = null)
    {
        var kind = group[0] == 'R' ? PostKind.Rural : PostKind.Urban;
        var facts = new ApplicantFacts
        {
            IdNumber = NumberOf(sex, birth),
            Register = kind == PostKind.Rural ? RegisterKind.Rural : RegisterKind.Urban,
            RegisteredInTown = true,
            Claims = [claim ?? new CategoryClaim(group, "证1")],
            Marital = MaritalStatus.Divorced,
            ChildBirths = [new DateOnly(2015, 1, 1), new DateOnly(2017, 1, 1)],
            UnemploymentRegisteredOn = new DateOnly(2024, 5, 30),
            WomanCategory = WorkerCategory.Woman55,
        };
        var result = EligibilityCheck.Check(change is null ? facts : change(facts), kind, AsOf, Defaults);
        return [.. result.Claims.Single().Reasons.Select(reason => reason.Code), .. result.Gates.Where(gate => gate is { Gate: "G5", Passed: false }).Select(gate => $"{gate.Stop!.Code} {gate.Stop.Detail}")];
    }

    private static string NumberOf(Sex sex, DateOnly birth)
    {
        var first17 = string.Create(CultureInfo.InvariantCulture, $"370811{birth:yyyyMMdd}{(sex == Sex.Male ? "981" : "982")}");
        return first17 + CitizenId.CheckCharacterOf(first17);
    }
}
