using WorkflowJobs.Domain.Parameters;

namespace WorkflowJobs.Domain.Subsidies;

/// <summary>The money of the parameter catalog as it stands in a month, in 分. Each month asks the day on which it begins. Pure.</summary>
public sealed class SubsidyStandardRules(ParameterHistory history)
{
    private const int FenOfYuan = 100;

    /// <summary>乡村公益性岗位补贴 of a person and year.</summary>
    public long RuralAnnual(int year, int month) => Fen(year, month, "pay.ruralAnnual");

    /// <summary>Most that a person on a rural post gets for a whole month; 0 for no cap.</summary>
    public long PersonalCap(int year, int month) => Fen(year, month, "pay.personalCap");

    /// <summary>月最低工资标准 of the district's tier.</summary>
    public long MinimumWage(int year, int month) => OfTier(year, month, "wage.minimumMonthly");

    /// <summary>小时最低工资标准 of the district's tier.</summary>
    public long MinimumHourly(int year, int month) => OfTier(year, month, "wage.minimumHourly");

    public FundingShares Shares(int year, int month)
    {
        var set = At(year, month);
        return new FundingShares(set.Int("pay.share.province"), set.Int("pay.share.city"));
    }

    public Proration Proration(int year, int month) => AccrualRules.Parse(At(year, month).Text("pay.proration"));

    private long OfTier(int year, int month, string key)
    {
        var set = At(year, month);
        return (long)set.Map(key)["T" + set.Text("wage.tier")] * FenOfYuan;
    }

    private long Fen(int year, int month, string key) => (long)At(year, month).Int(key) * FenOfYuan;

    private ParameterSet At(int year, int month) => history.At(new DateOnly(year, month, 1));
}
