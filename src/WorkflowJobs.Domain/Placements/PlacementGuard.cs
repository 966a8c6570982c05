using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Applications;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Identity;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Instances;
using WorkflowJobs.Domain.Runtime.Tasks;

namespace WorkflowJobs.Domain.Placements;

/// <summary>
/// What concerns a person on post is decided by nobody who is that person or a declared relative, nor by one and the same at two of town
/// handler, town leader and district approver of one process (invariant 11, DOMAIN §10).
/// </summary>
public sealed class PlacementGuard(SeparationOfDuty duty) : ITaskGuard
{
    public async Task<Refusal?> MayAct(Work work, UserTask task, Actor actor, CancellationToken cancel)
    {
        if (task.SubjectType != Subject.Placement || task.Role == Roles.Applicant || await work.Db.Placements.FindAsync([task.SubjectId], cancel) is not { } placement)
            return null;
        if (actor.PersonId == placement.PersonId)
            return SeparationOfDuty.OwnCase;
        var application = placement.ApplicationId is { } id ? await work.Db.Applications.FindAsync([id], cancel) : null;
        return (application is null ? null : await duty.OwnOrRelatives(work, application, actor, cancel)) ?? await DecidedBefore(work, task, actor, cancel);
    }

    private static async Task<Refusal?> DecidedBefore(Work work, UserTask task, Actor actor, CancellationToken cancel)
    {
        var others = SeparationOfDuty.ApartFrom(task.Role);
        if (others.Length == 0 || !await SeparationOfDuty.Done(work, task, actor).AnyAsync(row => others.Contains(row.Role), cancel))
            return null;
        return new Refusal("SOD_SAME_PERSON", "您已办理过本事项的其他环节，不得再办理本环节，请转办", "You decided at another step of this; another person must decide here. Transfer the task.") { Status = 403 };
    }
}
