using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Runtime.Commands;

namespace WorkflowJobs.Server.Demo;

/// <summary>An account that one may become in the demo, with its first role.</summary>
internal sealed record DemoEntry(string Id, string DisplayName, string? PersonId, string? Role, string? UnitId, int Sort);

/// <summary>Everybody who can be switched to, applicants who have opened an account since included.</summary>
internal sealed class DemoDirectory(IReader reader)
{
    public Task<List<DemoEntry>> Active(CancellationToken cancel) => reader.Read(async (work, token) => await (
        from user in work.Db.Users
        from assignment in work.Db.RoleAssignments.Where(row => row.UserId == user.Id).DefaultIfEmpty()
        from unit in work.Db.Units.Where(row => assignment != null && row.Id == assignment.UnitId).DefaultIfEmpty()
        where user.Active
        select new DemoEntry(user.Id, user.DisplayName, user.PersonId, assignment == null ? null : assignment.Role, unit == null ? null : unit.Id, unit == null ? 0 : unit.SortOrder))
        .ToListAsync(token), cancel);
}
