using System.Globalization;

namespace WorkflowJobs.Domain.Common;

public static class IsoDates
{
    /// <summary>yyyy-MM-dd in the Gregorian calendar, whatever the thread's culture.</summary>
    public static string Iso(this DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static bool TryIso(string? text, out DateOnly date) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out date);
}
