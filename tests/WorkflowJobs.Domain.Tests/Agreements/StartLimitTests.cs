using WorkflowJobs.Domain.Agreements;
using WorkflowJobs.Domain.Eligibility;
using WorkflowJobs.Domain.Plans;

namespace WorkflowJobs.Domain.Tests.Agreements;

/// <summary>Ages looked at again for the first day of the agreement (DOMAIN §5.1), on both sides of each bound.</summary>
public sealed class StartLimitTests
{
    [Theory]
    [InlineData("2024-06-14", "")]
    [InlineData("2024-06-15", "AGREEMENT_AGE 1959-06-14出生，2024-06-14满65周岁，最迟可于当日上岗")]
    public void RuralStart_ByTheSixtyFifthBirthday(string start, string problem) =>
        Assert.Equal(problem, Problem(PostKind.Rural, start, StartLimit.Rural(new DateOnly(1959, 6, 14), 65)));

    // P14: the law of 07/2024 says 60 years; the reform 60 years and eleven months.
    [Theory]
    [InlineData("2028-05-06", "2024-07-10", "")]
    [InlineData("2028-05-07", "2024-07-10", "RETIREMENT_REACHED 1968-05-07出生，法定退休日期为2028-05-07，上岗须早于该日")]
    [InlineData("2028-05-07", "2025-01-02", "")]
    [InlineData("2029-04-06", "2025-01-02", "")]
    [InlineData("2029-04-07", "2025-01-02", "RETIREMENT_REACHED 1968-05-07出生，法定退休日期为2029-04-07，上岗须早于该日")]
    public void UrbanStart_BeforeTheStatutoryDateOfTheLawInForce(string start, string askedOn, string problem) =>
        Assert.Equal(problem, Problem(PostKind.Urban, start, StartLimit.Urban(new DateOnly(1968, 5, 7), WorkerCategory.Man60, TestFiles.Date(askedOn))));

    private static string Problem(PostKind kind, string start, StartLimit limit)
    {
        var startsOn = TestFiles.Date(start);
        var form = new AgreementForm("岗位", startsOn, startsOn, AgreementRules.LastDay(startsOn, 12), SignatureModes.WetInk, "", "", "P-1", startsOn);
        return string.Join('|', AgreementRules.Problems(form, new AgreementTerms(kind, 12, 36, limit)).Select(p => $"{p.Code} {p.MessageZh}"));
    }
}
