using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Identity;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Instances;
using WorkflowJobs.Domain.Runtime.Tasks;

namespace WorkflowJobs.Domain.Applications;

/// <summary>
/// Nobody decides on their own or a relative's case, nor at two of town handler, town leader and district approver,
/// nor at both district desks (invariant 11, DOMAIN §10). By role, so that a step added in the designer is held to it as well.
/// </summary>
public sealed class SeparationOfDuty(ApplicationForms forms, Kinship kinship) : ITaskGuard
{
    private static readonly string[][] Apart =
    [
        [Roles.TownHandler, Roles.TownLeader, Roles.DistrictLeader],
        [Roles.DistrictHandler, Roles.DistrictLeader],
    ];

    public async Task<Refusal?> MayAct(Work work, UserTask task, Actor actor, CancellationToken cancel)
    {
        if (task.SubjectType != Subject.Application || task.Role == Roles.Applicant)
            return null;
        var application = await work.Db.Applications.FindAsync([task.SubjectId], cancel);
        if (application is null)
            return null;
        return await OwnOrRelatives(work, application, actor, cancel) ?? await DecidedBefore(work, task, actor, cancel);
    }

    /// <summary>OWN_CASE or RELATIVE_CONFLICT; null when neither.</summary>
    public async Task<Refusal?> OwnOrRelatives(Work work, Application application, Actor actor, CancellationToken cancel)
    {
        if (actor.PersonId == application.PersonId)
            return OwnCase;
        var person = await work.Db.People.FindAsync([application.PersonId], cancel);
        if (person is null || !KinshipRules.IsRelative(await Kinship.Of(work, actor, cancel), kinship.Declared(forms.Read(application, person), ShanghaiTime.DateOf(work.Now))))
            return null;
        return new Refusal("RELATIVE_CONFLICT", "申请人申报您为亲属，须回避，请转办", "The applicant declared you as a relative; you must recuse. Transfer the task.") { Status = 403 };
    }

    internal static Refusal OwnCase { get; } = new("OWN_CASE", "不得办理本人的事项，请转办", "This is your own case; transfer it.") { Status = 403 };

    /// <summary>SOD_SAME_PERSON when the actor decided about the same subject at a desk that must be another person's; null when not.</summary>
    internal static async Task<Refusal?> DecidedBefore(Work work, UserTask task, Actor actor, CancellationToken cancel)
    {
        var others = ApartFrom(task.Role);
        if (others.Length == 0)
            return null;
        var stage = await work.Db.Decisions.AsNoTracking()
            .Where(d => d.SubjectType == task.SubjectType && d.SubjectId == task.SubjectId && (d.ActorId == actor.UserId || d.OnBehalfOfId == actor.UserId) && others.Contains(d.Role))
            .Select(d => d.Stage).FirstOrDefaultAsync(cancel);
        return stage is null ? null : new Refusal(
            "SOD_SAME_PERSON",
            $"您已在“{stage}”环节办理过本事项，不得再办理本环节，请转办",
            $"You already decided on this case at “{stage}”; another person must decide here. Transfer the task.")
        { Status = 403 };
    }

    /// <summary>Roles that whoever acts in this one must not have acted in on the same matter.</summary>
    internal static string[] ApartFrom(string role) => [.. Apart.Where(set => set.Contains(role)).SelectMany(set => set).Where(other => other != role).Distinct()];

    /// <summary>The tasks of this task's process that the actor did, or had done by whoever stood in for them: an absence is no way around the separation.</summary>
    internal static IQueryable<UserTask> Done(Work work, UserTask task, Actor actor) => work.Db.UserTasks.Where(row => row.InstanceId == task.InstanceId && (row.CompletedBy == actor.UserId
        || work.Db.Decisions.Any(decision => decision.SubjectId == row.SubjectId && decision.TaskId == row.Id && decision.OnBehalfOfId == actor.UserId)));
}
