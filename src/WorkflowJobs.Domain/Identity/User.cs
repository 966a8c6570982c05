using Microsoft.AspNetCore.Identity;

namespace WorkflowJobs.Domain.Identity;

/// <summary>An account: an officer's, or an applicant's (then <see cref="PersonId"/> is set).</summary>
public sealed class User : IdentityUser<string>
{
    public required string DisplayName { get; set; }
    public string? PersonId { get; set; }
    public bool Active { get; set; } = true;
    public bool MustChangePassword { get; set; }
    public DateTimeOffset CreatedAt { get; init; }
}

/// <summary>A role of DOMAIN §10 held in a unit. Area follows from the unit: own village &lt; own town &lt; district.</summary>
public sealed class RoleAssignment
{
    public required string Id { get; init; }
    public required string UserId { get; init; }
    public required string Role { get; init; }
    public required string UnitId { get; init; }
    public DateOnly? From { get; set; }
    public DateOnly? To { get; set; }
}

/// <summary>Role codes of DOMAIN §10.</summary>
public static class Roles
{
    public const string Applicant = "AP";
    public const string VillageOfficer = "VO";
    public const string ReviewMember = "VM";
    public const string TownHandler = "TH";
    public const string TownLeader = "TL";
    public const string TownDiscipline = "TD";
    public const string Employer = "EM";
    public const string Certifier = "CD";
    public const string DistrictHandler = "HH";
    public const string DistrictLeader = "HL";
    public const string Finance = "FI";
    public const string Discipline = "DI";
    public const string WorkflowAdministrator = "WA";
    public const string SystemAdministrator = "SA";
    public const string SecurityAdministrator = "SE";
    public const string Auditor = "AU";
}

/// <summary>A natural person. ID number, phone and account are encrypted with a key of the person's own (invariant 12).</summary>
public sealed class Person
{
    public required string Id { get; init; }
    public required string Name { get; set; }
    public required string Sex { get; set; }
    public required byte[] IdNumberCipher { get; set; }

    /// <summary>Keyed blind index of the normalised ID number; unique.</summary>
    public required string IdNumberIndex { get; init; }

    /// <summary>370811********9820.</summary>
    public required string IdMasked { get; set; }

    public byte[]? PhoneCipher { get; set; }
    public string? PhoneIndex { get; set; }
    public string? PhoneMasked { get; set; }
    public string? AccountMasked { get; set; }
    public byte[]? AccountCipher { get; set; }

    /// <summary>The person's data key, wrapped with the master key. Erasure destroys it.</summary>
    public required byte[] WrappedKey { get; set; }

    public required string VillageId { get; set; }
    public bool Deceased { get; set; }
    public DateTimeOffset CreatedAt { get; init; }
    public int Revision { get; set; }
}

/// <summary>A code printed on the receipt or given in person, with which an applicant opens an account. Kept as a hash.</summary>
public sealed class InvitationCode
{
    public required string Id { get; init; }
    public required string CodeHash { get; init; }
    public required string PersonId { get; init; }
    public DateTimeOffset ExpiresAt { get; init; }
    public DateTimeOffset? UsedAt { get; set; }
    public required string IssuedBy { get; init; }
}
