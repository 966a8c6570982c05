using System.Text;
using System.Text.Json;

namespace WorkflowJobs.Engine.Definitions;

/// <summary>One pass over the text before it is parsed: broken JSON, with its place, and every duplicate key, with its path.</summary>
internal static class JsonScan
{
    public static IReadOnlyList<DefinitionProblem> Scan(string json)
    {
        var problems = new List<DefinitionProblem>();
        var reader = new Utf8JsonReader(
            Encoding.UTF8.GetBytes(json), new JsonReaderOptions { MaxDepth = DefinitionLimits.Depth });
        var levels = new Stack<Level>();
        try
        {
            while (reader.Read())
                Visit(ref reader, levels, problems);
        }
        catch (JsonException broken)
        {
            var place = $"{broken.LineNumber + 1}:{broken.BytePositionInLine + 1}";
            problems.Add(new DefinitionProblem("JSON_BROKEN", ProblemSeverity.ImportError, PathOf(levels),
                $"不是有效的 JSON（第 {broken.LineNumber + 1} 行附近，位置 {place}）。请检查括号、引号和逗号，层数不得超过 {DefinitionLimits.Depth}。",
                $"Not valid JSON near line {broken.LineNumber + 1} (at {place}). Check brackets, quotes and commas; nesting may be {DefinitionLimits.Depth} deep at most."));
        }

        return problems;
    }

    private static void Visit(ref Utf8JsonReader reader, Stack<Level> levels, List<DefinitionProblem> problems)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
            case JsonTokenType.StartArray:
                Enter(levels);
                levels.Push(new Level(reader.TokenType == JsonTokenType.StartArray));
                break;
            case JsonTokenType.EndObject:
            case JsonTokenType.EndArray:
                levels.Pop();
                break;
            case JsonTokenType.PropertyName:
                var level = levels.Peek();
                level.Property = TextAt(ref reader, levels, problems);
                if (level.Property == "$type")
                    problems.Add(new DefinitionProblem("TYPE_NAME_REFUSED", ProblemSeverity.ImportError, PathOf(levels),
                        "流程定义不得指定 .NET 类型（$type），请删去。", "A definition may not name a .NET type ($type); remove it."));
                if (!level.Names.Add(level.Property))
                    problems.Add(new DefinitionProblem("JSON_DUPLICATE_KEY", ProblemSeverity.ImportError, PathOf(levels),
                        $"键“{level.Property}”在同一对象中出现了两次，请删去一个。",
                        $"The key \"{level.Property}\" stands twice in one object; remove one."));
                break;
            default:
                Enter(levels);
                if (reader.TokenType == JsonTokenType.String)
                    TextAt(ref reader, levels, problems);
                break;
        }
    }

    /// <summary>An escape may name half a surrogate pair: JSON's grammar allows it, but it is no text and cannot be written again.</summary>
    private static string TextAt(ref Utf8JsonReader reader, Stack<Level> levels, List<DefinitionProblem> problems)
    {
        try
        {
            var text = reader.GetString()!;
            if (text.Length > DefinitionLimits.TextLength)
                problems.Add(new DefinitionProblem("TEXT_TOO_LONG", ProblemSeverity.ImportError, PathOf(levels),
                    $"文本超过 {DefinitionLimits.TextLength} 个字符，请缩短。", $"A text has more than {DefinitionLimits.TextLength} characters; shorten it."));
            return text;
        }
        catch (InvalidOperationException)
        {
            problems.Add(new DefinitionProblem("TEXT_INVALID", ProblemSeverity.ImportError, PathOf(levels),
                "文本含有不完整的 Unicode 转义（单个代理项），请删去。", "A text holds an incomplete Unicode escape (a lone surrogate); remove it."));
            return "";
        }
    }

    private static void Enter(Stack<Level> levels)
    {
        if (levels.TryPeek(out var parent) && parent.IsArray)
            parent.Index++;
    }

    private static string PathOf(Stack<Level> levels) =>
        "$" + string.Concat(levels.Reverse().Select(level => level.IsArray
            ? (level.Index >= 0 ? $"[{level.Index}]" : "")
            : level.Property is null ? "" : $".{level.Property}"));

    private sealed class Level(bool isArray)
    {
        public bool IsArray { get; } = isArray;

        public int Index { get; set; } = -1;

        public string? Property { get; set; }

        public HashSet<string> Names { get; } = new(StringComparer.Ordinal);
    }
}
