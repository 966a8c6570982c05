using System.Globalization;
using WorkflowJobs.Domain.Common;

namespace WorkflowJobs.Server.Components.Text;

/// <summary>How dates and instants read on a page: always in Shanghai time, ISO order, which both languages read alike.</summary>
public static class Dates
{
    public static string Minute(DateTimeOffset? instant) =>
        instant is { } at ? at.ToOffset(ShanghaiTime.Offset).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) : "";

    public static string Day(DateTimeOffset? instant) => instant is { } at ? Day(ShanghaiTime.DateOf(at)) : "";

    public static string Day(DateOnly? date) => date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";
}
