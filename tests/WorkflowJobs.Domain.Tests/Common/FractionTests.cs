using CsCheck;
using WorkflowJobs.Domain.Common;

namespace WorkflowJobs.Domain.Tests.Common;

public sealed class FractionTests
{
    [Theory]
    [InlineData(9, 6)]
    [InlineData(10, 7)]
    [InlineData(7, 5)]
    [InlineData(1, 1)]
    [InlineData(0, 0)]
    public void CeilingOf_TwoThirds_RoundsUp(int whole, int least) => Assert.Equal(least, new Fraction(2, 3).CeilingOf(whole));

    [Fact]
    public void IsReachedBy_ExactlyTwoThirds_IsReached()
    {
        var share = new Fraction(2, 3);
        Assert.True(share.IsReachedBy(4, 6));
        Assert.False(share.IsReachedBy(3, 6));
        Assert.False(share.IsReachedBy(0, 0));
    }

    [Fact]
    public void IsReachedBy_AnyCounts_AgreesWithTheCeiling() =>
        Gen.Select(Gen.Int[1, 20], Gen.Int[0, 20], Gen.Int[1, 500], Gen.Int[0, 500])
            .Where(x => x.Item2 <= x.Item1)
            .Sample((d, n, whole, part) =>
            {
                var share = new Fraction(n, d);
                return share.IsReachedBy(part, whole) == part >= share.CeilingOf(whole);
            });

    [Theory]
    [InlineData("2/3", true)]
    [InlineData("1/1", true)]
    [InlineData("3/2", false)]
    [InlineData("0/3", false)]
    [InlineData("2/0", false)]
    [InlineData("2", false)]
    [InlineData("-2/3", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void TryParse_Text_AcceptsOnlyAProperShare(string? text, bool accepted)
    {
        Assert.Equal(accepted, Fraction.TryParse(text, out var share));
        if (accepted)
            Assert.Equal(text, share.ToString());
    }
}
