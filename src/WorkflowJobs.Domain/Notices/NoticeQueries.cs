using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Eligibility;
using WorkflowJobs.Domain.Identity;
using WorkflowJobs.Domain.Parameters;
using WorkflowJobs.Domain.Plans;
using WorkflowJobs.Domain.Runtime.Commands;

namespace WorkflowJobs.Domain.Notices;

public sealed record NoticeRow(string Id, int Year, string TownId, string TownName, string Title, string? DocumentNumber, string Status, DateTimeOffset? OpensAt, DateTimeOffset? ClosesAt, bool IsOpen)
{
    public DateTimeOffset? PublishedAt { get; init; }
    public string? Place { get; init; }
    public string? Phone { get; init; }
    public string? SupervisionPhone { get; init; }
    public IReadOnlyList<LineView> Lines { get; init; } = [];

    /// <summary>The town of the actor's own unit, by the units' tree: where one lives or works.</summary>
    public bool IsOwnTown { get; init; }
}

public sealed record LineView(string Id, PostKind Kind, int Batch, string NameZh, string NameEn, int Number);

public sealed record PostView(string Id, string? LineId, string VillageId, string VillageName, string Name, string Class, string Content, string Place, int? HoursPerMonth, int Number, string Conditions, string EmployerUnit)
{
    /// <summary>综合设岗: one post for several duties.</summary>
    public bool IsCombined { get; init; }
}

/// <summary>A notice with everything that it prints: lines, posts, and the groups with the dates of birth that qualify.</summary>
public sealed record NoticeDetail(NoticeRow Notice, IReadOnlyList<PostView> Posts, IReadOnlyList<NoticeWindow> Rural, IReadOnlyList<NoticeWindow> Urban, IReadOnlyList<VillageOption> Villages)
{
    /// <summary>Corrections in order, and the texts that they replaced.</summary>
    public IReadOnlyList<CorrectionView> Corrections { get; init; } = [];

    public IReadOnlyList<NoticeVersionView> Versions { get; init; } = [];

    /// <summary>The actor is the town's handler and the notice can still be corrected.</summary>
    public bool MayCorrect { get; init; }

    public string? Place => Notice.Place;
    public string? Phone => Notice.Phone;
    public string? SupervisionPhone => Notice.SupervisionPhone;
    public IReadOnlyList<LineView> Lines => Notice.Lines;
}

/// <summary>A correction as it is shown beside the notice.</summary>
public sealed record CorrectionView(int Number, string DocumentNumber, DateTimeOffset At, string Reason, IReadOnlyList<NoticeChange> Changes, bool RestartsWindow, DateOnly ClosesOn);

/// <summary>A text of the notice that a correction replaced.</summary>
public sealed record NoticeVersionView(int Number, DateTimeOffset From, DateTimeOffset Until, NoticeText Text);

public sealed record LinePlace(string Id, string TownId, PostKind Kind, int Batch);

public sealed record VillageOption(string Id, string Name, string NameEn);

/// <summary>Notices for everyone (published ones) and for officers of the town's area (drafts too).</summary>
public sealed class NoticeQueries(IReader reader, ParameterStore parameters)
{
    /// <summary>Published notices, the latest first.</summary>
    public Task<ListPage<NoticeRow>> Public(PageOf page, CancellationToken cancel) => List(null, page, cancel);

    /// <summary>What the actor's area has, drafts included.</summary>
    public Task<ListPage<NoticeRow>> ForOfficer(Actor actor, PageOf page, CancellationToken cancel) => List(actor, page, cancel);

    public Task<Result<NoticeDetail>> Get(string id, Actor? actor, CancellationToken cancel) => reader.Read<Result<NoticeDetail>>(async (work, token) =>
    {
        var notice = await work.Db.Notices.Include(n => n.Lines).Include(n => n.Posts).AsSplitQuery().FirstOrDefaultAsync(n => n.Id == id, token);
        if (notice is null || (notice.PublishedAt is null && (actor is null || !await IsOfTown(work, actor, notice.TownId, token))))
            return Refusals.NotFound;
        var units = await work.Db.Units.ToDictionaryAsync(u => u.Id, token);
        var bounds = EligibilityParameters.From(await parameters.At(work.Db, notice.TermsAt ?? work.Now, token));
        var asOf = notice.ClosesOn ?? ShanghaiTime.DateOf(work.Now);
        var lines = notice.Lines.OrderBy(l => l.Kind).ThenBy(l => l.Batch).ToList();
        return new NoticeDetail(
            Row(notice, units[notice.TownId].Name, work.Now),
            [.. notice.Posts.OrderBy(p => p.VillageId).ThenBy(p => p.Name, StringComparer.Ordinal).Select(p => new PostView(
                p.Id, p.LineId, p.VillageId, units.GetValueOrDefault(p.VillageId)?.Name ?? "", p.Name, p.Class.ToString(), p.Content, p.Place, p.HoursPerMonth, p.Number, p.Conditions, p.EmployerUnit) { IsCombined = p.IsCombined })],
            lines.Exists(l => l.Kind == PostKind.Rural) ? NoticeWindows.For(PostKind.Rural, asOf, bounds) : [],
            lines.Exists(l => l.Kind == PostKind.Urban) ? NoticeWindows.For(PostKind.Urban, asOf, bounds) : [],
            [.. units.Values.Where(u => u.ParentId == notice.TownId && u.Active).OrderBy(u => u.SortOrder).Select(u => new VillageOption(u.Id, u.Name, u.NameEn))])
        {
            Corrections = await Corrections(work, notice.Id, token),
            Versions = await Versions(work, notice.Id, token),
            MayCorrect = actor?.Has(Roles.TownHandler, notice.TownId) == true && CorrectionRules.MayCorrect(notice.Status, notice.ClosesAt, work.Now) is null,
        };
    }, cancel);

    private static async Task<IReadOnlyList<CorrectionView>> Corrections(Work work, string noticeId, CancellationToken cancel) =>
        (await work.Db.NoticeCorrections.Where(c => c.NoticeId == noticeId).OrderBy(c => c.Number).ToListAsync(cancel))
            .ConvertAll(c => new CorrectionView(c.Number, c.DocumentNumber, c.At, c.Reason, CorrectionStore.ReadChanges(c.Changes), c.RestartsWindow, c.ClosesOn));

    private static async Task<IReadOnlyList<NoticeVersionView>> Versions(Work work, string noticeId, CancellationToken cancel) =>
        (await work.Db.NoticeVersions.Where(v => v.NoticeId == noticeId).OrderBy(v => v.Number).ToListAsync(cancel))
            .ConvertAll(v => new NoticeVersionView(v.Number, v.From, v.Until, NoticeText.Read(v.Text)));

    private Task<ListPage<NoticeRow>> List(Actor? actor, PageOf page, CancellationToken cancel) => reader.Read(async (work, token) =>
    {
        var area = actor is null ? [] : Towns(actor);
        var own = area.Union(await work.Db.Units.Where(u => area.Contains(u.Id)).Select(u => u.ParentId!).ToListAsync(token)).ToHashSet();
        var drafts = actor?.PersonId is null ? own : [];
        var (ids, next) = await work.Db.Notices.Where(n => n.PublishedAt != null || drafts.Contains(n.TownId))
            .OrderByDescending(n => n.Year).ThenBy(n => n.TownId).ThenBy(n => n.Id).Select(n => n.Id).Page(page, token);
        var rows = await work.Db.Notices.Include(n => n.Lines).Where(n => ids.Contains(n.Id)).ToListAsync(token);
        var names = await work.Db.Units.ToDictionaryAsync(u => u.Id, u => u.Name, token);
        return new ListPage<NoticeRow>(rows.InOrder(ids, n => n.Id).ConvertAll(n => Row(n, names.GetValueOrDefault(n.TownId) ?? "", work.Now) with { IsOwnTown = own.Contains(n.TownId) }), next);
    }, cancel);

    /// <summary>Lines by id with their town, as groups of tasks name them.</summary>
    public Task<IReadOnlyList<LinePlace>> Lines(IReadOnlyCollection<string> ids, CancellationToken cancel) => reader.Read<IReadOnlyList<LinePlace>>(async (work, token) => await (
        from line in work.Db.NoticeLines
        join notice in work.Db.Notices on line.NoticeId equals notice.Id
        where ids.Contains(line.Id)
        select new LinePlace(line.Id, notice.TownId, line.Kind, line.Batch)).ToListAsync(token), cancel);

    private static NoticeRow Row(Notice n, string town, DateTimeOffset now) => new(
        n.Id, n.Year, n.TownId, town, n.Title, n.DocumentNumber, n.Status.ToString(), n.OpensAt, n.ClosesAt, n.OpensAt <= now && now < n.ClosesAt)
    {
        PublishedAt = n.PublishedAt,
        Place = n.Place,
        Phone = n.Phone,
        SupervisionPhone = n.SupervisionPhone,
        Lines = [.. n.Lines.OrderBy(l => l.Kind).ThenBy(l => l.Batch).Select(l => new LineView(l.Id, l.Kind, l.Batch, LineNames.Zh(l.Kind, l.Batch), LineNames.En(l.Kind, l.Batch), l.Number))],
    };

    private static async Task<bool> IsOfTown(Work work, Actor actor, string townId, CancellationToken cancel)
    {
        var area = Towns(actor);
        return actor.PersonId is null && (area.Contains(townId) || await work.Db.Units.AnyAsync(u => u.ParentId == townId && area.Contains(u.Id), cancel));
    }

    private static HashSet<string> Towns(Actor actor) => [.. actor.Grants.SelectMany(g => g.Area)];
}
