using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Comparison;
using WorkflowJobs.Domain.Eligibility;
using WorkflowJobs.Domain.Parameters;
using WorkflowJobs.Domain.Placements;
using WorkflowJobs.Domain.Plans;
using static WorkflowJobs.Domain.Tests.TestFiles;

namespace WorkflowJobs.Domain.Tests.Comparison;

/// <summary>DOMAIN §5.3, G5: every exclusion with its grade, each switchable.</summary>
public sealed class ExclusionRulesTests
{
    private static readonly ExclusionSettings Defaults = ExclusionSettings.From(ParameterSet.Defaults);

    public static TheoryData<string, string, string> LawBook { get; } = new()
    {
        { "E1", "", "Hard" }, { "E2", "", "Hard" }, { "E2", "RETIRED", "Hard" }, { "E3", "", "Hard" }, { "E4", "", "Hard" }, { "E5", "", "Hard" }, { "E5", "RELATIVE", "Soft" },
        { "E6", "", "Hard" }, { "E6", "DORMANT", "Soft" }, { "E7", "", "Hard" }, { "E8", "", "Hard" }, { "E9", "", "Hard" }, { "E10", "", "Soft" },
        { "E11", "", "Soft" }, { "E12", "", "Information" }, { "DECEASED", "", "Hard" },
    };

    [Theory]
    [MemberData(nameof(LawBook))]
    public void Exclusion_ByDefault_HasTheGradeOfTheLawBook(string code, string variant, string grade)
    {
        Assert.Equal(grade, Defaults.GradeOf(code, variant).ToString());
        var (zh, en) = ExclusionRules.Sentence(new ExclusionFact(code, variant));
        Assert.NotEqual(zh, en);
    }

    [Theory]
    [MemberData(nameof(LawBook))]
    public void Exclusion_InACase_HasTheEffectOfItsGrade(string code, string variant, string grade)
    {
        var result = Check(ParameterSet.Defaults, new StandingHit("p", code, variant, code, Enum.Parse<ExclusionGrade>(grade), HitState.Open, "有", "There."));
        Assert.Equal(grade == "Hard" ? code : null, result.Code);
        Assert.Equal(grade == "Hard" ? EligibilityOutcome.Ineligible : EligibilityOutcome.Eligible, result.Outcome);
        Assert.Equal(grade == "Hard" ? [] : [code], result.Warnings.Select(w => w.Code));
    }

    [Theory]
    [InlineData("HARD", "E1", EligibilityOutcome.Ineligible)]
    [InlineData("SOFT", null, EligibilityOutcome.Eligible)]
    [InlineData("INFO", null, EligibilityOutcome.Eligible)]
    [InlineData("OFF", null, EligibilityOutcome.Eligible)]
    public void Exclusion_Switched_ChangesWhatTheDeclarationDoes(string grade, string? code, EligibilityOutcome outcome)
    {
        var result = Check(ParameterSet.Defaults.With("exclusion.E1", grade), inSchool: true);
        Assert.Equal((code, outcome), (result.Code, result.Outcome));
        Assert.Equal(grade is "SOFT" or "INFO", result.Warnings.Any(w => w.Code == "E1"));
    }

    [Fact]
    public void Exclusion_SwitchedFromADay_HoldsFromThatDay()
    {
        var history = new ParameterHistory([new ParameterValue { Id = "1", Key = "exclusion.E11", Value = "HARD", EffectiveFrom = Date("2024-07-01"), Reason = "x", ChangedBy = "u", At = default }]);
        Assert.Equal(ExclusionGrade.Soft, ExclusionSettings.From(history.At(Date("2024-06-30"))).GradeOf("E11", ""));
        Assert.Equal(ExclusionGrade.Hard, ExclusionSettings.From(history.At(Date("2024-07-01"))).GradeOf("E11", ""));
    }

    [Theory]
    [InlineData("E7", "2024-01-01", "2024-06-30", "2024-07-03", true)]
    [InlineData("E7", "2024-01-01", "2024-06-30", "2024-07-30", true)]
    [InlineData("E7", "2024-01-01", "2024-06-30", "2024-07-31", false)]
    [InlineData("E1", "2023-09-01", "2024-06-30", "2024-06-30", true)]
    [InlineData("E1", "2023-09-01", "2024-06-30", "2024-07-01", false)]
    [InlineData("E4", "2024-07-04", null, "2024-07-03", false)]
    [InlineData("E4", null, null, "2024-07-03", true)]
    [InlineData("DECEASED", "2024-11-05", null, "2024-11-04", false)]
    [InlineData("DECEASED", "2024-11-05", null, "2030-01-01", true)]
    public void Fact_OnADay_CountsFromItsFirstToItsLast(string code, string? from, string? until, string on, bool counts) =>
        Assert.Equal(counts, ExclusionRules.Counts(new ExclusionFact(code, "", Day(from), Day(until)), Date(on), Defaults));

    [Theory]
    [InlineData("35.99", false, null)]
    [InlineData("36", false, "公益性岗位累计已满36个月")]
    [InlineData("36", true, null)]
    public void Term_UsedUp_ExcludesUnlessItMayBeExtended(string months, bool mayExtend, string? sentence) =>
        Assert.Equal(sentence, ExclusionRules.Term(decimal.Parse(months, System.Globalization.CultureInfo.InvariantCulture), mayExtend, 36) is { } fact ? ExclusionRules.Sentence(fact).Zh : null);

    [Theory]
    [InlineData(0, 1, null)]
    [InlineData(1, 1, "同户已安置1人")]
    [InlineData(1, 2, null)]
    [InlineData(2, 2, "同户已安置2人")]
    public void Household_AtItsCap_Excludes(int placed, int cap, string? sentence) =>
        Assert.Equal(sentence, ExclusionRules.Household(placed, cap) is { } fact ? ExclusionRules.Sentence(fact).Zh : null);

    [Theory]
    [InlineData("2024-07-16", "2025-07-15", "2025-12-31", 12)]
    [InlineData("2022-01-01", "2024-12-31", "2025-12-31", 36)]
    [InlineData("2024-02-01", "2025-01-31", "2024-02-29", 1)]
    [InlineData("2024-07-01", "2025-06-30", "2024-06-30", 0)]
    public void PostMonths_OfAnAgreement_AreCalendarMonths(string from, string to, string until, int months) =>
        Assert.Equal(months, PostMonths.In([new DateRange(Date(from), Date(to))], Date(until)));

    private static EligibilityResult Check(ParameterSet set, params StandingHit[] hits) => Check(set, false, hits);

    private static EligibilityResult Check(ParameterSet set, bool inSchool, params StandingHit[] hits) => EligibilityCheck.Check(
        new ApplicantFacts { IdNumber = "370811197906149820", Register = RegisterKind.Rural, RegisteredInTown = true, Claims = [new CategoryClaim("R-AGE")], InSchool = inSchool, Exclusions = hits },
        PostKind.Rural, Date("2024-06-14"), EligibilityParameters.From(set));

    private static DateOnly? Day(string? text) => text is null ? null : Date(text);
}
