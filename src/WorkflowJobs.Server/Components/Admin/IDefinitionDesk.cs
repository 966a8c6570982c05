using System.Text;
using WorkflowJobs.Domain.Common;
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

    Task<DefinitionVersionView?> Version(string versionId, CancellationToken cancel);
}

public sealed record DefinitionVersionView(DefinitionVersion Version, IReadOnlyList<DefinitionProblem> Problems);

internal sealed class DefinitionDesk(DefinitionCommands commands, DefinitionStore store, CurrentActor me) : IDefinitionDesk
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

    public async Task<DefinitionVersionView?> Version(string versionId, CancellationToken cancel) =>
        await commands.Find(await me.Require(), versionId, cancel) is { } version ? new DefinitionVersionView(version, store.Problems(version)) : null;
}

/// <summary>The export: the document as it is stored, as a file.</summary>
internal static class DefinitionExport
{
    public static void MapDefinitionExport(this WebApplication app) =>
        app.MapGet("/admin/definitions/{versionId}/export", async (string versionId, HttpContext http, IActorSource actors, DefinitionCommands commands) =>
        {
            var version = await actors.Of(http.User) is { } actor ? await commands.Find(actor, versionId, http.RequestAborted) : null;
            return version is null ? Results.NotFound() : Results.File(Encoding.UTF8.GetBytes(version.Json), "application/json", $"{version.DefinitionId}.json");
        }).RequireAuthorization(Audiences.Workflows).ExcludeFromDescription();
}
