using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Applications;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Documents.Facts;
using WorkflowJobs.Domain.Identity;
using WorkflowJobs.Domain.PersonalData;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Spreadsheets;
using WorkflowJobs.Domain.Units;

namespace WorkflowJobs.Domain.Supervision;

/// <summary>An officer who decided something, or holds a role.</summary>
public sealed record OfficerView(string UserId, string Name, IReadOnlyList<string> Units, int Decisions, DateTimeOffset? LastAt);

/// <summary>A decision of one officer: what it was about, at which stage, how and why.</summary>
public sealed record OfficerDecisionView(string Id, DateTimeOffset At, string Stage, string Role, string Unit, string? OnBehalfOf, string SubjectType, string SubjectId, string About, string Outcome, string Reason);

/// <summary>Everything that a named officer decided (item 11): for the discipline commission and the auditor, each export watermarked and journalled.</summary>
public sealed class OfficerQueries(IReader reader, Exports exports)
{
    private static readonly string[] Readers = [Roles.Discipline, Roles.Auditor];

    private static readonly Sheet Columns = new("officer-decisions", "经办人员办理事项", "Decisions of an officer",
    [
        new SheetColumn("officer", "经办人员", "Officer"), new SheetColumn("at", "时间", "At") { Width = 18 }, new SheetColumn("stage", "环节", "Stage") { Width = 20 }, new SheetColumn("role", "角色", "Role") { Width = 20 },
        new SheetColumn("unit", "单位", "Unit") { Width = 20 }, new SheetColumn("about", "对象", "About") { Width = 36 }, new SheetColumn("outcome", "结果", "Outcome") { Width = 16 }, new SheetColumn("reason", "理由", "Reason") { Width = 50, MaxLength = 2000 },
    ]);

    /// <summary>Officers by the beginning of their name, those with most decisions named with how many.</summary>
    public async Task<Result<ListPage<OfficerView>>> Officers(Actor actor, string? text, PageOf page, CancellationToken cancel) => !Readers.Any(actor.Has)
        ? Refusals.NotFound
        : await reader.Read(async (work, token) =>
        {
            var wanted = text?.Trim() ?? "";
            var (ids, next) = await work.Db.Users.Where(user => user.PersonId == null && user.DisplayName.StartsWith(wanted)).Page(user => user.DisplayName, user => user.Id, descending: false, page, token);
            var users = (await work.Db.Users.Where(user => ids.Contains(user.Id)).ToListAsync(token)).InOrder(ids, user => user.Id);
            var units = (await UnitList.All(work.Db, token)).ToDictionary(unit => unit.Id, unit => unit.Name);
            var roles = (await work.Db.RoleAssignments.Where(row => ids.Contains(row.UserId)).ToListAsync(token)).ToLookup(row => row.UserId);
            var counts = await work.Db.Decisions.Where(row => ids.Contains(row.ActorId)).GroupBy(row => row.ActorId).Select(group => new { group.Key, Count = group.Count(), Last = group.Max(row => row.At) }).ToDictionaryAsync(row => row.Key, token);
            return new ListPage<OfficerView>(users.ConvertAll(user => new OfficerView(
                user.Id, user.DisplayName, [.. roles[user.Id].Select(role => $"{units.GetValueOrDefault(role.UnitId)} {PaperParts.RoleZh(role.Role)}")], counts.GetValueOrDefault(user.Id)?.Count ?? 0, counts.GetValueOrDefault(user.Id)?.Last)), next);
        }, cancel);

    public async Task<Result<ListPage<OfficerDecisionView>>> Decisions(Actor actor, string userId, PageOf page, CancellationToken cancel) => !Readers.Any(actor.Has)
        ? Refusals.NotFound
        : await reader.Read(async (work, token) =>
        {
            var (ids, next) = await work.Db.Decisions.Where(row => row.ActorId == userId).Page(row => row.At, row => row.Id, descending: true, page, token);
            var rows = (await work.Db.Decisions.Where(row => row.ActorId == userId && ids.Contains(row.Id)).ToListAsync(token)).InOrder(ids, row => row.Id);
            return new ListPage<OfficerDecisionView>(await Views(work, rows, token), next);
        }, cancel);

    public Task<Result<ExportFile>> Export(Actor actor, string userId, string? reason, CancellationToken cancel) => exports.Run(actor, "OFFICER_DECISIONS", reason, Columns, async (work, token) =>
    {
        if (!Readers.Any(actor.Has) || await work.Db.Users.FindAsync([userId], token) is not { } officer)
            return Refusals.NotFound;
        var rows = await work.Db.Decisions.AsNoTracking().Where(row => row.ActorId == userId).OrderBy(row => row.At).ThenBy(row => row.Id).ToListAsync(token);
        return (await Views(work, rows, token)).Select(row => (IReadOnlyDictionary<string, object?>)new Dictionary<string, object?>
        {
            ["officer"] = officer.DisplayName,
            ["at"] = row.At.ToOffset(ShanghaiTime.Offset).ToString("yyyy-MM-dd HH:mm", System.Globalization.CultureInfo.InvariantCulture),
            ["stage"] = row.Stage,
            ["role"] = PaperParts.RoleZh(row.Role),
            ["unit"] = row.Unit,
            ["about"] = row.About,
            ["outcome"] = row.Outcome,
            ["reason"] = row.Reason,
        }).ToList();
    }, cancel);

    private static async Task<IReadOnlyList<OfficerDecisionView>> Views(Work work, IReadOnlyList<Decision> rows, CancellationToken cancel)
    {
        var units = (await UnitList.All(work.Db, cancel)).ToDictionary(unit => unit.Id, unit => unit.Name);
        var taskIds = rows.Select(row => row.TaskId).OfType<string>().ToList();
        var tasks = await work.Db.UserTasks.Where(task => taskIds.Contains(task.Id)).Select(task => new { task.Id, task.SubjectName, task.Outcomes }).ToDictionaryAsync(task => task.Id, cancel);
        return [.. rows.Select(row => new OfficerDecisionView(
            row.Id, row.At, row.Stage, row.Role, units.GetValueOrDefault(row.UnitId) ?? "", row.OnBehalfOf, row.SubjectType, row.SubjectId,
            row.TaskId is { } id ? tasks.GetValueOrDefault(id)?.SubjectName ?? "" : "", PaperParts.OutcomeZh(row.TaskId is { } task ? tasks.GetValueOrDefault(task)?.Outcomes : null, row.Outcome), row.Reason))];
    }
}
