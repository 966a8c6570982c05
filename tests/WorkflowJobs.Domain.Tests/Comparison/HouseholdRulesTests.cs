using WorkflowJobs.Domain.Comparison;

namespace WorkflowJobs.Domain.Tests.Comparison;

public sealed class HouseholdRulesTests
{
    /// <summary>
    /// Wife w, husband h, their son s, a stranger x. Candidates in order of the rank, each with what the town said: <c>h</c> nothing, <c>h!</c> a reason given
    /// now, <c>h=w</c> justified before, beside w. Expected: + a place, - waits for want of one, ~ waits because of the household.
    /// </summary>
    [Theory]
    [InlineData("w h x", "", 3, 1, "Soft", "w+ h~ x+")]
    [InlineData("h w x", "", 3, 1, "Soft", "h+ w~ x+")]
    [InlineData("w h x", "", 2, 1, "Soft", "w+ h~ x+")]
    [InlineData("w h x", "", 1, 1, "Soft", "w+ h~ x-")]
    [InlineData("x w h", "", 1, 1, "Soft", "x+ w- h-")]
    [InlineData("w h! x", "", 2, 1, "Soft", "w+ h+ x-")]
    [InlineData("w! h x", "", 3, 1, "Soft", "w+ h~ x+")]
    [InlineData("w h=w x", "", 3, 1, "Soft", "w+ h+ x+")]
    [InlineData("w h s", "", 3, 2, "Soft", "w+ h+ s~")]
    [InlineData("w h s", "", 3, 1, "Soft", "w+ h~ s~")]
    [InlineData("w h=w s=w", "", 3, 1, "Soft", "w+ h+ s~")]
    [InlineData("w h=w s=w+h", "", 3, 1, "Soft", "w+ h+ s+")]
    [InlineData("h x", "w", 2, 1, "Soft", "h~ x+")]
    [InlineData("h! x", "w", 2, 1, "Soft", "h+ x+")]
    [InlineData("h=w+s x", "w", 2, 1, "Soft", "h+ x+")]
    [InlineData("h=s x", "w", 2, 1, "Soft", "h~ x+")]
    [InlineData("x w", "x", 2, 1, "Soft", "x+ w+")]
    [InlineData("w h! x", "", 3, 1, "Hard", "w+ h~ x+")]
    [InlineData("w h=w x", "", 3, 1, "Hard", "w+ h~ x+")]
    [InlineData("w h x", "", 3, 1, "Information", "w+ h+ x+")]
    [InlineData("w h x", "s", 3, 1, "Off", "w+ h+ x+")]
    public void Give_ByRankUnderTheCap(string ranked, string placed, int places, int cap, string grade, string expected)
    {
        var given = HouseholdRules.Give([.. ranked.Split(' ').Select(Candidate)], Set(placed), places, cap, Enum.Parse<ExclusionGrade>(grade));
        Assert.Equal(expected, string.Join(' ', given.Select(place => place.Key + (place.IsSelected ? "+" : place.IsDeferred ? "~" : "-"))));
    }

    [Fact]
    public void Give_OverTheCap_TellsHowManyWerePlacedBefore()
    {
        var given = HouseholdRules.Give([Candidate("w"), Candidate("h!"), Candidate("s"), Candidate("x")], Set(""), 4, 1, ExclusionGrade.Soft);
        Assert.Equal([null, 1, 2, null], given.Select(place => place.Told));
        Assert.Equal(["h", "w"], given[2].Beside);
        // Justified, and no place left: it is not the household for which they wait.
        Assert.Null(HouseholdRules.Give([Candidate("w"), Candidate("h!")], Set(""), 1, 1, ExclusionGrade.Soft)[1].Told);
    }

    [Fact]
    public void FactKey_NamesThePersonsAndGivesThemBack()
    {
        Assert.Equal("E10//a+b", HouseholdRules.FactKey(["a", "b"]));
        Assert.Equal(["a", "b"], HouseholdRules.Beside("E10//a+b").Order());
        Assert.Empty(HouseholdRules.Beside("E9//"));
    }

    private static HouseholdCandidate Candidate(string text)
    {
        var key = text[..1];
        string[] family = ["w", "h", "s"];
        return new HouseholdCandidate(key, key, family.Contains(key) ? family.Where(member => member != key).ToHashSet() : new HashSet<string>())
        {
            IsJustified = text.EndsWith('!'),
            JustifiedBeside = text.Contains('=', StringComparison.Ordinal) ? Set(text[2..]) : new HashSet<string>(),
        };
    }

    private static HashSet<string> Set(string text) => [.. text.Split('+', StringSplitOptions.RemoveEmptyEntries)];
}
