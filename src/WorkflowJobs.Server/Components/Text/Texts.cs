using System.Globalization;
using System.Reflection;
using System.Text.Json;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Forms;

namespace WorkflowJobs.Server.Components.Text;

/// <summary>
/// The pages' words, zh-CN first and en beside it, from <c>Resources/*.json</c>: <c>{"key": ["中文", "English"]}</c>. Both languages
/// stand in one line, so that one cannot change without the other being seen.
/// </summary>
public sealed class Texts
{
    private readonly Dictionary<string, string[]> _words = Load();

    public static bool IsEnglish => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en";

    public IReadOnlyCollection<string> Keys => _words.Keys;

    /// <summary>The words of a key in the user's language; the key itself when it is missing, so that a slip is seen and nothing breaks.</summary>
    public string this[string key] => _words.TryGetValue(key, out var words) ? words[IsEnglish ? 1 : 0] : key;

    public string this[string key, params object?[] arguments] => string.Format(CultureInfo.CurrentCulture, this[key], arguments);

    /// <summary>The words of a code (status, outcome, role …) under a prefix; the code itself when it has none.</summary>
    public string Code(string prefix, string? code) =>
        string.IsNullOrEmpty(code) ? "" : _words.TryGetValue($"{prefix}.{code}", out var words) ? words[IsEnglish ? 1 : 0] : code;

    public string Of(string zh, string? en) => IsEnglish && !string.IsNullOrEmpty(en) ? en : zh;

    public string Of(FormText? text) => text is null ? "" : Of(text.Zh, text.En);

    public string Of(Refusal refusal) => Of(refusal.MessageZh, refusal.MessageEn);

    public string Of(FieldError error) => Of(error.MessageZh, error.MessageEn);

    public string Of(Warning warning) => Of(warning.MessageZh, warning.MessageEn);

    internal IEnumerable<string> Incomplete => _words.Where(pair => pair.Value.Length != 2 || pair.Value.Any(string.IsNullOrWhiteSpace)).Select(pair => pair.Key);

    private static Dictionary<string, string[]> Load()
    {
        var words = new Dictionary<string, string[]>(StringComparer.Ordinal);
        var assembly = Assembly.GetExecutingAssembly();
        foreach (var name in assembly.GetManifestResourceNames().Where(name => name.StartsWith("texts/", StringComparison.Ordinal)))
        {
            using var stream = assembly.GetManifestResourceStream(name)!;
            foreach (var (key, pair) in JsonSerializer.Deserialize<Dictionary<string, string[]>>(stream)!)
                words.Add(key, pair);
        }

        return words;
    }
}
