using System.Text;
using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Identity;
using WorkflowJobs.Domain.Parameters;
using WorkflowJobs.Domain.Runtime.Commands;

namespace WorkflowJobs.Domain.Comparison;

/// <summary>A list that was imported; <paramref name="AgeDays"/> is how old what it says is today.</summary>
public sealed record ListRow(string Id, ListKind Kind, string TitleZh, string TitleEn, DateOnly AsOf, int AgeDays, string FileName, string Sha256, int Rows, int LeftOut, int Hits, string ImportedByName, DateTimeOffset ImportedAt, bool Counts);

/// <summary>A hit to review, or reviewed.</summary>
public sealed record HitRow(
    string Id, string Name, string IdMasked, string TownId, string VillageId, string Code, ExclusionGrade Grade, string Zh, string En, string? Detail, DateOnly ListedOn, DateOnly? GoneOn,
    HitState State, bool IsFalseDeclaration, bool MayReview, string? ApplicationId, int Revision)
{
    public string? Reason { get; init; }
    public string? ReviewedBy { get; init; }
    public DateTimeOffset? ReviewedAt { get; init; }
}

/// <summary>An officer went on with a case in spite of a SOFT exclusion.</summary>
public sealed record OverrideRow(string Id, string ApplicationId, string Name, string TownId, string Code, string ActorName, string Role, DateTimeOffset At, string Reason);

/// <summary>What of the hits is asked for; null means all.</summary>
public sealed record HitFilter(HitState? State = null, string? Code = null, string? UnitId = null);

/// <summary>The comparison workbench.</summary>
public sealed class ComparisonQueries(IReader reader, ParameterStore parameters, HitMatcher matcher, IVault vault)
{
    /// <summary>Lists, the latest first. Who has nothing to do with comparisons gets none.</summary>
    public Task<ListPage<ListRow>> Lists(Actor actor, PageOf page, CancellationToken cancel) => reader.Read(async (work, token) =>
    {
        if (!ComparisonAccess.MayRead(actor))
            return new ListPage<ListRow>([], null);
        var today = ShanghaiTime.DateOf(work.Now);
        var (ids, next) = await work.Db.ComparisonLists.Where(row => row.CompletedAt != null).Page(row => row.ImportedAt, row => row.Id, descending: true, page, token);
        var rows = await work.Db.ComparisonLists.AsNoTracking().Where(row => ids.Contains(row.Id)).ToListAsync(token);
        return new ListPage<ListRow>(rows.Select(row => new ListRow(
            row.Id, row.Kind, ListSheets.Of(row.Kind).Zh, ListSheets.Of(row.Kind).En, row.AsOf, today.DayNumber - row.AsOf.DayNumber, row.FileName, row.Sha256, row.Rows, row.LeftOut, row.Hits,
            row.ImportedByName, row.ImportedAt, row.ReplacedAt is null)).InOrder(ids, row => row.Id), next);
    }, cancel);

    /// <summary>Hits of one's area, the latest first.</summary>
    public Task<ListPage<HitRow>> Hits(Actor actor, HitFilter filter, PageOf page, CancellationToken cancel) => reader.Read(async (work, token) =>
    {
        var villages = ComparisonAccess.Villages(actor);
        var hits = work.Db.ComparisonHits.Where(hit => villages.Contains(hit.VillageId));
        if (filter.State is { } state)
            hits = hits.Where(hit => hit.State == state);
        if (filter.Code is { Length: > 0 } code)
            hits = hits.Where(hit => hit.Code == code);
        if (filter.UnitId is { Length: > 0 } unit)
            hits = hits.Where(hit => hit.VillageId == unit || work.Db.Units.Any(u => u.Id == hit.VillageId && u.ParentId == unit));
        var (ids, next) = await hits.Page(hit => hit.FoundAt, hit => hit.Id, descending: true, page, token);
        return new ListPage<HitRow>(await Rows(work, actor, ids, token), next);
    }, cancel);

    /// <summary>Overrides of one's area for those who supervise: discipline, the town's and the district's, and the district's officers.</summary>
    public Task<ListPage<OverrideRow>> Overrides(Actor actor, PageOf page, CancellationToken cancel) => reader.Read(async (work, token) =>
    {
        var villages = ComparisonAccess.Villages(actor);
        var seen = work.Db.ExclusionOverrides.Where(row => work.Db.Applications.Any(a => a.Id == row.ApplicationId && villages.Contains(a.VillageId)));
        var (ids, next) = await seen.Page(row => row.At, row => row.Id, descending: true, page, token);
        var rows = await (
            from row in work.Db.ExclusionOverrides.AsNoTracking()
            join person in work.Db.People.AsNoTracking() on row.PersonId equals person.Id
            where ids.Contains(row.Id)
            select new { row, person }).ToListAsync(token);
        return new ListPage<OverrideRow>(rows.Select(x => new OverrideRow(
            x.row.Id, x.row.ApplicationId, x.person.Name, x.row.TownId, x.row.Code, x.row.ActorName, x.row.Role, x.row.At, Plain(x.person, x.row.ReasonCipher))).InOrder(ids, row => row.Id), next);
    }, cancel);

    private async Task<List<HitRow>> Rows(Work work, Actor actor, IReadOnlyList<string> ids, CancellationToken cancel)
    {
        var settings = ExclusionSettings.From(await parameters.At(work.Db, work.Now, cancel));
        var rows = await (
            from hit in work.Db.ComparisonHits.AsNoTracking()
            join person in work.Db.People.AsNoTracking() on hit.PersonId equals person.Id
            join village in work.Db.Units.AsNoTracking() on hit.VillageId equals village.Id
            where ids.Contains(hit.Id)
            select new { hit, person, village.ParentId }).ToListAsync(cancel);
        var reviews = (await work.Db.HitReviews.AsNoTracking().Where(review => ids.Contains(review.HitId)).ToListAsync(cancel)).ToLookup(review => review.HitId);
        var people = rows.Select(row => row.person.Id).Distinct().ToList();
        var applications = (await work.Db.Applications.AsNoTracking().Where(a => people.Contains(a.PersonId) && a.SubmittedAt != null).Select(a => new { a.Id, a.PersonId, a.SubmittedAt }).ToListAsync(cancel)).ToLookup(a => a.PersonId);
        return rows.Select(row =>
        {
            var (zh, en) = ExclusionRules.Sentence(ComparisonHits.FactOf(row.hit));
            var last = reviews[row.hit.Id].MaxBy(review => review.At);
            return new HitRow(
                row.hit.Id, row.person.Name, row.person.IdMasked, row.ParentId ?? "", row.hit.VillageId, row.hit.Code, settings.GradeOf(row.hit.Code, row.hit.Variant), zh, en,
                matcher.DetailOf(row.hit, row.person), row.hit.ListedOn, row.hit.GoneOn, row.hit.State, row.hit.IsFalseDeclaration, ComparisonAccess.ReviewRole(actor, row.hit) is not null,
                applications[row.person.Id].MaxBy(a => a.SubmittedAt)?.Id, row.hit.Revision)
            {
                Reason = last is null ? null : Plain(row.person, last.ReasonCipher),
                ReviewedBy = last?.ActorName,
                ReviewedAt = last?.At,
            };
        }).InOrder(ids, row => row.Id);
    }

    private string Plain(Person person, byte[] cipher) => Encoding.UTF8.GetString(vault.Decrypt(person.WrappedKey, cipher));
}
