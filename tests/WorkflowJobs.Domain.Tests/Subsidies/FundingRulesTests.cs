using CsCheck;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Subsidies;

namespace WorkflowJobs.Domain.Tests.Subsidies;

public sealed class FundingRulesTests
{
    private static readonly FundingShares Shares = new(40, 20);

    /// <summary>DOMAIN §7 and S26, S28, in 分.</summary>
    [Theory]
    [InlineData(1_000_000, 400_000, 200_000, 400_000)]
    [InlineData(110_000_000, 44_000_000, 22_000_000, 44_000_000)]
    [InlineData(337_000_000, 134_800_000, 67_400_000, 134_800_000)]
    [InlineData(9_166_630, 3_666_652, 1_833_326, 3_666_652)]
    [InlineData(79_545, 31_818, 15_909, 31_818)]
    [InlineData(653_226, 261_290, 130_645, 261_291)]
    [InlineData(1, 0, 0, 1)]
    [InlineData(0, 0, 0, 0)]
    public void Split_OfABatch_RoundsProvinceAndCityAndLeavesTheRestToTheDistrict(long fen, long province, long city, long district) =>
        Assert.Equal(new FundingSplit(province, city, district), FundingRules.Split(fen, Shares));

    [Theory]
    [InlineData(110, 110_000_000)]
    [InlineData(337, 337_000_000)]
    public void Need_OfPeopleOnPostTheWholeYear_IsTheStandardForEach(int people, long fen) =>
        Assert.Equal(fen, FundingRules.Need(1_000_000, (Ratio)(12L * people)));

    [Fact]
    public void Split_OfAnyAmount_SumsToIt() => Gen.Select(Gen.Long[0, 1_000_000_000_000], Gen.Int[0, 50], Gen.Int[0, 50]).Sample(
        (fen, province, city) =>
        {
            var split = FundingRules.Split(fen, new FundingShares(province, city));
            Assert.Equal(fen, split.Total);
            Assert.True(split is { Province: >= 0, City: >= 0, District: >= -1 });
        }, iter: 10_000);

    /// <summary>S28: 3,000 of 6,532.26 are repaid.</summary>
    [Fact]
    public void Instalment_OfAClawback_GoesBackProRataAndLeavesTheBalance()
    {
        var whole = FundingRules.Split(653_226, Shares);
        var first = FundingRules.Instalment(whole, 0, 300_000);

        Assert.Equal(new FundingSplit(120_000, 60_000, 120_000), first);
        Assert.Equal(new FundingSplit(141_290, 70_645, 141_291), whole - first);
    }

    [Fact]
    public void Instalments_HoweverCut_SumToTheWholeBySource() => Gen.Select(Gen.Long[1, 10_000_000], Gen.Long[1, 1_000_000].Array[1, 12]).Sample(
        (fen, parts) =>
        {
            var whole = FundingRules.Split(fen, Shares);
            var (paid, sum) = (0L, default(FundingSplit));
            foreach (var part in parts.Append(fen))
            {
                var next = Math.Min(part, fen - paid);
                var split = FundingRules.Instalment(whole, paid, next);
                Assert.Equal(next, split.Total);
                (paid, sum) = (paid + next, sum + split);
            }

            Assert.Equal(whole, sum);
        }, iter: 5_000);
}
