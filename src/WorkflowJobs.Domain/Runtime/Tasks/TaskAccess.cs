using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Identity;
using WorkflowJobs.Domain.Runtime.Commands;

namespace WorkflowJobs.Domain.Runtime.Tasks;

/// <summary>Who may see and who may hold a task: role and area on the row (invariant 11). Pure but for the guards.</summary>
public sealed class TaskAccess(IEnumerable<ITaskGuard> guards)
{
    /// <summary>Who may do an applicant's task for them, in their area.</summary>
    internal static readonly string[] Assistants = [Roles.VillageOfficer, Roles.TownHandler];
    private static readonly string[] Leaders = [Roles.TownLeader, Roles.DistrictLeader];

    private readonly ITaskGuard[] guards = [.. guards];

    /// <summary>A candidate: holds the role in an area that covers the task's unit; for the applicant's own tasks the person, or an officer who assists.</summary>
    public static bool MayHold(UserTask task, Actor actor) => task.Role == Roles.Applicant
        ? (task.PersonId is not null && task.PersonId == actor.PersonId) || actor.Grants.Any(grant => Assistants.Contains(grant.Role) && Holders.Covers(grant, task.UnitId))
        : actor.Grants.Any(grant => grant.Role == task.Role && Holders.Covers(grant, task.UnitId));

    /// <summary>A leader of the area: may transfer and change the due date.</summary>
    public static bool Leads(UserTask task, Actor actor) =>
        task.Role != Roles.Applicant && actor.Grants.Any(grant => Leaders.Contains(grant.Role) && Holders.Covers(grant, task.UnitId));

    /// <summary>For whom the actor works on the task; null when in their own name.</summary>
    public static ActingFor? OnBehalf(UserTask task, Actor actor) =>
        actor.ActingFor.FirstOrDefault(one => one.Grant.Role == task.Role && Holders.Covers(one.Grant, task.UnitId));

    /// <summary>The actor as the task's records name them: 林芳 代 王建国.</summary>
    public static Actor Named(UserTask task, Actor actor) =>
        OnBehalf(task, actor) is { } away ? actor with { DisplayName = $"{actor.DisplayName} 代 {away.DisplayName}" } : actor;

    /// <summary>The task is the actor's, or that of the officer for whom they act.</summary>
    public static bool Holds(UserTask task, Actor actor) =>
        task.AssigneeId is { } holder && (holder == actor.UserId || holder == OnBehalf(task, actor)?.UserId);

    public static bool MaySee(UserTask task, Actor actor) =>
        Holds(task, actor) || task.CompletedBy == actor.UserId || MayHold(task, actor) || Leads(task, actor);

    /// <summary>The task, if it exists for this actor.</summary>
    public async Task<Result<UserTask>> Find(Work work, string taskId, Actor actor, CancellationToken cancel) =>
        await work.Db.Row<UserTask>(cancel, taskId) is { } task && MaySee(task, actor) ? task : Refusals.NotFound;

    /// <summary>
    /// The open task, if this actor may work on it: claimed by nobody else, of a role and area of theirs, not barred by a guard, as they last saw it.
    /// What became of the task is told before the revision, so that a lost race has a name.
    /// </summary>
    public async Task<Result<UserTask>> ToWorkOn(Work work, string taskId, int? expectedRevision, Actor actor, CancellationToken cancel)
    {
        var found = await Find(work, taskId, actor, cancel);
        if (found.Value is not { } task)
            return found;
        if (!task.IsOpen)
            return TaskRefusals.Closed(task);
        if (task.AssigneeId is not null && !Holds(task, actor))
            return TaskRefusals.ClaimedByOther;
        if (!MayHold(task, actor) && !Holds(task, actor))
            return TaskRefusals.NotHolder;
        if (Stale(task, expectedRevision) is { } stale)
            return stale;
        return await Guard(work, task, actor, cancel) is { } barred ? barred : task;
    }

    /// <summary>The account that the task may be given to: another holder of its role in its area, barred by no guard.</summary>
    public async Task<Result<Actor>> ToGiveTo(Work work, UserTask task, string userId, CancellationToken cancel)
    {
        if (userId == task.AssigneeId || (await Holders.Of(work, task.Role, task.UnitId, cancel)).All(holder => holder.UserId != userId))
            return TaskRefusals.TransferTarget;
        var target = (await ActorResolver.Resolve(work.Db, userId, ShanghaiTime.DateOf(work.Now), cancel))!;
        return await Guard(work, task, target, cancel) is { } barred ? barred : target;
    }

    public static Refusal? Stale(UserTask task, int? expectedRevision) =>
        expectedRevision is { } expected && expected != task.Revision ? Refusals.StaleRevision(task.Revision) : null;

    /// <summary>Who acts for somebody must be free to act, and so must be whom they act for (DOMAIN §10).</summary>
    public async Task<Refusal?> Guard(Work work, UserTask task, Actor actor, CancellationToken cancel)
    {
        if (await Barred(work, task, actor, cancel) is { } own)
            return own;
        return OnBehalf(task, actor) is { } away && await Barred(work, task, away.Principal, cancel) is { } theirs
            ? theirs with
            {
                MessageZh = $"委托人{away.DisplayName}须回避，不得代为办理（{theirs.MessageZh}）",
                MessageEn = $"{away.DisplayName}, for whom you act, is barred: {theirs.MessageEn}",
            }
            : null;
    }

    private async Task<Refusal?> Barred(Work work, UserTask task, Actor actor, CancellationToken cancel)
    {
        foreach (var guard in guards)
            if (await guard.MayAct(work, task, actor, cancel) is { } refusal)
                return refusal;
        return null;
    }

    /// <summary>Null when the reason is there and short enough.</summary>
    public static Refusal? CheckReason(string? reason, bool required) => reason is { Length: > 2000 }
        ? TaskRefusals.ReasonTooLong
        : required && string.IsNullOrWhiteSpace(reason) ? TaskRefusals.ReasonRequired : null;
}
