using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using WorkflowJobs.Engine.Activities;
using WorkflowJobs.Engine.Definitions.Validation;

namespace WorkflowJobs.Engine.Definitions;

/// <summary>What reading a definition gave: a definition unless an import error stands in the way, and all problems at once.</summary>
public sealed record DefinitionReadResult(WorkflowDefinition? Definition, IReadOnlyList<DefinitionProblem> Problems);

/// <summary>Reads and writes Elsa 3 JSON, and validates it.</summary>
public static class DefinitionReader
{
    private static readonly JsonSerializerOptions Layout = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Reads a document. Broken JSON, duplicate ids or keys and exceeded limits are import errors.</summary>
    public static DefinitionReadResult Read(string json)
    {
        if (json.Length > DefinitionLimits.Characters)
            return Refused("DOCUMENT_TOO_LARGE", "$", $"文件超过 {DefinitionLimits.Characters} 个字符。", $"The document has more than {DefinitionLimits.Characters} characters.");
        if (!IsText(json))
            return Refused("TEXT_INVALID", "$", "文件含有不完整的 Unicode 字符（单个代理项），请删去。", "The document holds half a Unicode character (a lone surrogate); remove it.");
        var problems = JsonScan.Scan(json).ToList();
        if (problems.Count > 0)
            return new DefinitionReadResult(null, problems);
        if (JsonNode.Parse(json, documentOptions: new JsonDocumentOptions { MaxDepth = DefinitionLimits.Depth }) is not JsonObject document)
            return Refused("DOCUMENT_NOT_OBJECT", "$", "流程定义必须是一个 JSON 对象。", "A definition must be a JSON object.");
        if (document["root"] is not JsonObject root || Text(root, "type") is null)
            return Refused("ROOT_MISSING", "$.root", "流程定义没有根活动（root）。", "The definition has no root activity.");

        var node = ActivityReader.Read(root, "$.root");
        problems.AddRange(ImportProblems(node));
        return problems.Exists(problem => problem.Severity == ProblemSeverity.ImportError)
            ? new DefinitionReadResult(null, problems)
            : new DefinitionReadResult(ReadDocument(document, node), problems);
    }

    /// <summary>Writes a definition: the JSON it was read from, in the project's layout (two spaces, LF).</summary>
    public static string Write(WorkflowDefinition definition) => definition.Json.ToJsonString(Layout) + "\n";

    /// <summary>What publishing would refuse or warn about (SEMANTICS, "What publishing warns about").</summary>
    public static IReadOnlyList<DefinitionProblem> Validate(WorkflowDefinition definition, ActivityCatalog catalog) =>
        DefinitionValidator.Validate(definition, catalog);

    private static bool IsText(string json)
    {
        for (var rest = json.AsSpan(); !rest.IsEmpty;)
        {
            if (Rune.DecodeFromUtf16(rest, out _, out var length) != OperationStatus.Done)
                return false;
            rest = rest[length..];
        }

        return true;
    }

    internal static string? Text(JsonObject json, string name) =>
        json[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    internal static bool Flag(JsonObject? json, string name) =>
        json?[name] is JsonValue value && value.TryGetValue<bool>(out var flag) && flag;

    private static WorkflowDefinition ReadDocument(JsonObject document, ActivityNode root)
    {
        var options = document["options"] as JsonObject;
        var strategy = options is null ? null : Text(options, "incidentStrategyType");
        return new WorkflowDefinition
        {
            Json = document,
            DefinitionId = Text(document, "definitionId") ?? "",
            VersionId = Text(document, "id") ?? "",
            Version = document["version"] is JsonValue version && version.TryGetValue<int>(out var number) ? number : 1,
            Name = Text(document, "name") ?? "",
            Description = Text(document, "description") ?? "",
            Variables = ActivityReader.Variables(document),
            Inputs = ActivityReader.Arguments(document, "inputs"),
            Outputs = ActivityReader.Arguments(document, "outputs"),
            Outcomes = (document["outcomes"] as JsonArray)?.Select(item => item?.ToString() ?? "").ToList() ?? [],
            IncidentStrategy = strategy?.Contains("ContinueWithIncidents", StringComparison.Ordinal) == true
                ? IncidentStrategy.ContinueWithIncidents
                : IncidentStrategy.Fault,
            UsableAsActivity = Flag(options, "usableAsActivity"),
            Root = root,
        };
    }

    private static IEnumerable<DefinitionProblem> ImportProblems(ActivityNode root)
    {
        var all = root.SelfAndDescendants().ToList();
        if (all.Count > DefinitionLimits.Activities)
            yield return Problem("TOO_MANY_ACTIVITIES", "$.root", $"活动超过 {DefinitionLimits.Activities} 个。", $"There are more than {DefinitionLimits.Activities} activities.");
        foreach (var same in all.Where(node => node.Id.Length > 0).GroupBy(node => node.Id, StringComparer.Ordinal).Where(group => group.Count() > 1))
            foreach (var node in same.Skip(1))
                yield return Problem("ACTIVITY_ID_DUPLICATE", node.JsonPath + ".id", $"活动编号“{node.Id}”重复，每个活动须有自己的编号。", $"The activity id \"{node.Id}\" is used twice; each activity needs its own.");
        foreach (var node in all)
        {
            if (node.Id.Length == 0)
                yield return Problem("ACTIVITY_ID_MISSING", node.JsonPath + ".id", "活动没有编号（id）。", "The activity has no id.");
            if (node.Id.Length > DefinitionLimits.NameLength)
                yield return Problem("NAME_TOO_LONG", node.JsonPath + ".id", $"编号超过 {DefinitionLimits.NameLength} 个字符。", $"The id has more than {DefinitionLimits.NameLength} characters.");
            if (node.Connections.Count > DefinitionLimits.Connections)
                yield return Problem("TOO_MANY_CONNECTIONS", node.JsonPath + ".connections", $"连线超过 {DefinitionLimits.Connections} 条。", $"There are more than {DefinitionLimits.Connections} connections.");
        }
    }

    private static DefinitionReadResult Refused(string code, string path, string zh, string en) => new(null, [Problem(code, path, zh, en)]);

    private static DefinitionProblem Problem(string code, string path, string zh, string en) =>
        new(code, ProblemSeverity.ImportError, path, zh, en);
}
