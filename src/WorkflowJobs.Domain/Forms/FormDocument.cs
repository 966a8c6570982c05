using System.Text.Json.Nodes;
using WorkflowJobs.Domain.Common;

namespace WorkflowJobs.Domain.Forms;

/// <summary>A form as a JSON document (workflows/forms): what the one form component shows and what the server accepts.</summary>
public sealed record FormDocument(
    string Key,
    int Version,
    FormText Title,
    IReadOnlyList<FormSection> Sections,
    IReadOnlyList<string> Checks,
    HiddenFields WhenHidden,
    string Json)
{
    public IEnumerable<FormField> Fields => Sections.SelectMany(s => s.Fields);

    /// <summary>Names of the server's sources that this form shows: people of a list, posts to choose from.</summary>
    public IEnumerable<string> Sources => Fields.Concat(Fields.SelectMany(f => f.Columns)).SelectMany(f => new[] { f.Source, f.Initial }).OfType<string>().Distinct();

    /// <summary>The values with which an untouched form begins, from what its <see cref="FormField.Initial"/> sources gave; null when no field begins with any.</summary>
    public JsonObject? Beginning(IReadOnlyDictionary<string, JsonNode> sources)
    {
        var values = Fields.Where(f => f.Initial is not null)
            .Select(f => KeyValuePair.Create(f.Name, (sources.GetValueOrDefault(f.Initial!) as JsonObject)?[f.Name]?.DeepClone()))
            .Where(value => value.Value is not null).ToList();
        return values.Count == 0 ? null : new JsonObject(values);
    }

    /// <summary>Reads a document. Refused whole as FORM_INVALID, with every problem and its JSON path.</summary>
    public static Result<FormDocument> Read(string json) => new FormReader().Read(json);

    /// <summary>
    /// What of <paramref name="data"/> this form takes from this actor, cleaned (trimmed, normalised, hidden parts left out), and every error.
    /// The data may be used only when there is no error.
    /// </summary>
    public FormValidation Validate(JsonObject data, FormContext context) => WellFormedData.Problem(data) is { } problem
        ? new FormValidation([], [problem])
        : new FormValidator(this, context).Validate(data);
}

/// <summary>zh-CN first, en beside it.</summary>
public sealed record FormText(string Zh, string En);

public sealed record FormSection(FormText? Title, FormText? Help, IReadOnlyList<FormField> Fields);

/// <summary>What becomes of values sent for fields that the actor's role may not see.</summary>
public enum HiddenFields
{
    /// <summary>The form is refused (FIELD_FORBIDDEN).</summary>
    Refuse,

    /// <summary>They are left out silently.</summary>
    Drop,
}

public enum FormFieldType
{
    /// <summary>One line.</summary>
    Text,
    Multiline,

    /// <summary>A number with at most <see cref="FormField.Scale"/> decimals.</summary>
    Number,

    /// <summary>A whole number of 分.</summary>
    Money,

    /// <summary>yyyy-MM-dd.</summary>
    Date,
    Boolean,

    /// <summary>One option.</summary>
    Choice,

    /// <summary>Several options, as an array.</summary>
    Choices,

    /// <summary>公民身份号码, normalised.</summary>
    CitizenId,
    Phone,

    /// <summary>Ids of stored attachments, as an array; min and max count pages.</summary>
    Attachment,

    /// <summary>Rows that the server gives (<see cref="FormField.Source"/>), each with its key; the columns are filled in.</summary>
    People,

    /// <summary>Free rows.</summary>
    Table,
}

public sealed record FormOption(string Value, FormText Label);

/// <summary>Shown only when another field (of the same row, or of the form) has one of these values; a choices field contains it.</summary>
public sealed record FormCondition(string Field, IReadOnlyList<string> AnyOf);

public sealed record FormField
{
    public required string Name { get; init; }
    public required FormFieldType Type { get; init; }
    public required FormText Label { get; init; }
    public FormText? Help { get; init; }

    /// <summary>Must be answered, whatever the outcome. Of people: every row.</summary>
    public bool Required { get; init; }

    /// <summary>Must be answered when the task ends with one of these outcomes.</summary>
    public IReadOnlyList<string> RequiredFor { get; init; } = [];

    /// <summary>A declaration that must be ticked.</summary>
    public bool MustBeTrue { get; init; }

    /// <summary>A column that only shows what the source says.</summary>
    public bool ReadOnly { get; init; }

    /// <summary>Holds for this one person: a page never copies it to another's form.</summary>
    public bool PerPerson { get; init; }

    public int MaxLength { get; init; }

    /// <summary>Least number, money in 分, or count of pages or options.</summary>
    public decimal? Min { get; init; }

    public decimal? Max { get; init; }

    /// <summary>Earliest date: yyyy-MM-dd or <c>today</c>.</summary>
    public string? MinDate { get; init; }

    public string? MaxDate { get; init; }

    /// <summary>Decimals of a number; 0 for whole numbers.</summary>
    public int Scale { get; init; }

    /// <summary>The whole text must match.</summary>
    public string? Pattern { get; init; }

    public IReadOnlyList<FormOption> Options { get; init; } = [];

    /// <summary>Name of the server's source of rows (people) or options (choice, choices).</summary>
    public string? Source { get; init; }

    /// <summary>Name of the server's source whose object holds, under this field's name, the value with which an untouched form begins.</summary>
    public string? Initial { get; init; }

    public IReadOnlyList<FormField> Columns { get; init; } = [];
    public int MinRows { get; init; }
    public int MaxRows { get; init; }

    /// <summary>Role codes that see and fill it in; empty for everyone.</summary>
    public IReadOnlyList<string> VisibleTo { get; init; } = [];

    public FormCondition? ShowWhen { get; init; }

    public bool IsVisibleTo(IReadOnlySet<string> roles) => VisibleTo.Count == 0 || VisibleTo.Any(roles.Contains);
}

/// <summary>Who fills the form in, when, for which outcome, and what the server gave to it.</summary>
public sealed record FormContext
{
    public required IReadOnlySet<string> Roles { get; init; }

    /// <summary>Today in Shanghai.</summary>
    public required DateOnly Today { get; init; }

    /// <summary>The outcome chosen for the task; null when there is none.</summary>
    public string? Outcome { get; init; }

    /// <summary>A draft may lack answers; what is there must still be well-formed.</summary>
    public bool IsDraft { get; init; }

    /// <summary>
    /// What the sources gave, by name: rows as <c>[{"key":"…", …}]</c>, options as <c>[{"value":"…","label":{"zh":"…","en":"…"}}]</c>.
    /// </summary>
    public IReadOnlyDictionary<string, JsonNode> Sources { get; init; } = new Dictionary<string, JsonNode>();

    /// <summary>Attachments that this actor may cite here; null when the caller checks that itself.</summary>
    public IReadOnlySet<string>? Attachments { get; init; }
}

public sealed record FormValidation(JsonObject Data, IReadOnlyList<FieldError> Errors)
{
    public bool Ok => Errors.Count == 0;

    /// <summary>The refusal FORM_DATA with all errors, or null.</summary>
    public Refusal? Refusal => Ok ? null : new Refusal("FORM_DATA", $"表单有{Errors.Count}处需要更正", $"{Errors.Count} field(s) need correction.") { Errors = Errors };
}
