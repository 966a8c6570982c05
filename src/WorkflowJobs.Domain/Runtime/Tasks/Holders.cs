using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Data;
using WorkflowJobs.Domain.Identity;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Units;

namespace WorkflowJobs.Domain.Runtime.Tasks;

/// <summary>Someone who holds a role that a task asks for.</summary>
public sealed record Holder(string UserId, string DisplayName);

/// <summary>Who holds a role in a unit: assigned there, in a unit above it, or in a department that works for one of these.</summary>
public static class Holders
{
    public static async Task<IReadOnlyList<Holder>> Of(Work work, string role, string unitId, CancellationToken cancel)
    {
        // A post-providing unit answers for itself alone; offices work for everybody below them.
        var units = role == Roles.Employer ? [unitId] : await UnitsThatWorkFor(work.Db, unitId, cancel);
        return [.. (await Assignments(work, role, cancel)).Where(one => units.Contains(one.UnitId)).Select(one => one.Holder).Distinct()];
    }

    /// <summary>Who holds the role anywhere.</summary>
    public static async Task<IReadOnlyList<Holder>> OfRole(Work work, string role, CancellationToken cancel) =>
        [.. (await Assignments(work, role, cancel)).Select(one => one.Holder).Distinct()];

    private static async Task<IEnumerable<Assigned>> Assignments(Work work, string role, CancellationToken cancel)
    {
        var today = ShanghaiTime.DateOf(work.Now);
        var assigned = await work.Db.Reference("holders", static async (db, token) => (await (
            from assignment in db.RoleAssignments
            join user in db.Users on assignment.UserId equals user.Id
            where user.Active
            orderby user.Id
            select new { assignment.Role, assignment.UnitId, assignment.From, assignment.To, user.Id, user.DisplayName }).ToListAsync(token))
            .ToLookup(row => row.Role, row => new Assigned(row.UnitId, row.From, row.To, new Holder(row.Id, row.DisplayName)), StringComparer.Ordinal), cancel);
        return assigned[role].Where(one => (one.From is null || one.From <= today) && (one.To is null || one.To >= today));
    }

    /// <summary>The leaders who are told when a task has no holder, or is late: the town's for its villages, else the district's.</summary>
    public static async Task<IReadOnlyList<Holder>> Leaders(Work work, string unitId, CancellationToken cancel) =>
        await Of(work, Roles.TownLeader, unitId, cancel) is { Count: > 0 } town ? town : await Of(work, Roles.DistrictLeader, unitId, cancel);

    /// <summary>The same seen from the actor: the grant's area covers the unit.</summary>
    public static bool Covers(RoleGrant grant, string unitId) => grant.UnitId == unitId || grant.Area.Contains(unitId);

    private static async Task<List<string>> UnitsThatWorkFor(AppDb db, string unitId, CancellationToken cancel)
    {
        var all = await UnitList.All(db, cancel);
        var chain = new List<string>();
        for (var id = unitId; id is not null && !chain.Contains(id); id = all.Find(unit => unit.Id == id)?.ParentId)
            chain.Add(id);
        return [.. chain, .. all.Where(unit => unit.Kind == UnitKind.Department && unit.ParentId is { } parent && chain.Contains(parent) && unit.Id != unitId).Select(unit => unit.Id)];
    }

    private sealed record Assigned(string UnitId, DateOnly? From, DateOnly? To, Holder Holder);
}
