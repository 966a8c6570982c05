using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Applications;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Notices;
using WorkflowJobs.Domain.Plans;
using WorkflowJobs.Domain.Runtime.Commands;

namespace WorkflowJobs.Domain.Reviews;

/// <summary>A line of a published notice, which is a round once the window has closed. Status is Open until then.</summary>
public sealed record LineRow(string Id, string TownId, int Year, PostKind Kind, int Batch, string Status, int Applicants, int Number, int Taken, DateTimeOffset? ClosesAt);

/// <summary>Somebody who applied for a line: of the review the counts only.</summary>
public sealed record LinePerson(string ApplicationId, string Name, string? ReceiptNumber, string VillageId, ApplicationStatus Status, int? Rank, string? Selection, int? ReviewYes, int? ReviewPresent);

public sealed record LineDetail(LineRow Line, string? Mode, string? InstanceId, IReadOnlyList<LinePerson> People);

/// <summary>Lines and their applicants, for the officers of the area: a village sees its own people only.</summary>
public sealed class LineQueries(IReader reader)
{
    public Task<ListPage<LineRow>> List(Actor actor, PageOf page, CancellationToken cancel) => reader.Read(async (work, token) =>
    {
        var (ids, next) = await Visible(work, actor).Select(row => row.Line.Id).Page(page, token);
        return new ListPage<LineRow>((await Rows(work, actor, ids, token)).InOrder(ids, row => row.Id), next);
    }, cancel);

    public Task<Result<LineDetail>> Get(Actor actor, string id, CancellationToken cancel) => reader.Read<Result<LineDetail>>(async (work, token) =>
    {
        if (!await Visible(work, actor).AnyAsync(row => row.Line.Id == id, token))
            return Refusals.NotFound;
        var villages = ApplicationAccess.ReadableVillages(actor);
        var round = await work.Db.Rounds.FindAsync([id], token);
        var people = await (
            from a in work.Db.Applications
            join p in work.Db.People on a.PersonId equals p.Id
            where a.LineId == id && villages.Contains(a.VillageId) && a.Status != ApplicationStatus.Draft
            orderby a.Rank ?? int.MaxValue, a.SubmittedAt
            select new LinePerson(a.Id, p.Name, a.ReceiptNumber, a.VillageId, a.Status, a.Rank, a.Selection, a.ReviewYes, a.ReviewPresent)).ToListAsync(token);
        return new LineDetail((await Rows(work, actor, [id], token))[0], round?.RankMode, round?.InstanceId, people);
    }, cancel);

    private sealed class LineOfNotice
    {
        public required NoticeLine Line { get; init; }
        public required Notice Notice { get; init; }
    }

    private static IQueryable<LineOfNotice> Visible(Work work, Actor actor)
    {
        // Whoever may read applications somewhere in the town: applicants hold a role in their village too, and read none.
        var area = ApplicationAccess.ReadableVillages(actor);
        return
            from line in work.Db.NoticeLines
            join notice in work.Db.Notices on line.NoticeId equals notice.Id
            where notice.PublishedAt != null && (area.Contains(notice.TownId) || work.Db.Units.Any(unit => unit.ParentId == notice.TownId && area.Contains(unit.Id)))
            orderby notice.Year descending, notice.TownId, line.Kind, line.Batch
            select new LineOfNotice { Line = line, Notice = notice };
    }

    private static async Task<List<LineRow>> Rows(Work work, Actor actor, List<string> ids, CancellationToken cancel)
    {
        var villages = ApplicationAccess.ReadableVillages(actor);
        return await (
            from line in work.Db.NoticeLines
            join notice in work.Db.Notices on line.NoticeId equals notice.Id
            join round in work.Db.Rounds on line.Id equals round.Id into rounds
            from round in rounds.DefaultIfEmpty()
            where ids.Contains(line.Id)
            select new LineRow(
                line.Id, notice.TownId, notice.Year, line.Kind, line.Batch, round == null ? "Open" : round.Status,
                work.Db.Applications.Count(a => a.LineId == line.Id && villages.Contains(a.VillageId) && a.Status != ApplicationStatus.Draft), line.Number,
                work.Db.QuotaLines.Where(q => q.Year == notice.Year && q.Kind == line.Kind && q.TownId == notice.TownId && q.Batch == line.Batch).Select(q => q.Taken).FirstOrDefault(),
                notice.ClosesAt)).ToListAsync(cancel);
    }
}
