using WorkflowJobs.Domain.Common;

namespace WorkflowJobs.Domain.Tests.Common;

public sealed class ShanghaiTimeTests
{
    [Theory]
    [InlineData("2024-06-13T15:59:59Z", "2024-06-13")]
    [InlineData("2024-06-13T16:00:00Z", "2024-06-14")]
    [InlineData("2024-12-31T11:00:00-05:00", "2025-01-01")]
    public void DateOf_AnyOffset_IsTheDateInShanghai(string instant, string date) =>
        Assert.Equal(TestFiles.Date(date), ShanghaiTime.DateOf(DateTimeOffset.Parse(instant)));

    [Fact]
    public void EndOfDay_LastDayOfAPeriod_IsMidnightOfTheNextDay() =>
        Assert.Equal(DateTimeOffset.Parse("2024-06-30T16:00:00Z"), ShanghaiTime.EndOfDay(new DateOnly(2024, 6, 30)));

    [Fact]
    public void At_ClosingTime_IsTheInstantInShanghai() =>
        Assert.Equal(DateTimeOffset.Parse("2024-06-14T09:30:00Z"), ShanghaiTime.At(new DateOnly(2024, 6, 14), new TimeOnly(17, 30)));
}
