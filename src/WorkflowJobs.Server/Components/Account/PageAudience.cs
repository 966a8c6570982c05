using Microsoft.AspNetCore.Authorization;
using R = WorkflowJobs.Domain.Identity.Roles;

namespace WorkflowJobs.Server.Components.Account;

/// <summary>Whom a page is for: holders of any of the roles. Rows are checked again by the use cases.</summary>
internal sealed record PageAudience(IReadOnlySet<string> Roles) : IAuthorizationRequirement;

/// <summary>Names of the pages' policies, for <c>[Authorize(Policy = …)]</c>.</summary>
public static class Audiences
{
    public const string Officers = "pages.officers";
    public const string Assistants = "pages.assistants";
    public const string Applicants = "pages.applicants";
    public const string Workflows = "pages.workflows";
    public const string Instances = "pages.instances";
    public const string Reveals = "pages.reveals";
    public const string Users = "pages.users";
    public const string Settings = "pages.settings";
    public const string Plans = "pages.plans";
    public const string Lists = "pages.lists";
    public const string Supervision = "pages.supervision";
    public const string Ledger = "pages.ledger";
    public const string Clues = "pages.clues";
    public const string Dashboards = "pages.dashboards";
    public const string Assessments = "pages.assessments";
    public const string TipOffs = "pages.tipOffs";
    public const string BarredAccounts = "pages.barredAccounts";
    public const string Comparison = "pages.comparison";
    public const string Reports = "pages.reports";
    public const string Insurance = "pages.insurance";
    public const string Retention = "pages.retention";
    public const string Audit = "pages.audit";
    public const string Openings = "pages.openings";

    /// <summary>DOMAIN §10, by page.</summary>
    internal static readonly IReadOnlyDictionary<string, IReadOnlySet<string>> Roles = new Dictionary<string, IReadOnlySet<string>>
    {
        [Officers] = Set(
            R.VillageOfficer, R.TownHandler, R.TownLeader, R.TownDiscipline,
            R.Employer, R.Certifier, R.DistrictHandler, R.DistrictLeader,
            R.Finance, R.Discipline),
        [Assistants] = Set(R.VillageOfficer, R.TownHandler),
        [Openings] = Set(R.DistrictHandler, R.DistrictLeader, R.Discipline),
        [Comparison] = Set(R.DistrictHandler, R.DistrictLeader, R.TownHandler, R.TownLeader, R.TownDiscipline, R.Discipline),
        [Applicants] = Set(R.Applicant),
        [Workflows] = Set(R.WorkflowAdministrator),
        [Instances] = Set(R.WorkflowAdministrator, R.Auditor),
        [Reveals] = Set(R.Auditor, R.Discipline),
        // The latter two read: SE looks after rights, AU after what was done.
        [Users] = Set(R.SystemAdministrator, R.SecurityAdministrator, R.Auditor),
        [Settings] = Set(R.WorkflowAdministrator, R.SystemAdministrator, R.DistrictHandler, R.DistrictLeader),
        // Not the village: it never learns who objected.
        [Lists] = Set(R.TownHandler, R.TownLeader, R.TownDiscipline, R.DistrictHandler, R.DistrictLeader, R.Discipline),
        [Supervision] = Set(R.TownHandler, R.TownLeader, R.TownDiscipline, R.DistrictHandler, R.DistrictLeader, R.Discipline, R.Finance),
        [Ledger] = Set(R.VillageOfficer, R.TownHandler, R.TownLeader, R.TownDiscipline, R.DistrictHandler, R.DistrictLeader, R.Discipline, R.Finance),
        [Clues] = Set(R.Discipline),
        // Who takes reports in; never the village.
        [TipOffs] = Set(R.TownHandler, R.TownDiscipline, R.DistrictHandler, R.Discipline),
        [Dashboards] = Set(R.TownHandler, R.TownLeader, R.TownDiscipline, R.DistrictHandler, R.DistrictLeader, R.Finance, R.Discipline),
        [Assessments] = Set(R.VillageOfficer, R.TownHandler, R.TownLeader, R.TownDiscipline, R.Employer, R.DistrictHandler, R.DistrictLeader, R.Discipline),
        [BarredAccounts] = Set(R.DistrictHandler, R.DistrictLeader, R.Finance, R.Discipline),
        [Insurance] = Set(R.TownHandler, R.DistrictHandler),
        [Reports] = Set(R.TownHandler, R.TownLeader, R.TownDiscipline, R.DistrictHandler, R.DistrictLeader, R.Finance, R.Discipline),
        [Retention] = Set(R.DistrictHandler, R.DistrictLeader, R.Auditor),
        [Audit] = Set(R.Auditor),
        [Plans] = Set(
            R.DistrictHandler, R.DistrictLeader, R.TownHandler, R.TownLeader, R.TownDiscipline,
            R.VillageOfficer, R.Employer, R.Finance, R.Discipline),
    };

    internal static void AddPageAudiences(this AuthorizationBuilder builder)
    {
        foreach (var (name, roles) in Roles)
            builder.AddPolicy(name, policy => policy.RequireAuthenticatedUser().AddRequirements(new PageAudience(roles)));
    }

    private static HashSet<string> Set(params string[] roles) => [.. roles];
}

/// <summary>Asks the account's role assignments that are in force, not what the cookie once said.</summary>
internal sealed class PageAudienceHandler(IActorSource actors) : AuthorizationHandler<PageAudience>
{
    protected override async Task HandleRequirementAsync(AuthorizationHandlerContext context, PageAudience requirement)
    {
        if (await actors.Of(context.User) is { } actor && requirement.Roles.Any(actor.Has))
            context.Succeed(requirement);
    }
}
