using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Server.Components.Demo;
using WorkflowJobs.Server.Components.Text;
using WorkflowJobs.Server.Demo;

namespace WorkflowJobs.Server.Components.Desks;

internal sealed class DemoConsole(DemoService demo, IReader reader, Texts texts, Names names) : IDemoConsole
{
    public bool Enabled => true;

    public DateTimeOffset Now => demo.Now;

    /// <summary>Officers under their unit, then applicants who have opened an account.</summary>
    public async Task<IReadOnlyList<DemoAccount>> Accounts(CancellationToken cancel)
    {
        var rows = await reader.Read(async (work, token) => await (
            from user in work.Db.Users
            from assignment in work.Db.RoleAssignments.Where(row => row.UserId == user.Id).DefaultIfEmpty()
            from unit in work.Db.Units.Where(row => assignment != null && row.Id == assignment.UnitId).DefaultIfEmpty()
            where user.Active
            select new { user.Id, user.DisplayName, user.PersonId, Role = assignment == null ? null : assignment.Role, UnitId = unit == null ? null : unit.Id, Sort = unit == null ? 0 : unit.SortOrder })
            .ToListAsync(token), cancel);
        var accounts = new List<DemoAccount>();
        foreach (var row in rows.DistinctBy(row => row.Id).OrderBy(row => row.PersonId is not null).ThenBy(row => row.Sort).ThenBy(row => row.Role))
            accounts.Add(row.PersonId is null
                ? new DemoAccount(row.Id, $"{row.DisplayName}（{texts.Code("role", row.Role)}）", await names.Unit(row.UnitId))
                : new DemoAccount(row.Id, $"{row.DisplayName}（{texts["role.AP"]}）", texts["demo.applicants"]));
        return accounts;
    }

    public async Task<Refusal?> SetClock(DateTimeOffset now, CancellationToken cancel) => (await demo.MoveTo(now, cancel)).Refusal;
}
