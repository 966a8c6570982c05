using CsCheck;
using WorkflowJobs.Domain.Comparison;
using WorkflowJobs.Domain.Data.Seed;
using WorkflowJobs.Domain.Eligibility;
using WorkflowJobs.Domain.Identity;
using WorkflowJobs.Domain.Parameters;
using WorkflowJobs.Domain.Plans;
using static WorkflowJobs.Domain.Tests.TestFiles;

namespace WorkflowJobs.Domain.Tests.Eligibility;

public sealed class EligibilityCheckTests
{
    private static readonly DateOnly AsOf = new(2024, 6, 14);
    private static readonly EligibilityParameters Defaults = EligibilityParameters.From(ParameterSet.Defaults);
    private static readonly Dictionary<string, SeedPersona> People = SeedFiles.ReadPersonas().ToDictionary(p => p.Key);

    [Theory]
    [InlineData("P01", null)]
    [InlineData("P02", "NO_CATEGORY")]
    [InlineData("P03", null)]
    [InlineData("P04", "NO_CATEGORY")]
    public void RuralOlder_EdgesOf45And65_FollowTheBirthday(string person, string? code) =>
        Assert.Equal(code, Rural(person, "R-AGE").Code);

    [Fact]
    public void RuralOlder_S03_SaysExactlyWhy()
    {
        var result = Rural("P02", "R-AGE");
        Assert.Equal("截至2024-06-14为44周岁，须年满45周岁(1979-06-14及以前出生)", result.Stop!.Zh);
        Assert.Equal("截至2024-06-14已过65周岁生日，须不超过65周岁(1959-06-14及以后出生)", Rural("P04", "R-AGE").Stop!.Zh);
    }

    [Theory]
    [InlineData("2025-02-27", "NO_CATEGORY")]
    [InlineData("2025-02-28", null)]
    public void RuralOlder_BornOnALeapDay_Turns45OnTheLastOfFebruary(string asOf, string? code) =>
        Assert.Equal(code, Check("P20", PostKind.Rural, "R-AGE", asOf: Date(asOf)).Code);

    [Fact]
    public void RuralOlder_CompletedYearsReading_AdmitsUntilThe66thBirthday()
    {
        var parameters = EligibilityParameters.From(ParameterSet.Defaults.With("eligibility.ruralAge.upperMode", "COMPLETED_YEARS"));
        Assert.Null(Check("P04", PostKind.Rural, "R-AGE", parameters: parameters).Code);
        Assert.Equal("NO_CATEGORY", Check("P29", PostKind.Rural, "R-AGE", parameters: parameters).Code);
    }

    [Theory]
    [InlineData("P05", null)]
    [InlineData("P06", "NO_CATEGORY")]
    [InlineData("P07", null)]
    public void Youth_EdgesOf16And24_AreCompletedYears(string person, string? code) =>
        Assert.Equal(code, Check(person, PostKind.Rural, "R-YTH", f => f with { UnemploymentRegisteredOn = Date("2024-05-30") }).Code);

    [Fact]
    public void Youth_S05_StudentIsOldEnoughButExcluded()
    {
        var result = Check("P07", PostKind.Rural, "R-YTH", f => f with { UnemploymentRegisteredOn = Date("2024-05-30"), InSchool = true });
        Assert.Equal("E1", result.Code);
        Assert.True(result.Claims.Single().Satisfied);
        var off = EligibilityParameters.From(ParameterSet.Defaults.With("exclusion.E1", "OFF"));
        Assert.Equal("NO_CATEGORY", Check("P07", PostKind.Rural, "R-YTH", f => f with { UnemploymentRegisteredOn = Date("2024-05-30"), InSchool = true }, off).Code);
    }

    [Theory]
    [InlineData(null, null, "UNEMPLOYMENT_UNREGISTERED")]
    [InlineData("2024-06-15", null, "UNEMPLOYMENT_LATE")]
    [InlineData("2024-05-30", "2024-06-14", "UNEMPLOYMENT_ENDED")]
    public void Youth_RegistrationNotValidOnTheDay_SaysWhy(string? from, string? end, string reason)
    {
        var result = Check("P05", PostKind.Rural, "R-YTH", f => f with
        {
            UnemploymentRegisteredOn = from is null ? null : Date(from),
            UnemploymentRegistrationEndedOn = end is null ? null : Date(end),
        });
        Assert.Equal([reason], result.Claims.Single().Reasons.Select(r => r.Code));
        Assert.Equal(from is null, result.Curable);
    }

    [Theory]
    [InlineData("R-POV", 1)]
    [InlineData("R-LOW", 1)]
    [InlineData("R-DIS", 1)]
    public void CertifiedRuralGroups_WithCertificate_AreFirstTier(string category, int tier)
    {
        var result = Check("P21", PostKind.Rural, new CategoryClaim(category, "370811-1"));
        Assert.Equal((EligibilityOutcome.Eligible, tier), (result.Outcome, result.Best!.Tier));
        var missing = Check("P21", PostKind.Rural, new CategoryClaim(category));
        Assert.Equal("CERTIFICATE_MISSING", missing.Claims.Single().Reasons.Single().Code);
        Assert.True(missing.Curable);
    }

    [Theory]
    [InlineData("P07", null)]
    [InlineData("P03", null)]
    [InlineData("P04", "AGE_ABOVE")]
    public void CertifiedRuralGroups_GeneralAge_Is16To65(string person, string? reason) =>
        Assert.Equal(reason, Check(person, PostKind.Rural, new CategoryClaim("R-LOW", "1")).Claims.Single().Reasons.SingleOrDefault()?.Code);

    [Fact]
    public void CertifiedRuralGroups_YoungerThan16_AreRefused() =>
        Assert.Equal("AGE_BELOW", Check("P07", PostKind.Rural, new CategoryClaim("R-LOW", "1"), asOf: Date("2024-06-13")).Claims.Single().Reasons.Single().Code);

    [Theory]
    [InlineData("2024-05-31", "CERTIFICATE_EXPIRED")]
    [InlineData("2024-06-13", "CERTIFICATE_EXPIRED")]
    [InlineData("2024-06-14", null)]
    [InlineData("2034-06-17", null)]
    public void Disabled_S07_ExpiredCardIsCurableAndARenewedOneCounts(string validTo, string? reason)
    {
        var result = Check("P10", PostKind.Rural, new CategoryClaim("R-DIS", "37083119741123991843", Date(validTo)));
        Assert.Equal(reason, result.Claims.Single().Reasons.SingleOrDefault()?.Code);
        Assert.Equal(reason is not null, result.Curable);
    }

    [Theory]
    [InlineData(MaritalStatus.Divorced, "2010-01-01", false, null)]
    [InlineData(MaritalStatus.Widowed, "2006-06-15", false, null)]
    [InlineData(MaritalStatus.Widowed, "2006-06-14", false, "CHILDREN")]
    [InlineData(MaritalStatus.Married, "2010-01-01", false, "NOT_SINGLE_PARENT")]
    [InlineData(MaritalStatus.NeverMarried, "2010-01-01", false, "NOT_SINGLE_PARENT")]
    [InlineData(MaritalStatus.Divorced, "2010-01-01", true, "EMPLOYED")]
    public void SingleParent_EachCondition_DecidesAlone(MaritalStatus marital, string child, bool employed, string? reason)
    {
        var result = Check("P12", PostKind.Rural, "R-SPF", f => f with { Marital = marital, ChildBirths = [Date(child)], Employed = employed });
        Assert.Equal(reason, result.Claims.Single().Reasons.SingleOrDefault()?.Code);
    }

    [Fact]
    public void SingleParent_NeverMarriedConfigured_Counts()
    {
        var parameters = EligibilityParameters.From(ParameterSet.Defaults.With("eligibility.singleParent.basis", "DIVORCED,WIDOWED,NEVER_MARRIED"));
        Assert.Null(Check("P12", PostKind.Rural, "R-SPF", f => f with { Marital = MaritalStatus.NeverMarried, ChildBirths = [Date("2015-01-01")] }, parameters).Code);
    }

    [Theory]
    [InlineData("2024-06-14", null)]
    [InlineData("2024-06-19", null)]
    [InlineData("2024-06-20", "CHILDREN")]
    public void MotherOfTwo_P13_CountsUntilTheElderTurns18(string asOf, string? reason)
    {
        var result = Check("P13", PostKind.Rural, "R-MOM", Mother, asOf: Date(asOf));
        Assert.Equal(reason, result.Claims.Single().Reasons.SingleOrDefault()?.Code);
    }

    [Fact]
    public void MotherOfTwo_ManOrOutsidePolicy_SaysWhy()
    {
        Assert.Equal("NOT_FEMALE", Check("P10", PostKind.Rural, "R-MOM", Mother).Claims.Single().Reasons.Single().Code);
        Assert.Equal("BIRTH_POLICY", Check("P13", PostKind.Rural, "R-MOM", f => Mother(f) with { BirthsWithinPolicy = false }).Claims.Single().Reasons.Single().Code);
    }

    [Fact]
    public void UrbanOlderAndZero_S02_AreFirstTierAndTheFirstClaimedIsBest()
    {
        var result = Check("P14", PostKind.Urban, [new("U-ZERO", "零就业-14"), new("U-AGE")], f => Registered(f) with
        {
            Household = [new("配偶", Date("1970-01-01")), new("儿子", Date("1995-01-01"))],
        });
        Assert.Null(result.Code);
        Assert.Equal(["U-ZERO", "U-AGE"], result.Claims.Where(c => c.Satisfied).Select(c => c.Category));
        Assert.Equal(("U-ZERO", 1), (result.Best!.Category, result.Best.Tier));
    }

    [Theory]
    [InlineData(true, false, "1995-01-01", true, "HOUSEHOLD_EMPLOYED")]
    [InlineData(false, true, "1995-01-01", true, "HOUSEHOLD_BUSINESS")]
    [InlineData(true, false, "2010-01-01", true, null)]
    [InlineData(true, false, "1995-01-01", false, null)]
    public void ZeroEmployment_HouseholdMember_IsLookedAt(bool employed, bool business, string birth, bool available, string? reason)
    {
        var result = Check("P14", PostKind.Urban, [new CategoryClaim("U-ZERO", "1")], f => Registered(f) with
        {
            Household = [new("儿子", Date(birth)) { Employed = employed, HasBusinessIncome = business, AvailableForWork = available }],
        });
        Assert.Equal(reason, result.Claims.Single().Reasons.SingleOrDefault()?.Code);
    }

    [Theory]
    [InlineData("P17", "2024-03-30", "AGE_BELOW")]
    [InlineData("P17", "2024-03-31", null)]
    [InlineData("P15", "2020-03-19", "AGE_BELOW")]
    [InlineData("P15", "2020-03-20", null)]
    public void UrbanOlder_LowerAge_Is55ForMenAnd45ForWomen(string person, string asOf, string? reason)
    {
        var result = Check(person, PostKind.Urban, "U-AGE", f => f with { UnemploymentRegisteredOn = Date("2019-01-01") }, asOf: Date(asOf));
        Assert.Equal(reason, result.Claims.Single().Reasons.SingleOrDefault()?.Code);
    }

    /// <summary>The date itself is past it; the switch grades what that means, and the group of itself stops nobody for it.</summary>
    [Theory]
    [InlineData("HARD", "2025-05-19", "", "")]
    [InlineData("HARD", "2025-05-20", "E2", "")]
    [InlineData("SOFT", "2025-05-19", "", "")]
    [InlineData("SOFT", "2025-05-20", "", "E2")]
    [InlineData("INFO", "2025-05-20", "", "E2")]
    [InlineData("OFF", "2025-05-20", "", "")]
    public void Retirement_IsGradedByTheSwitchOfE2(string grade, string start, string code, string warnings)
    {
        var result = Check("P15", PostKind.Urban, "U-AGE", f => Registered(f) with { WomanCategory = WorkerCategory.Woman50, AgreementStart = Date(start) },
            EligibilityParameters.From(ParameterSet.Defaults.With("exclusion.E2", grade)), Date("2025-04-30"));
        Assert.Equal((code, warnings), (result.Code ?? "", string.Join(' ', result.Warnings.Select(w => w.Code))));
        Assert.True(result.Claims.Single().Satisfied);
        Assert.Equal(start == "2025-05-19", result.Claims.Single().Basis.Any(basis => basis.Code == "RETIREMENT_AHEAD"));
        Assert.Equal(code == "E2" ? "已到法定退休年龄（自2025-05-20）" : null, result.Stop?.Zh);
    }

    [Fact]
    public void Retirement_OfWhoDrawsAPensionAlready_IsSaidOnce_AndOfARuralPostNever()
    {
        var both = Check("P15", PostKind.Urban, "U-AGE", f => Registered(f) with { WomanCategory = WorkerCategory.Woman50, AgreementStart = Date("2025-06-01"), DrawsPension = true },
            EligibilityParameters.From(ParameterSet.Defaults.With("exclusion.E2", "SOFT")), Date("2025-04-30"));
        Assert.Equal("已领取职工养老金", Assert.Single(both.Warnings).MessageZh);
        var found = Check("P15", PostKind.Urban, "U-AGE", f => Registered(f) with { WomanCategory = WorkerCategory.Woman50, AgreementStart = Date("2025-06-01"), Exclusions = [new StandingHit("p", "E2", "", "k", ExclusionGrade.Hard, HitState.Open, "有", "There.")] }, asOf: Date("2025-04-30"));
        Assert.Equal("有", found.Stop!.Zh);
        Assert.Null(Check("P15", PostKind.Rural, "R-AGE", f => f with { WomanCategory = WorkerCategory.Woman50, AgreementStart = Date("2025-06-01") }, asOf: Date("2025-04-30")).Code);
    }

    [Theory]
    [InlineData("2025-05-19", WorkerCategory.Woman50, null)]
    [InlineData("2025-05-20", WorkerCategory.Woman50, "E2")]
    [InlineData("2025-05-20", null, "E2")]
    [InlineData("2025-05-20", WorkerCategory.Woman55, null)]
    public void UrbanOlder_P15AfterTheReform_StartsBeforeTheRetirementDate(string start, WorkerCategory? category, string? reason)
    {
        var result = Check("P15", PostKind.Urban, "U-AGE", f => Registered(f) with { WomanCategory = category, AgreementStart = Date(start) }, asOf: Date("2025-04-30"));
        Assert.Equal((reason, reason is null ? null : "RETIRED"), (result.Code, result.Stop?.Detail));
        Assert.Empty(result.Claims.Single().Reasons);
        Assert.Equal(category is null ? ["WOMAN_CATEGORY_UNCONFIRMED"] : [], result.Warnings.Select(w => w.Code));
    }

    [Theory]
    [InlineData("2024-12-31", "E2")]
    [InlineData("2025-01-01", null)]
    public void UrbanOlder_DayOfTheQuestion_ChoosesTheRetirementLaw(string askedOn, string? reason)
    {
        var result = EligibilityCheck.Check(
            Registered(Facts("P15", PostKind.Urban)) with { Claims = [new("U-AGE")], WomanCategory = WorkerCategory.Woman50, AgreementStart = Date("2025-04-01") },
            PostKind.Urban, Date("2024-12-20"), Defaults, Date(askedOn));
        Assert.Equal((reason, reason is null ? null : "RETIRED"), (result.Code, result.Stop?.Detail));
        Assert.Empty(result.Claims.Single().Reasons);
    }

    [Fact]
    public void UrbanOther_P16Certified_IsSecondTier()
    {
        var result = Check("P16", PostKind.Urban, new CategoryClaim("U-OTH", "济就困-16", Date("2025-06-30")));
        Assert.Equal((EligibilityOutcome.Eligible, 2), (result.Outcome, result.Best!.Tier));
        Assert.Equal(["AGE_BELOW", "UNEMPLOYMENT_UNREGISTERED"], Check("P16", PostKind.Urban, "U-AGE").Claims.Single().Reasons.Select(r => r.Code));
    }

    [Fact]
    public void Gates_InTheirOrder_TheFirstThatStopsNamesTheCode()
    {
        var everything = Facts("P02", PostKind.Rural) with
        {
            Claims = [new("R-AGE")],
            Deceased = true,
            ActiveElsewhere = true,
            RegisteredInTown = false,
            ResidentInTown = false,
            Able = false,
            DrawsPension = true,
            PlacesLeft = 0,
        };
        Assert.Equal("ID_INVALID", Code(everything with { IdNumber = "370811197906149821" }));
        Assert.Equal("DECEASED", Code(everything));
        Assert.Equal("DUPLICATE_ACTIVE", Code(everything = everything with { Deceased = false }));
        Assert.Equal("RESIDENCE_MISMATCH", Code(everything = everything with { ActiveElsewhere = false }));
        Assert.Equal("NO_CATEGORY", Code(everything = everything with { RegisteredInTown = true }));
        Assert.Equal("UNFIT", Code(everything = everything with { IdNumber = People["P01"].Id }));
        Assert.Equal("E2", Code(everything = everything with { Able = true }));
        Assert.Equal("WAITLIST", Code(everything = everything with { DrawsPension = false }));
        Assert.Null(Code(everything with { PlacesLeft = 1 }));
    }

    [Fact]
    public void Gates_WrongIdNumber_KeepsItsOwnCodeAsDetail()
    {
        var stop = EligibilityCheck.Check(Facts("P01", PostKind.Rural) with { IdNumber = "37081119790230982X" }, PostKind.Rural, AsOf, Defaults).Stop!;
        Assert.Equal(("ID_INVALID", "ID_DATE"), (stop.Code, stop.Detail));
    }

    [Fact]
    public void Gates_OnlyTheQuotaStops_IsWaitlistAndNotIneligible()
    {
        var result = Check("P01", PostKind.Rural, "R-AGE", f => f with { PlacesLeft = 0 });
        Assert.Equal(EligibilityOutcome.Waitlist, result.Outcome);
        Assert.False(result.Curable);
    }

    [Theory]
    [InlineData(PostKind.Rural, RegisterKind.Rural, true, false, false, null)]
    [InlineData(PostKind.Rural, RegisterKind.Urban, true, false, false, "RESIDENCE_MISMATCH")]
    [InlineData(PostKind.Rural, RegisterKind.Urban, false, true, false, null)]
    [InlineData(PostKind.Rural, RegisterKind.Rural, false, true, true, "RESIDENCE_MISMATCH")]
    [InlineData(PostKind.Urban, RegisterKind.Urban, true, true, false, null)]
    [InlineData(PostKind.Urban, RegisterKind.Rural, true, true, true, null)]
    [InlineData(PostKind.Urban, RegisterKind.Rural, true, true, false, "RESIDENCE_MISMATCH")]
    [InlineData(PostKind.Urban, RegisterKind.Urban, false, false, true, "RESIDENCE_MISMATCH")]
    public void Residence_RegisterOrLiving_FitsTheKind(PostKind kind, RegisterKind register, bool registered, bool resident, bool urbanUnit, string? code)
    {
        var facts = Facts("P10", kind) with { Register = register, RegisteredInTown = registered, ResidentInTown = resident, ResidentUnitIsUrban = urbanUnit };
        var result = EligibilityCheck.Check(facts, kind, AsOf, Defaults);
        Assert.Equal(code, result.Gates.Single(g => g.Gate == "G2").Stop?.Code);
        var strict = EligibilityParameters.From(ParameterSet.Defaults.With("eligibility.residence.basis", "REGISTER"));
        var byRegister = registered && register.ToString() == kind.ToString();
        Assert.Equal(byRegister ? null : "RESIDENCE_MISMATCH", EligibilityCheck.Check(facts, kind, AsOf, strict).Gates.Single(g => g.Gate == "G2").Stop?.Code);
    }

    [Fact]
    public void NoCategory_SeveralClaims_NamesEachWithItsReasons()
    {
        var result = Check("P02", PostKind.Rural, [new CategoryClaim("R-AGE"), new("R-DIS")]);
        Assert.Equal("农村大龄人员：截至2024-06-14为44周岁，须年满45周岁(1979-06-14及以前出生)；农村残疾人：缺少认定证明或证件号", result.Stop!.Zh);
        Assert.True(result.Curable);
        Assert.Equal("NO_CATEGORY", Check("P02", PostKind.Urban, "R-AGE").Code);
    }

    [Fact]
    public void Warnings_DeclaredSexDiffers_IsAWarningOnly()
    {
        var result = Check("P01", PostKind.Rural, "R-AGE", f => f with { DeclaredSex = Sex.Male });
        Assert.Null(result.Code);
        Assert.Equal(["ID_SEX_MISMATCH"], result.Warnings.Select(w => w.Code));
    }

    [Fact]
    public void Categories_EveryGroup_HasATierAndARule()
    {
        Assert.Equal(12, Categories.All.Count);
        Assert.All(Categories.All, c => Assert.True(Defaults.Tiers.ContainsKey(c.Code)));
        Assert.All(Categories.All, c =>
            Assert.DoesNotContain("CATEGORY_UNKNOWN", Check("P01", c.Kind, c.Code).Claims.Single().Reasons.Select(r => r.Code)));
    }

    [Fact]
    public void RuralOlder_OlderPeople_AreNeverTooYoungWhenYoungerOnesAreNot() =>
        Gen.Select(Gen.Int[0, 20_000], Gen.Int[0, 3_000]).Sample((days, older) =>
        {
            var birth = new DateOnly(1955, 1, 1).AddDays(days);
            return !Reasons(birth).Contains("AGE_BELOW") ? !Reasons(birth.AddDays(-older)).Contains("AGE_BELOW") : !Reasons(birth).Contains("AGE_ABOVE");
        });

    private static ApplicantFacts Mother(ApplicantFacts f) =>
        f with { UnemploymentRegisteredOn = Date("2024-01-10"), ChildBirths = [Date("2006-06-20"), Date("2015-03-02")] };

    private static ApplicantFacts Registered(ApplicantFacts f) => f with { UnemploymentRegisteredOn = Date("2024-01-10") };

    private static IEnumerable<string> Reasons(DateOnly birth)
    {
        var body = $"370811{birth:yyyyMMdd}981";
        var facts = Facts("P01", PostKind.Rural) with { IdNumber = body + CitizenId.CheckCharacterOf(body), Claims = [new("R-AGE")] };
        return EligibilityCheck.Check(facts, PostKind.Rural, AsOf, Defaults).Claims.Single().Reasons.Select(r => r.Code);
    }

    private static string? Code(ApplicantFacts facts) => EligibilityCheck.Check(facts, PostKind.Rural, AsOf, Defaults).Code;

    private static EligibilityResult Rural(string person, string category) => Check(person, PostKind.Rural, category);

    private static EligibilityResult Check(string person, PostKind kind, string category, Func<ApplicantFacts, ApplicantFacts>? with = null, EligibilityParameters? parameters = null, DateOnly? asOf = null) =>
        Check(person, kind, [new CategoryClaim(category)], with, parameters, asOf);

    private static EligibilityResult Check(string person, PostKind kind, CategoryClaim claim, DateOnly? asOf = null) =>
        Check(person, kind, [claim], asOf: asOf);

    private static EligibilityResult Check(string person, PostKind kind, CategoryClaim[] claims, Func<ApplicantFacts, ApplicantFacts>? with = null, EligibilityParameters? parameters = null, DateOnly? asOf = null)
    {
        var facts = Facts(person, kind) with { Claims = claims };
        return EligibilityCheck.Check(with is null ? facts : with(facts), kind, asOf ?? AsOf, parameters ?? Defaults);
    }

    private static ApplicantFacts Facts(string person, PostKind kind) => new()
    {
        IdNumber = People[person].Id,
        Register = kind == PostKind.Rural ? RegisterKind.Rural : RegisterKind.Urban,
        RegisteredInTown = true,
    };
}
