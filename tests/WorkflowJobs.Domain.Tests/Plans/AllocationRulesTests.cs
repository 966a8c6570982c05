using WorkflowJobs.Domain.Plans;

namespace WorkflowJobs.Domain.Tests.Plans;

public sealed class AllocationRulesTests
{
    private static readonly ProposedLine Rural = new(PostKind.Rural, "shiqiao", 1, 110, "综合网格员");
    private static readonly QuotaLine Quota = new() { Id = "q", Year = 2024, Kind = PostKind.Rural, TownId = "shiqiao", Batch = 1, Number = 110, Taken = 3 };
    private static readonly HashSet<LineKey> NothingAnnounced = [];

    [Theory]
    [InlineData(2, "ALLOCATION_BELOW_TAKEN")]
    [InlineData(3, "")]
    [InlineData(500, "")]
    public void Number_BelowWhatIsTaken_IsRefused(int number, string code) =>
        Assert.Equal(code, string.Join(' ', AllocationRules.Check([Rural with { Number = number }], [Quota], NothingAnnounced).Select(error => error.Code)));

    [Fact]
    public void Line_Twice_IsRefusedAtTheSecond()
    {
        var error = Assert.Single(AllocationRules.Check([Rural, Rural with { Number = 5 }], [Quota], NothingAnnounced));
        Assert.Equal(("ALLOCATION_LINE_TWICE", "lines[1].batch"), (error.Code, error.Field));
    }

    [Fact]
    public void Line_TakenOrAnnounced_IsNotRemoved()
    {
        var other = new ProposedLine(PostKind.Urban, "shiqiao", 1, 5, "助残公益岗");
        var unused = new QuotaLine { Id = "u", Year = 2024, Kind = PostKind.Rural, TownId = "xuzhuang", Batch = 1, Number = 4 };

        Assert.Equal("ALLOCATION_LINE_IN_USE", Assert.Single(AllocationRules.Check([other], [Quota], NothingAnnounced)).Code);
        Assert.Empty(AllocationRules.Check([other], [unused], NothingAnnounced));
        Assert.Single(AllocationRules.Check([other], [unused], new HashSet<LineKey> { unused.Key }));
    }
}
