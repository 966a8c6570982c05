using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Notices;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Server.Components.Text;

namespace WorkflowJobs.Server.Components.Desks;

/// <summary>How units, processes, rounds and people are called on pages; looked up once a page.</summary>
internal sealed class Names(IReader reader)
{
    private static readonly Dictionary<string, string> ProcessesEn = new()
    {
        ["annual-demand"] = "Annual demand",
        ["application"] = "Application",
        ["round"] = "Round",
        ["review-meeting"] = "Review meeting",
        ["publicity"] = "Publicity",
        ["objection"] = "Objection",
        ["training-class"] = "Training class",
        ["village-demand"] = "Village demand",
    };

    private Dictionary<string, (string Zh, string En)>? _units;
    private Dictionary<string, string>? _processes;

    public async Task<string> Unit(string? id)
    {
        await LoadUnits();
        return id is not null && _units!.TryGetValue(id, out var unit) ? Pick(unit.Zh, unit.En) : id ?? "";
    }

    public async Task<string> Process(string definitionId)
    {
        _processes ??= await reader.Read(async (work, cancel) => await work.Db.DefinitionVersions.Where(row => row.IsPublished)
            .Select(row => new { row.DefinitionId, row.Name }).ToDictionaryAsync(row => row.DefinitionId, row => row.Name, cancel));
        return Texts.IsEnglish && ProcessesEn.TryGetValue(definitionId, out var en) ? en : _processes.GetValueOrDefault(definitionId, definitionId);
    }

    /// <summary>石桥镇 乡村第一批, of the lines that the keys name.</summary>
    public async Task<IReadOnlyDictionary<string, string>> Lines(IReadOnlyCollection<string> keys)
    {
        var ids = keys.SelectMany(key => key.Split(':', '/')).Distinct().ToList();
        var lines = await reader.Read(async (work, cancel) => await (
            from line in work.Db.NoticeLines
            join notice in work.Db.Notices on line.NoticeId equals notice.Id
            where ids.Contains(line.Id)
            select new { line.Id, line.Kind, line.Batch, notice.TownId }).ToListAsync(cancel));
        var names = new Dictionary<string, string>();
        foreach (var line in lines)
            names[line.Id] = $"{await Unit(line.TownId)} {Line(line.Kind, line.Batch)}";
        return keys.Distinct().ToDictionary(key => key, key => key.Split(':', '/').Select(part => names.GetValueOrDefault(part)).FirstOrDefault(name => name is not null) ?? key);
    }

    public static string Line(Domain.Plans.PostKind kind, int batch) => Pick(LineNames.Zh(kind, batch), LineNames.En(kind, batch));

    public static string Pick(string zh, string? en) => Texts.IsEnglish && !string.IsNullOrEmpty(en) ? en : zh;

    private async Task LoadUnits() => _units ??= await reader.Read(async (work, cancel) =>
        await work.Db.Units.ToDictionaryAsync(unit => unit.Id, unit => ValueTuple.Create(unit.Name, unit.NameEn), cancel));
}
