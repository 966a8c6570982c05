using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using WorkflowJobs.Domain.Forms;
using WorkflowJobs.Server.Components.Text;

namespace WorkflowJobs.Server.Components.Forms;

/// <summary>Answers as text: in inputs, and to read.</summary>
public static class FieldText
{
    /// <summary>What stands in the input. Money is entered in 元 and kept in 分.</summary>
    public static string Entered(FormField field, JsonNode? value) => value switch
    {
        null => "",
        JsonValue number when field.Type == FormFieldType.Money && number.GetValueKind() == JsonValueKind.Number
            => (decimal.Parse(number.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture) / 100).ToString("0.##", CultureInfo.InvariantCulture),
        JsonValue text when text.GetValueKind() == JsonValueKind.String => text.GetValue<string>(),
        _ => value.ToJsonString(),
    };

    /// <summary>What an input's text means. What is no number stays text, so that the server says what is wrong with it.</summary>
    public static JsonNode? Read(FormField field, string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return null;
        if (field.Type is not (FormFieldType.Number or FormFieldType.Money)
            || !decimal.TryParse(text.Trim(), NumberStyles.Number, CultureInfo.InvariantCulture, out var number))
            return JsonValue.Create(text);
        if (field.Type == FormFieldType.Money)
            number *= 100;
        return number == decimal.Truncate(number) && Math.Abs(number) < long.MaxValue ? JsonValue.Create((long)number) : JsonValue.Create(number);
    }

    /// <summary>How an answer reads, in the user's language.</summary>
    public static string Shown(FormField field, JsonNode? value, FormState state, Texts texts)
    {
        if (value is null)
            return "";
        return field.Type switch
        {
            FormFieldType.Boolean => value.GetValueKind() == JsonValueKind.True ? texts["form.yes"] : texts["form.no"],
            FormFieldType.Money => Entered(field, value) + " " + texts["form.yuan"],
            FormFieldType.Choice => Option(value.ToString()),
            FormFieldType.Choices when value is JsonArray several => string.Join("、", several.Select(one => Option(one?.ToString() ?? ""))),
            FormFieldType.CitizenId when value.ToString() is { Length: 18 } id => id,
            _ => value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : value.ToJsonString(),
        };

        string Option(string key) => state.Options(field).FirstOrDefault(option => option.Value == key) is { } option ? texts.Of(option.Label) : key;
    }

    /// <summary>What a source says in a read-only column: text as it is, {zh, en}, or a boolean.</summary>
    public static string Given(FormField column, JsonNode? value, FormState state, Texts texts) => value switch
    {
        null => "",
        JsonObject both when both["zh"] is not null => texts.Of(both["zh"]!.ToString(), both["en"]?.ToString()),
        JsonArray several => string.Join("、", several.Select(one => Given(column, one, state, texts))),
        JsonValue flag when flag.GetValueKind() is JsonValueKind.True or JsonValueKind.False => texts[flag.GetValueKind() == JsonValueKind.True ? "form.yes" : "form.no"],
        _ => Shown(column, value, state, texts),
    };
}
