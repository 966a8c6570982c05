using WorkflowJobs.Domain.PersonalData;

namespace WorkflowJobs.Domain.Tests.PersonalData;

/// <summary>DOMAIN §9.3: not approved 2 years, on post 10 years after the exit, vouchers 30 years; the longest decides.</summary>
public sealed class RetentionRulesTests
{
    private static readonly RetentionYears Years = new(2, 10, 30);
    private static readonly DateOnly Registered = new(2024, 6, 3);

    [Fact]
    public void Registered_WithoutAnything_IsKeptAsNotApproved() =>
        Assert.Equal(new RetentionEnd(new DateOnly(2026, 6, 3), "NOT_APPROVED"), RetentionRules.Of(new RetentionFacts(Registered, [], false, [], null), Years));

    [Fact]
    public void NotApproved_IsKeptTwoYears_FromTheLastApplication()
    {
        var end = RetentionRules.Of(new RetentionFacts(Registered, [new DateOnly(2024, 6, 5), new DateOnly(2025, 7, 1)], false, [], null), Years);
        Assert.Equal(new RetentionEnd(new DateOnly(2027, 7, 1), "NOT_APPROVED"), end);
        Assert.False(end.IsOver(new DateOnly(2027, 7, 1)));
        Assert.True(end.IsOver(new DateOnly(2027, 7, 2)));
    }

    [Theory]
    [InlineData(true, null)]
    [InlineData(false, "held")]
    public void OpenOrOnPost_HasNoEndYet(bool open, string? post)
    {
        var end = RetentionRules.Of(new RetentionFacts(Registered, [new DateOnly(2024, 6, 5)], open, post is null ? [] : [null], null), Years);
        Assert.Equal(new RetentionEnd(null, "OPEN"), end);
        Assert.False(end.IsOver(new DateOnly(2199, 1, 1)));
    }

    [Fact]
    public void OnPost_IsKeptTenYearsAfterTheExit() =>
        Assert.Equal(new RetentionEnd(new DateOnly(2035, 7, 15), "ON_POST"), RetentionRules.Of(new RetentionFacts(Registered, [], false, [new DateOnly(2025, 7, 15)], null), Years));

    [Fact]
    public void Vouchers_AreKeptThirtyYearsAfterTheirAccountingYear() =>
        Assert.Equal(new RetentionEnd(new DateOnly(2054, 12, 31), "VOUCHERS"), RetentionRules.Of(new RetentionFacts(Registered, [], false, [new DateOnly(2025, 7, 15)], new DateOnly(2024, 8, 31)), Years));

    [Fact]
    public void LeapDay_OfACommonYear_EndsOnTheTwentyEighth() =>
        Assert.Equal(new DateOnly(2026, 2, 28), RetentionRules.Of(new RetentionFacts(Registered, [new DateOnly(2024, 2, 29)], false, [], null), Years).LastDay);
}
