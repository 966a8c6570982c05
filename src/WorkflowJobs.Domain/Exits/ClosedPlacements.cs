using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Placements;
using WorkflowJobs.Domain.Reviews;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Instances;
using WorkflowJobs.Engine.Execution;

namespace WorkflowJobs.Domain.Exits;

/// <summary>
/// What was under way about a placement ends with it: the placement's own process is told, and looks at the status; any other process about it
/// (a leave, a renewal) is cancelled, so that no task stays open for somebody who has left.
/// </summary>
public sealed class ClosedPlacements(Lazy<IProcessHost> host)
{
    public async Task Close(Work work, Placement placement, Actor actor, CancellationToken cancel)
    {
        placement.Revision++;
        await work.Flush(cancel);
        var others = await work.Db.Instances
            .Where(row => row.SubjectType == Subject.Placement && row.SubjectId == placement.Id && row.Status == WorkflowStatus.Running && row.Id != placement.InstanceId)
            .Select(row => row.Id).ToListAsync(cancel);
        foreach (var id in others.Where(id => !work.Entered.Contains(id)))
            await host.Value.Advance(work, id, new Stimulus.Cancel(), actor, cancel);
        host.Value.Signal(work, PlacementKeys.Changed(placement.Id));
    }
}
