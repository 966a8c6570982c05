using WorkflowJobs.Domain.Notices;
using WorkflowJobs.Domain.Runtime.Instances;
using WorkflowJobs.Domain.Units;
using WorkflowJobs.Server.Components.Text;

namespace WorkflowJobs.Server.Components.Desks;

/// <summary>How units, processes, rounds and people are called on pages; looked up once a page.</summary>
internal sealed class Names(UnitQueries units, PictureQueries processes, NoticeQueries notices)
{
    private static readonly Dictionary<string, string> ProcessesEn = new()
    {
        ["allocation"] = "Yearly allocation",
        ["annual-demand"] = "Annual demand",
        ["opening-import"] = "People already on post",
        ["application"] = "Application",
        ["round"] = "Round",
        ["review-meeting"] = "Review meeting",
        ["publicity"] = "Publicity",
        ["objection"] = "Objection",
        ["placement"] = "Placement",
        ["assessment"] = "Monthly assessment",
        ["leave"] = "Leave",
        ["placement-change"] = "Change of post",
        ["renewal"] = "Renewal",
        ["attendance-opening"] = "Opening attendance",
        ["attendance-month"] = "Monthly attendance",
        ["training-class"] = "Training class",
        ["village-demand"] = "Village demand",
    };

    private Dictionary<string, (string Zh, string En)>? _units;
    private IReadOnlyDictionary<string, string>? _processes;

    public async Task<string> Unit(string? id)
    {
        await LoadUnits();
        return id is not null && _units!.TryGetValue(id, out var unit) ? Pick(unit.Zh, unit.En) : id ?? "";
    }

    public async Task<string> Process(string definitionId)
    {
        _processes ??= await processes.Names(default);
        return Texts.IsEnglish && ProcessesEn.TryGetValue(definitionId, out var en) ? en : _processes.GetValueOrDefault(definitionId, definitionId);
    }

    /// <summary>石桥镇 乡村第一批, of the lines that the keys name.</summary>
    public async Task<IReadOnlyDictionary<string, string>> Lines(IReadOnlyCollection<string> keys)
    {
        var ids = keys.SelectMany(key => key.Split(':', '/')).Distinct().ToList();
        var lines = await notices.Lines(ids, default);
        var names = new Dictionary<string, string>();
        foreach (var line in lines)
            names[line.Id] = $"{await Unit(line.TownId)} {Line(line.Kind, line.Batch)}";
        return keys.Distinct().ToDictionary(key => key, key => key.Split(':', '/').Select(part => names.GetValueOrDefault(part)).FirstOrDefault(name => name is not null) ?? key);
    }

    public static string Line(Domain.Plans.PostKind kind, int batch) => Pick(LineNames.Zh(kind, batch), LineNames.En(kind, batch));

    /// <summary>A group of people (R-LOW …); the code itself where it is none.</summary>
    public static string Group(string code) => Domain.Eligibility.Categories.Find(code) is { } category ? Pick(category.NameZh, category.NameEn) : code;

    public static string Pick(string zh, string? en) => Texts.IsEnglish && !string.IsNullOrEmpty(en) ? en : zh;

    private async Task LoadUnits() => _units ??=
        (await units.All(default)).ToDictionary(unit => unit.Id, unit => ValueTuple.Create(unit.Name, unit.NameEn));
}
