using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Data;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Units;

namespace WorkflowJobs.Domain.Identity;

/// <summary>Makes an actor of an account: the roles in force on a day, each with its area. A post-providing unit answers for itself alone, whatever it is part of.</summary>
public static class ActorResolver
{
    /// <summary>Null when the account does not exist or is disabled.</summary>
    public static async Task<Actor?> Resolve(AppDb db, string userId, DateOnly today, CancellationToken cancel)
    {
        var user = await db.Users.AsNoTracking().SingleOrDefaultAsync(row => row.Id == userId && row.Active, cancel);
        if (user is null)
            return null;
        var assigned = await db.Reference("assignments", static async (db, token) =>
            (await db.RoleAssignments.AsNoTracking().OrderBy(row => row.Id).ToListAsync(token)).ToLookup(row => row.UserId, StringComparer.Ordinal), cancel);
        var grants = new List<RoleGrant>();
        foreach (var row in assigned[userId].Where(row => (row.From is null || row.From <= today) && (row.To is null || row.To >= today)))
            grants.Add(new RoleGrant(row.Role, row.UnitId, row.Role == Roles.Employer ? [row.UnitId] : await AreaOf(db, row.UnitId, cancel)));
        return new Actor(user.Id, user.DisplayName, grants) { PersonId = user.PersonId, ActingFor = await StandsInFor(db, userId, grants, today, cancel) };
    }

    /// <summary>Delegations in force, as long as both still hold the role in the unit.</summary>
    private static async Task<List<ActingFor>> StandsInFor(AppDb db, string userId, List<RoleGrant> grants, DateOnly today, CancellationToken cancel)
    {
        var delegations = await db.Reference("delegations", static async (db, token) => (await (
            from row in db.Delegations.AsNoTracking()
            join user in db.Users on row.FromUserId equals user.Id
            where row.EndedAt == null && user.Active
            orderby row.Id
            select new Standing(row, user.DisplayName, user.PersonId)).ToListAsync(token)).ToLookup(one => one.Row.ToUserId, StringComparer.Ordinal), cancel);
        var standing = new List<ActingFor>();
        foreach (var one in delegations[userId].Where(one => one.Row.IsInForce(today)))
            if (grants.Find(grant => grant.Role == one.Row.Role && grant.UnitId == one.Row.UnitId) is { } grant
                && await db.RoleAssignments.AnyAsync(row => row.UserId == one.Row.FromUserId && row.Role == grant.Role && row.UnitId == grant.UnitId && (row.From == null || row.From <= today) && (row.To == null || row.To >= today), cancel))
                standing.Add(new ActingFor(one.Row.FromUserId, one.DisplayName, one.PersonId, grant));
        return standing;
    }

    private sealed record Standing(Delegation Row, string DisplayName, string? PersonId);

    private static async Task<HashSet<string>> AreaOf(AppDb db, string unitId, CancellationToken cancel)
    {
        var areas = await UnitList.Areas(db, cancel);
        if (areas.TryGetValue(unitId, out var known))
            return known;
        var units = await UnitList.All(db, cancel);
        return areas.GetOrAdd(unitId, Area(units.ConvertAll(unit => new UnitLink(unit.Id, unit.ParentId, unit.Kind == UnitKind.Department)), unitId));
    }

    /// <summary>The unit and all below it. A department works for the whole of the district that it belongs to.</summary>
    internal static HashSet<string> Area(IReadOnlyList<UnitLink> units, string unitId)
    {
        var root = units.FirstOrDefault(unit => unit.Id == unitId) is { IsDepartment: true, ParentId: { } district } ? district : unitId;
        var area = new HashSet<string> { unitId, root };
        var open = new Queue<string>([root]);
        while (open.TryDequeue(out var parent))
            foreach (var unit in units)
                if (unit.ParentId == parent && area.Add(unit.Id))
                    open.Enqueue(unit.Id);
        return area;
    }

    internal sealed record UnitLink(string Id, string? ParentId, bool IsDepartment);
}
