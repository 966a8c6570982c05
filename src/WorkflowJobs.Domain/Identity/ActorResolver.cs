using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Data;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Units;

namespace WorkflowJobs.Domain.Identity;

/// <summary>Makes an actor of an account: the roles in force on a day, each with its area.</summary>
public static class ActorResolver
{
    /// <summary>Null when the account does not exist or is disabled.</summary>
    public static async Task<Actor?> Resolve(AppDb db, string userId, DateOnly today, CancellationToken cancel)
    {
        var user = await db.Users.AsNoTracking().SingleOrDefaultAsync(row => row.Id == userId && row.Active, cancel);
        if (user is null)
            return null;
        var assignments = await db.RoleAssignments.AsNoTracking()
            .Where(row => row.UserId == userId && (row.From == null || row.From <= today) && (row.To == null || row.To >= today))
            .ToListAsync(cancel);
        var units = await UnitList.All(db, cancel);
        var links = units.ConvertAll(unit => new UnitLink(unit.Id, unit.ParentId, unit.Kind == UnitKind.Department));
        return new Actor(user.Id, user.DisplayName, assignments.ConvertAll(row => new RoleGrant(row.Role, row.UnitId, Area(links, row.UnitId))))
        {
            PersonId = user.PersonId,
        };
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
