using WorkflowJobs.Domain.Runtime.Timers;

namespace WorkflowJobs.Domain.Tests.Runtime;

public sealed class TimerNapTests
{
    /// <summary>A timer that became due while the pump looked for the next one was fired a second late.</summary>
    [Theory]
    [InlineData(-5_000, 10)]
    [InlineData(0, 10)]
    [InlineData(3, 10)]
    [InlineData(400, 400)]
    [InlineData(90_000, 30_000)]
    [InlineData(null, 30_000)]
    public void NapUntil_TheNextIsDue_IsNoLongerThanThat(int? dueIn, int expected) => Assert.Equal(
        TimeSpan.FromMilliseconds(expected), TimerPump.NapUntil(dueIn is { } milliseconds ? RuntimeFixture.Monday.AddMilliseconds(milliseconds) : null, RuntimeFixture.Monday));
}
