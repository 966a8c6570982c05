using WorkflowJobs.Domain.Common;

namespace WorkflowJobs.Domain.Subsidies;

/// <summary>The three figures of a line and what is left (DOMAIN §7, I7): need = personal pay + other eligible cost + surplus to return, in 分.</summary>
public readonly record struct PayFigures(long Accrual, long Deduction, long Personal, long Other, long Surplus)
{
    /// <summary>What the funds are asked for: deductions reduce it.</summary>
    public long Need => Accrual - Deduction;

    public bool AddsUp => Need == Personal + Other + Surplus && Deduction >= 0 && Personal >= 0 && Other >= 0 && Surplus >= 0;
}

/// <summary>Deductions and figures of a line (DOMAIN §7). Pure.</summary>
public static class PayLineRules
{
    /// <summary>Unexcused absence: month pay ÷ scheduled days × days, half up; never less than nothing nor more than the pay.</summary>
    public static long Absence(long monthPayFen, int scheduledDays, int absentDays)
    {
        if (monthPayFen <= 0 || scheduledDays <= 0 || absentDays <= 0)
            return 0;
        return new Ratio((System.Numerics.BigInteger)monthPayFen * Math.Min(absentDays, scheduledDays), scheduledDays).Rounded();
    }

    /// <summary>A rural line. Without a cap the person gets all that the other cost leaves.</summary>
    /// <param name="monthlyCapFen">Most that a person gets for a whole month, in 分; 0 for no cap.</param>
    public static PayFigures Rural(MonthAccrual month, long deductionFen, long otherFen, long monthlyCapFen)
    {
        var deduction = Math.Clamp(deductionFen, 0, month.Fen);
        var need = month.Fen - deduction;
        var other = Math.Clamp(otherFen, 0, need);
        var personal = need - other;
        if (monthlyCapFen > 0)
            personal = Math.Min(personal, (month.Share * monthlyCapFen).Rounded());
        return new PayFigures(month.Fen, deduction, personal, other, need - other - personal);
    }

    /// <summary>An urban line: the wage and the employer's part of the social insurance as paid, by the existing channel.</summary>
    public static PayFigures Urban(long wageFen, long deductionFen, long employerInsuranceFen)
    {
        var deduction = Math.Clamp(deductionFen, 0, Math.Max(wageFen, 0));
        return new PayFigures(wageFen + employerInsuranceFen, deduction, wageFen - deduction, employerInsuranceFen, 0);
    }

    /// <summary>The least wage for the part of a month that somebody was on post, in 分.</summary>
    public static long LeastWage(long minimumMonthlyFen, int daysOnPost, int daysOfMonth) => new Ratio(minimumMonthlyFen * daysOnPost, daysOfMonth).Rounded();

    /// <summary>Hours a month that the pay buys at the hourly minimum wage, to a tenth and rounded down; more are a warning (HOURS_EXCEED_PAY).</summary>
    public static decimal HoursBought(long monthPayFen, long hourlyMinimumFen) => Math.Floor(monthPayFen * 10m / hourlyMinimumFen) / 10m;

    public static Warning? HoursWarning(int? hoursPerMonth, long monthPayFen, long hourlyMinimumFen) =>
        hoursPerMonth is { } hours && hours * hourlyMinimumFen > monthPayFen
            ? new Warning(
                "HOURS_EXCEED_PAY",
                $"每月{hours}小时按小时最低工资计为{Yuan.Of(hours * hourlyMinimumFen)}元，超过月补贴{Yuan.Of(monthPayFen)}元（可支持{HoursBought(monthPayFen, hourlyMinimumFen):0.0}小时）",
                $"{hours} hours a month at the hourly minimum wage are {Yuan.Of(hours * hourlyMinimumFen)}, more than the month's {Yuan.Of(monthPayFen)} (which buys {HoursBought(monthPayFen, hourlyMinimumFen):0.0} hours).")
            : null;
}

/// <summary>分 as 元: 83333 → 833.33.</summary>
public static class Yuan
{
    public static string Of(long fen) => (fen / 100m).ToString("#,##0.00", System.Globalization.CultureInfo.InvariantCulture);
}
