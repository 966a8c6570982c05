using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Forms;

namespace WorkflowJobs.Server.Components.Forms;

/// <summary>
/// What one form on a page knows: its document, the answers so far, who fills it in, what the server's sources gave and which
/// answers were refused. The inputs write into <see cref="Data"/>; rules stay with the document's validation on the server.
/// </summary>
public sealed class FormState(FormDocument document, JsonObject data)
{
    public FormDocument Document { get; } = document;
    public JsonObject Data { get; } = data;
    public IReadOnlySet<string> Roles { get; init; } = new HashSet<string>();
    public IReadOnlyDictionary<string, JsonNode> Sources { get; init; } = new Dictionary<string, JsonNode>();
    public DateOnly Today { get; init; }

    /// <summary>Tells the fields of several forms on one page apart.</summary>
    public string IdPrefix { get; set; } = "";

    /// <summary>Element id of a field.</summary>
    public string IdOf(string path) => FormIds.Of(IdPrefix + path);

    /// <summary>Each person fills or is filled in on their own: rows or papers of theirs are asked for.</summary>
    public bool IsPersonal => Document.Sections.SelectMany(section => section.Fields).Any(one => one.Type is FormFieldType.People or FormFieldType.Attachment);

    /// <summary>What the server would say to this outcome.</summary>
    public IReadOnlyList<FieldError> Check(string outcome) =>
        Document.Validate(ToSend(), new FormContext { Roles = Roles, Today = Today, Sources = Sources, Outcome = outcome }).Errors;

    /// <summary>Takes over another form's answers where this one asks the same: rows of people by their key; papers, and what holds for one person only, never.</summary>
    public void CopyFrom(FormState other)
    {
        foreach (var field in Document.Sections.SelectMany(section => section.Fields).Where(field => field.Type != FormFieldType.Attachment && !field.PerPerson))
        {
            if (other.Data[field.Name] is not { } answer)
                continue;
            if (field.Type != FormFieldType.People)
            {
                Data[field.Name] = answer.DeepClone();
                continue;
            }

            var given = other.People(field).ToDictionary(row => row.Key, row => row.Entered);
            var own = field.Columns.Where(column => column.PerPerson).Select(column => column.Name).ToHashSet(StringComparer.Ordinal);
            foreach (var (key, _, entered) in People(field))
                foreach (var (name, value) in given.GetValueOrDefault(key) ?? [])
                    if (!own.Contains(name))
                        entered[name] = value?.DeepClone();
        }
    }

    /// <summary>Today's errors, by path.</summary>
    public IReadOnlyList<FieldError> Errors { get; set; } = [];

    /// <summary>Something was entered since it was last saved.</summary>
    public bool IsDirty { get; set; }

    public FieldError? ErrorAt(string path) => Errors.FirstOrDefault(error => error.Field == path);

    public IEnumerable<FormField> Shown(FormSection section) => section.Fields.Where(field => IsShown(field, Data));

    public bool IsShown(FormField field, JsonObject row) =>
        field.IsVisibleTo(Roles) && (field.ShowWhen is not { } condition || Holds(condition, row));

    /// <summary>Sections that have something to show to this person now.</summary>
    public IReadOnlyList<FormSection> Sections => [.. Document.Sections.Where(section => Shown(section).Any())];

    /// <summary>Rows of a people table: the source's, each with what was entered for it.</summary>
    public IReadOnlyList<(string Key, JsonObject Given, JsonObject Entered)> People(FormField field)
    {
        var given = (Sources.GetValueOrDefault(field.Source ?? "") as JsonArray ?? []).OfType<JsonObject>().ToList();
        var rows = Rows(field.Name);
        var result = new List<(string, JsonObject, JsonObject)>();
        foreach (var row in given)
        {
            var key = row["key"]?.ToString() ?? "";
            var entered = rows.OfType<JsonObject>().FirstOrDefault(one => one["key"]?.ToString() == key);
            if (entered is null)
            {
                entered = new JsonObject { ["key"] = key };
                rows.Add(entered);
            }

            result.Add((key, row, entered));
        }

        return result;
    }

    /// <summary>Path of a person's row as the server's validation names it.</summary>
    public string PeoplePath(FormField field, JsonObject entered) =>
        $"{field.Name}[{Rows(field.Name).IndexOf(entered).ToString(CultureInfo.InvariantCulture)}]";

    public JsonArray Rows(string name)
    {
        if (Data[name] is JsonArray rows)
            return rows;
        var made = new JsonArray();
        Data[name] = made;
        return made;
    }

    public IReadOnlyList<FormOption> Options(FormField field)
    {
        if (field.Source is null)
            return field.Options;
        return [.. (Sources.GetValueOrDefault(field.Source) as JsonArray ?? []).OfType<JsonObject>().Select(option => new FormOption(
            option["value"]?.ToString() ?? "",
            new FormText(option["label"]?["zh"]?.ToString() ?? option["value"]?.ToString() ?? "", option["label"]?["en"]?.ToString() ?? "")))];
    }

    /// <summary>The data to send: without rows and answers that hold nothing.</summary>
    public JsonObject ToSend()
    {
        var copy = (JsonObject)Data.DeepClone();
        foreach (var (name, value) in copy.ToList())
            if (value is null or JsonArray { Count: 0 })
                copy.Remove(name);
        return copy;
    }

    private static bool Holds(FormCondition condition, JsonObject row) => row[condition.Field] switch
    {
        JsonArray several => several.Any(item => condition.AnyOf.Contains(Scalar(item))),
        { } one => condition.AnyOf.Contains(Scalar(one)),
        null => false,
    };

    private static string Scalar(JsonNode? node) =>
        node is JsonValue value && value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : node?.ToJsonString() ?? "";
}
