using CsCheck;
using WorkflowJobs.Domain.Parameters;
using WorkflowJobs.Domain.Ranking;

namespace WorkflowJobs.Domain.Tests.Ranking;

public sealed class RankingRulesTests
{
    private static readonly DateTimeOffset Submitted = DateTimeOffset.Parse("2024-06-10T09:00:00+08:00");

    private static readonly Candidate[] S12 =
    [
        Person("P08", 1, 720_000, 82),
        Person("P21", 1, 690_000, 78),
        Person("P10", 1, 1_140_000, 80),
        Person("P01", 2, 1_400_000, 88),
        Person("P12", 3, 900_000, 75),
    ];

    [Theory]
    [InlineData(RankMode.PriorityFirst, false, "P21 P08 P10", "P01 P12")]
    [InlineData(RankMode.PriorityFirst, true, "P08 P10 P21", "P01 P12")]
    [InlineData(RankMode.ScoreFirst, true, "P01 P08 P10", "P21 P12")]
    public void Rank_S12_SelectsAndWaitlistsExactly(RankMode mode, bool score, string selected, string waitlist)
    {
        var list = RankingRules.Rank(S12, 3, mode, score, seed: 1).Value!;
        Assert.Equal(selected.Split(' '), list.Selected.Select(p => p.Candidate.Key));
        Assert.Equal(waitlist.Split(' '), list.Waitlist.Select(p => p.Candidate.Key));
        Assert.Equal([1, 2, 3, 4, 5], list.Places.Select(p => p.Position));
        Assert.Equal(mode == RankMode.ScoreFirst ? "SCORE_FIRST" : "PRIORITY_FIRST", list.ModeCode);
    }

    [Fact]
    public void Rank_S12_RecordsWhatDecidedEachPlace()
    {
        var list = RankingRules.Rank(S12, 3, RankMode.PriorityFirst, false, 1).Value!;
        Assert.Equal([null, "income", "income", "tier", "tier"], list.Places.Select(p => p.DecidedBy));
        Assert.Equal(690_000, list.Places[0].Candidate.IncomePerCapita);
    }

    [Fact]
    public void Rank_EachKeyInTurn_BreaksTheTieBeforeIt()
    {
        var even = new Candidate("x", 1, Submitted) { Score = 80, IncomePerCapita = 100, Yes = 4, Present = 6, MonthsUnemployed = 6 };
        (Candidate Better, string By)[] steps =
        [
            (even with { Key = "a", Tier = 0 }, "tier"),
            (even with { Key = "a", Score = 81 }, "score"),
            (even with { Key = "a", IncomePerCapita = 99 }, "income"),
            (even with { Key = "a", Yes = 5 }, "votes"),
            (even with { Key = "a", MonthsUnemployed = 7 }, "months"),
            (even with { Key = "a", SubmittedAt = Submitted.AddSeconds(-1) }, "submitted"),
        ];
        foreach (var (better, by) in steps)
        {
            var places = RankingRules.Rank([even, better], 1, RankMode.PriorityFirst, true, 7).Value!.Places;
            Assert.Equal(("a", by), (places[0].Candidate.Key, places[1].DecidedBy));
        }
    }

    [Fact]
    public void Rank_SameRatioOfOtherCounts_IsATie()
    {
        var four = new Candidate("four", 1, Submitted) { Yes = 4, Present = 6, MonthsUnemployed = 1 };
        var six = new Candidate("six", 1, Submitted) { Yes = 6, Present = 9, MonthsUnemployed = 2 };
        Assert.Equal("months", RankingRules.Rank([four, six], 1, RankMode.PriorityFirst, false, 1).Value!.Places[1].DecidedBy);
    }

    [Fact]
    public void Rank_UnknownIncome_RanksAfterEveryKnownOne()
    {
        var list = RankingRules.Rank([Person("none", 1, null, 1), Person("rich", 1, long.MaxValue - 1, 1)], 1, RankMode.PriorityFirst, false, 1).Value!;
        Assert.Equal("rich", list.Places[0].Candidate.Key);
    }

    [Fact]
    public void Rank_FullTie_IsDrawnByTheSeedAndRecorded()
    {
        Candidate[] tied = [Person("a", 1, 1, 1), Person("b", 1, 1, 1), Person("c", 1, 1, 1)];
        var first = RankingRules.Rank(tied, 1, RankMode.PriorityFirst, false, 42).Value!;
        Assert.Equal(first.Places, RankingRules.Rank([.. tied.Reverse()], 1, RankMode.PriorityFirst, false, 42).Value!.Places);
        Assert.All(first.Places, p => Assert.Equal(RankingRules.DrawOf(42, p.Candidate.Key), p.Draw));
        Assert.Equal([null, "draw", "draw"], first.Places.Select(p => p.DecidedBy));
        var winners = Enumerable.Range(0, 60).Select(seed => RankingRules.Rank(tied, 1, RankMode.PriorityFirst, false, seed).Value!.Places[0].Candidate.Key).Distinct();
        Assert.Equal(3, winners.Count());
    }

    [Fact]
    public void Rank_NotRankable_IsRefused()
    {
        Assert.Equal("RANK_SCORE_DISABLED", RankingRules.Rank(S12, 3, RankMode.ScoreFirst, false, 1).Refusal?.Code);
        Assert.Equal("RANK_DUPLICATE", RankingRules.Rank([S12[0], S12[0]], 3, RankMode.PriorityFirst, false, 1).Refusal?.Code);
        var missing = RankingRules.Rank([S12[0], S12[1] with { Score = null }], 3, RankMode.PriorityFirst, true, 1).Refusal;
        Assert.Equal(("RANK_SCORE_MISSING", "P21"), (missing?.Code, missing?.Details["applications"]));
    }

    [Fact]
    public void Rank_MorePlacesThanPeople_SelectsAll()
    {
        Assert.Empty(RankingRules.Rank(S12, 110, RankMode.PriorityFirst, false, 1).Value!.Waitlist);
        Assert.Empty(RankingRules.Rank(S12, 0, RankMode.PriorityFirst, false, 1).Value!.Selected);
        Assert.Empty(RankingRules.Rank([], 3, RankMode.PriorityFirst, false, 1).Value!.Places);
    }

    [Fact]
    public void Rank_AnyOrderOfInput_GivesTheSameList() =>
        Gen.Select(Gen.Int[1, 3], Gen.Long[1, 3], Gen.Int[0, 2]).Array[1, 30].Sample(rows =>
        {
            var people = rows.Select((r, i) => new Candidate($"p{i}", r.Item1, Submitted) { IncomePerCapita = r.Item2, Yes = r.Item3, Present = 2 }).ToArray();
            var one = RankingRules.Rank(people, 5, RankMode.PriorityFirst, false, 9).Value!.Places;
            var other = RankingRules.Rank([.. people.Reverse()], 5, RankMode.PriorityFirst, false, 9).Value!.Places;
            return one.SequenceEqual(other) && one.Zip(one.Skip(1)).All(p => p.First.Candidate.Tier <= p.Second.Candidate.Tier);
        });

    [Theory]
    [InlineData("2024-06-25", 2024, 6, "2024-12-25")]
    [InlineData("2024-08-31", 2024, 6, "2024-12-31")]
    [InlineData("2024-06-25", 2024, 12, "2024-12-31")]
    public void WaitlistLastsUntil_MonthsOrYearEnd_IsTheEarlier(string frozen, int year, int months, string until) =>
        Assert.Equal(TestFiles.Date(until), RankingRules.WaitlistLastsUntil(TestFiles.Date(frozen), year, months));

    [Theory]
    [InlineData(40, 30, 10, 20, 100, null)]
    [InlineData(0, 0, 0, 0, 0, null)]
    [InlineData(41, 0, 0, 0, 0, "ranking.weight.category")]
    [InlineData(0, 31, 0, 0, 0, "ranking.weight.income")]
    [InlineData(0, 0, -1, 0, 0, "ranking.weight.willingness")]
    [InlineData(0, 0, 0, 21, 0, "ranking.weight.ability")]
    public void ScoreSheet_Points_StayWithinTheirWeights(int category, int income, int willingness, int ability, int total, string? factor)
    {
        var result = new ScoreSheet(category, income, willingness, ability).Total(ParameterSet.Defaults);
        Assert.Equal(factor, result.Refusal?.Details["factor"]);
        Assert.Equal(total, result.Value);
    }

    [Fact]
    public void ModeOf_EveryCode_GoesThereAndBack() =>
        Assert.All(ParameterCatalog.Find("ranking.mode")!.Choices, code => Assert.Equal(code, RankingRules.Code(RankingRules.ModeOf(code))));

    private static Candidate Person(string key, int tier, long? income, int score) =>
        new(key, tier, Submitted) { IncomePerCapita = income, Score = score, Yes = 6, Present = 7, MonthsUnemployed = 12 };
}
