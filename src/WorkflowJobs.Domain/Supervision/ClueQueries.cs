using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Identity;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Tasks;
using WorkflowJobs.Domain.Units;

namespace WorkflowJobs.Domain.Supervision;

public sealed record ClueView(
    string Id, string Source, string Kind, string Town, string About, string Summary, DateTimeOffset OpenedAt, DateTimeOffset? ReceivedAt, string? Disposal, string? Conclusion, DateTimeOffset? ClosedAt, bool Barred, string? InstanceId);

/// <summary>A tip-off in a list; who reported and what is in the task alone.</summary>
/// <param name="State">Open, Substantiated, NotSubstantiated; Closed for an officer who took it in and does not look into it.</param>
/// <param name="TakenBy">The officer who took it in; null when it came over the public page, or for another who took it in.</param>
/// <param name="TaskId">The open task, for the discipline office whose task it is; null for others and once it is closed.</param>
public sealed record TipOffView(string Id, string Town, bool AboutOfficer, bool IsRealName, string Channel, DateTimeOffset ReceivedAt, string State, DateTimeOffset? ClosedAt, string? TakenBy, string? TaskId);

/// <summary>What became of a report, for whoever holds its code. State is Open, Substantiated or NotSubstantiated.</summary>
public sealed record TipOffProgress(DateTimeOffset ReceivedAt, string State, string Reply);

/// <summary>Clues for the district's commission, tip-offs for the discipline offices of the area, and the answer to whoever reported.</summary>
public sealed class ClueQueries(IReader reader, SealedTexts texts)
{
    public Task<ListPage<ClueView>> Clues(Actor actor, PageOf page, CancellationToken cancel) => reader.Read(async (work, token) =>
    {
        if (!actor.Has(Roles.Discipline))
            return new ListPage<ClueView>([], null);
        var (ids, next) = await work.Db.Clues.Page(row => row.OpenedAt, row => row.Id, descending: true, page, token);
        var units = (await UnitList.All(work.Db, token)).ToDictionary(unit => unit.Id, unit => unit.Name);
        var views = new List<ClueView>();
        foreach (var row in (await work.Db.Clues.Where(row => ids.Contains(row.Id)).ToListAsync(token)).InOrder(ids, row => row.Id))
            views.Add(new ClueView(
                row.Id, row.Source, row.Kind, units.GetValueOrDefault(row.TownId) ?? "", await ClueNames.About(work, row, token), await texts.Open(work, row.PersonId, row.SummaryCipher, token),
                row.OpenedAt, row.ReceivedAt, row.Disposal, row.Conclusion, row.ClosedAt, await work.Db.PersonBars.AnyAsync(bar => bar.ClueId == row.Id && bar.ClearedAt == null, token), row.InstanceId));
        return new ListPage<ClueView>(views, next);
    }, cancel);

    /// <summary>
    /// What one's discipline office looks into, and what one took in oneself: the latter with its state alone. Nobody sees a report about themselves.
    /// </summary>
    public Task<ListPage<TipOffView>> TipOffs(Actor actor, PageOf page, CancellationToken cancel) => reader.Read(async (work, token) =>
    {
        var own = work.Db.TipOffs.Where(Investigated(actor)).Select(row => row.Id);
        var taker = actor.Grants.Any(grant => FileTipOff.Takers.Contains(grant.Role));
        var (ids, next) = await work.Db.TipOffs.Where(row => own.Contains(row.Id) || (taker && row.TakenBy == actor.UserId && row.OfficerId != actor.UserId))
            .Page(row => row.ReceivedAt, row => row.Id, descending: true, page, token);
        var investigated = await own.Where(id => ids.Contains(id)).ToListAsync(token);
        var units = (await UnitList.All(work.Db, token)).ToDictionary(unit => unit.Id, unit => unit.Name);
        var rows = (await work.Db.TipOffs.Where(row => ids.Contains(row.Id)).ToListAsync(token)).InOrder(ids, row => row.Id);
        var takers = rows.Select(row => row.TakenBy).OfType<string>().Distinct().ToList();
        var names = await work.Db.Users.Where(user => takers.Contains(user.Id)).ToDictionaryAsync(user => user.Id, user => user.DisplayName, token);
        var tasks = await work.Db.UserTasks.Where(task => task.SubjectType == TipOffSubjects.Type && investigated.Contains(task.SubjectId) && task.InboxKey != null).Select(task => new { task.SubjectId, task.Id, task.Role, task.UnitId }).ToListAsync(token);
        return new ListPage<TipOffView>(rows.ConvertAll(row => investigated.Contains(row.Id)
            ? View(row, row.Outcome ?? "Open", row.TakenBy is { } by ? names.GetValueOrDefault(by) : null, tasks.Find(task => task.SubjectId == row.Id && actor.Grants.Any(grant => grant.Role == task.Role && Holders.Covers(grant, task.UnitId)))?.Id)
            : View(row, row.ClosedAt is null ? "Open" : "Closed", null, null)), next);

        TipOffView View(TipOff row, string state, string? takenBy, string? taskId) =>
            new(row.Id, units.GetValueOrDefault(row.TownId) ?? "", row.AboutOfficer, row.IsRealName, row.Channel, row.ReceivedAt, state, row.ClosedAt, takenBy, taskId);
    }, cancel);

    /// <summary>The tip-offs that the actor's discipline office looks into: of a town, or those about officers as well for the district's.</summary>
    internal static Expression<Func<TipOff, bool>> Investigated(Actor actor)
    {
        var towns = actor.Grants.Where(grant => grant.Role is Roles.TownDiscipline or Roles.Discipline).SelectMany(grant => grant.Area.Append(grant.UnitId)).ToList();
        var district = actor.Has(Roles.Discipline);
        var self = actor.UserId;
        return row => towns.Contains(row.TownId) && (district || !row.AboutOfficer) && row.OfficerId != self;
    }

    public Task<Result<TipOffProgress>> Progress(string? code, CancellationToken cancel) => reader.Read<Result<TipOffProgress>>(async (work, token) =>
    {
        var wanted = (code ?? "").Trim();
        return wanted.Length > 0 && await work.Db.TipOffs.FirstOrDefaultAsync(row => row.Code == wanted, token) is { } tipOff
            ? new TipOffProgress(tipOff.ReceivedAt, tipOff.Outcome ?? "Open", await texts.Open(work, null, tipOff.ReplyCipher, token))
            : Refusals.NotFound;
    }, cancel);
}
