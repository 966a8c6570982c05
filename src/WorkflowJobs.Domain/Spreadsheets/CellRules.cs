using System.Globalization;
using System.Text.RegularExpressions;
using WorkflowJobs.Domain.Identity;

namespace WorkflowJobs.Domain.Spreadsheets;

/// <summary>From what stands in a cell to the value of its column, or to what is wrong with it.</summary>
internal static partial class CellRules
{
    /// <summary>Whole numbers up to here are exact in a cell (15 digits); longer ones have lost digits.</summary>
    private const double Exact = 999_999_999_999_999;

    private static readonly string[] TextDates = ["yyyy-M-d", "yyyy/M/d", "yyyy.M.d", "yyyyMMdd", "yyyy年M月d日"];

    /// <summary>The value, null when the cell is empty; or the problem.</summary>
    /// <param name="isText">The file has text only (CSV), so numbers and dates in it are text rightly.</param>
    public static (object? Value, CellProblem? Problem) Read(SheetColumn column, RawCell cell, bool isText, DateOnly today)
    {
        if (cell.IsFormula)
            return (null, CellProblem.Formula);
        if (cell.IsError)
            return (null, CellProblem.Error);
        var content = cell.Value is string text ? text.Trim() : cell.Value;
        if (content is null or "")
            return (null, column.Required ? CellProblem.Required : null);
        return column.Type switch
        {
            ColumnType.Text => Text(column, content),
            ColumnType.Choice => Choice(column, content),
            ColumnType.Number => Number(column, content, isText, column.Scale),
            ColumnType.Money => Money(column, content, isText),
            ColumnType.Date => Date(content, isText || column.AcceptsTextDate),
            ColumnType.CitizenId => Id(content, today),
            _ => throw new ArgumentOutOfRangeException(nameof(column), column.Type, null),
        };
    }

    private static (object?, CellProblem?) Text(SheetColumn column, object content)
    {
        if (content is not string and not double || content is double and (> Exact or < -Exact))
            return (null, CellProblem.NotText);
        var text = content as string ?? ((double)content).ToString(CultureInfo.InvariantCulture);
        if (text.Any(c => char.IsControl(c) && c is not '\n' and not '\r' and not '\t'))
            return (null, CellProblem.Characters);
        return text.Length > column.MaxLength ? (null, CellProblem.TextTooLong(column.MaxLength)) : (text, null);
    }

    private static (object?, CellProblem?) Choice(SheetColumn column, object content)
    {
        var word = content is bool b ? (b ? "是" : "否") : Convert.ToString(content, CultureInfo.InvariantCulture);
        var option = column.Options.FirstOrDefault(o => o.Zh == word || string.Equals(o.En, word, StringComparison.OrdinalIgnoreCase) || o.Value == word);
        return option is null ? (null, CellProblem.NotOption(column.Options)) : (option.Value, null);
    }

    private static (object?, CellProblem?) Number(SheetColumn column, object content, bool isText, int scale)
    {
        if (content is string text)
        {
            if (!decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out var read))
                return (null, CellProblem.NotNumber);
            return isText ? Bounded(read) : (null, CellProblem.NumberAsText);
        }

        // A cell is a binary fraction; its first 15 digits are what was typed.
        return content is double d and <= Exact and >= -Exact ? Bounded((decimal)d) : (null, CellProblem.NotNumber);

        (object?, CellProblem?) Bounded(decimal number)
        {
            if (decimal.Round(number, scale) != number)
                return (null, CellProblem.Decimals(scale));
            return number < column.Min || number > column.Max ? (null, CellProblem.Range(column.Min, column.Max)) : (number, null);
        }
    }

    private static (object?, CellProblem?) Money(SheetColumn column, object content, bool isText)
    {
        const decimal Most = 100_000_000_000;
        var bounded = column with { Min = column.Min ?? -Most, Max = column.Max ?? Most };
        var (value, problem) = Number(bounded, content, isText, 2);
        return value is decimal yuan ? ((long)(yuan * 100), null) : (null, problem);
    }

    private static (object?, CellProblem?) Date(object content, bool textIsRight)
    {
        if (content is DateTime at)
            return (DateOnly.FromDateTime(at), null);
        // 20240716 in a number cell is a date of another system's export.
        var text = content as string ?? (content is double d && textIsRight ? d.ToString(CultureInfo.InvariantCulture) : null);
        if (text is null || !DateOnly.TryParseExact(text, TextDates, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return (null, CellProblem.NotDate);
        return textIsRight ? (day, null) : (null, CellProblem.DateAsText);
    }

    private static (object?, CellProblem?) Id(object content, DateOnly today)
    {
        if (content is double number && number is not (>= 1e14 and <= Exact))
            return (null, CellProblem.IdAsNumber);
        var text = content as string ?? (content is double d ? d.ToString("F0", CultureInfo.InvariantCulture) : "");
        // Excel shows a number that is text by an apostrophe, which others copy.
        text = text.TrimStart('\'');
        if (Scientific().IsMatch(text))
            return (null, CellProblem.IdScientific);
        var parsed = CitizenId.Parse(text, today);
        return parsed.Refusal is { } refusal ? (null, new CellProblem(refusal.Code, refusal.MessageZh, refusal.MessageEn)) : (parsed.Value, null);
    }

    [GeneratedRegex(@"^\d(\.\d+)?[eE]\+?\d+$")]
    private static partial Regex Scientific();
}
