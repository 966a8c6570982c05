using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Identity;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Engine.Definitions;
using WorkflowJobs.Engine.Execution;

namespace WorkflowJobs.Domain.Runtime.Instances;

/// <summary>What would become of one instance: titles of its open steps that go on, that begin anew, and that have no counterpart.</summary>
public sealed record InstanceMovePreview(
    string InstanceId, int Revision, string SubjectType, int FromVersion, bool MayMove, IReadOnlyList<string> Kept, IReadOnlyList<string> Reopened, IReadOnlyList<string> Missing);

/// <summary>Looks at what moving running instances to a version would do, before anybody moves one.</summary>
public sealed class MoveQueries(IReader reader, WorkflowEngine engine, DefinitionCache definitions)
{
    /// <summary>The running instances of the definition that are on another version, the oldest first.</summary>
    public async Task<Result<ListPage<InstanceMovePreview>>> Preview(Actor actor, string toVersionId, PageOf page, CancellationToken cancel)
    {
        if (!actor.Has(Roles.WorkflowAdministrator))
            return Refusals.NotFound;
        return await reader.Read<Result<ListPage<InstanceMovePreview>>>(async (work, token) =>
        {
            if (await work.Db.DefinitionVersions.FindAsync([toVersionId], token) is not { PublishedAt: not null } version)
                return Refusals.NotFound;
            var to = definitions.Load(version);
            var running = work.Db.Instances.Where(row => row.DefinitionId == version.DefinitionId && row.Status == WorkflowStatus.Running && row.DefinitionVersionId != toVersionId);
            var (ids, next) = await running.Page(row => row.CreatedAt, row => row.Id, descending: false, page, token);
            var rows = await work.Db.Instances.AsNoTracking().Where(row => ids.Contains(row.Id)).ToListAsync(token);
            var previews = new List<InstanceMovePreview>();
            foreach (var row in rows.InOrder(ids, row => row.Id))
                previews.Add(Preview(row, await definitions.Load(work.Db, row.DefinitionVersionId, token), to));
            return new ListPage<InstanceMovePreview>(previews, next);
        }, cancel);
    }

    private InstanceMovePreview Preview(WorkflowInstance row, WorkflowDefinition from, WorkflowDefinition to)
    {
        var found = engine.PreviewMove(from, to, InstanceState.FromJson(row.State));
        return new InstanceMovePreview(row.Id, row.Revision, row.SubjectType, row.Version, found.IsPossible, Titles(found.Kept, to), Titles(found.Reopened, to), Titles(found.Missing, from));
    }

    private static IReadOnlyList<string> Titles(IReadOnlyList<string> ids, WorkflowDefinition definition)
    {
        var titles = definition.Titles();
        return [.. ids.Select(id => titles.GetValueOrDefault(id) ?? id)];
    }
}
