using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Runtime.Commands;

namespace WorkflowJobs.Domain.Identity;

/// <summary>A code as it is printed; it is told once and kept as a hash.</summary>
public sealed record Invitation(string Code, DateTimeOffset ExpiresAt);

/// <summary>An applicant's account is opened with a code that an officer hands over, or that is printed on the receipt.</summary>
public sealed class Invitations(IWriter writer, AccountCommands accounts)
{
    // No 0/O, 1/I/L: it is read from paper.
    private const string Alphabet = "ABCDEFGHJKMNPQRSTUVWXYZ23456789";
    private const int CodeLength = 12;
    private static readonly TimeSpan Life = TimeSpan.FromDays(60);
    private static readonly string[] Givers = [Roles.VillageOfficer, Roles.TownHandler];

    public sealed record Body(string Code, string IdLastFour, string UserName, string Password);

    /// <summary>By an officer of the person's area. A new code makes the earlier ones worthless; so it needs no operation id, whose stored answer would hold it.</summary>
    public Task<Result<Invitation>> Issue(Actor actor, string personId, CancellationToken cancel) =>
        writer.Write((work, token) => Issue(work, actor, personId, token), cancel);

    /// <summary>For the person of an application, as it is printed beside the receipt.</summary>
    public Task<Result<Invitation>> IssueFor(Actor actor, string applicationId, CancellationToken cancel) => writer.Write(async (work, token) =>
        await Issue(work, actor, (await work.Db.Applications.FindAsync([applicationId], token))?.PersonId ?? "", token), cancel);

    /// <summary>As it is printed: ABCD-EFGH-JKMN is easier to read from paper; hyphens do not count.</summary>
    public static string Printed(string code) => string.Join('-', code.Chunk(4).Select(part => new string(part)));

    private static async Task<Result<Invitation>> Issue(Work work, Actor actor, string personId, CancellationToken token)
    {
        if (await work.Db.People.FindAsync([personId], token) is not { } person
            || !actor.Grants.Any(grant => Givers.Contains(grant.Role) && grant.Area.Contains(person.VillageId)))
            return work.Refuse<Result<Invitation>>(Refusals.NotFound);
        if (await work.Db.Users.AnyAsync(row => row.PersonId == personId, token))
            return work.Refuse<Result<Invitation>>(AccountRefusals.HasAccount);
        return await New(work, personId, actor.UserId, token);
    }

    /// <summary>In the transaction of a command that prints it.</summary>
    public static async Task<Invitation> New(Work work, string personId, string issuedBy, CancellationToken cancel)
    {
        await work.Db.InvitationCodes.Where(row => row.PersonId == personId && row.UsedAt == null).ExecuteDeleteAsync(cancel);
        var code = RandomNumberGenerator.GetString(Alphabet, CodeLength);
        var row = new InvitationCode
        {
            Id = Guid.CreateVersion7().ToString("N"),
            CodeHash = Hash(code),
            PersonId = personId,
            ExpiresAt = work.Now + Life,
            IssuedBy = issuedBy,
        };
        work.Db.InvitationCodes.Add(row);
        await AccountCommands.Note(work, "InvitationIssued", "", issuedBy, new() { ["invitationId"] = row.Id, ["personId"] = personId }, cancel);
        return new Invitation(code, row.ExpiresAt);
    }

    /// <summary>Opens the applicant's account; answers its user name. Wrong in any part answers alike.</summary>
    public Task<Result<string>> Redeem(Body body, CancellationToken cancel) => writer.Write<Result<string>>(async (work, token) =>
    {
        var hash = Hash(body.Code ?? "");
        if (await work.Db.InvitationCodes.FirstOrDefaultAsync(row => row.CodeHash == hash && row.UsedAt == null, token) is not { } invitation
            || invitation.ExpiresAt <= work.Now
            || await work.Db.People.FindAsync([invitation.PersonId], token) is not { } person
            || body.IdLastFour is not { Length: 4 } last || !person.IdMasked.EndsWith(last.ToUpperInvariant(), StringComparison.Ordinal))
            return work.Refuse<Result<string>>(AccountRefusals.Invitation);
        if (await work.Db.Users.AnyAsync(row => row.PersonId == person.Id, token))
            return work.Refuse<Result<string>>(AccountRefusals.HasAccount);
        var made = await accounts.Make(work, body.UserName, person.Name, body.Password, token);
        if (made.Value is not { } user)
            return work.Refuse<Result<string>>(made.Refusal!);
        user.PersonId = person.Id;
        invitation.UsedAt = work.Now;
        work.Db.RoleAssignments.Add(new RoleAssignment { Id = Guid.CreateVersion7().ToString("N"), UserId = user.Id, Role = Roles.Applicant, UnitId = person.VillageId });
        await AccountCommands.Note(work, "InvitationUsed", user.Id, user.Id, new() { ["invitationId"] = invitation.Id }, token);
        return user.UserName!;
    }, cancel);

    private static string Hash(string code) =>
        ContentHash.Of(code.Trim().Replace("-", "", StringComparison.Ordinal).ToUpperInvariant());
}
