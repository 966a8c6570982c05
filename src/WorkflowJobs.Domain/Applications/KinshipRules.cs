namespace WorkflowJobs.Domain.Applications;

/// <summary>Somebody as far as the system knows who they are: an officer's account may be tied to a person, or only carry a name.</summary>
/// <param name="IdIndex">Blind index of the ID number; null when unknown.</param>
public sealed record Identified(string Name, string? PersonId, string? IdIndex);

/// <summary>A relative as the applicant declared them.</summary>
public sealed record DeclaredRelative(string Name, string? IdIndex);

/// <summary>
/// Who is the applicant or a relative. Numbers decide wherever both sides have one; a declared relative without a number is held by name,
/// since a declaration must not be void for want of a number. Bearing the applicant's own name is a warning only: people share names.
/// </summary>
public static class KinshipRules
{
    public static bool IsApplicant(Identified who, string applicantPersonId) => who.PersonId == applicantPersonId;

    public static bool IsRelative(Identified who, IEnumerable<DeclaredRelative> declared) => declared.Any(relative =>
        relative.IdIndex is { } theirs && who.IdIndex is { } own ? theirs == own : relative.Name == who.Name);

    /// <summary>SAME_NAME is a question to the officer, not a bar.</summary>
    public static bool IsNamesake(Identified who, string applicantPersonId, string applicantName) =>
        who.Name == applicantName && who.PersonId is null && !IsApplicant(who, applicantPersonId);
}
