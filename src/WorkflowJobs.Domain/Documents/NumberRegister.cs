using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Reviews;
using WorkflowJobs.Domain.Runtime.Commands;

namespace WorkflowJobs.Domain.Documents;

/// <summary>
/// 文号: each is given out once, in order, within a series and year (GB/T 9704-2012, 7.2.5: full year in 〔〕, no leading zero). It is
/// taken in the transaction of the order, so that a decision rolled back leaves no gap, and of two at once one is run again.
/// </summary>
public static partial class NumberRegister
{
    /// <summary>The next number of a series.</summary>
    public static async Task<string> Next(Work work, string series, int year, string documentId, CancellationToken cancel)
    {
        await work.Flush(cancel);
        var last = await work.Db.DocumentNumbers.Where(row => row.Series == series && row.Year == year).MaxAsync(row => (int?)row.Number, cancel) ?? 0;
        return Add(work, series, year, last + 1, documentId);
    }

    /// <summary>Enters a number that an office chose itself; false when it was given out before. What has not the form of a number is not entered.</summary>
    public static async Task<bool> Enter(Work work, string number, string documentId, CancellationToken cancel)
    {
        if (Parse(number) is not { } parts)
            return true;
        await work.Flush(cancel);
        if (await work.Db.DocumentNumbers.AnyAsync(row => row.Id == Text(parts.Series, parts.Year, parts.Number), cancel))
            return false;
        Add(work, parts.Series, parts.Year, parts.Number, documentId);
        return true;
    }

    /// <summary>济太管办字〔2024〕12号.</summary>
    public static string Text(string series, int year, int number) => string.Create(CultureInfo.InvariantCulture, $"{series}〔{year}〕{number}号");

    /// <summary>The parts of a number; null when it has another form.</summary>
    public static (string Series, int Year, int Number)? Parse(string text) => Form().Match(text.Trim()) is { Success: true } match
        ? (match.Groups["series"].Value, int.Parse(match.Groups["year"].ValueSpan, CultureInfo.InvariantCulture), int.Parse(match.Groups["number"].ValueSpan, CultureInfo.InvariantCulture))
        : null;

    private static string Add(Work work, string series, int year, int number, string documentId)
    {
        var row = new DocumentNumber { Id = Text(series, year, number), Series = series, Year = year, Number = number, DocumentId = documentId, At = work.Now };
        work.Db.DocumentNumbers.Add(row);
        return row.Id;
    }

    [GeneratedRegex(@"^(?<series>\S{1,40})〔(?<year>\d{4})〕(?<number>[1-9]\d{0,5})号$", RegexOptions.ExplicitCapture)]
    private static partial Regex Form();
}
