using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Runtime.Commands;

namespace WorkflowJobs.Domain.Identity;

/// <summary>An account as its administrator sees it: no password, no person's data beyond the name.</summary>
public sealed record AccountView(string Id, string UserName, string DisplayName, bool IsApplicant, bool Active, bool LockedOut, DateTimeOffset CreatedAt, IReadOnlyList<RoleAssignment> Roles);

public sealed record AccountPage(IReadOnlyList<AccountView> Items, string? NextCursor);

public sealed class AccountQueries(IReader reader)
{
    public const int PageSize = 50;

    private static readonly string[] Readers = [Roles.SystemAdministrator, Roles.SecurityAdministrator, Roles.Auditor];

    /// <summary>By user name; the cursor is the last one seen.</summary>
    public async Task<Result<AccountPage>> List(Actor actor, string? text, string? cursor, CancellationToken cancel)
    {
        if (!Readers.Any(actor.Has))
            return Refusals.NotFound;
        return await reader.Read(async (work, token) =>
        {
            var users = work.Db.Users.Where(row => row.UserName != null);
            if (text?.Trim() is { Length: > 0 } part)
                users = users.Where(row => row.DisplayName.Contains(part) || row.UserName!.Contains(part));
            if (cursor is not null)
                users = users.Where(row => string.Compare(row.UserName, cursor) > 0);
            var page = await users.OrderBy(row => row.UserName).Take(PageSize + 1).ToListAsync(token);
            var ids = page.ConvertAll(row => row.Id);
            var roles = await work.Db.RoleAssignments.Where(row => ids.Contains(row.UserId)).OrderBy(row => row.Role).ToListAsync(token);
            var now = TimeProvider.System.GetUtcNow();
            return new AccountPage(
                [.. page.Take(PageSize).Select(row => new AccountView(row.Id, row.UserName!, row.DisplayName, row.PersonId is not null, row.Active, row.LockoutEnd > now, row.CreatedAt,
                    [.. roles.Where(role => role.UserId == row.Id)]))],
                page.Count > PageSize ? page[PageSize - 1].UserName : null);
        }, cancel);
    }
}
