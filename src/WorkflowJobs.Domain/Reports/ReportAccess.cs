using WorkflowJobs.Domain.Identity;
using WorkflowJobs.Domain.Runtime.Commands;

namespace WorkflowJobs.Domain.Reports;

/// <summary>Whose reports: towns their own, the district's office, finance and discipline all (DOMAIN §10). Finance sees counts and money, no people.</summary>
public static class ReportAccess
{
    private static readonly string[] People = [Roles.TownHandler, Roles.TownLeader, Roles.TownDiscipline, Roles.DistrictHandler, Roles.DistrictLeader, Roles.Discipline];
    private static readonly string[] Counts = [.. People, Roles.Finance];

    public static bool MayRead(Actor actor) => Counts.Any(actor.Has);

    public static bool MayReadPeople(Actor actor) => People.Any(actor.Has);

    public static HashSet<string> Area(Actor actor) => AreaOf(actor, Counts);

    internal static HashSet<string> AreaOfPeople(Actor actor) => AreaOf(actor, People);

    private static HashSet<string> AreaOf(Actor actor, string[] roles) => [.. actor.Grants.Where(grant => roles.Contains(grant.Role)).SelectMany(grant => grant.Area.Append(grant.UnitId))];
}
