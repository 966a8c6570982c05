namespace WorkflowJobs.Engine.Activities;

/// <summary>What the designer and the validator know of an activity type. Texts are zh-CN first, en beside it.</summary>
/// <param name="Type">Type name, e.g. <c>WorkflowJobs.TakeQuota</c>.</param>
/// <param name="Category">Group in the palette, zh-CN.</param>
/// <param name="NameZh">Display name.</param>
/// <param name="NameEn">Display name in English.</param>
public sealed record ActivityDescriptor(string Type, string Category, string NameZh, string NameEn)
{
    /// <summary>Version of the type.</summary>
    public int Version { get; init; } = 1;

    /// <summary>What it does, zh-CN.</summary>
    public string DescriptionZh { get; init; } = "";

    /// <summary>What it does, in English.</summary>
    public string DescriptionEn { get; init; } = "";

    /// <summary>Inputs in the order of the designer.</summary>
    public IReadOnlyList<InputDescriptor> Inputs { get; init; } = [];

    /// <summary>Fixed outcomes; each is a port.</summary>
    public IReadOnlyList<string> Outcomes { get; init; } = ["Done"];

    /// <summary>The input that lists further outcomes, each a port (outcomes of a human task, cases of a switch); null when none does.</summary>
    public string? OutcomesInput { get; init; }

    /// <summary>Whether it always suspends or may suspend the branch: a cycle through it is no endless loop.</summary>
    public bool MayWait { get; init; }

    /// <summary>True for an activity that the engine runs by asking the host a call of the type's name.</summary>
    public bool IsCall { get; init; }

    /// <summary>Where it starts a workflow by itself when <c>canStartWorkflow</c> is set.</summary>
    public bool IsTrigger { get; init; }
}

/// <summary>An input of an activity type.</summary>
/// <param name="Name">camelCase JSON name.</param>
/// <param name="TypeName">Elsa type name: String, Boolean, Int32, Object, StringArray …</param>
/// <param name="NameZh">Label.</param>
/// <param name="NameEn">Label in English.</param>
public sealed record InputDescriptor(string Name, string TypeName, string NameZh, string NameEn)
{
    /// <summary>Elsa UI hint: singleline, multiline, dropdown, checkbox, dynamic-outcomes …</summary>
    public string UiHint { get; init; } = "singleline";

    /// <summary>Whether publishing demands a value.</summary>
    public bool Required { get; init; }

    /// <summary>Help text, zh-CN.</summary>
    public string HelpZh { get; init; } = "";

    /// <summary>Default as an Elsa literal; null when none.</summary>
    public string? Default { get; init; }
}

/// <summary>The activity types an engine knows: Elsa's that are built in, and the project's, which are all calls.</summary>
public sealed class ActivityCatalog
{
    private readonly Dictionary<string, ActivityDescriptor> byType;

    /// <summary>A catalog of Elsa's built-in activities, the human task, and the given call activities.</summary>
    public ActivityCatalog(IEnumerable<ActivityDescriptor> calls) =>
        byType = BuiltInActivities.Descriptors.Concat(calls).ToDictionary(descriptor => descriptor.Type, StringComparer.Ordinal);

    /// <summary>All, in no order.</summary>
    public IReadOnlyCollection<ActivityDescriptor> All => byType.Values;

    /// <summary>The descriptor, or null when the type is unknown.</summary>
    public ActivityDescriptor? Find(string type) => byType.GetValueOrDefault(type);
}
