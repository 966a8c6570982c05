using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Data;
using WorkflowJobs.Domain.Identity;
using WorkflowJobs.Domain.Units;
using R = WorkflowJobs.Domain.Identity.Roles;

namespace WorkflowJobs.Server.Demo;

/// <summary>One holder per role and unit (DOMAIN §13 names some; elsewhere the name is unit and role). Only ever made in demo mode.</summary>
public static class DemoAccounts
{
    /// <summary>The password of every demo account, printed at start.</summary>
    public const string Password = "taibaihu-2024";

    /// <summary>An account: user name, displayed name, role, unit.</summary>
    public sealed record Entry(string UserName, string DisplayName, string Role, string UnitId);

    private static readonly Dictionary<(string Role, string Unit), string> Named = new()
    {
        [(R.VillageOfficer, "shiqiao-hudong")] = "刘桂芳",
        [(R.VillageOfficer, "shiqiao-yuwan")] = "曾庆国",
        [(R.TownHandler, "shiqiao")] = "张伟民",
        [(R.TownLeader, "shiqiao")] = "王建国",
        [(R.TownDiscipline, "shiqiao")] = "赵清",
        [(R.TownHandler, "xuzhuang")] = "孙莉",
        [(R.TownLeader, "xuzhuang")] = "周海",
        [(R.DistrictHandler, "shebao")] = "陈静",
        [(R.DistrictLeader, "shebao")] = "李志远",
        [(R.Finance, "caizheng")] = "马晓东",
        [(R.Discipline, "jijian")] = "郭正",
        [(R.WorkflowAdministrator, "shebao")] = "吴工",
        [(R.WorkflowAdministrator, "taibaihu")] = "郑工",
        [(R.Auditor, "jijian")] = "何审",
    };

    private static readonly Dictionary<string, string> RoleNames = new()
    {
        [R.VillageOfficer] = "经办",
        [R.TownHandler] = "经办",
        [R.TownLeader] = "分管负责人",
        [R.TownDiscipline] = "纪委",
        [R.Certifier] = "认定经办",
        [R.SystemAdministrator] = "系统管理员",
        [R.SecurityAdministrator] = "安全管理员",
    };

    public static IEnumerable<Entry> For(IEnumerable<Unit> units) =>
        from unit in units.OrderBy(unit => unit.SortOrder)
        from role in RolesOf(unit)
        select new Entry(
            $"{unit.Id.Split('-')[^1]}-{role.ToLowerInvariant()}",
            Named.GetValueOrDefault((role, unit.Id), unit.Name + RoleNames.GetValueOrDefault(role, role)),
            role,
            unit.Id);

    /// <summary>Makes the accounts that are missing.</summary>
    public static async Task Create(AppDb db, UserManager<User> users, DateTimeOffset now)
    {
        var hash = users.PasswordHasher.HashPassword(null!, Password);
        foreach (var entry in For(await db.Units.AsNoTracking().ToListAsync()))
        {
            if (await users.FindByNameAsync(entry.UserName) is not null)
                continue;
            var user = new User { Id = "demo-" + entry.UserName, UserName = entry.UserName, DisplayName = entry.DisplayName, CreatedAt = now, PasswordHash = hash };
            var result = await users.CreateAsync(user);
            if (!result.Succeeded)
                throw new InvalidOperationException(string.Join(" ", result.Errors.Select(error => error.Description)));
            db.RoleAssignments.Add(new RoleAssignment { Id = user.Id, UserId = user.Id, Role = entry.Role, UnitId = entry.UnitId });
        }

        await db.SaveChangesAsync();
    }

    private static string[] RolesOf(Unit unit) => (unit.Kind, unit.Id) switch
    {
        (UnitKind.Village, _) => [R.VillageOfficer],
        (UnitKind.Town, _) => [R.TownHandler, R.TownLeader, R.TownDiscipline],
        // A skip takes a second administrator.
        (UnitKind.District, _) => [R.WorkflowAdministrator],
        (_, "shebao") => [R.DistrictHandler, R.DistrictLeader, R.WorkflowAdministrator, R.SystemAdministrator, R.SecurityAdministrator],
        (_, "caizheng") => [R.Finance],
        (_, "jijian") => [R.Discipline, R.Auditor],
        (UnitKind.Department, _) => [R.Certifier],
        _ => [],
    };
}
