using WorkflowJobs.Domain.Identity;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Tasks;

namespace WorkflowJobs.Domain.Placements;

/// <summary>Who may see a placement, and what of it (DOMAIN §9.2, §10): the person their own, officers by role and area; finance sees numbers of people only.</summary>
public static class PlacementAccess
{
    private static readonly HashSet<string> Readers =
    [
        Roles.VillageOfficer, Roles.TownHandler, Roles.TownLeader, Roles.TownDiscipline, Roles.Employer, Roles.DistrictHandler, Roles.DistrictLeader, Roles.Discipline,
    ];

    private static readonly HashSet<string> Counters = [.. Readers, Roles.Finance];

    // The telephone is what these call the person by; the address as well (DOMAIN §9.2).
    private static readonly string[] PhoneRoles = [Roles.VillageOfficer, Roles.TownHandler, Roles.TownLeader, Roles.DistrictHandler, Roles.DistrictLeader];

    /// <summary>Who keeps the attendance and files leave for a person (DOMAIN §10: VO and EM enter, TH decides).</summary>
    private static readonly string[] Recorders = [Roles.VillageOfficer, Roles.Employer, Roles.TownHandler];

    /// <summary>Who may take the whole roster out of the system.</summary>
    private static readonly string[] Exporters = [Roles.TownHandler, Roles.TownLeader, Roles.DistrictHandler, Roles.DistrictLeader];

    public static bool IsOwn(Actor actor, Placement placement) => actor.PersonId is { } person && person == placement.PersonId;

    public static bool MayRead(Actor actor, Placement placement) => IsOwn(actor, placement) || HoldsIn(actor, placement.VillageId, Readers);

    public static bool SeesPhone(Actor actor, Placement placement) => IsOwn(actor, placement) || HoldsIn(actor, placement.VillageId, PhoneRoles);

    public static bool MayRecord(Actor actor, string villageId) => HoldsIn(actor, villageId, Recorders);

    public static bool IsTownHandler(Actor actor, string villageId) => HoldsIn(actor, villageId, [Roles.TownHandler]);

    public static bool HoldsIn(Actor actor, string unitId, IReadOnlyCollection<string> roles) =>
        actor.Grants.Any(grant => roles.Contains(grant.Role) && Holders.Covers(grant, unitId));

    /// <summary>Villages whose rows the actor sees.</summary>
    public static IReadOnlySet<string> ReadableVillages(Actor actor) => Area(actor, Readers);

    /// <summary>Villages whose people the actor may count.</summary>
    public static IReadOnlySet<string> CountableVillages(Actor actor) => Area(actor, Counters);

    public static IReadOnlySet<string> ExportableVillages(Actor actor) => Area(actor, Exporters);

    private static HashSet<string> Area(Actor actor, IReadOnlyCollection<string> roles) =>
        actor.Grants.Where(grant => roles.Contains(grant.Role)).SelectMany(grant => grant.Area.Append(grant.UnitId)).ToHashSet(StringComparer.Ordinal);
}
