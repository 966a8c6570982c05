using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Comparison;
using WorkflowJobs.Domain.Documents.Facts;
using WorkflowJobs.Domain.Identity;
using WorkflowJobs.Domain.Runtime.Instances;
using WorkflowJobs.Domain.Supervision;

namespace WorkflowJobs.Domain.Reports.Dashboards;

/// <summary>What discipline watches: overrides, tip-offs, clues, rectifications, and what was decided in another's stead.</summary>
internal static class OversightPanels
{
    /// <summary>SOFT exclusions that an officer passed with a reason in the year; hits of HARD ones that a review let pass, of all years.</summary>
    public static PanelSource Overrides { get; } = new("overrides", FigureMeasure.Rows, ByUnit: false,
    [
        new("Soft", scope => scope.Work.Db.ExclusionOverrides.Where(row => scope.Area.Contains(row.TownId) && row.At >= scope.YearBegins && row.At < scope.YearEnds).Select(row => new FigureItem { Id = row.Id, UnitId = row.TownId })),
        new("HardCleared", scope => LetPass(scope, HitState.Cleared)),
        new("HardNotSame", scope => LetPass(scope, HitState.NotSame)),
    ], async (scope, ids, cancel) => (await OverrideRows(scope, ids, cancel)).Concat(await HitRows(scope, ids, cancel)));

    public static PanelSource TipOffs { get; } = new("tipOffs", FigureMeasure.Rows, ByUnit: false,
    [
        new("Open", scope => Reports(scope).Where(row => row.Outcome == null).Select(row => new FigureItem { Id = row.Id, UnitId = row.TownId })),
        new("Substantiated", scope => OfYear(scope).Where(row => row.Outcome == "Substantiated").Select(row => new FigureItem { Id = row.Id, UnitId = row.TownId })),
        new("NotSubstantiated", scope => OfYear(scope).Where(row => row.Outcome == "NotSubstantiated").Select(row => new FigureItem { Id = row.Id, UnitId = row.TownId })),
    ], TipOffRows);

    /// <summary>Clues are the district commission's alone.</summary>
    public static PanelSource Clues { get; } = new("clues", FigureMeasure.Rows, ByUnit: false,
    [
        new("Sent", scope => Open(scope).Where(row => row.ReceivedAt == null).Select(row => new FigureItem { Id = row.Id, UnitId = row.TownId })),
        new("Received", scope => Open(scope).Where(row => row.ReceivedAt != null).Select(row => new FigureItem { Id = row.Id, UnitId = row.TownId })),
    ], ClueRows);

    public static PanelSource Rectifications { get; } = new("rectifications", FigureMeasure.Rows, ByUnit: false,
    [
        new("Open", scope => ToRectify(scope).Where(row => row.DueOn >= scope.Today).Select(row => new FigureItem { Id = row.Id, UnitId = row.UnitId })),
        new("Overdue", scope => ToRectify(scope).Where(row => row.DueOn < scope.Today).Select(row => new FigureItem { Id = row.Id, UnitId = row.UnitId })),
    ], RectificationRows);

    public static PanelSource Delegated { get; } = new("delegated", FigureMeasure.Rows, ByUnit: true,
    [
        new("Decisions", scope => scope.Work.Db.Decisions.Where(row => row.OnBehalfOf != null && scope.Area.Contains(row.UnitId) && row.At >= scope.YearBegins && row.At < scope.YearEnds)
            .Select(row => new FigureItem { Id = row.Id, UnitId = row.UnitId })),
    ], DecisionRows);

    private static IQueryable<FigureItem> LetPass(DashboardScope scope, HitState state) =>
        from hit in scope.Work.Db.ComparisonHits
        where hit.State == state && scope.Area.Contains(hit.VillageId) && scope.HardExclusions.Contains(hit.Variant == "" ? hit.Code : hit.Code + "." + hit.Variant)
        select new FigureItem { Id = hit.Id, UnitId = hit.VillageId };

    private static IQueryable<TipOff> Reports(DashboardScope scope) => scope.Work.Db.TipOffs.Where(ClueQueries.Investigated(scope.Actor));

    private static IQueryable<TipOff> OfYear(DashboardScope scope) => Reports(scope).Where(row => row.ClosedAt >= scope.YearBegins && row.ClosedAt < scope.YearEnds);

    private static IQueryable<Clue> Open(DashboardScope scope)
    {
        var mine = scope.Actor.Has(Roles.Discipline);
        return scope.Work.Db.Clues.Where(row => mine && row.ClosedAt == null);
    }

    private static IQueryable<Rectification> ToRectify(DashboardScope scope) => scope.Work.Db.Rectifications.Where(row => row.ClosedAt == null && scope.Area.Contains(row.UnitId));

    private static async Task<IEnumerable<DashboardRow>> OverrideRows(DashboardScope scope, IReadOnlyList<string> ids, CancellationToken cancel) => (await (
        from row in scope.Work.Db.ExclusionOverrides
        join person in scope.Work.Db.People on row.PersonId equals person.Id
        where ids.Contains(row.Id)
        select new { row.Id, row.ApplicationId, row.Code, row.ActorName, row.At, person.Name }).ToListAsync(cancel))
        .Select(row => new DashboardRow(row.Id, "", $"{row.Name} · {row.Code}", row.ActorName, null, null, row.At, 0, Subject.Application, row.ApplicationId));

    private static async Task<IEnumerable<DashboardRow>> HitRows(DashboardScope scope, IReadOnlyList<string> ids, CancellationToken cancel)
    {
        var reviews = (await scope.Work.Db.HitReviews.AsNoTracking().Where(review => ids.Contains(review.HitId)).ToListAsync(cancel)).ToLookup(review => review.HitId);
        return (await (
            from hit in scope.Work.Db.ComparisonHits
            join person in scope.Work.Db.People on hit.PersonId equals person.Id
            where ids.Contains(hit.Id)
            select new { hit.Id, hit.Code, hit.State, person.Name }).ToListAsync(cancel))
            .Select(row => new DashboardRow(row.Id, "", $"{row.Name} · {row.Code}", reviews[row.Id].MaxBy(review => review.At)?.ActorName ?? "", "hitState", row.State.ToString(), reviews[row.Id].MaxBy(review => review.At)?.At, 0, "comparison", row.Id));
    }

    /// <summary>Neither who reported nor what: the task says that.</summary>
    private static async Task<IEnumerable<DashboardRow>> TipOffRows(DashboardScope scope, IReadOnlyList<string> ids, CancellationToken cancel) =>
        (await scope.Work.Db.TipOffs.AsNoTracking().Where(row => ids.Contains(row.Id)).ToListAsync(cancel)).Select(row => new DashboardRow(
            row.Id, "", $"{row.ReceivedAt.ToOffset(Common.ShanghaiTime.Offset):yyyy-MM-dd}", "", "tipOffState", row.Outcome ?? "Open", row.ClosedAt ?? row.ReceivedAt, 0, TipOffSubjects.Type, row.Id));

    private static async Task<IEnumerable<DashboardRow>> ClueRows(DashboardScope scope, IReadOnlyList<string> ids, CancellationToken cancel)
    {
        var rows = new List<DashboardRow>();
        foreach (var clue in await scope.Work.Db.Clues.AsNoTracking().Where(row => ids.Contains(row.Id)).ToListAsync(cancel))
            rows.Add(new DashboardRow(clue.Id, "", await ClueNames.About(scope.Work, clue, cancel), "", "clueSource", clue.Source, clue.OpenedAt, 0, ClueSubjects.Type, clue.Id));
        return rows;
    }

    private static async Task<IEnumerable<DashboardRow>> RectificationRows(DashboardScope scope, IReadOnlyList<string> ids, CancellationToken cancel) =>
        (await scope.Work.Db.Rectifications.AsNoTracking().Where(row => ids.Contains(row.Id)).ToListAsync(cancel)).Select(row => new DashboardRow(
            row.Id, "", $"{row.Number} {ProblemKinds.Zh(row.Kind)}", $"{row.DueOn:yyyy-MM-dd}", "rectificationState", SupervisionQueries.StateOf(row, scope.Today), row.OpenedAt, 0, "rectification", row.Id));

    private static async Task<IEnumerable<DashboardRow>> DecisionRows(DashboardScope scope, IReadOnlyList<string> ids, CancellationToken cancel)
    {
        var rows = await scope.Work.Db.Decisions.AsNoTracking().Where(row => ids.Contains(row.Id)).ToListAsync(cancel);
        var tasks = rows.Select(row => row.TaskId).OfType<string>().ToList();
        var about = await scope.Work.Db.UserTasks.Where(task => tasks.Contains(task.Id)).Select(task => new { task.Id, task.SubjectName, task.Outcomes }).ToDictionaryAsync(task => task.Id, cancel);
        return rows.Select(row =>
        {
            var task = row.TaskId is { } id ? about.GetValueOrDefault(id) : null;
            return new DashboardRow(row.Id, "", row.By, $"{row.Stage} {task?.SubjectName} {PaperParts.OutcomeZh(task?.Outcomes, row.Outcome)}", null, null, row.At, 0, row.SubjectType, row.SubjectId);
        });
    }
}
