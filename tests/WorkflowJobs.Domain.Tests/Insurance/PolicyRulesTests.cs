using WorkflowJobs.Domain.Insurance;

namespace WorkflowJobs.Domain.Tests.Insurance;

public sealed class PolicyRulesTests
{
    /// <summary>On 2025-06-15 with thirty days: the last day that is not expiring yet is 31 days off, and the last day of cover is covered.</summary>
    [Theory]
    [InlineData(null, null, PolicyState.Missing)]
    [InlineData("PA-1", null, PolicyState.EndUnknown)]
    [InlineData("PA-1", "2025-06-14", PolicyState.Expired)]
    [InlineData("PA-1", "2025-06-15", PolicyState.Expiring)]
    [InlineData("PA-1", "2025-07-15", PolicyState.Expiring)]
    [InlineData("PA-1", "2025-07-16", PolicyState.Valid)]
    public void StateOf_APolicy_OnADay(string? number, string? until, PolicyState state)
    {
        DateOnly? last = until is null ? null : DateOnly.Parse(until, System.Globalization.CultureInfo.InvariantCulture);
        var found = PolicyRules.StateOf(number, last, new DateOnly(2025, 6, 15), 30);
        Assert.Equal(state, found);
        Assert.Equal(state is PolicyState.Expired or PolicyState.Expiring, PolicyRules.IsEnding(found));
    }
}
