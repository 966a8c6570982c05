using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Tasks;

namespace WorkflowJobs.Domain.Identity;

/// <summary>A delegation as it is shown. State: Coming, InForce, Over or Ended (before its last day).</summary>
public sealed record DelegationView(
    string Id, string FromUserId, string FromName, string ToUserId, string ToName, string Role, string UnitId, DateOnly From, DateOnly Until, string Reason, string State, DateTimeOffset? EndedAt);

/// <summary>A role that the officer holds, and who else holds it in the same unit.</summary>
public sealed record DelegationChoice(string Role, string UnitId, IReadOnlyList<Holder> Colleagues);

/// <summary>One's own delegations, and those of the units that one leads.</summary>
public sealed class DelegationQueries(IReader reader)
{
    private static readonly string[] Leaders = [Roles.TownLeader, Roles.DistrictLeader];

    /// <summary>The latest first.</summary>
    public Task<ListPage<DelegationView>> List(Actor actor, PageOf page, CancellationToken cancel) => reader.Read(async (work, token) =>
    {
        var led = actor.Grants.Where(grant => Leaders.Contains(grant.Role)).SelectMany(grant => grant.Area.Append(grant.UnitId)).ToHashSet(StringComparer.Ordinal);
        var (ids, next) = await work.Db.Delegations.Where(row => row.FromUserId == actor.UserId || row.ToUserId == actor.UserId || led.Contains(row.UnitId))
            .Page(row => row.CreatedAt, row => row.Id, descending: true, page, token);
        var rows = await work.Db.Delegations.AsNoTracking().Where(row => ids.Contains(row.Id)).ToListAsync(token);
        return new ListPage<DelegationView>(await Views(work, rows.InOrder(ids, row => row.Id), token), next);
    }, cancel);

    /// <summary>Those in force today that the officer has made or acts under: the banner.</summary>
    public Task<IReadOnlyList<DelegationView>> InForce(Actor actor, CancellationToken cancel) => reader.Read<IReadOnlyList<DelegationView>>(async (work, token) =>
    {
        var today = ShanghaiTime.DateOf(work.Now);
        var rows = await work.Db.Delegations.AsNoTracking()
            .Where(row => (row.FromUserId == actor.UserId || row.ToUserId == actor.UserId) && row.EndedAt == null && row.From <= today && row.Until >= today)
            .OrderBy(row => row.Id).ToListAsync(token);
        return await Views(work, rows, token);
    }, cancel);

    /// <summary>Whom the officer may ask, role by role.</summary>
    public Task<IReadOnlyList<DelegationChoice>> Choices(Actor actor, CancellationToken cancel) => reader.Read<IReadOnlyList<DelegationChoice>>(async (work, token) =>
    {
        var choices = new List<DelegationChoice>();
        foreach (var grant in actor.Grants.Where(grant => grant.Role != Roles.Applicant).DistinctBy(grant => (grant.Role, grant.UnitId)))
            choices.Add(new DelegationChoice(grant.Role, grant.UnitId, [.. (await DelegationCommands.Colleagues(work, grant.Role, grant.UnitId, token)).Where(holder => holder.UserId != actor.UserId)]));
        return choices;
    }, cancel);

    internal static bool MaySee(Actor actor, Delegation one) =>
        one.FromUserId == actor.UserId || one.ToUserId == actor.UserId || actor.Grants.Any(grant => Leaders.Contains(grant.Role) && Holders.Covers(grant, one.UnitId));

    private static async Task<List<DelegationView>> Views(Work work, IReadOnlyList<Delegation> rows, CancellationToken cancel)
    {
        var today = ShanghaiTime.DateOf(work.Now);
        var ids = rows.SelectMany(row => new[] { row.FromUserId, row.ToUserId }).Distinct().ToList();
        var names = await work.Db.Users.Where(user => ids.Contains(user.Id)).ToDictionaryAsync(user => user.Id, user => user.DisplayName, cancel);
        return [.. rows.Select(row => new DelegationView(
            row.Id, row.FromUserId, names.GetValueOrDefault(row.FromUserId, ""), row.ToUserId, names.GetValueOrDefault(row.ToUserId, ""), row.Role, row.UnitId, row.From, row.Until, row.Reason,
            row.EndedAt is not null ? "Ended" : row.Until < today ? "Over" : row.From > today ? "Coming" : "InForce", row.EndedAt))];
    }
}
