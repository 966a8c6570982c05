using WorkflowJobs.Domain.PersonalData;
using WorkflowJobs.Domain.Publicity;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Instances;
using WorkflowJobs.Domain.Supervision;
using WorkflowJobs.Engine.Execution;

namespace WorkflowJobs.Domain.Processes;

/// <summary>
/// What an office owes (the answer to an objection, a tip-off or a request about personal data; an inspection, what it found put right, a clue pursued) is
/// not ended by ending its process: nobody would ever decide it, and it would hold what waits for it for good. It begins anew, in the version in force.
/// </summary>
public sealed class OwedProcesses(Lazy<IProcessHost> host) : IInstanceObserver
{
    public async Task Cancelled(Work work, WorkflowInstance instance, Actor actor, string reason, CancellationToken cancel)
    {
        var id = instance.SubjectId;
        switch (instance.SubjectType)
        {
            case ObjectionSubjects.Type when await work.Db.Objections.FindAsync([id], cancel) is { Outcome: null }:
                await Again();
                break;
            case DataRequestSubjects.Type when await work.Db.DataRequests.FindAsync([id], cancel) is { ClosedAt: null } request && request.InstanceId == instance.Id:
                request.InstanceId = await Again();
                break;
            case TipOffSubjects.Type when await work.Db.TipOffs.FindAsync([id], cancel) is { ClosedAt: null } tipOff && tipOff.InstanceId == instance.Id:
                tipOff.InstanceId = await Again();
                break;
            case ClueSubjects.Type when await work.Db.Clues.FindAsync([id], cancel) is { ClosedAt: null } clue && clue.InstanceId == instance.Id:
                clue.InstanceId = await Again();
                break;
            case InspectionSubjects.Type when await work.Db.Inspections.FindAsync([id], cancel) is { Status: InspectionStatus.Open } inspection && inspection.InstanceId == instance.Id:
                inspection.InstanceId = await Again();
                break;
            case RectificationSubjects.Type when await work.Db.Rectifications.FindAsync([id], cancel) is { ClosedAt: null } rectification && rectification.InstanceId == instance.Id:
                rectification.InstanceId = await Again();
                break;
        }

        Task<string> Again() => host.Value.Start(
            work, instance.DefinitionId, new Subject(instance.SubjectType, id), InstanceState.FromJson(instance.State).Input, actor, cancel);
    }
}
