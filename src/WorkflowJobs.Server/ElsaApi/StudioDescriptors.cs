using System.Text.Json.Nodes;
using WorkflowJobs.Engine.Activities;
using WorkflowJobs.Server.Components.Text;

namespace WorkflowJobs.Server.ElsaApi;

/// <summary>The engine's activity descriptors as Studio's palette and property panel read them, in Chinese.</summary>
internal sealed class StudioDescriptors(ActivityCatalog catalog, OptionLists options, Texts texts)
{
    /// <summary>Containers with steps inside steps: what came from elsewhere is drawn and kept, but not offered.</summary>
    private static readonly HashSet<string> NotOffered =
    [
        "Elsa.Flowchart", "Elsa.Sequence", "Elsa.Parallel", "Elsa.If", "Elsa.Switch", "Elsa.Fork", "Elsa.While", "Elsa.For", "Elsa.ForEach",
        "Elsa.ParallelForEach", "Elsa.Break", "Elsa.Complete", "Elsa.WriteLine", "Elsa.RunTask",
    ];

    private static readonly Dictionary<string, string[]> Slots = new(StringComparer.Ordinal)
    {
        ["Elsa.If"] = ["Then", "Else"],
        ["Elsa.While"] = ["Body"],
        ["Elsa.For"] = ["Body"],
        ["Elsa.ForEach"] = ["Body"],
        ["Elsa.ParallelForEach"] = ["Body"],
    };

    public async Task<JsonArray> All(CancellationToken cancel)
    {
        var choices = await options.Read(cancel);
        return
        [
            .. catalog.All.OrderBy(descriptor => descriptor.Category, StringComparer.Ordinal).ThenBy(descriptor => descriptor.Type, StringComparer.Ordinal).Select(descriptor => Of(descriptor, choices)),
            NotFound(),
        ];
    }

    /// <summary>The option list of one input, for Studio's live lists.</summary>
    public async Task<JsonObject> Options(string type, string input, CancellationToken cancel) =>
        ChoicesOf(type, char.ToLowerInvariant(input[0]) + input[1..], await options.Read(cancel)) is { } choices ? DropDown(choices) : [];

    private JsonObject Of(ActivityDescriptor descriptor, IReadOnlyDictionary<string, IReadOnlyList<Choice>> choices)
    {
        var dot = descriptor.Type.LastIndexOf('.');
        return new JsonObject
        {
            ["typeName"] = descriptor.Type,
            ["clrType"] = null,
            ["namespace"] = descriptor.Type[..dot],
            ["name"] = descriptor.Type[(dot + 1)..],
            ["version"] = descriptor.Version,
            ["category"] = descriptor.Category,
            ["displayName"] = descriptor.NameZh,
            ["description"] = descriptor.DescriptionZh.Length > 0 ? descriptor.DescriptionZh : texts.Code("activity", descriptor.Type) is var words && words != descriptor.Type ? words : "",
            ["inputs"] = new JsonArray([.. descriptor.Inputs.Select((input, index) => Input(descriptor, input, index, choices))]),
            ["outputs"] = HasResult(descriptor) ? new JsonArray(Result()) : [],
            ["kind"] = descriptor.IsTrigger ? "Trigger" : "Action",
            ["runAsynchronously"] = false,
            ["ports"] = Ports(descriptor),
            ["customProperties"] = new JsonObject(),
            ["constructionProperties"] = Construction(descriptor),
            ["isContainer"] = descriptor.Type is "Elsa.Flowchart" or "Elsa.Sequence" or "Elsa.Parallel",
            ["isBrowsable"] = !NotOffered.Contains(descriptor.Type),
            ["isStart"] = descriptor.Type == "Elsa.Start",
            ["isTerminal"] = descriptor is { Outcomes.Count: 0, OutcomesInput: null },
        };
    }

    private static bool HasResult(ActivityDescriptor descriptor) =>
        descriptor.IsCall || descriptor.Type is BuiltInActivities.HumanTask or "Elsa.Event" or "Elsa.RunTask";

    private static JsonObject Result() => new()
    {
        ["name"] = "Result",
        ["typeName"] = "Object",
        ["displayName"] = "结果",
        ["description"] = "把结果存入流程变量，供后面的步骤使用。",
        ["order"] = 0,
        ["isBrowsable"] = true,
        ["isSynthetic"] = false,
    };

    private JsonArray Ports(ActivityDescriptor descriptor)
    {
        var slots = Slots.GetValueOrDefault(descriptor.Type, []).Select(slot => Port(slot, slot, "Embedded"));
        // Where the designer types the outcomes, Studio makes the dots of them.
        var dots = descriptor.OutcomesInput is null ? descriptor.Outcomes.Select(outcome => Port(outcome, texts.Code("port", outcome), "Flow")) : [];
        return [.. slots, .. dots];
    }

    private static JsonObject Port(string name, string displayName, string type) =>
        new() { ["name"] = name, ["displayName"] = displayName, ["type"] = type, ["isBrowsable"] = true };

    private static JsonObject Input(ActivityDescriptor descriptor, InputDescriptor input, int order, IReadOnlyDictionary<string, IReadOnlyList<Choice>> choices)
    {
        var listed = ChoicesOf(descriptor.Type, input.Name, choices);
        var isPlain = input.UiHint is "variable-picker" or "flow-switch-editor" or "switch-editor" or "outcome-picker";
        return new JsonObject
        {
            ["name"] = char.ToUpperInvariant(input.Name[0]) + input.Name[1..],
            ["typeName"] = input.TypeName,
            ["displayName"] = input.NameZh + (input.Required ? " *" : ""),
            ["description"] = input.HelpZh,
            ["order"] = order,
            ["isBrowsable"] = true,
            ["isSynthetic"] = false,
            ["isWrapped"] = !isPlain,
            ["uiHint"] = listed is not null ? "dropdown" : input.UiHint == "dropdown" ? "singleline" : input.UiHint,
            ["category"] = null,
            ["defaultValue"] = input.Default,
            ["defaultSyntax"] = input.UiHint is "dynamic-outcomes" or "dictionary" ? "Object" : input.Name == "submission" ? "Variable" : input.Name == "condition" ? "JavaScript" : "Literal",
            ["isReadOnly"] = false,
            ["isSensitive"] = false,
            ["autoEvaluate"] = true,
            ["isSerializable"] = true,
            ["storageDriverType"] = null,
            ["uiSpecifications"] = listed is null ? null : DropDown(listed),
        };
    }

    private static IReadOnlyList<Choice>? ChoicesOf(string type, string input, IReadOnlyDictionary<string, IReadOnlyList<Choice>> choices) =>
        choices.GetValueOrDefault($"{type}.{input}") ?? choices.GetValueOrDefault(input);

    private static JsonObject DropDown(IReadOnlyList<Choice> choices) => new()
    {
        ["dropdown"] = new JsonObject
        {
            ["selectList"] = new JsonObject
            {
                ["items"] = new JsonArray([.. choices.Select(choice => new JsonObject { ["text"] = choice.Text, ["value"] = choice.Value })]),
                ["isFlagsEnum"] = false,
            },
        },
    };

    /// <summary>What a step has when it is dropped on the drawing.</summary>
    private static JsonObject Construction(ActivityDescriptor descriptor) => descriptor.Type != BuiltInActivities.HumanTask ? [] : new JsonObject
    {
        ["scope"] = Literal("String", "Town"),
        ["outcomes"] = new JsonObject
        {
            ["typeName"] = "Object",
            ["expression"] = new JsonObject { ["type"] = "Object", ["value"] = "[\"Approve|同意|Approve\",\"Reject!|不同意|Reject\"]" },
        },
    };

    private static JsonObject Literal(string type, string value) =>
        new() { ["typeName"] = type, ["expression"] = new JsonObject { ["type"] = "Literal", ["value"] = value } };

    /// <summary>Stands in for a step whose type this system lacks; its dots are the ports that the drawing uses.</summary>
    private static JsonObject NotFound() => new()
    {
        ["typeName"] = StudioDocument.NotFoundType,
        ["clrType"] = null,
        ["namespace"] = "Elsa",
        ["name"] = "NotFoundActivity",
        ["version"] = 1,
        ["category"] = "流程",
        ["displayName"] = "未知步骤",
        ["description"] = "本系统没有这种步骤。保存时原样保留，但不能发布。",
        ["inputs"] = new JsonArray(Input(
            new ActivityDescriptor(StudioDocument.NotFoundType, "", "", ""), new InputDescriptor("outcomes", "Object", "出口", "Outcomes") { UiHint = "dynamic-outcomes" }, 0,
            new Dictionary<string, IReadOnlyList<Choice>>())),
        ["outputs"] = new JsonArray(),
        ["kind"] = "Action",
        ["runAsynchronously"] = false,
        ["ports"] = new JsonArray(),
        ["customProperties"] = new JsonObject(),
        ["constructionProperties"] = new JsonObject(),
        ["isContainer"] = false,
        ["isBrowsable"] = false,
        ["isStart"] = false,
        ["isTerminal"] = false,
    };
}
