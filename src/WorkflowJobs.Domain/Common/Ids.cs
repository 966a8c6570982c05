using System.Security.Cryptography;

namespace WorkflowJobs.Domain.Common;

/// <summary>Ids of 20 letters and digits, 100 bits. An id stands in many other rows and in their indexes: a third less of it is a third less there.</summary>
public static class Ids
{
    private const string Digits = "0123456789abcdefghijklmnopqrstuv";

    /// <summary>45 bits of milliseconds reach to the year 3084.</summary>
    private const int TimeDigits = 9;

    private const int Length = 20;

    /// <summary>
    /// A new id, by chance alone: what begins at the same time does not lie together, where on PostgreSQL two transactions would get into each
    /// other's way over one page of an index.
    /// </summary>
    public static string New() => RandomNumberGenerator.GetString(Digits, Length);

    /// <summary>An id that sorts by its instant, and then by the lowest 55 bits of the number.</summary>
    internal static string Sortable(DateTimeOffset at, ulong number) => string.Create(Length, ((ulong)at.ToUnixTimeMilliseconds(), number), static (text, parts) =>
    {
        var (time, rest) = parts;
        for (var place = Length - 1; place >= TimeDigits; place--, rest >>= 5)
            text[place] = Digits[(int)(rest & 31)];
        for (var place = TimeDigits - 1; place >= 0; place--, time >>= 5)
            text[place] = Digits[(int)(time & 31)];
    });
}
