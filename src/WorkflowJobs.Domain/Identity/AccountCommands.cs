using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Journal;
using WorkflowJobs.Domain.Runtime.Tasks;
using WorkflowJobs.Domain.Units;

namespace WorkflowJobs.Domain.Identity;

/// <summary>Accounts of officers. Each change is an entry of the journal's stream of users; no account is ever deleted.</summary>
public sealed partial class AccountCommands(CommandRunner commands, IPasswordHasher<User> hasher)
{
    public const string Stream = "users";

    public sealed record NewAccount(string UserName, string DisplayName, string Password, IReadOnlyList<Grant>? Roles);

    public sealed record Grant(string Role, string UnitId, DateOnly? From, DateOnly? To);

    /// <summary>Answers the account's id. The password is the first one; whoever gets it must change it.</summary>
    public Task<Result<string>> Create(Actor actor, string? operationId, NewAccount body, CancellationToken cancel) =>
        // The password is no part of the operation's body: not even its hash is kept beside it.
        commands.Run<string>("users.create", actor, operationId, body with { Password = "" }, async (work, token) =>
        {
            if (!actor.Has(Roles.SystemAdministrator))
                return Refusals.Forbidden;
            var made = await Make(work, body.UserName, body.DisplayName, body.Password, token);
            if (made.Value is not { } user)
                return made.Refusal!;
            user.MustChangePassword = true;
            await Note(work, "Created", user.Id, actor.UserId, [], token);
            foreach (var grant in body.Roles ?? [])
                if (await Give(work, actor.UserId, user.Id, grant, token) is { Refusal: { } refusal })
                    return refusal;
            return user.Id;
        }, cancel);

    /// <summary>Gives a role in a unit, from a day to a day. Nobody gives one to themselves.</summary>
    public Task<Result<string>> GiveRole(Actor actor, string? operationId, string userId, Grant body, CancellationToken cancel) =>
        commands.Run<string>("users.role", actor, operationId, new { userId, body }, async (work, token) =>
        {
            if (await Changeable(work, actor, userId, token) is { Refusal: { } refusal })
                return refusal;
            var given = await Give(work, actor.UserId, userId, body, token);
            return given.Refusal is { } wrong ? wrong : given.Value!.Id;
        }, cancel);

    /// <summary>Ends a role with a day; yesterday ends it at once. What was done in it stays as it is.</summary>
    public Task<Result<string>> EndRole(Actor actor, string? operationId, string userId, string assignmentId, DateOnly lastDay, CancellationToken cancel) =>
        commands.Run<string>("users.role-end", actor, operationId, new { userId, assignmentId, lastDay }, async (work, token) =>
        {
            if (await Changeable(work, actor, userId, token) is { Refusal: { } refusal })
                return refusal;
            if (await work.Db.RoleAssignments.FirstOrDefaultAsync(row => row.Id == assignmentId && row.UserId == userId, token) is not { } assignment)
                return Refusals.NotFound;
            assignment.To = lastDay;
            await Note(work, "RoleEnded", userId, actor.UserId, new() { ["assignmentId"] = assignmentId, ["role"] = assignment.Role, ["lastDay"] = lastDay.Iso() }, token);
            return assignment.Id;
        }, cancel);

    /// <summary>Switches an account off or on. What a disabled one held goes back to the pool of its unit; nothing is lost (S20).</summary>
    public Task<Result<string>> SetActive(Actor actor, string? operationId, string userId, bool active, CancellationToken cancel) =>
        commands.Run<string>("users.active", actor, operationId, new { userId, active }, async (work, token) =>
        {
            var found = await Changeable(work, actor, userId, token);
            if (found.Value is not { } user)
                return found.Refusal!;
            (user.Active, user.SecurityStamp) = (active, Guid.NewGuid().ToString("N"));
            if (!active)
                foreach (var task in await work.Db.UserTasks.Where(row => row.InboxKey == InboxKeys.OfUser(userId)).ToListAsync(token))
                {
                    (task.AssigneeId, task.State) = (null, UserTaskState.Available);
                    task.Revision++;
                    TaskEvents.Add(work, task.Id, "Released", actor, "账号停用，退回本单位待办");
                }

            if (!active)
                await DelegationCommands.EndAllOf(work, userId, actor.UserId, token);

            await Note(work, active ? "Enabled" : "Disabled", userId, actor.UserId, [], token);
            return userId;
        }, cancel);

    /// <summary>A new first password, for somebody who forgot theirs.</summary>
    public Task<Result<string>> ResetPassword(Actor actor, string? operationId, string userId, string password, CancellationToken cancel) =>
        commands.Run<string>("users.password", actor, operationId, new { userId }, async (work, token) =>
        {
            var found = await Changeable(work, actor, userId, token);
            if (found.Value is not { } user)
                return found.Refusal!;
            if (!PasswordRules.IsGoodEnough(password, user.UserName))
                return AccountRefusals.Password;
            SetPassword(user, password);
            (user.MustChangePassword, user.LockoutEnd, user.AccessFailedCount) = (true, null, 0);
            await Note(work, "PasswordReset", userId, actor.UserId, [], token);
            return userId;
        }, cancel);

    /// <summary>One's own password.</summary>
    public Task<Result<string>> ChangePassword(Actor actor, string? operationId, string present, string wanted, CancellationToken cancel) =>
        commands.Run<string>("users.own-password", actor, operationId, new { }, async (work, token) =>
        {
            if (await work.Db.Users.FindAsync([actor.UserId], token) is not { PasswordHash: { } hash } user)
                return Refusals.NotFound;
            if (hasher.VerifyHashedPassword(user, hash, present ?? "") == PasswordVerificationResult.Failed)
                return AccountRefusals.WrongPassword;
            if (!PasswordRules.IsGoodEnough(wanted, user.UserName))
                return AccountRefusals.Password;
            SetPassword(user, wanted);
            user.MustChangePassword = false;
            await Note(work, "PasswordChanged", user.Id, actor.UserId, [], token);
            return user.Id;
        }, cancel);

    /// <summary>An account row with its password, unless name or password will not do. For this file's siblings too.</summary>
    internal async Task<Result<User>> Make(Work work, string? userName, string? displayName, string? password, CancellationToken cancel)
    {
        if (!UserName().IsMatch(userName ?? ""))
            return AccountRefusals.UserName;
        if (string.IsNullOrWhiteSpace(displayName) || displayName.Length > 60)
            return AccountRefusals.DisplayName;
        if (!PasswordRules.IsGoodEnough(password, userName))
            return AccountRefusals.Password;
        var normalised = userName!.ToUpperInvariant();
        if (await work.Db.Users.AnyAsync(row => row.NormalizedUserName == normalised, cancel))
            return AccountRefusals.UserNameTaken;
        var user = new User
        {
            Id = Guid.CreateVersion7().ToString("N"),
            UserName = userName,
            NormalizedUserName = normalised,
            DisplayName = displayName.Trim(),
            CreatedAt = work.Now,
            LockoutEnabled = true,
        };
        SetPassword(user, password!);
        work.Db.Users.Add(user);
        return user;
    }

    internal static async Task<Result<RoleAssignment>> Give(Work work, string byUserId, string userId, Grant grant, CancellationToken cancel)
    {
        if (grant.Role == Roles.Applicant)
            return AccountRefusals.Applicants;
        if (await work.Db.Units.FindAsync([grant.UnitId ?? ""], cancel) is not { } unit || !Fits(grant.Role, unit.Kind))
            return AccountRefusals.Role;
        if (grant.From is { } from && grant.To is { } to && to < from)
            return AccountRefusals.Dates;
        var today = ShanghaiTime.DateOf(work.Now);
        if (await work.Db.RoleAssignments.AnyAsync(row => row.UserId == userId && row.Role == grant.Role && row.UnitId == unit.Id && (row.To == null || row.To >= today), cancel))
            return AccountRefusals.RoleTwice;
        var assignment = new RoleAssignment
        {
            Id = Guid.CreateVersion7().ToString("N"),
            UserId = userId,
            Role = grant.Role,
            UnitId = unit.Id,
            From = grant.From,
            To = grant.To,
        };
        work.Db.RoleAssignments.Add(assignment);
        await Note(work, "RoleGiven", userId, byUserId, new() { ["assignmentId"] = assignment.Id, ["role"] = grant.Role, ["unitId"] = unit.Id, ["from"] = grant.From?.Iso(), ["to"] = grant.To?.Iso() }, cancel);
        return assignment;
    }

    internal static Task<JournalEntry> Note(Work work, string kind, string userId, string byUserId, JsonObject body, CancellationToken cancel)
    {
        body["userId"] = userId;
        return JournalChain.Append(work, Stream, kind, byUserId, body, cancel);
    }

    private static async Task<Result<User>> Changeable(Work work, Actor actor, string userId, CancellationToken cancel)
    {
        if (!actor.Has(Roles.SystemAdministrator))
            return Refusals.Forbidden;
        if (userId == actor.UserId)
            return AccountRefusals.Own;
        return await work.Db.Users.FindAsync([userId], cancel) is { } user ? user : Refusals.NotFound;
    }

    private void SetPassword(User user, string password) =>
        (user.PasswordHash, user.SecurityStamp) = (hasher.HashPassword(user, password), Guid.NewGuid().ToString("N"));

    /// <summary>Villages have village officers, towns their three roles, departments the district's; a post-providing unit may be any.</summary>
    private static bool Fits(string? role, UnitKind kind) => role switch
    {
        Roles.VillageOfficer or Roles.ReviewMember => kind == UnitKind.Village,
        Roles.TownHandler or Roles.TownLeader or Roles.TownDiscipline => kind == UnitKind.Town,
        Roles.Employer => true,
        Roles.Certifier or Roles.DistrictHandler or Roles.DistrictLeader or Roles.Finance or Roles.Discipline or Roles.WorkflowAdministrator
            or Roles.SystemAdministrator or Roles.SecurityAdministrator or Roles.Auditor => kind is UnitKind.Department or UnitKind.District,
        _ => false,
    };

    [GeneratedRegex("^[a-z0-9][a-z0-9.-]{2,39}$")]
    private static partial Regex UserName();
}
