using System.Text.Encodings.Web;
using System.Text.Json;
using WorkflowJobs.Domain.Common;

namespace WorkflowJobs.Domain.Calendars;

/// <summary>Holidays and make-up working days of whole years, as the State Council's notices give them (DOMAIN §6).</summary>
public sealed record CalendarFile(
    IReadOnlyList<int> Years,
    IReadOnlyList<DateOnly> DaysOff,
    IReadOnlyList<DateOnly> MakeUpDays,
    string Source)
{
    private const int MostDatesInAFile = 2000;

    private static readonly JsonSerializerOptions Written = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>
    /// Reads <c>{"years_loaded":[2027],"off":["2027-01-01",…],"makeup_workdays":[…],"source":"…"}</c>.
    /// Refused whole as CALENDAR_INVALID, with every problem listed under its own code.
    /// </summary>
    public static Result<CalendarFile> Read(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { AllowDuplicateProperties = false });
            return Read(document.RootElement);
        }
        catch (JsonException problem)
        {
            return Refused([new FieldError("", "CALENDAR_JSON", $"不是有效的JSON（第{problem.LineNumber + 1}行）", $"Not valid JSON (line {problem.LineNumber + 1}).")]);
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair is found only when the text is asked for.
            return Refused([new FieldError("", "CALENDAR_JSON", "含有无效的Unicode字符", "The file holds text that is no Unicode.")]);
        }
    }

    private static Result<CalendarFile> Read(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object)
            return Refused([new FieldError("", "CALENDAR_JSON", "文件应为一个JSON对象", "The file must be one JSON object.")]);

        var errors = new List<FieldError>();
        var years = ReadYears(root, errors);
        var off = ReadDates(root, "off", years, errors);
        var makeUp = ReadDates(root, "makeup_workdays", years, errors);
        CheckMeaning(years, off, makeUp, errors);
        var source = root.TryGetProperty("source", out var s) && s.ValueKind == JsonValueKind.String ? s.GetString()! : "";
        if (string.IsNullOrWhiteSpace(source))
            errors.Add(new FieldError("source", "CALENDAR_SOURCE", "须注明依据（国务院办公厅通知的日期或文号）", "Name the source: the State Council notice and its date."));
        return errors.Count > 0 ? Refused(errors) : new CalendarFile(years, off, makeUp, source);
    }

    /// <summary>The same file cut into one file for each year, as they are stored.</summary>
    public IReadOnlyList<CalendarFile> ByYear() =>
        [.. Years.Select(year => new CalendarFile([year], [.. DaysOff.Where(d => d.Year == year)], [.. MakeUpDays.Where(d => d.Year == year)], Source))];

    /// <summary>Writes what <see cref="Read(string)"/> reads.</summary>
    public string ToJson() => JsonSerializer.Serialize(
        new
        {
            years_loaded = Years,
            off = DaysOff.Select(IsoDates.Iso),
            makeup_workdays = MakeUpDays.Select(IsoDates.Iso),
            source = Source,
        },
        Written);

    private static List<int> ReadYears(JsonElement root, List<FieldError> errors)
    {
        var years = new List<int>();
        if (!root.TryGetProperty("years_loaded", out var list) || list.ValueKind != JsonValueKind.Array || list.GetArrayLength() == 0)
        {
            errors.Add(new FieldError("years_loaded", "CALENDAR_YEARS", "缺少年份列表 years_loaded", "The list years_loaded is missing or empty."));
            return years;
        }

        foreach (var (item, index) in list.EnumerateArray().Select((item, index) => (item, index)))
        {
            var path = $"years_loaded[{index}]";
            if (item.ValueKind != JsonValueKind.Number || !item.TryGetInt32(out var year) || year is < 2000 or > 2100)
                errors.Add(new FieldError(path, "CALENDAR_YEARS", "年份应为2000–2100的整数", "A year must be a whole number from 2000 to 2100."));
            else if (years.Contains(year))
                errors.Add(new FieldError(path, "CALENDAR_DUPLICATE", $"年份{year}重复", $"The year {year} is listed twice."));
            else
                years.Add(year);
        }

        return years;
    }

    private static List<DateOnly> ReadDates(JsonElement root, string name, List<int> years, List<FieldError> errors)
    {
        var dates = new List<DateOnly>();
        if (!root.TryGetProperty(name, out var list) || list.ValueKind != JsonValueKind.Array)
        {
            errors.Add(new FieldError(name, "CALENDAR_LIST", $"缺少日期列表 {name}", $"The list {name} is missing."));
            return dates;
        }

        if (list.GetArrayLength() > MostDatesInAFile)
        {
            errors.Add(new FieldError(name, "CALENDAR_LIST", $"{name} 超过{MostDatesInAFile}项", $"{name} has more than {MostDatesInAFile} entries."));
            return dates;
        }

        var seen = new HashSet<DateOnly>();
        foreach (var (item, index) in list.EnumerateArray().Select((item, index) => (item, index)))
        {
            var path = $"{name}[{index}]";
            if (item.ValueKind != JsonValueKind.String
                || !IsoDates.TryIso(item.GetString(), out var date))
                errors.Add(new FieldError(path, "CALENDAR_DATE", "不是日期（应为 yyyy-MM-dd）", "Not a date (yyyy-MM-dd)."));
            else if (!seen.Add(date))
                errors.Add(new FieldError(path, "CALENDAR_DUPLICATE", $"{date.Iso()} 重复", $"{date.Iso()} is listed twice."));
            else if (!years.Contains(date.Year))
                errors.Add(new FieldError(path, "CALENDAR_OUTSIDE_YEAR", $"{date.Iso()} 不属于所列年份", $"{date.Iso()} is in none of the years listed."));
            else
                dates.Add(date);
        }

        return dates;
    }

    private static void CheckMeaning(List<int> years, List<DateOnly> off, List<DateOnly> makeUp, List<FieldError> errors)
    {
        foreach (var date in makeUp)
        {
            if (off.Contains(date))
                errors.Add(new FieldError("makeup_workdays", "CALENDAR_CONTRADICTION", $"{date.Iso()} 既是假日又是调休上班日", $"{date.Iso()} is both a day off and a make-up working day."));
            else if (date.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday))
                errors.Add(new FieldError("makeup_workdays", "CALENDAR_MAKEUP_ON_WEEKDAY", $"{date.Iso()} 本来就是周一至周五", $"{date.Iso()} is a Monday to Friday anyway."));
        }

        // These are holidays by law every year; a file without them is of another year, or cut off.
        foreach (var date in years.SelectMany(y => new[] { new DateOnly(y, 1, 1), new DateOnly(y, 5, 1), new DateOnly(y, 10, 1) }).Where(d => !off.Contains(d)))
            errors.Add(new FieldError("off", "CALENDAR_HOLIDAY_MISSING", $"缺少法定节假日 {date.Iso()}", $"The statutory holiday {date.Iso()} is missing."));
    }

    private static Refusal Refused(IReadOnlyList<FieldError> errors) =>
        new("CALENDAR_INVALID", $"日历文件有{errors.Count}处问题，未导入", $"The calendar file has {errors.Count} problem(s); nothing was imported.")
        {
            Status = 400,
            Errors = errors,
        };
}
