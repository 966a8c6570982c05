using System.Text.Json;
using System.Text.RegularExpressions;
using WorkflowJobs.Domain.Common;

namespace WorkflowJobs.Domain.Forms;

/// <summary>Reads a form document and lists every problem with its JSON path. Unknown properties are refused: they are typing errors.</summary>
internal sealed partial class FormReader
{
    private const int MostBytes = 256 * 1024;
    private const int MostFields = 200;
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 16, AllowDuplicateProperties = false };

    private readonly List<FieldError> _problems = [];

    public Result<FormDocument> Read(string json)
    {
        if (json.Length > MostBytes)
            return Refused("$", "FORM_TOO_LARGE", $"文件超过{MostBytes / 1024}KB", $"The document is larger than {MostBytes / 1024} KB.");
        try
        {
            using var document = JsonDocument.Parse(json, Strict);
            return Read(document.RootElement, json);
        }
        catch (InvalidOperationException)
        {
            // System.Text.Json finds half a surrogate pair only when the text is asked for.
            return Refused("$", "FORM_JSON", "含有无效的Unicode字符", "The document holds text that is no Unicode.");
        }
        catch (JsonException problem)
        {
            return Refused("$", "FORM_JSON", $"不是有效的JSON（第{problem.LineNumber + 1}行）", $"Not valid JSON (line {problem.LineNumber + 1}): {problem.Message}");
        }
    }

    private Result<FormDocument> Read(JsonElement root, string json)
    {
        if (root.ValueKind != JsonValueKind.Object)
            return Refused("$", "FORM_JSON", "应为一个JSON对象", "The document must be one JSON object.");
        var o = new FormObject(root, "$", _problems, ["key", "version", "title", "sections", "checks", "whenHidden"]);
        var key = o.Text("key", required: true);
        if (key is not null && !KeyPattern().IsMatch(key))
            o.Problem("key", "FORM_KEY", "应为小写字母、数字和连字符", "must be lower-case letters, digits and hyphens");
        var version = o.Int("version", 1, 1, 1_000_000);
        var title = o.Label("title", required: true);
        var whenHidden = o.Text("whenHidden") ?? "refuse";
        if (whenHidden is not ("refuse" or "drop"))
            o.Problem("whenHidden", "FORM_VALUE", "应为 refuse 或 drop", "must be refuse or drop");
        var sections = o.Objects("sections", required: true).Select(s => Section(s.Element, s.Path)).ToList();
        var checks = o.Texts("checks");
        CheckFieldsTogether([.. sections.SelectMany(s => s.Fields)], "$.sections");
        if (_problems.Count > 0)
            return Refused();
        return new FormDocument(key!, version, title!, sections, checks, whenHidden == "drop" ? HiddenFields.Drop : HiddenFields.Refuse, json);
    }

    private FormSection Section(JsonElement element, string path)
    {
        var o = new FormObject(element, path, _problems, ["title", "help", "fields"]);
        return new FormSection(o.Label("title"), o.Label("help"), [.. o.Objects("fields", required: true).Select(f => Field(f.Element, f.Path, isColumn: false))]);
    }

    private FormField Field(JsonElement element, string path, bool isColumn)
    {
        var o = new FormObject(element, path, _problems,
        [
            "name", "type", "label", "help", "required", "requiredFor", "mustBeTrue", "readOnly", "perPerson", "maxLength", "min", "max", "scale", "pattern",
            "options", "source", "initial", "columns", "minRows", "maxRows", "visibleTo", "showWhen",
        ]);
        var name = o.Text("name", required: true) ?? "";
        if (name.Length > 0 && !NamePattern().IsMatch(name))
            o.Problem("name", "FORM_NAME", "应以小写字母开头，仅含字母和数字", "must start with a lower-case letter and hold letters and digits only");
        var type = Type(o);
        var isDate = type == FormFieldType.Date;
        var field = new FormField
        {
            Name = name,
            Type = type ?? FormFieldType.Text,
            Label = o.Label("label", required: true) ?? new FormText("", ""),
            Help = o.Label("help"),
            Required = o.Bool("required"),
            RequiredFor = o.Texts("requiredFor"),
            MustBeTrue = o.Bool("mustBeTrue"),
            ReadOnly = o.Bool("readOnly"),
            PerPerson = o.Bool("perPerson"),
            MaxLength = o.Int("maxLength", type == FormFieldType.Multiline ? 4000 : 200, 1, 20_000),
            Min = isDate ? null : o.Decimal("min"),
            Max = isDate ? null : o.Decimal("max"),
            MinDate = isDate ? o.Date("min") : null,
            MaxDate = isDate ? o.Date("max") : null,
            Scale = o.Int("scale", 0, 0, 6),
            Pattern = o.Pattern("pattern"),
            Options = [.. o.Objects("options").Select(x => Option(x.Element, x.Path))],
            Source = o.Text("source"),
            Initial = o.Text("initial"),
            Columns = isColumn && o.Has("columns") ? NoNestedTables(o) : [.. o.Objects("columns").Select(x => Field(x.Element, x.Path, isColumn: true))],
            MinRows = o.Int("minRows", 0, 0, 1000),
            MaxRows = o.Int("maxRows", 50, 1, 1000),
            VisibleTo = o.Texts("visibleTo"),
            ShowWhen = Condition(o),
        };
        if (type is not null)
            CheckField(field, o, isColumn);
        return field;
    }

    private static FormFieldType? Type(FormObject o)
    {
        var text = o.Text("type", required: true);
        if (text is null)
            return null;
        foreach (var type in Enum.GetValues<FormFieldType>())
        {
            var name = type.ToString();
            if (text == char.ToLowerInvariant(name[0]) + name[1..])
                return type;
        }

        o.Problem("type", "FORM_TYPE", $"没有字段类型“{text}”", $"knows no type “{text}”");
        return null;
    }

    private FormOption Option(JsonElement element, string path)
    {
        var o = new FormObject(element, path, _problems, ["value", "label"]);
        return new FormOption(o.Text("value", required: true) ?? "", o.Label("label", required: true) ?? new FormText("", ""));
    }

    private FormCondition? Condition(FormObject owner)
    {
        if (owner.Object("showWhen") is not { } element)
            return null;
        var o = new FormObject(element, owner.Path + ".showWhen", _problems, ["field", "equals"]);
        return new FormCondition(o.Text("field", required: true) ?? "", o.Scalars("equals"));
    }

    private static void CheckField(FormField field, FormObject o, bool isColumn)
    {
        var isTable = field.Type is FormFieldType.People or FormFieldType.Table;
        if (isTable && isColumn)
            o.Problem("type", "FORM_NESTED", "表格的列不能再是表格", "cannot be a table inside a table");
        if (isTable && field.Columns.Count == 0)
            o.Problem("columns", "FORM_COLUMNS", "表格须有列", "must have columns");
        if (!isTable && field.Columns.Count > 0)
            o.Problem("columns", "FORM_COLUMNS", "只有表格可以有列", "is only for tables");
        if (field.Type == FormFieldType.People && field.Source is null)
            o.Problem("source", "FORM_SOURCE", "人员表须注明来源", "must name where the rows come from");
        if (field.Source is not null && field.Type is not (FormFieldType.People or FormFieldType.Choice or FormFieldType.Choices))
            o.Problem("source", "FORM_SOURCE", "该类型不能有来源", "is only for people, choice and choices");
        var isChoice = field.Type is FormFieldType.Choice or FormFieldType.Choices;
        if (isChoice && field.Options.Count == 0 == (field.Source is null))
            o.Problem("options", "FORM_OPTIONS", "选项与来源须且只能有一个", "and source: exactly one is needed");
        if (!isChoice && field.Options.Count > 0)
            o.Problem("options", "FORM_OPTIONS", "只有选择字段可以有选项", "is only for choice and choices");
        if (field.Options.Select(x => x.Value).Distinct().Count() != field.Options.Count)
            o.Problem("options", "FORM_DUPLICATE", "选项值重复", "repeats a value");
        if (field.Min > field.Max || field.MinRows > field.MaxRows)
            o.Problem("min", "FORM_LIMITS", "下限大于上限", "exceeds the maximum");
        if (field.MustBeTrue && field.Type != FormFieldType.Boolean)
            o.Problem("mustBeTrue", "FORM_VALUE", "只用于布尔字段", "is only for boolean");
        if (field.ReadOnly && !isColumn)
            o.Problem("readOnly", "FORM_VALUE", "只用于表格的列", "is only for columns");
        if (isTable)
            CheckColumns(field, o);
    }

    private static void CheckColumns(FormField field, FormObject o)
    {
        foreach (var name in Repeated(field.Columns).Append(field.Columns.FirstOrDefault(c => c.Name == "key")?.Name).OfType<string>())
            o.Problem("columns", "FORM_DUPLICATE", $"列名“{name}”重复或保留", $"repeats or reserves the name “{name}”");
        foreach (var column in field.Columns.Where(c => c.ShowWhen is { } w && field.Columns.All(x => x.Name != w.Field)))
            o.Problem("columns", "FORM_CONDITION", $"列“{column.Name}”的显示条件所指的列不存在", $"has a condition of “{column.Name}” on a column that does not exist");
    }

    private void CheckFieldsTogether(IReadOnlyList<FormField> fields, string path)
    {
        if (fields.Count + fields.Sum(f => f.Columns.Count) > MostFields)
            _problems.Add(new FieldError(path, "FORM_TOO_LARGE", $"字段超过{MostFields}个", $"More than {MostFields} fields."));
        foreach (var name in Repeated(fields))
            _problems.Add(new FieldError(path, "FORM_DUPLICATE", $"字段名“{name}”重复", $"The field name “{name}” is used twice."));
        for (var i = 0; i < fields.Count; i++)
        {
            // Only earlier fields, so that conditions cannot form a circle.
            if (fields[i].ShowWhen is { } condition && fields.Take(i).All(f => f.Name != condition.Field))
                _problems.Add(new FieldError(path, "FORM_CONDITION", $"字段“{fields[i].Name}”的显示条件须指向它之前的字段", $"The condition of “{fields[i].Name}” must name an earlier field."));
        }
    }

    private static FormField[] NoNestedTables(FormObject o)
    {
        o.Problem("columns", "FORM_NESTED", "表格的列不能再有列", "cannot be inside a column");
        return [];
    }

    private static IEnumerable<string> Repeated(IEnumerable<FormField> fields) =>
        fields.GroupBy(f => f.Name).Where(g => g.Count() > 1).Select(g => g.Key);

    private Refusal Refused(string path, string code, string zh, string en)
    {
        _problems.Add(new FieldError(path, code, zh, en));
        return Refused();
    }

    private Refusal Refused() => new("FORM_INVALID", $"表单文件有{_problems.Count}处问题", $"The form document has {_problems.Count} problem(s).")
    {
        Status = 400,
        Errors = _problems,
    };

    [GeneratedRegex("^[a-z][a-z0-9-]{0,63}$")]
    private static partial Regex KeyPattern();

    [GeneratedRegex("^[a-z][A-Za-z0-9]{0,63}$")]
    private static partial Regex NamePattern();
}
