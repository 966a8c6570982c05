using WorkflowJobs.Domain.Identity;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Tasks;

namespace WorkflowJobs.Domain.Comparison;

/// <summary>Who works with comparisons: the district imports and reviews, a town reviews its own, discipline reads (DOMAIN §10).</summary>
public static class ComparisonAccess
{
    private static readonly HashSet<string> Readers = [Roles.DistrictHandler, Roles.DistrictLeader, Roles.TownHandler, Roles.TownLeader, Roles.TownDiscipline, Roles.Discipline];

    public static bool MayImport(Actor actor) => actor.Has(Roles.DistrictHandler);

    public static bool MayRead(Actor actor) => actor.Grants.Any(grant => Readers.Contains(grant.Role));

    /// <summary>Villages whose people's hits the actor sees.</summary>
    public static IReadOnlySet<string> Villages(Actor actor) =>
        actor.Grants.Where(grant => Readers.Contains(grant.Role)).SelectMany(grant => grant.Area).ToHashSet(StringComparer.Ordinal);

    /// <summary>The role in which the actor may review the hit; null when they may not. A cadre's relative is the town discipline's or the district's (E5).</summary>
    public static string? ReviewRole(Actor actor, ComparisonHit hit)
    {
        if (actor.PersonId == hit.PersonId)
            return null;
        string[] roles = hit is { Code: ExclusionCodes.Cadre, Variant: FactVariants.Relative } ? [Roles.TownDiscipline, Roles.DistrictHandler] : [Roles.TownHandler, Roles.DistrictHandler];
        return actor.Grants.FirstOrDefault(grant => roles.Contains(grant.Role) && Holders.Covers(grant, hit.VillageId))?.Role;
    }
}
