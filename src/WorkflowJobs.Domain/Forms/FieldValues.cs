using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Identity;

namespace WorkflowJobs.Domain.Forms;

/// <summary>A cleaned value, or why it was not taken (the path is filled in by the caller).</summary>
internal readonly record struct FieldReading(JsonNode? Value, FieldError? Error);

/// <summary>One reader for each type of field.</summary>
internal static partial class FieldValues
{
    public static FieldReading Read(FormField field, JsonNode sent, FormContext context) => field.Type switch
    {
        FormFieldType.Text => ReadText(field, sent, multiline: false),
        FormFieldType.Multiline => ReadText(field, sent, multiline: true),
        FormFieldType.Number => ReadNumber(field, sent, field.Scale),
        FormFieldType.Money => ReadNumber(field with { Min = field.Min ?? 0, Max = field.Max ?? 100_000_000_000 }, sent, scale: 0),
        FormFieldType.Date => ReadDate(field, sent, context.Today),
        FormFieldType.Boolean => ReadBoolean(field, sent, context.IsDraft),
        FormFieldType.Choice => ReadChoice(field, sent, context),
        FormFieldType.Choices => ReadChoices(field, sent, context),
        FormFieldType.CitizenId => ReadCitizenId(field, sent, context.Today),
        FormFieldType.Phone => ReadPhone(field, sent),
        FormFieldType.Attachment => ReadAttachments(field, sent, context),
        _ => throw new InvalidOperationException($"No reader for {field.Type}."),
    };

    /// <summary>The text of a JSON string, or null; also null for one that is no Unicode text (half a surrogate pair).</summary>
    public static string? Text(JsonNode? node)
    {
        if (node is not JsonValue value || value.GetValueKind() != JsonValueKind.String)
            return null;
        try
        {
            return value.GetValue<string>();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>A scalar as conditions spell it: true is "true", 3 is "3".</summary>
    public static string Scalar(JsonNode? node) => Text(node) ?? node?.ToJsonString() ?? "";

    private static FieldReading ReadText(FormField field, JsonNode sent, bool multiline)
    {
        if (Text(sent) is not { } raw)
            return WrongType(field, "文本", "a text");
        string text;
        try
        {
            text = raw.Replace("\r\n", "\n", StringComparison.Ordinal).Normalize(NormalizationForm.FormC).Trim();
        }
        catch (ArgumentException)
        {
            return Wrong(field, "FIELD_CHARACTERS", "含有无效字符", "holds invalid characters");
        }

        if (text.Any(c => char.IsControl(c) && !(multiline && c is '\n' or '\t')))
            return Wrong(field, "FIELD_CHARACTERS", multiline ? "含有控制字符" : "含有换行或控制字符", "holds line breaks or control characters");
        if (new StringInfo(text).LengthInTextElements > field.MaxLength)
            return Wrong(field, "FIELD_TOO_LONG", $"最多{field.MaxLength}字", $"takes at most {field.MaxLength} characters");
        return field.Pattern is { } pattern && !FormPatterns.Get(pattern).IsMatch(text)
            ? Wrong(field, "FIELD_PATTERN", "格式不符", "does not have the expected format")
            : new FieldReading(text, null);
    }

    private static FieldReading ReadNumber(FormField field, JsonNode sent, int scale)
    {
        if (sent is not JsonValue value || value.GetValueKind() != JsonValueKind.Number
            || !decimal.TryParse(value.ToJsonString(), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
            return WrongType(field, "数字", "a number");
        if (decimal.Round(number, scale) != number)
            return Wrong(field, "FIELD_SCALE", scale == 0 ? "应为整数" : $"最多{scale}位小数", scale == 0 ? "must be a whole number" : $"takes at most {scale} decimals");
        if (number < field.Min || number > field.Max)
            return OutOfRange(field);
        return new FieldReading(scale == 0 && number is >= long.MinValue and <= long.MaxValue ? JsonValue.Create((long)number) : JsonValue.Create(number), null);
    }

    private static FieldReading ReadDate(FormField field, JsonNode sent, DateOnly today)
    {
        if (Text(sent) is not { } text)
            return WrongType(field, "日期（yyyy-MM-dd）", "a date (yyyy-MM-dd)");
        if (!IsoDates.TryIso(text.Trim(), out var date))
            return Wrong(field, "FIELD_DATE", "不是存在的日期（yyyy-MM-dd）", "is no existing date (yyyy-MM-dd)");
        var min = Limit(field.MinDate, today);
        var max = Limit(field.MaxDate, today);
        return date < min || date > max
            ? Wrong(field, "FIELD_RANGE", $"应在{min?.Iso() ?? "…"}至{max?.Iso() ?? "…"}之间", $"must lie from {min?.Iso() ?? "…"} to {max?.Iso() ?? "…"}")
            : new FieldReading(date.Iso(), null);
    }

    private static DateOnly? Limit(string? text, DateOnly today) =>
        text is "today" ? today : IsoDates.TryIso(text, out var date) ? date : null;

    private static FieldReading ReadBoolean(FormField field, JsonNode sent, bool isDraft)
    {
        if (sent is not JsonValue value || value.GetValueKind() is not (JsonValueKind.True or JsonValueKind.False))
            return WrongType(field, "是或否", "true or false");
        var answer = value.GetValue<bool>();
        return field.MustBeTrue && !answer && !isDraft
            ? Wrong(field, "FIELD_MUST_BE_TRUE", "须勾选", "must be ticked")
            : new FieldReading(answer, null);
    }

    private static FieldReading ReadChoice(FormField field, JsonNode sent, FormContext context)
    {
        if (Text(sent) is not { } text)
            return WrongType(field, "一个选项", "one option");
        return OptionsOf(field, context).Contains(text) ? new FieldReading(text, null) : NoSuchOption(field);
    }

    private static FieldReading ReadChoices(FormField field, JsonNode sent, FormContext context)
    {
        if (Texts(sent) is not { } texts)
            return WrongType(field, "选项列表", "a list of options");
        var options = OptionsOf(field, context);
        if (!texts.All(options.Contains))
            return NoSuchOption(field);
        if (texts.Distinct().Count() != texts.Count)
            return Wrong(field, "FIELD_DUPLICATE", "选项重复", "repeats an option");
        return texts.Count < field.Min || texts.Count > field.Max ? OutOfRange(field) : Array(texts);
    }

    private static HashSet<string> OptionsOf(FormField field, FormContext context) => field.Source is { } source
        ? [.. (context.Sources.GetValueOrDefault(source) as JsonArray ?? []).OfType<JsonObject>().Select(o => Text(o["value"])).OfType<string>()]
        : [.. field.Options.Select(o => o.Value)];

    private static FieldReading ReadCitizenId(FormField field, JsonNode sent, DateOnly today)
    {
        if (Text(sent) is not { } text)
            return WrongType(field, "18位身份号码", "an 18-character identity number");
        var id = CitizenId.Parse(text, today);
        return id.Refusal is { } refusal
            ? new FieldReading(null, new FieldError("", refusal.Code, refusal.MessageZh, refusal.MessageEn))
            : new FieldReading(id.Value!.Number, null);
    }

    private static FieldReading ReadPhone(FormField field, JsonNode sent)
    {
        if (Text(sent) is not { } text)
            return WrongType(field, "电话号码", "a telephone number");
        var digits = text.Replace(" ", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal);
        return PhonePattern().IsMatch(digits)
            ? new FieldReading(digits, null)
            : Wrong(field, "FIELD_PHONE", "应为11位手机号或带区号的座机号", "must be an 11-digit mobile number or a landline with area code");
    }

    private static FieldReading ReadAttachments(FormField field, JsonNode sent, FormContext context)
    {
        if (Texts(sent) is not { } ids)
            return WrongType(field, "附件列表", "a list of attachments");
        if (ids.Distinct().Count() != ids.Count)
            return Wrong(field, "FIELD_DUPLICATE", "附件重复", "repeats an attachment");
        if (context.Attachments is { } known && !ids.All(known.Contains))
            return Wrong(field, "FIELD_ATTACHMENT", "附件不存在或已失效，请重新上传", "names an attachment that does not exist; upload it again");
        return ids.Count < field.Min || ids.Count > (field.Max ?? 20)
            ? Wrong(field, "FIELD_RANGE", $"附件应为{field.Min ?? 1}至{field.Max ?? 20}页", $"takes {field.Min ?? 1} to {field.Max ?? 20} page(s)")
            : Array(ids);
    }

    private static List<string>? Texts(JsonNode sent) =>
        sent is JsonArray array && array.All(item => Text(item) is not null) ? [.. array.Select(item => Text(item)!)] : null;

    private static FieldReading Array(IEnumerable<string> texts) => new(new JsonArray([.. texts.Select(t => JsonValue.Create(t))]), null);

    private static FieldReading NoSuchOption(FormField field) => Wrong(field, "FIELD_CHOICE", "没有这个选项", "has no such option");

    private static FieldReading OutOfRange(FormField field) => Wrong(field, "FIELD_RANGE",
        $"应在{Shown(field.Min)}至{Shown(field.Max)}之间", $"must lie from {Shown(field.Min)} to {Shown(field.Max)}");

    private static string Shown(decimal? limit) => limit?.ToString("0.######", CultureInfo.InvariantCulture) ?? "…";

    private static FieldReading WrongType(FormField field, string zh, string en) => Wrong(field, "FIELD_TYPE", $"应为{zh}", $"must be {en}");

    private static FieldReading Wrong(FormField field, string code, string zh, string en) =>
        new(null, new FieldError("", code, $"“{field.Label.Zh}”{zh}", $"“{field.Label.En}” {en}."));

    [GeneratedRegex(@"^(?:1[3-9]\d{9}|0\d{9,11})$", RegexOptions.ECMAScript)]
    private static partial Regex PhonePattern();
}
