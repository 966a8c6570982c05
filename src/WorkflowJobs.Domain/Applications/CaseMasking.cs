using System.Text.Json.Nodes;
using WorkflowJobs.Domain.Identity;
using WorkflowJobs.Domain.Publicity;
using WorkflowJobs.Domain.Runtime.Commands;

namespace WorkflowJobs.Domain.Applications;

/// <summary>What of a form an actor sees (DOMAIN §9.2). Pure.</summary>
public static class CaseMasking
{
    public const string IdNumber = "idNumber";
    public const string Phone = "phone";
    public const string Account = "accountNumber";

    /// <summary>The numbers of the members of the household.</summary>
    public const string Household = "household";

    // Who may know the full number (DOMAIN §9.2); they see it by a reveal, which is an entry of the journal (DESIGN, invariant 12).
    private static readonly string[] FullIdRoles = [Roles.TownHandler, Roles.TownLeader, Roles.DistrictHandler, Roles.DistrictLeader, Roles.Discipline, Roles.VillageOfficer];
    // The telephone is what these call the person by: in full to them without a reveal, masked to all others (DOMAIN §9.2).
    private static readonly string[] PhoneRoles = [Roles.VillageOfficer, Roles.TownHandler, Roles.TownLeader, Roles.DistrictHandler, Roles.DistrictLeader];

    /// <summary>Fields shown masked to this actor that a reason opens. Accounts open to finance only, elsewhere.</summary>
    public static IReadOnlyList<string> Revealable(Actor actor, Application application) =>
        !ApplicationAccess.IsOwn(actor, application) && ApplicationAccess.HoldsHere(actor, application, FullIdRoles) ? [IdNumber, Household] : [];

    public static JsonObject Mask(JsonObject form, Actor actor, Application application)
    {
        var seen = (JsonObject)form.DeepClone();
        if (ApplicationAccess.IsOwn(actor, application))
            return seen;
        MaskId(seen);
        foreach (var member in seen.Rows(Household))
            MaskId(member);
        if (!ApplicationAccess.HoldsHere(actor, application, PhoneRoles) && seen.Text(Phone) is { } phone)
            seen[Phone] = MaskingRules.MaskPhone(phone);
        if (seen.Text(Account) is { } account)
            seen[Account] = MaskingRules.MaskAccount(account);
        return seen;
    }

    private static void MaskId(JsonObject row)
    {
        if (row.Text(IdNumber) is { Length: 18 } number)
            row[IdNumber] = string.Concat(number.AsSpan(0, 6), "********", number.AsSpan(14));
    }
}
