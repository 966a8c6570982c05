using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Applications;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Server.Components.Officer;

namespace WorkflowJobs.Server.Components.Desks;

internal sealed partial class CaseDesk
{
    public async Task<IReadOnlyList<RoundRow>> Rounds(CancellationToken cancel) => await RoundRows(null, cancel);

    public async Task<RoundView?> Round(string roundId, CancellationToken cancel)
    {
        if ((await RoundRows(roundId, cancel)).FirstOrDefault() is not { } row)
            return null;
        var villages = ApplicationAccess.ReadableVillages(await me.Require());
        var (found, round) = await reader.Read(async (work, token) => (
            await Loaded(work, work.Db.Applications.Where(one => one.LineId == roundId && villages.Contains(one.VillageId) && one.Status != ApplicationStatus.Draft), token),
            await work.Db.Rounds.FindAsync([roundId], token)), cancel);
        var shown = new List<RoundPerson>();
        foreach (var one in found.OrderBy(one => one.Application.Rank ?? int.MaxValue).ThenBy(one => one.Application.SubmittedAt))
            shown.Add(new RoundPerson(one.Application.Id, one.Name, one.Application.ReceiptNumber, await names.Unit(one.Application.VillageId), one.Application.Status.ToString(),
                one.Application.Rank, one.Application.Selection, one.Application.ReviewPresent is { } present ? texts["rounds.votes", one.Application.ReviewYes ?? 0, present] : null));
        return new RoundView(row, shown) { Mode = round?.RankMode, Picture = await pictures.Of(round?.InstanceId, cancel) };
    }

    private async Task<List<RoundRow>> RoundRows(string? id, CancellationToken cancel)
    {
        var actor = await me.Require();
        var area = actor.Grants.SelectMany(grant => grant.Area.Append(grant.UnitId)).ToHashSet();
        var villages = ApplicationAccess.ReadableVillages(actor);
        var rows = await reader.Read(async (work, token) => await (
            from line in work.Db.NoticeLines
            join notice in work.Db.Notices on line.NoticeId equals notice.Id
            join round in work.Db.Rounds on line.Id equals round.Id into rounds
            from round in rounds.DefaultIfEmpty()
            where notice.PublishedAt != null && (id == null || line.Id == id)
                && (area.Contains(notice.TownId) || work.Db.Units.Any(unit => unit.ParentId == notice.TownId && area.Contains(unit.Id)))
            orderby notice.Year descending, notice.TownId, line.Kind, line.Batch
            select new
            {
                line.Id,
                notice.TownId,
                notice.Year,
                line.Kind,
                line.Batch,
                line.Number,
                notice.ClosesAt,
                Status = round == null ? "Open" : round.Status,
                Applicants = work.Db.Applications.Count(one => one.LineId == line.Id && villages.Contains(one.VillageId) && one.Status != ApplicationStatus.Draft),
                Taken = work.Db.QuotaLines.Where(quota => quota.Year == notice.Year && quota.Kind == line.Kind && quota.TownId == notice.TownId && quota.Batch == line.Batch).Select(quota => quota.Taken).FirstOrDefault(),
            }).ToListAsync(token), cancel);
        var shown = new List<RoundRow>();
        foreach (var row in rows)
            shown.Add(new RoundRow(row.Id, await names.Unit(row.TownId), $"{row.Year} {Names.Line(row.Kind, row.Batch)}", row.Status, row.Applicants, row.Number, row.Taken, row.ClosesAt));
        return shown;
    }

    public async Task<Result<string>> Reveal(string applicationId, string reason, CancellationToken cancel) =>
        await reveals.Run(await me.Require(), applicationId, reason, cancel);
}
