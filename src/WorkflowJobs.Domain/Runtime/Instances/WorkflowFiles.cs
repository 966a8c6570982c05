using System.Security.Cryptography;
using System.Text;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Data;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Tasks;
using WorkflowJobs.Engine.Execution;

namespace WorkflowJobs.Domain.Runtime.Instances;

/// <summary>What became of a file of <c>workflows/</c> at start.</summary>
public sealed record ImportedFile(string Name, string Result, IReadOnlyList<string> Problems)
{
    /// <summary>Somebody has to do something about it.</summary>
    public bool IsOpen => Problems.Count > 0 || Result is "Refused" or "Draft" or "Waiting";
}

/// <summary>Imports another kind of file of that folder, before the definitions that may name it.</summary>
public interface IFileImport
{
    Task<IReadOnlyList<ImportedFile>> Import(string folder, CancellationToken cancel);
}

/// <summary>
/// Imports forms and definitions of a folder; a changed file becomes a new version and is published when nothing stands in the way. A process
/// that the district has redesigned stays as it is: the new file waits as a draft beside it. A file that failed its checks waits as a draft too; the
/// first start whose program passes it puts it in force, unless an administrator has taken the process in hand meanwhile.
/// </summary>
public sealed class WorkflowFiles(IWriter writer, IReader reader, DefinitionStore definitions, FormStore forms, IEnumerable<IFileImport> others)
{
    private const string Imported = "workflows.imported";

    /// <summary>Nothing, when this program imported just these files last and had nothing to say about them.</summary>
    public async Task<IReadOnlyList<ImportedFile>> Import(string folder, CancellationToken cancel)
    {
        var fingerprint = await Fingerprint(folder, cancel);
        if (await reader.Read(async (work, token) => (await work.Db.Settings.FindAsync([Imported], token))?.Value, cancel) == fingerprint)
            return [];
        var files = await ImportAll(folder, cancel);
        if (!files.Any(file => file.IsOpen))
            await writer.Write(
                async (work, token) =>
                {
                    await work.Db.Put(Imported, fingerprint, token);
                    return true;
                },
                cancel);
        return files;
    }

    private async Task<IReadOnlyList<ImportedFile>> ImportAll(string folder, CancellationToken cancel)
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
            var outcome = saved switch
            {
                { Version: null } => "Refused",
                { IsHeldBack: true, MayPublish: true } => "Published",
                { Changed: false } => "Unchanged",
                { MayPublish: false } => "Draft",
                { IsOvertaken: true } => "Waiting",
                _ => "Published",
            };
            if (outcome == "Published")
                await definitions.Publish(work, saved.Version!.Id, Actor.System, token);
            return new ImportedFile(Path.GetFileName(file), outcome, [.. saved.Problems.Select(p => $"{p.JsonPath}: {p.Code} {p.MessageZh}")]);
        }, cancel);
    }

    /// <summary>Of the files and of the program that reads them.</summary>
    private static async Task<string> Fingerprint(string folder, CancellationToken cancel)
    {
        using var sum = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var module in new[] { typeof(WorkflowFiles).Module, typeof(WorkflowEngine).Module })
            sum.AppendData(module.ModuleVersionId.ToByteArray());
        if (Directory.Exists(folder))
            foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
            {
                sum.AppendData(Encoding.UTF8.GetBytes(Path.GetRelativePath(folder, file)));
                sum.AppendData(SHA256.HashData(await File.ReadAllBytesAsync(file, cancel)));
            }

        return Convert.ToHexStringLower(sum.GetHashAndReset());
    }

    private static IEnumerable<string> Files(string folder) => Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "*.json").Order(StringComparer.Ordinal) : [];
}
