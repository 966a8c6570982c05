using System.Globalization;
using WorkflowJobs.Domain.Common;

namespace WorkflowJobs.Server.Components.Text;

/// <summary>How dates and instants read on a page: always in Shanghai time, ISO order, which both languages read alike.</summary>
public static class Dates
{
    public static string Minute(DateTimeOffset? instant) =>
        instant is { } at ? at.ToOffset(ShanghaiTime.Offset).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) : "";

    public static string Day(DateTimeOffset? instant) => instant is { } at ? Day(ShanghaiTime.DateOf(at)) : "";

    /// <summary>The last day of a period that ends at 24:00: its due instant is 00:00 of the day after.</summary>
    public static DateOnly? LastDay(DateTimeOffset? due) => due is { } at ? ShanghaiTime.DateOf(at.AddTicks(-1)) : null;

    public static string Day(DateOnly? date) => date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";
}
