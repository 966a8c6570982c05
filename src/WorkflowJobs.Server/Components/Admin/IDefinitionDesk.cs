using System.Text;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Identity;
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

    Task<DefinitionVersionView?> Version(string versionId, CancellationToken cancel);
}

public sealed record DefinitionVersionView(DefinitionVersion Version, IReadOnlyList<DefinitionProblem> Problems);

internal sealed class DefinitionDesk(DefinitionStore store, IWriter writer, IReader reader, CurrentActor me) : IDefinitionDesk
{
    private static readonly DefinitionSaved NotYours = new(null, false, [new DefinitionProblem(Refusals.Forbidden.Code, ProblemSeverity.ImportError, "$", Refusals.Forbidden.MessageZh, Refusals.Forbidden.MessageEn)]);

    public async Task<DefinitionSaved> Import(string json, CancellationToken cancel)
    {
        var actor = await me.Require();
        return !actor.Has(Roles.WorkflowAdministrator) ? NotYours : await writer.Write(async (work, token) =>
        {
            var saved = await store.Save(work, json, null, actor, token);
            return saved.Version is null ? work.Refuse(saved) : saved;
        }, cancel);
    }

    public async Task<Refusal?> Publish(string versionId, CancellationToken cancel)
    {
        var actor = await me.Require();
        if (!actor.Has(Roles.WorkflowAdministrator))
            return Refusals.Forbidden;
        return await writer.Write(async (work, token) =>
            (await store.Publish(work, versionId, actor, token)).Refusal is { } refusal ? work.Refuse<Refusal?>(refusal) : null, cancel);
    }

    public async Task<DefinitionVersionView?> Version(string versionId, CancellationToken cancel)
    {
        if (!InstanceQueries.MayRead(await me.Require()))
            return null;
        return await reader.Read(async (work, token) => await work.Db.DefinitionVersions.FindAsync([versionId], token) is { } version
            ? new DefinitionVersionView(version, store.Problems(version))
            : null, cancel);
    }
}

/// <summary>The export: the document as it is stored, as a file.</summary>
internal static class DefinitionExport
{
    public static void MapDefinitionExport(this WebApplication app) =>
        app.MapGet("/admin/definitions/{versionId}/export", async (string versionId, HttpContext http, IActorSource actors, IReader reader) =>
        {
            if (await actors.Of(http.User) is not { } actor || !InstanceQueries.MayRead(actor))
                return Results.NotFound();
            var version = await reader.Read(async (work, token) => await work.Db.DefinitionVersions.FindAsync([versionId], token), http.RequestAborted);
            return version is null ? Results.NotFound() : Results.File(Encoding.UTF8.GetBytes(version.Json), "application/json", $"{version.DefinitionId}.json");
        }).RequireAuthorization(Audiences.Workflows).ExcludeFromDescription();
}
