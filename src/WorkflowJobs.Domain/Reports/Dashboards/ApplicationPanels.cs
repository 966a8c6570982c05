using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Applications;
using WorkflowJobs.Domain.Notices;
using WorkflowJobs.Domain.Publicity;
using WorkflowJobs.Domain.Runtime.Instances;

namespace WorkflowJobs.Domain.Reports.Dashboards;

/// <summary>The year's plan and its people, applications by stage, and publicity periods.</summary>
internal static class ApplicationPanels
{
    /// <summary>The stages in their order; what has ended without a post stands together at the end.</summary>
    private static readonly ApplicationStatus[] Stages =
    [
        ApplicationStatus.Submitted, ApplicationStatus.Supplement, ApplicationStatus.Accepted, ApplicationStatus.Review, ApplicationStatus.TownReview, ApplicationStatus.Publicity, ApplicationStatus.Objection,
        ApplicationStatus.DistrictReview, ApplicationStatus.Approved, ApplicationStatus.Waitlist, ApplicationStatus.Training, ApplicationStatus.Signing, ApplicationStatus.OnPost,
    ];

    private static readonly ApplicationStatus[] Ended =
        [ApplicationStatus.Lapsed, ApplicationStatus.NotRecommended, ApplicationStatus.Rejected, ApplicationStatus.Withdrawn, ApplicationStatus.OfferLapsed, ApplicationStatus.Suspended, ApplicationStatus.Exited, ApplicationStatus.Revoked];

    /// <summary>Planned and announced places, by town; planned places are the current lines of the plan.</summary>
    public static PanelSource Places { get; } = new("places", FigureMeasure.Places, ByUnit: true,
    [
        new("Planned", scope => scope.Work.Db.AllocationLines.Where(line => line.Year == scope.Year && line.IsCurrent && scope.Area.Contains(line.TownId))
            .Select(line => new FigureItem { Id = line.Id, UnitId = line.TownId, Value = line.Number })),
        new("Announced", scope =>
            from line in scope.Work.Db.NoticeLines
            join notice in scope.Work.Db.Notices on line.NoticeId equals notice.Id
            where notice.Year == scope.Year && notice.PublishedAt != null && scope.Area.Contains(notice.TownId)
            select new FigureItem { Id = line.Id, UnitId = notice.TownId, Value = line.Number }),
    ], PlaceRows);

    /// <summary>People against the plan, by town: the same counts as in the report (D25).</summary>
    public static PanelSource People { get; } = new("people", FigureMeasure.Rows, ByUnit: true,
    [
        new(nameof(Measure.Applied), scope => OfYear(scope).Select(row => new FigureItem { Id = row.Id, UnitId = row.TownId })),
        new(nameof(Measure.Approved), scope => OfYear(scope).Where(row => row.ApprovedAt != null).Select(row => new FigureItem { Id = row.Id, UnitId = row.TownId })),
        new(nameof(Measure.OnPost), scope => PostFigures.OnPost(scope.Work, scope.Year).Where(row => scope.Area.Contains(row.TownId))
            .Select(row => new FigureItem { Id = row.Id, UnitId = row.TownId })),
        new(nameof(Measure.Exited), scope => PostFigures.Exited(scope.Work, scope.Year).Where(row => scope.Area.Contains(row.TownId))
            .Select(row => new FigureItem { Id = row.Id, UnitId = row.TownId })),
    ], async (scope, ids, cancel) => (await Rows(scope, ids, cancel)).Concat(await PostPanels.Rows(scope, ids, cancel)));

    /// <param name="ofVillages">By village, for a town; by town otherwise.</param>
    public static PanelSource ByStage(bool ofVillages) => new("stages", FigureMeasure.Rows, ByUnit: true,
    [
        .. Stages.Select(status => new FigureSource(status.ToString(), scope => Items(OfYear(scope).Where(row => row.Status == status), ofVillages))),
        new("Ended", scope => Items(OfYear(scope).Where(row => Ended.Contains(row.Status)), ofVillages)),
    ], Rows);

    /// <summary>Lists whose period runs, is over and not concluded, or stands still after an interruption; of all years.</summary>
    public static PanelSource Publicity { get; } = new("publicity", FigureMeasure.Rows, ByUnit: false,
    [
        new("Running", scope => Posted(scope).Where(list => list.EndsOn == null || list.EndsOn >= scope.Today).Select(list => new FigureItem { Id = list.Id, UnitId = list.TownId })),
        new("Over", scope => Posted(scope).Where(list => list.EndsOn < scope.Today).Select(list => new FigureItem { Id = list.Id, UnitId = list.TownId })),
        new("ToPost", scope => scope.Work.Db.PublicityLists.Where(list => list.Status == ListStates.Draft && scope.Area.Contains(list.TownId)).Select(list => new FigureItem { Id = list.Id, UnitId = list.TownId })),
        new("Objections", scope =>
            from objection in scope.Work.Db.Objections
            join list in scope.Work.Db.PublicityLists on objection.ListId equals list.Id
            where objection.ClosedAt == null && scope.Area.Contains(list.TownId)
            select new FigureItem { Id = objection.Id, UnitId = list.TownId }),
    ], async (scope, ids, cancel) => (await ListRows(scope, ids, cancel)).Concat(await ObjectionRows(scope, ids, cancel)));

    private static IQueryable<Application> OfYear(DashboardScope scope) => Figures.Counted(scope.Work, scope.Year).Where(row => scope.Area.Contains(row.TownId));

    private static IQueryable<FigureItem> Items(IQueryable<Application> rows, bool ofVillages) => ofVillages
        ? rows.Select(row => new FigureItem { Id = row.Id, UnitId = row.VillageId })
        : rows.Select(row => new FigureItem { Id = row.Id, UnitId = row.TownId });

    private static IQueryable<PublicityList> Posted(DashboardScope scope) => scope.Work.Db.PublicityLists.Where(list => list.Status == ListStates.Posted && scope.Area.Contains(list.TownId));

    private static async Task<IEnumerable<DashboardRow>> Rows(DashboardScope scope, IReadOnlyList<string> ids, CancellationToken cancel) => (await (
        from row in scope.Work.Db.Applications
        join person in scope.Work.Db.People on row.PersonId equals person.Id
        where ids.Contains(row.Id)
        select new { row.Id, row.ReceiptNumber, row.Status, row.SubmittedAt, row.Kind, row.Batch, person.Name }).ToListAsync(cancel))
        .Select(row => new DashboardRow(row.Id, "", row.Name, $"{LineNames.Zh(row.Kind, row.Batch)} {row.ReceiptNumber}", "status", row.Status.ToString(), row.SubmittedAt, 0, Subject.Application, row.Id));

    private static async Task<IEnumerable<DashboardRow>> PlaceRows(DashboardScope scope, IReadOnlyList<string> ids, CancellationToken cancel)
    {
        var planned = await scope.Work.Db.AllocationLines.Where(line => ids.Contains(line.Id)).ToListAsync(cancel);
        var announced = await (
            from line in scope.Work.Db.NoticeLines
            join notice in scope.Work.Db.Notices on line.NoticeId equals notice.Id
            where ids.Contains(line.Id)
            select new { line.Id, line.Kind, line.Batch, line.NoticeId, notice.DocumentNumber, notice.PublishedAt }).ToListAsync(cancel);
        return planned.Select(line => new DashboardRow(line.Id, "", LineNames.Zh(line.Kind, line.Batch), "", null, null, null, 0, null, null))
            .Concat(announced.Select(line => new DashboardRow(line.Id, "", LineNames.Zh(line.Kind, line.Batch), line.DocumentNumber ?? "", null, null, line.PublishedAt, 0, Subject.Round, line.Id)));
    }

    private static async Task<IEnumerable<DashboardRow>> ListRows(DashboardScope scope, IReadOnlyList<string> ids, CancellationToken cancel) => (await (
        from list in scope.Work.Db.PublicityLists
        join line in scope.Work.Db.NoticeLines on list.RoundId equals line.Id
        where ids.Contains(list.Id)
        select new { list.Id, list.Number, list.Status, list.StartsOn, list.EndsOn, line.Kind, line.Batch }).ToListAsync(cancel))
        .Select(list => new DashboardRow(list.Id, "", $"{LineNames.Zh(list.Kind, list.Batch)}公示名单（{list.Number}）", list.StartsOn is null ? "" : $"{list.StartsOn:yyyy-MM-dd} — {list.EndsOn:yyyy-MM-dd}", "listStatus", list.Status, null, 0, Subject.PublicityList, list.Id));

    /// <summary>The challenged person and the day; never the objector.</summary>
    private static async Task<IEnumerable<DashboardRow>> ObjectionRows(DashboardScope scope, IReadOnlyList<string> ids, CancellationToken cancel) => (await (
        from objection in scope.Work.Db.Objections
        join application in scope.Work.Db.Applications on objection.ApplicationId equals application.Id
        join person in scope.Work.Db.People on application.PersonId equals person.Id
        where ids.Contains(objection.Id)
        select new { objection.Id, objection.ApplicationId, objection.ReceivedAt, person.Name }).ToListAsync(cancel))
        .Select(row => new DashboardRow(row.Id, "", row.Name, "", null, null, row.ReceivedAt, 0, Subject.Application, row.ApplicationId));
}
