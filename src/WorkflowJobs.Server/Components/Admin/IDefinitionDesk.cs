using System.IO.Compression;
using System.Text;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Instances;
using WorkflowJobs.Engine.Definitions;
using WorkflowJobs.Server.Components.Account;
using WorkflowJobs.Server.Components.Shared;

namespace WorkflowJobs.Server.Components.Admin;

/// <summary>Definitions as the workflow administrator handles them.</summary>
public interface IDefinitionDesk
{
    Task<DefinitionSaved> Import(string json, CancellationToken cancel);

    Task<Refusal?> Publish(string versionId, CancellationToken cancel);

    Task<Refusal?> Retract(string definitionId, CancellationToken cancel);

    /// <summary>A new draft that is a copy of an earlier version.</summary>
    Task<Refusal?> RollBack(string definitionId, int version, CancellationToken cancel);

    /// <summary>The version that the designer opens; null when there is no such definition.</summary>
    Task<DefinitionVersion?> Latest(string definitionId, CancellationToken cancel);

    Task<DefinitionVersionView?> Version(string versionId, CancellationToken cancel);
}

public sealed record DefinitionVersionView(DefinitionVersion Version, IReadOnlyList<DefinitionProblem> Problems);

internal sealed class DefinitionDesk(DefinitionCommands commands, DefinitionDrafts drafts, DefinitionQueries queries, CurrentActor me) : IDefinitionDesk
{
    public async Task<DefinitionSaved> Import(string json, CancellationToken cancel)
    {
        var imported = await commands.Import(await me.Require(), json, cancel);
        return imported.Value ?? new DefinitionSaved(null, false, imported.Refusal!.Errors is { Count: > 0 } errors
            ? [.. errors.Select(error => new DefinitionProblem(error.Code, ProblemSeverity.ImportError, error.Field, error.MessageZh, error.MessageEn))]
            : [new DefinitionProblem(imported.Refusal.Code, ProblemSeverity.ImportError, "$", imported.Refusal.MessageZh, imported.Refusal.MessageEn)]);
    }

    public async Task<Refusal?> Publish(string versionId, CancellationToken cancel) =>
        (await commands.Publish(await me.Require(), Guid.NewGuid().ToString("N"), versionId, cancel)).Refusal;

    public async Task<Refusal?> Retract(string definitionId, CancellationToken cancel) =>
        (await commands.Retract(await me.Require(), Guid.NewGuid().ToString("N"), definitionId, cancel)).Refusal;

    public async Task<Refusal?> RollBack(string definitionId, int version, CancellationToken cancel) =>
        (await drafts.Revert(await me.Require(), definitionId, version, cancel)).Refusal;

    public async Task<DefinitionVersion?> Latest(string definitionId, CancellationToken cancel) =>
        (await queries.Find(await me.Require(), definitionId, new VersionChoice(Latest: true), cancel)).Value;

    public async Task<DefinitionVersionView?> Version(string versionId, CancellationToken cancel) =>
        await commands.Examine(await me.Require(), versionId, cancel) is var (version, problems) ? new DefinitionVersionView(version, problems) : null;
}

/// <summary>The export: a document as it is stored, as a file, or the published version of every definition in one archive.</summary>
internal static class DefinitionExport
{
    public static void MapDefinitionExport(this WebApplication app)
    {
        app.MapGet("/admin/definitions/{versionId}/export", async (string versionId, HttpContext http, IActorSource actors, DefinitionCommands commands) =>
        {
            var version = await actors.Of(http.User) is { } actor ? await commands.Find(actor, versionId, http.RequestAborted) : null;
            return version is null ? Results.NotFound() : Results.File(Encoding.UTF8.GetBytes(version.Json), "application/json", $"{version.DefinitionId}.json");
        }).RequireAuthorization(Audiences.Workflows).ExcludeFromDescription();

        app.MapGet("/admin/definitions/export", async (HttpContext http, IActorSource actors, DefinitionQueries queries) =>
            await actors.Of(http.User) is { } actor
            && (await queries.List(actor, new VersionFilter(new VersionChoice(Published: true)) { PageSize = PageOf.Largest }, http.RequestAborted)).Value is { } page
                ? Results.File(Archive(page.Items), "application/zip", "workflows.zip")
                : Results.NotFound()).RequireAuthorization(Audiences.Workflows).ExcludeFromDescription();
    }

    private static byte[] Archive(IReadOnlyList<DefinitionVersion> versions)
    {
        using var bytes = new MemoryStream();
        using (var archive = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var version in versions)
            {
                using var file = archive.CreateEntry($"{version.DefinitionId}.json").Open();
                file.Write(Encoding.UTF8.GetBytes(version.Json));
            }

        return bytes.ToArray();
    }
}
