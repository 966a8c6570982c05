using WorkflowJobs.Domain.Insurance;
using WorkflowJobs.Domain.Parameters;

namespace WorkflowJobs.Domain.Tests.Insurance;

public sealed class SocialInsuranceRulesTests
{
    private static readonly EmployerRates Rates = EmployerRates.From(ParameterSet.Defaults);

    [Theory]
    [InlineData(220_000, 1600, 35_200)]
    [InlineData(220_000, 850, 18_700)]
    [InlineData(201_055, 70, 1_407)]
    [InlineData(50, 100, 1)]
    [InlineData(49, 100, 0)]
    [InlineData(0, 1600, 0)]
    public void Share_IsRoundedHalfUpToTheFen(long baseFen, int rate, long expected) => Assert.Equal(expected, SocialInsuranceRules.Share(baseFen, rate));

    [Fact]
    public void Differences_OfWhatWasPaidByTheRates_AreNone() => Assert.Empty(SocialInsuranceRules.Differences("D2", Paid(35_200, 18_700, 1_540, 440), Rates));

    [Fact]
    public void Differences_NameEachKindThatWasPaidOtherwise()
    {
        var warnings = SocialInsuranceRules.Differences("D2", Paid(35_000, 18_700, 1_540, 0), Rates);
        Assert.All(warnings, warning => Assert.Equal("SOCIAL_RATE_DIFFERS", warning.Code));
        Assert.Equal(2, warnings.Count);
        Assert.Contains("D2：养老实缴350.00元，按费率应为352.00元", warnings[0].MessageZh, StringComparison.Ordinal);
        Assert.Contains("工伤实缴0.00元，按费率应为4.40元", warnings[1].MessageZh, StringComparison.Ordinal);
    }

    private static SocialInsurancePayment Paid(long pension, long medical, long unemployment, long injury) => new()
    {
        Id = "p",
        PlacementId = "x",
        Month = new DateOnly(2024, 8, 1),
        BaseFen = 220_000,
        PensionFen = pension,
        MedicalFen = medical,
        UnemploymentFen = unemployment,
        InjuryFen = injury,
        PaidOn = new DateOnly(2024, 8, 15),
        SourceSha256 = "",
        RecordedBy = "th",
        RecordedAt = default,
    };
}
