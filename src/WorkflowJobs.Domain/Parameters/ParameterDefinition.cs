using System.Globalization;
using WorkflowJobs.Domain.Common;

namespace WorkflowJobs.Domain.Parameters;

public enum ParameterType
{
    Integer,
    Boolean,

    /// <summary>One of <see cref="ParameterDefinition.Choices"/>.</summary>
    Choice,

    /// <summary>Time of day, HH:mm, in Shanghai.</summary>
    Time,

    /// <summary>An exact share such as 2/3.</summary>
    Fraction,

    /// <summary>Whole numbers separated by commas.</summary>
    IntegerList,

    /// <summary>Some of <see cref="ParameterDefinition.Choices"/>, separated by commas.</summary>
    ChoiceList,

    /// <summary>NAME=value pairs separated by commas; the names are <see cref="ParameterDefinition.Choices"/>.</summary>
    Map,
}

public enum ParameterUnit
{
    None,
    WorkingDays,
    CalendarDays,
    Months,
    Years,
    Times,
    People,
    Hours,
    Points,
    DayOfMonth,

    /// <summary>Whole 元.</summary>
    YuanAmount,

    Percent,
}

/// <summary>A parameter of DOMAIN §6: what it means, its default, its limits and on what authority.</summary>
/// <param name="Basis">S the seed notice with its clause, F a public source, G general law, C our own default that the customer must confirm.</param>
public sealed record ParameterDefinition(
    string Key,
    ParameterType Type,
    string Default,
    ParameterUnit Unit,
    string LabelZh,
    string LabelEn,
    string Basis)
{
    /// <summary>Least value of an integer, or of each number of a list or map.</summary>
    public int Min { get; init; }

    public int Max { get; init; } = 1000;

    public IReadOnlyList<string> Choices { get; init; } = [];

    public string Group => Key[..Key.IndexOf('.', StringComparison.Ordinal)];

    /// <summary>The value as it is stored, or PARAM_TYPE, PARAM_RANGE, PARAM_CHOICE, PARAM_DUPLICATE, PARAM_INCOMPLETE.</summary>
    public Result<string> Read(string? text)
    {
        var value = (text ?? "").Trim();
        return Type switch
        {
            ParameterType.Integer => ReadInteger(value),
            ParameterType.Boolean => value is "true" or "false" ? value : Wrong("PARAM_TYPE", "应为 true 或 false", "must be true or false"),
            ParameterType.Choice => Choices.Contains(value) ? value : WrongChoice(),
            ParameterType.Time => TimeOnly.TryParseExact(value, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out _) ? value : Wrong("PARAM_TYPE", "应为时刻，如 17:30", "must be a time such as 17:30"),
            ParameterType.Fraction => Fraction.TryParse(value, out var share) ? share.ToString() : Wrong("PARAM_TYPE", "应为不大于1的分数，如 2/3", "must be a share such as 2/3, at most 1"),
            ParameterType.IntegerList => ReadList(value, ReadInteger),
            ParameterType.ChoiceList => value.Length == 0 ? "" : ReadList(value, item => Choices.Contains(item) ? item : WrongChoice()),
            ParameterType.Map => ReadMap(value),
            _ => throw new InvalidOperationException($"No reader for {Type}."),
        };
    }

    private Result<string> ReadInteger(string value)
    {
        if (!int.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
            return Wrong("PARAM_TYPE", "应为整数", "must be a whole number");
        return number < Min || number > Max
            ? Wrong("PARAM_RANGE", $"应在{Min}至{Max}之间", $"must lie from {Min} to {Max}")
            : number.ToString(CultureInfo.InvariantCulture);
    }

    private Result<string> ReadList(string value, Func<string, Result<string>> read)
    {
        var items = new List<string>();
        foreach (var part in value.Split(','))
        {
            var item = read(part.Trim());
            if (item.IsRefused)
                return item;
            if (items.Contains(item.Value!))
                return Wrong("PARAM_DUPLICATE", $"{item.Value} 重复", $"lists {item.Value} twice");
            items.Add(item.Value!);
        }

        return string.Join(',', items);
    }

    private Result<string> ReadMap(string value)
    {
        var found = new Dictionary<string, string>();
        foreach (var pair in value.Split(','))
        {
            var cut = pair.IndexOf('=', StringComparison.Ordinal);
            if (cut <= 0)
                return Wrong("PARAM_TYPE", "应为 名称=值 的列表", "must be a list of NAME=value");
            var name = pair[..cut].Trim();
            if (!Choices.Contains(name))
                return WrongChoice();
            var number = ReadInteger(pair[(cut + 1)..].Trim());
            if (number.IsRefused)
                return number;
            if (!found.TryAdd(name, number.Value!))
                return Wrong("PARAM_DUPLICATE", $"{name} 重复", $"lists {name} twice");
        }

        var missing = Choices.Where(c => !found.ContainsKey(c)).ToList();
        return missing.Count > 0
            ? Wrong("PARAM_INCOMPLETE", $"缺少 {string.Join('、', missing)}", $"lacks {string.Join(", ", missing)}")
            : string.Join(',', Choices.Select(c => $"{c}={found[c]}"));
    }

    private Refusal WrongChoice() => Wrong("PARAM_CHOICE", $"应为以下之一：{string.Join('、', Choices)}", $"must be among {string.Join(", ", Choices)}");

    private Refusal Wrong(string code, string zh, string en) => new(code, $"参数“{LabelZh}”{zh}", $"The parameter “{LabelEn}” {en}.")
    {
        Status = 400,
        Details = new Dictionary<string, string> { ["key"] = Key },
    };
}
