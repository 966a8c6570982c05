using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Identity;
using WorkflowJobs.Domain.Publicity;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Tasks;

namespace WorkflowJobs.Domain.Attachments;

/// <summary>An attachment's plain bytes with what they are.</summary>
public sealed record AttachmentContent(Attachment Attachment, byte[] Bytes);

/// <summary>An attachment, and the name of the officer who saw the original.</summary>
public sealed record AttachmentInfo(Attachment Attachment, string? OriginalSeenBy);

/// <summary>Who may see a stored file: whoever uploaded it, the person it is about, and the officers of the subject's area.</summary>
public sealed class AttachmentQueries(IReader reader, AttachmentFiles files, IEnumerable<ISubjectDirectory> directories)
{
    private const string Objections = "objection";

    // Reports and clues are the discipline offices' alone: not the village's, not the town's, not the person's.
    private static readonly string[] OfDiscipline = ["tip-off", "clue"];

    // Administrators and auditors see no unmasked data, finance sees counts (DOMAIN §9.2, §10).
    internal static readonly string[] Readers =
    [
        Roles.VillageOfficer, Roles.TownHandler, Roles.TownLeader, Roles.TownDiscipline, Roles.Certifier, Roles.DistrictHandler, Roles.DistrictLeader, Roles.Discipline,
    ];

    private readonly ISubjectDirectory[] directories = [.. directories];

    public Task<Attachment?> Find(Actor actor, string id, CancellationToken cancel) => reader.Read(async (work, token) =>
        await work.Db.Attachments.FindAsync([id], token) is { } attachment && await MaySee(work, actor, attachment, token) ? attachment : null, cancel);

    /// <summary>Those of the ids that exist for this actor, in the order of upload.</summary>
    public Task<IReadOnlyList<Attachment>> Find(Actor actor, IReadOnlyCollection<string> ids, CancellationToken cancel) => reader.Read<IReadOnlyList<Attachment>>(async (work, token) =>
    {
        var found = new List<Attachment>();
        foreach (var attachment in await work.Db.Attachments.Where(row => ids.Contains(row.Id)).OrderBy(row => row.Id).ToListAsync(token))
            if (await MaySee(work, actor, attachment, token))
                found.Add(attachment);
        return found;
    }, cancel);

    public async Task<Result<AttachmentContent>> Content(Actor actor, string id, CancellationToken cancel)
    {
        if (await Find(actor, id, cancel) is not { } attachment)
            return Refusals.NotFound;
        return await files.Read(attachment.Sha256, cancel) is { } bytes ? new AttachmentContent(attachment, bytes) : Refusals.NotFound;
    }

    /// <summary>The same with names.</summary>
    public async Task<IReadOnlyList<AttachmentInfo>> Describe(Actor actor, IReadOnlyCollection<string> ids, CancellationToken cancel)
    {
        var found = await Find(actor, ids, cancel);
        var seenBy = found.Select(file => file.OriginalSeenBy).OfType<string>().Distinct().ToList();
        var names = seenBy.Count == 0 ? [] : await reader.Read(async (work, token) =>
            await work.Db.Users.Where(user => seenBy.Contains(user.Id)).ToDictionaryAsync(user => user.Id, user => user.DisplayName, token), cancel);
        return [.. found.Select(file => new AttachmentInfo(file, file.OriginalSeenBy is { } who ? names.GetValueOrDefault(who, who) : null))];
    }

    /// <summary>What was handed in about a subject, in the order of upload.</summary>
    public async Task<IReadOnlyList<Attachment>> Of(Actor actor, string subjectType, string subjectId, CancellationToken cancel) => await Find(actor, await reader.Read(async (work, token) =>
        await work.Db.Attachments.Where(row => row.SubjectType == subjectType && row.SubjectId == subjectId).Select(row => row.Id).ToListAsync(token), cancel), cancel);

    internal async Task<bool> MaySee(Work work, Actor actor, Attachment attachment, CancellationToken cancel)
    {
        if (attachment.UploadedBy == actor.UserId)
            return true;
        if (attachment.SubjectType is not { } type || Array.Find(directories, directory => directory.SubjectType == type) is not { } found
            || await found.Locate(work, attachment.SubjectId!, cancel) is not { } place)
            return false;
        if (OfDiscipline.Contains(type))
            return actor.Grants.Any(grant => grant.Role is Roles.TownDiscipline or Roles.Discipline && Holders.Covers(grant, place.TownId));
        // A letter's handwriting may show who objected: the case handler and discipline only (DOMAIN §9.2).
        if (type == Objections && attachment.Field == FileObjection.ScansField && await work.Db.Objections.FindAsync([attachment.SubjectId], cancel) is { } objection)
            return actor.Grants.Any(grant => Holders.Covers(grant, place.TownId) && (grant.Role is Roles.TownDiscipline or Roles.Discipline || (grant.Role == Roles.TownHandler && !objection.AboutCadre)));
        // What an objector handed in may show who that is: the village never sees it (S15).
        if (type != Objections && place.PersonId is not null && place.PersonId == actor.PersonId)
            return true;
        var unit = place.VillageId ?? place.TownId;
        return actor.Grants.Any(grant => Readers.Contains(grant.Role) && Holders.Covers(grant, unit) && (type != Objections || grant.Role != Roles.VillageOfficer));
    }
}
