using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Parameters;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Tasks;

namespace WorkflowJobs.Domain.Identity;

public sealed record NewDelegation(string ToUserId, string Role, string UnitId, DateOnly From, DateOnly Until, string Reason);

/// <summary>Delegations are made and ended by the officer who is away; each is an entry of the journal's stream of users.</summary>
public sealed class DelegationCommands(CommandRunner commands, ParameterStore parameters)
{
    private const int LongestReason = 200;

    /// <summary>Answers its id.</summary>
    public Task<Result<string>> Delegate(Actor actor, string? operationId, NewDelegation body, CancellationToken cancel) =>
        commands.Run<string>("delegation.make", actor, operationId, body, async (work, token) =>
        {
            if (!actor.Has(body.Role, body.UnitId))
                return DelegationRules.NotYours;
            if (string.IsNullOrWhiteSpace(body.Reason) || body.Reason.Length > LongestReason)
                return DelegationRules.ReasonMissing;
            var today = ShanghaiTime.DateOf(work.Now);
            var maxDays = (await parameters.At(work.Db, work.Now, token)).Int("delegation.maxDays");
            if (DelegationRules.Days(body.From, body.Until, today, maxDays) is { } days)
                return days;
            if (body.ToUserId == actor.UserId || (await Colleagues(work, body.Role, body.UnitId, token)).All(holder => holder.UserId != body.ToUserId))
                return DelegationRules.Unfit;
            var others = await work.Db.Delegations.Where(row => row.Role == body.Role && row.UnitId == body.UnitId && row.EndedAt == null && row.Until >= today).ToListAsync(token);
            if (DelegationRules.Conflict(actor.UserId, body.ToUserId, body.From, body.Until, others) is { } conflict)
                return conflict;
            var made = new Delegation
            {
                Id = Guid.CreateVersion7().ToString("N"),
                FromUserId = actor.UserId,
                ToUserId = body.ToUserId,
                Role = body.Role,
                UnitId = body.UnitId,
                From = body.From,
                Until = body.Until,
                Reason = body.Reason.Trim(),
                CreatedAt = work.Now,
            };
            work.Db.Delegations.Add(made);
            await Note(work, "Delegated", made, actor.UserId, token);
            TaskEvents.Ring(work, [made.ToUserId], "Delegated",
                $"{actor.DisplayName}委托您代为办理（{made.From.Iso()}至{made.Until.Iso()}24时）。", $"{actor.DisplayName} asks you to act for them from {made.From.Iso()} to the end of {made.Until.Iso()}.", null);
            return made.Id;
        }, cancel);

    /// <summary>Ends it at once: by who is away, who acts for them, or a leader of the unit.</summary>
    public Task<Result<string>> End(Actor actor, string? operationId, string id, CancellationToken cancel) =>
        commands.Run<string>("delegation.end", actor, operationId, new { id }, async (work, token) =>
        {
            if (await work.Db.Delegations.FindAsync([id], token) is not { } found || !DelegationQueries.MaySee(actor, found))
                return Refusals.NotFound;
            await EndNow(work, found, actor.UserId, token);
            return found.Id;
        }, cancel);

    /// <summary>What an account that is switched off had made or taken over ends with it.</summary>
    internal static async Task EndAllOf(Work work, string userId, string byUserId, CancellationToken cancel)
    {
        foreach (var open in await work.Db.Delegations.Where(row => row.EndedAt == null && (row.FromUserId == userId || row.ToUserId == userId)).ToListAsync(cancel))
            await EndNow(work, open, byUserId, cancel);
    }

    /// <summary>Who holds the role in this very unit.</summary>
    internal static async Task<IReadOnlyList<Holder>> Colleagues(Work work, string role, string unitId, CancellationToken cancel)
    {
        var today = ShanghaiTime.DateOf(work.Now);
        return await (
            from assignment in work.Db.RoleAssignments
            join user in work.Db.Users on assignment.UserId equals user.Id
            where user.Active && assignment.Role == role && assignment.UnitId == unitId && (assignment.From == null || assignment.From <= today) && (assignment.To == null || assignment.To >= today)
            orderby user.DisplayName
            select new Holder(user.Id, user.DisplayName)).ToListAsync(cancel);
    }

    private static async Task EndNow(Work work, Delegation open, string byUserId, CancellationToken cancel)
    {
        if (open.EndedAt is not null || open.Until < ShanghaiTime.DateOf(work.Now))
            return;
        (open.EndedAt, open.EndedBy) = (work.Now, byUserId);
        open.Revision++;
        await Note(work, "DelegationEnded", open, byUserId, cancel);
    }

    private static Task Note(Work work, string kind, Delegation one, string byUserId, CancellationToken cancel) => AccountCommands.Note(work, kind, one.FromUserId, byUserId, new()
    {
        ["delegationId"] = one.Id,
        ["toUserId"] = one.ToUserId,
        ["role"] = one.Role,
        ["unitId"] = one.UnitId,
        ["from"] = one.From.Iso(),
        ["until"] = one.Until.Iso(),
    }, cancel);
}
