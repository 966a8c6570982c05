using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml;
using WorkflowJobs.Engine.Expressions;

namespace WorkflowJobs.Engine.Execution;

/// <summary>Converts values by Elsa's type names. What cannot be converted is an <see cref="ExpressionException"/>, never a silent 0.</summary>
internal static class ValueConverter
{
    private static readonly string[] WithoutOffset =
        ["yyyy-MM-dd", "yyyy-MM-ddTHH:mm", "yyyy-MM-ddTHH:mm:ss", "yyyy-MM-ddTHH:mm:ss.FFFFFFF", "yyyy-MM-dd HH:mm", "yyyy-MM-dd HH:mm:ss"];

    private static readonly string[] WithOffset = ["yyyy-MM-ddTHH:mmzzz", "yyyy-MM-ddTHH:mm:ss.FFFFFFFzzz", "yyyy-MM-ddTHH:mmZ", "yyyy-MM-ddTHH:mm:ss.FFFFFFFZ"];

    public static JsonNode? Convert(JsonNode? value, string typeName, bool isArray)
    {
        if (value is null)
            return null;
        if (isArray)
            return ToArray(value, typeName);
        return typeName switch
        {
            "String" => value is JsonValue ? JsonValue.Create(ToText(value)) : JsonValue.Create(value.ToJsonString()),
            "Boolean" => JsonValue.Create(ToCondition(value, "Boolean")),
            "Int32" => Integer(value, int.MinValue, int.MaxValue, typeName),
            "Int16" => Integer(value, short.MinValue, short.MaxValue, typeName),
            "Byte" => Integer(value, byte.MinValue, byte.MaxValue, typeName),
            "Int64" or "Long" => Integer(value, long.MinValue, long.MaxValue, typeName),
            "Double" or "Single" or "Float" or "Decimal" => JsonValue.Create(Number(value, typeName)),
            "DateTime" or "DateTimeOffset" => Check(value, typeName, text => TryInstant(text, out _)),
            "TimeSpan" => Check(value, typeName, text => TryDuration(text, out _)),
            "Guid" => Check(value, typeName, text => Guid.TryParse(text, out _)),
            _ => value,
        };
    }

    /// <summary>Text of a value: strings as they are, numbers and booleans as JSON writes them, the rest as JSON.</summary>
    public static string? ToText(JsonNode? value) => value switch
    {
        null => null,
        JsonValue text when text.GetValueKind() == JsonValueKind.String => text.GetValue<string>(),
        _ => value.ToJsonString(),
    };

    /// <summary>Elsa's truth of a condition: null is false; text and numbers are converted (rule 10).</summary>
    public static bool ToCondition(JsonNode? value, string name) => value?.GetValueKind() switch
    {
        null or JsonValueKind.Null or JsonValueKind.False => false,
        JsonValueKind.True => true,
        JsonValueKind.Number => Number(value, name) != 0,
        JsonValueKind.String => value.GetValue<string>().Trim().ToLowerInvariant() switch
        {
            "true" or "1" => true,
            "false" or "0" or "" => false,
            _ => throw Refuse(value, "Boolean"),
        },
        _ => throw Refuse(value, "Boolean"),
    };

    /// <summary>A list of texts: an array, or text that is a JSON array, or one text.</summary>
    public static List<string> ToTexts(JsonNode? value)
    {
        if (value is JsonValue text && text.GetValueKind() == JsonValueKind.String)
        {
            var raw = text.GetValue<string>();
            if (!raw.TrimStart().StartsWith('['))
                return raw.Length == 0 ? [] : [raw];
            value = Parse(raw);
        }

        return value switch
        {
            null => [],
            JsonArray array => [.. array.Select(ToText).OfType<string>()],
            _ => [ToText(value)!],
        };
    }

    public static JsonArray ToItems(JsonNode? value) => value switch
    {
        null => [],
        JsonArray array => array,
        JsonValue text when text.GetValueKind() == JsonValueKind.String && text.GetValue<string>().TrimStart().StartsWith('[') =>
            Parse(text.GetValue<string>()) as JsonArray ?? [],
        JsonObject map => [.. map.Select(entry => entry.Value?.DeepClone())],
        _ => [value.DeepClone()],
    };

    public static long ToInteger(JsonNode? value, long fallback) =>
        value is null ? fallback : Integer(value, long.MinValue, long.MaxValue, "Int64").GetValue<long>();

    /// <summary>.NET's <c>d.hh:mm:ss</c> or ISO 8601 (<c>P5D</c>, <c>PT2H</c>).</summary>
    public static TimeSpan ToDuration(JsonNode? value, string name) =>
        ToText(value) is { } text && TryDuration(text, out var duration)
            ? duration
            : throw new ActivityFault($"'{name}' is not a duration.");

    public static DateTimeOffset ToInstant(JsonNode? value, string name) =>
        ToText(value) is { } text && TryInstant(text, out var instant)
            ? instant
            : throw new ActivityFault($"'{name}' is not a date and time.");

    private static JsonArray ToArray(JsonNode value, string typeName)
    {
        if (value is JsonValue text && text.GetValueKind() == JsonValueKind.String)
            value = Parse(text.GetValue<string>()) ?? new JsonArray();
        if (value is not JsonArray items)
            throw Refuse(value, typeName + "[]");
        return [.. items.Select(item => Convert(item?.DeepClone(), typeName, isArray: false))];
    }

    private static JsonNode? Parse(string json)
    {
        try
        {
            return JsonNode.Parse(json);
        }
        catch (JsonException)
        {
            throw new ExpressionException("The value is not valid JSON.");
        }
    }

    private static JsonValue Integer(JsonNode value, long least, long most, string typeName)
    {
        var number = Number(value, typeName);
        if (number != decimal.Truncate(number) || number < least || number > most)
            throw Refuse(value, typeName);
        return JsonValue.Create((long)number);
    }

    private static decimal Number(JsonNode value, string typeName)
    {
        switch (value.GetValueKind())
        {
            case JsonValueKind.Number:
                var raw = value.ToJsonString();
                return decimal.TryParse(raw, NumberStyles.Float, CultureInfo.InvariantCulture, out var exact) ? exact : throw Refuse(value, typeName);
            case JsonValueKind.String:
                return decimal.TryParse(value.GetValue<string>(), NumberStyles.Float, CultureInfo.InvariantCulture, out var parsed)
                    ? parsed
                    : throw Refuse(value, typeName);
            case JsonValueKind.True:
                return 1;
            case JsonValueKind.False:
                return 0;
            default:
                throw Refuse(value, typeName);
        }
    }

    private static JsonNode Check(JsonNode value, string typeName, Func<string, bool> valid) =>
        value.GetValueKind() == JsonValueKind.String && valid(value.GetValue<string>()) ? value : throw Refuse(value, typeName);

    /// <summary>ISO 8601 only (a lenient reading takes "30 February" for the year 30). No offset means Asia/Shanghai, whatever the machine's zone.</summary>
    private static bool TryInstant(string text, out DateTimeOffset instant)
    {
        if (DateTimeOffset.TryParseExact(text, WithOffset, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out instant))
            return true;
        var valid = DateTime.TryParseExact(text, WithoutOffset, CultureInfo.InvariantCulture, DateTimeStyles.None, out var plain);
        instant = valid ? new DateTimeOffset(plain, TimeSpan.FromHours(8)) : default;
        return valid;
    }

    private static bool TryDuration(string text, out TimeSpan duration)
    {
        if (!text.StartsWith('P'))
            return TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out duration);
        try
        {
            duration = XmlConvert.ToTimeSpan(text);
            return true;
        }
        catch (FormatException)
        {
            duration = default;
            return false;
        }
    }

    /// <summary>Names kinds, not contents: the message is stored, and the value may be somebody's.</summary>
    private static ExpressionException Refuse(JsonNode value, string typeName) =>
        new($"A value of kind {value.GetValueKind()} cannot be converted to {typeName}.");
}
