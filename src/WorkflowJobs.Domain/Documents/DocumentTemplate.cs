using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using WorkflowJobs.Domain.Applications;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Forms;
using WorkflowJobs.Domain.Runtime.Commands;

namespace WorkflowJobs.Domain.Documents;

/// <summary>Which unit of the subject's place issues a paper.</summary>
public enum DocumentIssuer
{
    Village,
    Town,
    District,
}

/// <summary>
/// A kind of paper as data: what it is called and about, who issues it under which numbers, its Typst source with the modules that it imports,
/// and data to try it with. Whole in itself, so that a version prints the same for ever.
/// </summary>
public sealed partial record DocumentTemplate(string Key, string Code, FormText Title, string Subject, DocumentIssuer Issuer)
{
    private const int LongestSource = 200_000;

    /// <summary>What stands before the year in its number, after the issuer's short name (石桥<b>公岗受</b>〔2024〕1号); null when it has none of the register.</summary>
    public string? Series { get; init; }

    /// <summary>The applicant finds it among their own papers.</summary>
    public bool ForApplicant { get; init; }

    /// <summary>Officers of the case may order it by hand.</summary>
    public bool OnDemand { get; init; }

    /// <summary>Anybody may fetch it: a notice.</summary>
    public bool IsPublic { get; init; }

    public string Source { get; init; } = "";

    public IReadOnlyDictionary<string, string> Modules { get; init; } = new Dictionary<string, string>();

    /// <summary>Data of the subject's kind about nobody, for previews and tests.</summary>
    public JsonObject Sample { get; init; } = [];

    /// <summary>Everything that decides what is printed; equal templates have equal hashes.</summary>
    public string Hash => ContentHash.Of(Canonical.Text(JsonNode.Parse(ToJson())));

    public PrintJob Job(JsonObject data, DateTimeOffset at) =>
        new(Key, new Dictionary<string, string>(Modules) { [PrintJob.Main] = Source }, data, at);

    public string ToJson() => new JsonObject
    {
        ["key"] = Key,
        ["code"] = Code,
        ["title"] = new JsonObject { ["zh"] = Title.Zh, ["en"] = Title.En },
        ["subject"] = Subject,
        ["issuer"] = Issuer.ToString(),
        ["series"] = Series,
        ["forApplicant"] = ForApplicant,
        ["onDemand"] = OnDemand,
        ["public"] = IsPublic,
        ["source"] = Source,
        ["modules"] = new JsonObject(Modules.OrderBy(module => module.Key, StringComparer.Ordinal).Select(module => KeyValuePair.Create(module.Key, (JsonNode?)module.Value))),
        ["sample"] = Sample.DeepClone(),
    }.ToJsonString(CommandRunner.Json);

    /// <summary>Reads what <see cref="ToJson"/> wrote, or a file of workflows/documents with its sources added. Refused: DOCUMENT_INVALID, each problem with its field.</summary>
    public static Result<DocumentTemplate> Read(string json)
    {
        JsonObject? row;
        try
        {
            row = JsonNode.Parse(json) as JsonObject;
        }
        catch (JsonException)
        {
            row = null;
        }

        if (row is null)
            return Invalid([new FieldError("", "DOCUMENT_JSON", "不是 JSON 对象", "It is no JSON object.")]);
        var template = new DocumentTemplate(
            row.Text("key") ?? "", row.Text("code") ?? "", new FormText((row["title"] as JsonObject)?.Text("zh") ?? "", (row["title"] as JsonObject)?.Text("en") ?? ""),
            row.Text("subject") ?? "", Enum.TryParse<DocumentIssuer>(row.Text("issuer"), out var issuer) ? issuer : DocumentIssuer.Town)
        {
            Series = row.Text("series") is { Length: > 0 } series ? series : null,
            ForApplicant = row.Flag("forApplicant") ?? false,
            OnDemand = row.Flag("onDemand") ?? false,
            IsPublic = row.Flag("public") ?? false,
            Source = row.Text("source") ?? "",
            Modules = (row["modules"] as JsonObject ?? []).ToDictionary(module => module.Key, module => module.Value?.ToString() ?? "", StringComparer.Ordinal),
            Sample = row["sample"]?.DeepClone() as JsonObject ?? [],
        };
        var problems = template.Problems().ToList();
        return problems.Count == 0 ? template : Invalid(problems);
    }

    private IEnumerable<FieldError> Problems()
    {
        if (!KeyText().IsMatch(Key))
            yield return new FieldError("key", "DOCUMENT_KEY", "标识由小写字母、数字和连字符组成", "A key consists of small letters, digits and hyphens.");
        if (Code.Length is 0 or > 10)
            yield return new FieldError("code", "DOCUMENT_CODE", "缺少文书代码（如 D04）", "The document's code (D04) is missing.");
        if (Title.Zh.Length == 0 || Title.En.Length == 0)
            yield return new FieldError("title", "DOCUMENT_TITLE", "缺少中英文名称", "The title is missing in Chinese or English.");
        if (Subject.Length == 0)
            yield return new FieldError("subject", "DOCUMENT_SUBJECT", "缺少事项类型", "The kind of subject is missing.");
        if (Source.Length is 0 or > LongestSource)
            yield return new FieldError("source", "DOCUMENT_SOURCE", "没有模板内容，或内容过长", "The source is empty or too long.");
    }

    private static Refusal Invalid(IReadOnlyList<FieldError> problems) =>
        new("DOCUMENT_INVALID", $"文书模板有{problems.Count}处问题。", $"The document template has {problems.Count} problem(s).") { Status = 400, Errors = problems };

    [GeneratedRegex("^[a-z][a-z0-9-]{1,39}$")]
    private static partial Regex KeyText();
}

/// <summary>A version of a template as stored. Immutable, since papers name it.</summary>
public sealed class DocumentTemplateVersion
{
    public required string Key { get; init; }

    /// <summary>From 1; a change is the next.</summary>
    public required int Version { get; init; }

    public required string Json { get; init; }
    public required string Hash { get; init; }

    /// <summary>Hash of the shipped files that it was made from; null when an administrator made it.</summary>
    public string? FileHash { get; init; }

    public required DateTimeOffset PublishedAt { get; init; }
    public required string PublishedBy { get; init; }
}
