using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Identity;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Units;

namespace WorkflowJobs.Domain.Supervision;

public sealed record ClueView(
    string Id, string Source, string Kind, string Town, string About, string Summary, DateTimeOffset OpenedAt, DateTimeOffset? ReceivedAt, string? Disposal, string? Conclusion, DateTimeOffset? ClosedAt, bool Barred, string? InstanceId);

/// <summary>A tip-off in the list of those who look into it; who reported is in the task alone.</summary>
public sealed record TipOffView(string Id, string Town, bool AboutOfficer, bool IsRealName, string Channel, DateTimeOffset ReceivedAt, string? Outcome, DateTimeOffset? ClosedAt);

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

    public Task<ListPage<TipOffView>> TipOffs(Actor actor, PageOf page, CancellationToken cancel) => reader.Read(async (work, token) =>
    {
        var towns = actor.Grants.Where(grant => grant.Role is Roles.TownDiscipline or Roles.Discipline).SelectMany(grant => grant.Area.Append(grant.UnitId)).ToList();
        var district = actor.Has(Roles.Discipline);
        var (ids, next) = await work.Db.TipOffs.Where(row => towns.Contains(row.TownId) && (district || !row.AboutOfficer) && row.OfficerId != actor.UserId)
            .Page(row => row.ReceivedAt, row => row.Id, descending: true, page, token);
        var units = (await UnitList.All(work.Db, token)).ToDictionary(unit => unit.Id, unit => unit.Name);
        var rows = (await work.Db.TipOffs.Where(row => ids.Contains(row.Id)).ToListAsync(token)).InOrder(ids, row => row.Id);
        return new ListPage<TipOffView>(rows.ConvertAll(row => new TipOffView(row.Id, units.GetValueOrDefault(row.TownId) ?? "", row.AboutOfficer, row.IsRealName, row.Channel, row.ReceivedAt, row.Outcome, row.ClosedAt)), next);
    }, cancel);

    public Task<Result<TipOffProgress>> Progress(string? code, CancellationToken cancel) => reader.Read<Result<TipOffProgress>>(async (work, token) =>
    {
        var wanted = (code ?? "").Trim();
        return wanted.Length > 0 && await work.Db.TipOffs.FirstOrDefaultAsync(row => row.Code == wanted, token) is { } tipOff
            ? new TipOffProgress(tipOff.ReceivedAt, tipOff.Outcome ?? "Open", await texts.Open(work, null, tipOff.ReplyCipher, token))
            : Refusals.NotFound;
    }, cancel);
}
