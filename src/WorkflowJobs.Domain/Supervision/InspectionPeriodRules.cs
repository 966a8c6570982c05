using WorkflowJobs.Domain.Common;

namespace WorkflowJobs.Domain.Supervision;

/// <summary>
/// The periods of inspections (clause 三(八): town every quarter, district every half-year; the months are parameters). Periods are counted from
/// January; an inspection opens on the first day of its period's last month, so that it is held within the period that it is about.
/// </summary>
public static class InspectionPeriodRules
{
    /// <summary>The period of so many months whose last month is that of the day; null when none ends then.</summary>
    public static DateRange? EndingIn(DateOnly day, int months)
    {
        if (day.Month % months != 0)
            return null;
        var first = new DateOnly(day.Year, day.Month - months + 1, 1);
        return new DateRange(first, first.AddMonths(months).AddDays(-1));
    }

    /// <summary>2025年第一季度, 2025年上半年; of other lengths 2025年1—4月.</summary>
    public static string Zh(DateOnly from, DateOnly to) => Months(from, to) switch
    {
        3 => $"{to.Year}年第{"一二三四"[(to.Month / 3) - 1]}季度",
        6 => $"{to.Year}年{(to.Month == 6 ? "上" : "下")}半年",
        12 => $"{to.Year}年度",
        1 => $"{to.Year}年{to.Month}月",
        _ => $"{to.Year}年{from.Month}—{to.Month}月",
    };

    public static string En(DateOnly from, DateOnly to) => Months(from, to) switch
    {
        3 => $"Q{to.Month / 3} {to.Year}",
        6 => $"H{to.Month / 6} {to.Year}",
        12 => $"{to.Year}",
        _ => $"{from:yyyy-MM} to {to:yyyy-MM}",
    };

    private static int Months(DateOnly from, DateOnly to) => to.Month - from.Month + 1;
}
