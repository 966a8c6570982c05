using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Applications;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Identity;
using WorkflowJobs.Domain.Placements;
using WorkflowJobs.Domain.Reviews;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Tasks;

namespace WorkflowJobs.Domain.Exits;

/// <summary>Where an exit belongs and whose it is.</summary>
public sealed class ExitSubjects : ISubjectDirectory
{
    public string SubjectType => Exit.SubjectType;

    public async Task<SubjectPlace?> Locate(Work work, string subjectId, CancellationToken cancel)
    {
        if (await work.Db.Exits.FindAsync([subjectId], cancel) is not { } exit)
            return null;
        var placement = await work.Placement(exit.PlacementId, cancel);
        var name = await work.Db.People.AsNoTracking().Where(person => person.Id == exit.PersonId).Select(person => person.Name).FirstOrDefaultAsync(cancel);
        return (await SubjectPlaces.OfTown(work, exit.TownId, exit.VillageId, $"{name} {placement.PostNumber}（{ExitRules.Of(exit.Kind).Zh}）", cancel)) with { PersonId = exit.PersonId };
    }
}

/// <summary>Nobody decides on their own or a relative's exit, nor at two of its desks (DOMAIN §10).</summary>
public sealed class ExitApart(SeparationOfDuty duty) : ITaskGuard
{
    public async Task<Refusal?> MayAct(Work work, UserTask task, Actor actor, CancellationToken cancel)
    {
        if (task.SubjectType != Exit.SubjectType || task.Role == Roles.Applicant || await work.Db.Exits.FindAsync([task.SubjectId], cancel) is not { } exit)
            return null;
        if (actor.PersonId == exit.PersonId)
            return SeparationOfDuty.OwnCase;
        var placement = await work.Placement(exit.PlacementId, cancel);
        if (placement.ApplicationId is { } id && await work.Db.Applications.FindAsync([id], cancel) is { } application
            && await duty.OwnOrRelatives(work, application, actor, cancel) is { } refusal)
            return refusal;
        return await SeparationOfDuty.DecidedBefore(work, task, actor, cancel);
    }
}
