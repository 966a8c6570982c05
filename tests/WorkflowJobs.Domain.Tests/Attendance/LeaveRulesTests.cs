using System.Globalization;
using WorkflowJobs.Domain.Attendance;
using WorkflowJobs.Domain.Common;

namespace WorkflowJobs.Domain.Tests.Attendance;

/// <summary>DOMAIN §6: sick leave from three days with proof, 90 days a year.</summary>
public sealed class LeaveRulesTests
{
    private static readonly IReadOnlyList<DateRange> OnPost = [new(new DateOnly(2024, 7, 16), new DateOnly(2025, 7, 15))];

    private static DateOnly Day(string text) => DateOnly.Parse(text, CultureInfo.InvariantCulture);

    private static string Codes(LeaveKind kind, string from, string until, bool proof, params DateRange[] taken) =>
        string.Join(' ', LeaveRules.Problems(new LeaveForm(kind, Day(from), Day(until), proof), OnPost, taken, new LeaveLimits(3, 90)).Select(one => one.Code));

    [Theory]
    [InlineData(LeaveKind.Sick, "2024-09-09", "2024-09-10", false, "")]
    [InlineData(LeaveKind.Sick, "2024-09-09", "2024-09-11", false, "LEAVE_PROOF")]
    [InlineData(LeaveKind.Sick, "2024-09-09", "2024-09-11", true, "")]
    [InlineData(LeaveKind.Personal, "2024-09-09", "2024-09-20", false, "")]
    [InlineData(LeaveKind.Personal, "2024-09-10", "2024-09-09", false, "LEAVE_RANGE")]
    [InlineData(LeaveKind.Personal, "2024-07-15", "2024-07-16", false, "LEAVE_NOT_ON_POST")]
    [InlineData(LeaveKind.Personal, "2025-07-15", "2025-07-16", false, "LEAVE_NOT_ON_POST")]
    [InlineData(LeaveKind.Personal, "2024-08-01", "2024-10-29", false, "")]
    [InlineData(LeaveKind.Personal, "2024-08-01", "2024-10-30", false, "LEAVE_LIMIT")]
    [InlineData(LeaveKind.Personal, "2024-11-01", "2025-02-28", false, "")]
    public void Leave_IsHeldToDaysProofAndLimit(LeaveKind kind, string from, string until, bool proof, string codes) => Assert.Equal(codes, Codes(kind, from, until, proof));

    [Fact]
    public void EarlierLeave_CountsAndMayNotOverlap()
    {
        DateRange[] taken = [new(Day("2024-08-01"), Day("2024-10-28"))];
        Assert.Equal("", Codes(LeaveKind.Personal, "2024-12-02", "2024-12-02", false, taken));
        Assert.Equal("LEAVE_LIMIT", Codes(LeaveKind.Personal, "2024-12-02", "2024-12-03", false, taken));
        Assert.Equal("LEAVE_OVERLAP LEAVE_LIMIT", Codes(LeaveKind.Personal, "2024-10-28", "2024-10-29", false, taken));
    }
}
