using WorkflowJobs.Domain.Common;

namespace WorkflowJobs.Domain.Subsidies;

/// <summary>省 and 市 in percent; 区 takes the rest, so the three always come to the whole.</summary>
public readonly record struct FundingShares(int Province, int City)
{
    public int District => 100 - Province - City;
}

/// <summary>An amount by its sources, in 分.</summary>
public readonly record struct FundingSplit(long Province, long City, long District)
{
    public long Total => Province + City + District;

    public static FundingSplit operator +(FundingSplit a, FundingSplit b) => new(a.Province + b.Province, a.City + b.City, a.District + b.District);

    public static FundingSplit operator -(FundingSplit a, FundingSplit b) => new(a.Province - b.Province, a.City - b.City, a.District - b.District);
}

/// <summary>Who bears how much (DOMAIN §7): the total of a pay batch, not each person, is split; what is recovered goes back the same way. Pure.</summary>
public static class FundingRules
{
    /// <summary>Need = standard × Σ person-months ÷ 12, in 分.</summary>
    public static long Need(long annualFen, Ratio personMonths) => (annualFen * personMonths * new Ratio(1, AccrualRules.MonthsOfYear)).Rounded();

    /// <summary>省 and 市 rounded half up to the 分, 区 takes the remainder.</summary>
    public static FundingSplit Split(long fen, FundingShares shares)
    {
        var province = new Ratio((System.Numerics.BigInteger)fen * shares.Province, 100).Rounded();
        var city = new Ratio((System.Numerics.BigInteger)fen * shares.City, 100).Rounded();
        return new FundingSplit(province, city, fen - province - city);
    }

    /// <summary>What of a whole, already split, falls to its first so many 分: pro rata, exact when all of it is there.</summary>
    public static FundingSplit Part(FundingSplit whole, long fen)
    {
        if (fen < 0 || fen > whole.Total)
            throw new ArgumentOutOfRangeException(nameof(fen), "A part lies between nothing and the whole.");
        if (whole.Total == 0)
            return default;
        var province = Pro(whole.Province);
        var city = Pro(whole.City);
        return new FundingSplit(province, city, fen - province - city);

        long Pro(long share) => new Ratio((System.Numerics.BigInteger)fen * share, whole.Total).Rounded();
    }

    /// <summary>The sources of one instalment: what is paid back with it less what was before, so that instalments come to the whole exactly.</summary>
    /// <param name="before">Repaid until now, in 分.</param>
    public static FundingSplit Instalment(FundingSplit whole, long before, long fen) => Part(whole, before + fen) - Part(whole, before);
}
