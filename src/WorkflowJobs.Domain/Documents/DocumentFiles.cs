using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Applications;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Instances;

namespace WorkflowJobs.Domain.Documents;

/// <summary>
/// The shipped templates: <c>documents/KEY.json</c> with <c>KEY.typ</c> beside it, what all import in <c>modules</c>, data to try them with in
/// <c>samples/SUBJECT.json</c>. Files that were imported before change nothing, so that an administrator's own version stays.
/// </summary>
public sealed class DocumentFiles(IWriter writer, DocumentTemplates templates) : IFileImport
{
    public async Task<IReadOnlyList<ImportedFile>> Import(string folder, CancellationToken cancel)
    {
        var result = new List<ImportedFile>();
        foreach (var (name, read) in await Read(Path.Combine(folder, "documents"), cancel))
            result.Add(new ImportedFile("documents/" + name, read.Value is null ? "Refused" : await Store(read.Value, cancel),
                [.. (read.Refusal?.Errors ?? []).Select(error => $"{error.Field}: {error.Code} {error.MessageZh}")]));
        return result;
    }

    /// <summary>Every template of a folder, or why it is none.</summary>
    public static async Task<IReadOnlyList<(string Name, Result<DocumentTemplate> Template)>> Read(string folder, CancellationToken cancel)
    {
        var templates = new List<(string, Result<DocumentTemplate>)>();
        if (!Directory.Exists(folder))
            return templates;
        var modules = new JsonObject();
        foreach (var file in Directory.EnumerateFiles(Path.Combine(folder, "modules"), "*.typ").Order(StringComparer.Ordinal))
            modules[Path.GetFileName(file)] = await File.ReadAllTextAsync(file, cancel);
        foreach (var file in Directory.EnumerateFiles(folder, "*.json").Order(StringComparer.Ordinal))
            templates.Add((Path.GetFileName(file), await ReadOne(file, modules, cancel)));
        return templates;
    }

    private static async Task<Result<DocumentTemplate>> ReadOne(string file, JsonObject modules, CancellationToken cancel)
    {
        JsonObject row;
        try
        {
            row = JsonNode.Parse(await File.ReadAllTextAsync(file, cancel)) as JsonObject ?? [];
        }
        catch (JsonException)
        {
            row = [];
        }

        var folder = Path.GetDirectoryName(file)!;
        row["source"] = await TextOf(Path.ChangeExtension(file, ".typ"), cancel);
        row["modules"] = modules.DeepClone();
        row["sample"] = await TextOf(Path.Combine(folder, "samples", row.Text("subject") + ".json"), cancel) is { Length: > 0 } sample ? JsonNode.Parse(sample) : null;
        return DocumentTemplate.Read(row.ToJsonString());
    }

    private static async Task<string> TextOf(string file, CancellationToken cancel) => File.Exists(file) ? await File.ReadAllTextAsync(file, cancel) : "";

    private Task<string> Store(DocumentTemplate template, CancellationToken cancel) => writer.Write(async (work, token) =>
    {
        var hash = template.Hash;
        if (await work.Db.DocumentTemplates.AnyAsync(row => row.Key == template.Key && row.FileHash == hash, token))
            return "Unchanged";
        await templates.Publish(work, template, hash, Actor.System, token);
        return "Imported";
    }, cancel);
}
