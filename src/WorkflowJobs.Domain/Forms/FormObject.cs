using System.Text.Json;
using System.Text.RegularExpressions;
using WorkflowJobs.Domain.Common;

namespace WorkflowJobs.Domain.Forms;

/// <summary>An object of a form document under its JSON path; what does not fit is noted and read as absent.</summary>
internal sealed class FormObject
{
    private readonly JsonElement _element;
    private readonly List<FieldError> _problems;

    public FormObject(JsonElement element, string path, List<FieldError> problems, string[] known)
    {
        _element = element;
        Path = path;
        _problems = problems;
        if (element.ValueKind != JsonValueKind.Object)
        {
            problems.Add(new FieldError(path, "FORM_VALUE", "应为对象", $"{path} must be an object."));
            return;
        }

        foreach (var property in element.EnumerateObject().Where(p => !known.Contains(p.Name)))
            Problem(property.Name, "FORM_PROPERTY", "不是已知的属性", "is not a known property");
    }

    public string Path { get; }

    public void Problem(string property, string code, string zh, string en) =>
        _problems.Add(new FieldError($"{Path}.{property}", code, zh, $"{property} {en}."));

    public bool Has(string name) => Get(name) is not null;

    public JsonElement? Object(string name) => Get(name);

    public string? Text(string name, bool required = false)
    {
        if (Get(name) is not { } value)
        {
            if (required)
                Problem(name, "FORM_MISSING", "不能缺少", "is missing");
            return null;
        }

        if (value.ValueKind == JsonValueKind.String && !string.IsNullOrWhiteSpace(value.GetString()))
            return value.GetString();
        Problem(name, "FORM_VALUE", "应为非空文本", "must be a text that is not empty");
        return null;
    }

    public FormText? Label(string name, bool required = false)
    {
        if (Get(name) is not { } value)
        {
            if (required)
                Problem(name, "FORM_MISSING", "不能缺少", "is missing");
            return null;
        }

        var o = new FormObject(value, $"{Path}.{name}", _problems, ["zh", "en"]);
        return o.Text("zh", required: true) is { } zh && o.Text("en", required: true) is { } en ? new FormText(zh, en) : null;
    }

    public bool Bool(string name)
    {
        if (Get(name) is not { } value)
            return false;
        if (value.ValueKind is JsonValueKind.True or JsonValueKind.False)
            return value.GetBoolean();
        Problem(name, "FORM_VALUE", "应为 true 或 false", "must be true or false");
        return false;
    }

    public int Int(string name, int absent, int min, int max)
    {
        if (Get(name) is not { } value)
            return absent;
        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) && number >= min && number <= max)
            return number;
        Problem(name, "FORM_VALUE", $"应为{min}至{max}的整数", $"must be a whole number from {min} to {max}");
        return absent;
    }

    public decimal? Decimal(string name)
    {
        if (Get(name) is not { } value)
            return null;
        if (value.ValueKind == JsonValueKind.Number && value.TryGetDecimal(out var number))
            return number;
        Problem(name, "FORM_VALUE", "应为数字", "must be a number");
        return null;
    }

    public string? Date(string name)
    {
        var text = Text(name);
        if (text is null or "today" || IsoDates.TryIso(text, out _))
            return text;
        Problem(name, "FORM_VALUE", "应为 yyyy-MM-dd 或 today", "must be yyyy-MM-dd or today");
        return null;
    }

    public string? Pattern(string name)
    {
        var text = Text(name);
        if (text is null)
            return null;
        try
        {
            _ = FormPatterns.Get(text);
            return text;
        }
        catch (Exception problem) when (problem is ArgumentException or NotSupportedException)
        {
            Problem(name, "FORM_PATTERN", "不是可用的正则表达式（不支持回溯引用和环视）", "is not a usable regular expression (no back-references or look-around)");
            return null;
        }
    }

    public IReadOnlyList<(JsonElement Element, string Path)> Objects(string name, bool required = false)
    {
        if (Get(name) is not { } value)
        {
            if (required)
                Problem(name, "FORM_MISSING", "不能缺少", "is missing");
            return [];
        }

        if (value.ValueKind == JsonValueKind.Array)
            return [.. value.EnumerateArray().Select((item, i) => (item, $"{Path}.{name}[{i}]"))];
        Problem(name, "FORM_VALUE", "应为列表", "must be a list");
        return [];
    }

    public IReadOnlyList<string> Texts(string name)
    {
        var items = Objects(name);
        if (items.All(i => i.Element.ValueKind == JsonValueKind.String))
            return [.. items.Select(i => i.Element.GetString()!)];
        Problem(name, "FORM_VALUE", "应为文本列表", "must be a list of texts");
        return [];
    }

    /// <summary>One scalar or a list of them, as texts: true is "true", 3 is "3".</summary>
    public IReadOnlyList<string> Scalars(string name)
    {
        if (Get(name) is { } value)
        {
            var items = value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray()] : new[] { value };
            if (items.Length > 0 && items.All(i => i.ValueKind is JsonValueKind.String or JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False))
                return [.. items.Select(i => i.ValueKind == JsonValueKind.String ? i.GetString()! : i.GetRawText())];
        }

        Problem(name, "FORM_VALUE", "应为一个或几个值", "must be one or several values");
        return [];
    }

    private JsonElement? Get(string name) =>
        _element.ValueKind == JsonValueKind.Object && _element.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;
}

/// <summary>Patterns of form documents. Without backtracking, so that neither a document nor an answer can stall the server.</summary>
internal static class FormPatterns
{
    private static readonly System.Collections.Concurrent.ConcurrentDictionary<string, Regex> Known = new();

    public static Regex Get(string pattern)
    {
        if (pattern.Length > 200)
            throw new ArgumentException("Longer than 200 characters.", nameof(pattern));
        return Known.GetOrAdd(pattern, p => new Regex($@"\A(?:{p})\z", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant));
    }
}
