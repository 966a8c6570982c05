using System.Text.Json.Nodes;
using WorkflowJobs.Domain.Common;

namespace WorkflowJobs.Domain.Forms;

/// <summary>Checks data against a form, object by object: unknown and forbidden names, conditions, required answers, then each value.</summary>
internal sealed class FormValidator(FormDocument form, FormContext context)
{
    private readonly List<FieldError> _errors = [];

    public FormValidation Validate(JsonObject data) => new(Object([.. form.Fields], data, ""), _errors);

    private JsonObject Object(IReadOnlyList<FormField> fields, JsonObject data, string path, bool isKeyed = false)
    {
        var clean = new JsonObject();
        foreach (var (name, _) in data.Where(p => fields.All(f => f.Name != p.Key) && !(isKeyed && p.Key == "key")))
            Error(path + name, "FIELD_UNKNOWN", "表单没有这一项", "The form has no such field.");
        foreach (var field in fields)
        {
            var sent = IsAbsent(data[field.Name]) ? null : data[field.Name];
            if (field.ReadOnly || !field.IsVisibleTo(context.Roles))
            {
                if (sent is not null && form.WhenHidden == HiddenFields.Refuse && !field.ReadOnly)
                    Error(path + field.Name, "FIELD_FORBIDDEN", "这一项不由您填写", "This field is not yours to fill in.");
                continue;
            }

            // A browser may keep an answer to a question that no longer shows; it is no answer.
            if (field.ShowWhen is { } condition && !Holds(condition, clean))
                continue;
            if (sent is null && field.Type != FormFieldType.People)
                CheckRequired(field, path);
            else if (Value(field, sent ?? new JsonArray(), path + field.Name) is { } value)
                clean[field.Name] = value;
        }

        return clean;
    }

    private void CheckRequired(FormField field, string path)
    {
        if (context.IsDraft)
            return;
        if (field.MustBeTrue)
            Error(path + field.Name, "FIELD_MUST_BE_TRUE", $"须勾选“{field.Label.Zh}”", $"“{field.Label.En}” must be ticked.");
        else if (field.Required || (context.Outcome is { } outcome && field.RequiredFor.Contains(outcome)) || field.MinRows > 0)
            Error(path + field.Name, "FIELD_REQUIRED", $"请填写“{field.Label.Zh}”", $"“{field.Label.En}” is required.");
    }

    private JsonNode? Value(FormField field, JsonNode sent, string path)
    {
        if (field.Type == FormFieldType.People)
            return People(field, sent, path);
        if (field.Type == FormFieldType.Table)
            return Table(field, sent, path);
        var reading = FieldValues.Read(field, sent, context);
        if (reading.Error is { } error)
            _errors.Add(error with { Field = path });
        return reading.Value;
    }

    private JsonArray? Table(FormField field, JsonNode sent, string path)
    {
        if (Rows(field, sent, path) is not { } rows)
            return null;
        if (!context.IsDraft && rows.Count < field.MinRows)
            Error(path, "ROWS_TOO_FEW", $"“{field.Label.Zh}”至少{field.MinRows}行", $"“{field.Label.En}” needs at least {field.MinRows} row(s).");
        return new JsonArray([.. rows.Select((row, i) => Object(field.Columns, row, $"{path}[{i}]."))]);
    }

    /// <summary>The server's rows, each answered once; all of them when required.</summary>
    private JsonArray? People(FormField field, JsonNode sent, string path)
    {
        var given = (context.Sources.GetValueOrDefault(field.Source!) as JsonArray ?? [])
            .OfType<JsonObject>().Select(row => FieldValues.Text(row["key"])).OfType<string>().ToList();
        if (Rows(field with { MaxRows = Math.Max(given.Count, 1) }, sent, path) is not { } rows)
            return null;
        var clean = new JsonArray();
        var seen = new HashSet<string>();
        for (var i = 0; i < rows.Count; i++)
        {
            var key = FieldValues.Text(rows[i]["key"]);
            var at = $"{path}[{i}]";
            if (key is null || !given.Contains(key))
                Error(at, "ROW_UNKNOWN", "名单中没有此人", "There is no such row in the list.");
            else if (!seen.Add(key))
                Error(at, "ROW_DUPLICATE", "同一人重复填写", "The same row is given twice.");
            else
            {
                var row = Object(field.Columns, rows[i], at + ".", isKeyed: true);
                row.Insert(0, "key", key);
                clean.Add(row);
            }
        }

        var needsAll = field.Required || (context.Outcome is { } outcome && field.RequiredFor.Contains(outcome));
        if (needsAll && !context.IsDraft)
        {
            foreach (var key in given.Where(k => !seen.Contains(k)))
                Error($"{path}[key={key}]", "ROW_MISSING", "名单中还有人未填写", "A row of the list is not filled in.");
        }

        return clean;
    }

    private List<JsonObject>? Rows(FormField field, JsonNode sent, string path)
    {
        if (sent is not JsonArray array || array.Any(row => row is not JsonObject))
        {
            Error(path, "FIELD_TYPE", $"“{field.Label.Zh}”应为表格", $"“{field.Label.En}” must be a list of rows.");
            return null;
        }

        if (array.Count <= field.MaxRows)
            return [.. array.Cast<JsonObject>()];
        Error(path, "ROWS_TOO_MANY", $"“{field.Label.Zh}”最多{field.MaxRows}行", $"“{field.Label.En}” takes at most {field.MaxRows} row(s).");
        return null;
    }

    private static bool Holds(FormCondition condition, JsonObject clean) => clean[condition.Field] switch
    {
        JsonArray several => several.Any(item => condition.AnyOf.Contains(FieldValues.Scalar(item))),
        { } one => condition.AnyOf.Contains(FieldValues.Scalar(one)),
        null => false,
    };

    private static bool IsAbsent(JsonNode? node) =>
        node is null || (node is JsonArray { Count: 0 }) || (FieldValues.Text(node) is { } text && string.IsNullOrWhiteSpace(text));

    private void Error(string path, string code, string zh, string en) => _errors.Add(new FieldError(path, code, zh, en));
}
