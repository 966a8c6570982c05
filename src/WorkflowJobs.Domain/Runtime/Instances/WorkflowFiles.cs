using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Tasks;

namespace WorkflowJobs.Domain.Runtime.Instances;

/// <summary>What became of a file of <c>workflows/</c> at start.</summary>
public sealed record ImportedFile(string Name, string Result, IReadOnlyList<string> Problems);

/// <summary>Imports another kind of file of that folder, before the definitions that may name it.</summary>
public interface IFileImport
{
    Task<IReadOnlyList<ImportedFile>> Import(string folder, CancellationToken cancel);
}

/// <summary>Imports forms and definitions of a folder; a changed file becomes a new version and is published when nothing stands in the way.</summary>
public sealed class WorkflowFiles(IWriter writer, DefinitionStore definitions, FormStore forms, IEnumerable<IFileImport> others)
{
    public async Task<IReadOnlyList<ImportedFile>> Import(string folder, CancellationToken cancel)
    {
        var result = new List<ImportedFile>();
        var formFolder = Path.Combine(folder, "forms");
        // Forms first: a task pins the latest version of its form.
        foreach (var file in Files(formFolder))
            result.Add(await ImportForm(file, cancel));
        foreach (var other in others)
            result.AddRange(await other.Import(folder, cancel));
        foreach (var file in Files(folder))
            result.Add(await ImportDefinition(file, cancel));
        return result;
    }

    private async Task<ImportedFile> ImportForm(string file, CancellationToken cancel)
    {
        var text = await File.ReadAllTextAsync(file, cancel);
        var imported = await writer.Write(async (work, token) => await forms.Import(work, text, token) is { IsRefused: true } refused ? work.Refuse(refused) : default, cancel);
        return new ImportedFile("forms/" + Path.GetFileName(file), imported.IsRefused ? "Refused" : "Imported",
            [.. (imported.Refusal?.Errors ?? []).Select(error => $"{error.Field}: {error.Code} {error.MessageZh}")]);
    }

    private async Task<ImportedFile> ImportDefinition(string file, CancellationToken cancel)
    {
        var text = await File.ReadAllTextAsync(file, cancel);
        return await writer.Write(async (work, token) =>
        {
            var saved = await definitions.Save(work, text, ContentHash.Of(text), Actor.System, token);
            var outcome = saved.Version is null ? "Refused" : !saved.Changed ? "Unchanged" : saved.MayPublish ? "Published" : "Draft";
            if (outcome == "Published")
                await definitions.Publish(work, saved.Version!.Id, Actor.System, token);
            return new ImportedFile(Path.GetFileName(file), outcome, [.. saved.Problems.Select(p => $"{p.JsonPath}: {p.Code} {p.MessageZh}")]);
        }, cancel);
    }

    private static IEnumerable<string> Files(string folder) => Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "*.json").Order(StringComparer.Ordinal) : [];
}
