using WorkflowJobs.Domain.Identity;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Tasks;

namespace WorkflowJobs.Domain.Applications;

/// <summary>Who may see and who may act for an application: the person, and roles of DOMAIN §10 in whose area its village lies.</summary>
public static class ApplicationAccess
{
    private static readonly HashSet<string> Readers =
    [
        Roles.VillageOfficer, Roles.TownHandler, Roles.TownLeader, Roles.TownDiscipline,
        Roles.DistrictHandler, Roles.DistrictLeader, Roles.Discipline, Roles.Certifier,
    ];

    private static readonly HashSet<string> Assistants = [Roles.VillageOfficer, Roles.TownHandler];

    public static bool IsOwn(Actor actor, Application application) => actor.PersonId is { } person && person == application.PersonId;

    public static bool MayRead(Actor actor, Application application) =>
        IsOwn(actor, application) || HoldsHere(actor, application, Readers);

    /// <summary>Village and town officers may apply, supplement and withdraw on a person's behalf.</summary>
    public static bool MayAssist(Actor actor, string villageId) => actor.Grants.Any(g => Assistants.Contains(g.Role) && Holders.Covers(g, villageId));

    public static bool MayActFor(Actor actor, Application application) => IsOwn(actor, application) || MayAssist(actor, application.VillageId);

    /// <summary>Villages in which the actor may read; for search and lists.</summary>
    public static IReadOnlySet<string> ReadableVillages(Actor actor) =>
        actor.Grants.Where(g => Readers.Contains(g.Role)).SelectMany(g => g.Area).ToHashSet(StringComparer.Ordinal);

    /// <summary>Holds one of these roles where this application is: a role elsewhere opens nothing here.</summary>
    public static bool HoldsHere(Actor actor, Application application, IReadOnlyCollection<string> roles) =>
        actor.Grants.Any(g => roles.Contains(g.Role) && Holders.Covers(g, application.VillageId));
}
