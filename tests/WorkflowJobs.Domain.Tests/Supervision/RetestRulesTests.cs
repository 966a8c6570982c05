using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Supervision;

namespace WorkflowJobs.Domain.Tests.Supervision;

public sealed class RetestRulesTests
{
    private static readonly string Seed = ContentHash.Of("anchor");

    [Theory]
    [InlineData("2025-03-12", "2025-04-02", "2024-12-01", true)] // closed, found since the last check (S28)
    [InlineData("2025-03-12", null, "2024-12-01", true)]
    [InlineData("2024-12-01", "2024-12-20", "2024-12-01", true)] // found in the last check itself
    [InlineData("2024-11-30", "2024-12-20", "2024-12-01", false)] // the last check had it
    [InlineData("2024-03-12", null, "2024-12-01", true)] // open as ever
    [InlineData("2023-03-12", "2023-04-02", null, true)] // the first check takes all
    public void IsDue_OpenOrSinceTheLastCheck(string opened, string? closed, string? lastCheck, bool expected) =>
        Assert.Equal(expected, RetestRules.IsDue(new EarlierFinding("f", "整改〔2025〕1号", "yuwan", At(opened)!.Value, At(closed)), At(lastCheck)));

    [Theory]
    [InlineData("yuwan:a b c", "", 1, 1)]
    [InlineData("yuwan:a b c", "b", 1, 0)] // already drawn by risk
    [InlineData("yuwan:a b c", "b", 2, 1)]
    [InlineData("yuwan:a b c", "z", 5, 3)] // fewer than wanted
    [InlineData("yuwan:", "", 1, 0)] // nobody left: the findings are re-tested all the same
    [InlineData("yuwan:a b c|hudong:d e", "", 1, 2)]
    [InlineData("yuwan:a b c|shiqiao:a b c d", "", 1, 1)] // the town's own finding: its village's person will do
    [InlineData("yuwan:a b c", "", 0, 0)]
    public void Draw_SoManyOfEachUnit(string units, string chosen, int perUnit, int expected) =>
        Assert.Equal(expected, RetestRules.Draw(Units(units), chosen.Split(' ', StringSplitOptions.RemoveEmptyEntries), perUnit, Seed).Count);

    [Fact]
    public void Draw_TakesTheLowestLots_NamesTheReason_AndIsTheSameAgain()
    {
        var units = Units("yuwan:a b c d|hudong:e f");
        var drawn = RetestRules.Draw(units, [], 1, Seed);
        Assert.Equal(["hudong", "yuwan"], drawn.Select(person => person.UnitId));
        Assert.Equal(new[] { "a", "b", "c", "d" }.MinBy(id => LotRules.Lot(Seed, id), StringComparer.Ordinal), drawn[1].PlacementId);
        Assert.Equal(["yuwan整改1号", "yuwan整改2号"], drawn[1].Findings);
        var again = RetestRules.Draw(RetestRules.Read(RetestRules.Write(units)).Reverse(), [], 1, Seed);
        Assert.Equal(drawn.Select(person => person.PlacementId), again.Select(person => person.PlacementId));
        Assert.Empty(RetestRules.Read(RetestRules.Write([])));
    }

    private static List<RetestUnit> Units(string text) => [.. text.Split('|').Select(unit => unit.Split(':')).Select(unit =>
        new RetestUnit(unit[0], [unit[0] + "整改1号", unit[0] + "整改2号"], unit[1].Split(' ', StringSplitOptions.RemoveEmptyEntries)))];

    private static DateTimeOffset? At(string? day) => day is null ? null : DateTimeOffset.Parse(day + "T08:00:00+08:00");
}
