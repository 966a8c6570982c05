using WorkflowJobs.Domain.Identity;
using WorkflowJobs.Domain.Runtime.Commands;

namespace WorkflowJobs.Domain.Reports.Dashboards;

/// <summary>Whose dashboard: each shows what that office steers by.</summary>
public enum DashboardKind
{
    District,
    Town,
    Finance,
    Discipline,
}

/// <summary>What the value of a figure and of its rows counts.</summary>
public enum FigureMeasure
{
    /// <summary>Rows alone; the value is 0.</summary>
    Rows,

    /// <summary>Places of the plan or of notices.</summary>
    Places,

    /// <summary>Money in 分.</summary>
    Fen,
}

/// <summary>A figure of one unit.</summary>
public sealed record UnitFigure(string UnitId, int Count, long Value);

/// <summary>A figure, whole and by unit. Asked for by <c>PANEL.FIGURE</c>, its rows are as many as <paramref name="Count"/> and their values come to <paramref name="Value"/>.</summary>
public sealed record DashboardFigure(string Key, int Count, long Value, IReadOnlyList<UnitFigure> Units);

/// <param name="ByUnit">Shown by unit as well: what the town or the district compares.</param>
public sealed record DashboardPanel(string Key, FigureMeasure Measure, bool ByUnit, IReadOnlyList<DashboardFigure> Figures);

public sealed record DashboardView(DashboardKind Kind, int Year, IReadOnlyList<DashboardPanel> Panels);

/// <summary>A row behind a figure.</summary>
/// <param name="StateKind">Names the words of <paramref name="State"/>, e.g. <c>status</c>; null when there is none.</param>
/// <param name="SubjectType">With <paramref name="SubjectId"/> what the row is about, to go there; null when there is no page of it.</param>
public sealed record DashboardRow(string Id, string UnitId, string Title, string Note, string? StateKind, string? State, DateTimeOffset? At, long Value, string? SubjectType, string? SubjectId);

/// <summary>Which rows: of a figure <c>PANEL.FIGURE</c> in a year, of one unit or all.</summary>
public sealed record DashboardFilter(DashboardKind Kind, int Year, string Figure, string? UnitId = null);

/// <summary>Who has which dashboard (DOMAIN §10): each of the offices its own, within its area.</summary>
public static class DashboardAccess
{
    private static readonly IReadOnlyDictionary<DashboardKind, string[]> Readers = new Dictionary<DashboardKind, string[]>
    {
        [DashboardKind.District] = [Roles.DistrictHandler, Roles.DistrictLeader],
        [DashboardKind.Town] = [Roles.TownHandler, Roles.TownLeader],
        [DashboardKind.Finance] = [Roles.Finance],
        [DashboardKind.Discipline] = [Roles.Discipline, Roles.TownDiscipline],
    };

    /// <summary>Those whose landing page the dashboard is: they steer and decide; handlers land in their inbox.</summary>
    private static readonly string[] Steering = [Roles.DistrictLeader, Roles.TownLeader, Roles.Finance, Roles.Discipline, Roles.TownDiscipline];

    public static IReadOnlyList<DashboardKind> Of(Actor actor) => [.. Readers.Where(pair => pair.Value.Any(actor.Has)).Select(pair => pair.Key)];

    public static bool LandsThere(Actor actor) => Steering.Any(actor.Has);

    internal static HashSet<string> Area(Actor actor, DashboardKind kind) =>
        actor.Grants.Where(grant => Readers[kind].Contains(grant.Role)).SelectMany(grant => grant.Area.Append(grant.UnitId)).ToHashSet(StringComparer.Ordinal);
}
