using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Applications;
using WorkflowJobs.Domain.Attachments;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Identity;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Journal;
using WorkflowJobs.Domain.Runtime.Tasks;
using WorkflowJobs.Domain.Supervision;

namespace WorkflowJobs.Domain.Documents;

/// <summary>A paper in a list. State is Printed, Ordered (being made) or Failed.</summary>
public sealed record DocumentView(string Id, string Template, string Code, string TitleZh, string TitleEn, string? Number, DateTimeOffset OrderedAt, string State, int? Pages, bool IsReplaced)
{
    public string SubjectType { get; init; } = "";
    public string SubjectId { get; init; } = "";
}

/// <summary>A paper's bytes.</summary>
public sealed record DocumentFile(string Name, byte[] Pdf);

/// <summary>Papers of a subject, for those who may see the subject: the person their own, officers by role and area, as with attachments.</summary>
public sealed class DocumentQueries(IReader reader, IWriter writer, DocumentTemplates templates, DocumentContents contents, IEnumerable<ISubjectDirectory> directories)
{
    public Task<IReadOnlyList<DocumentView>> Of(Actor actor, string subjectType, string subjectId, CancellationToken cancel) => reader.Read<IReadOnlyList<DocumentView>>(async (work, token) =>
    {
        var views = new List<DocumentView>();
        var place = await Place(work, subjectType, subjectId, token);
        foreach (var document in await work.Db.IssuedDocuments.Where(row => row.SubjectType == subjectType && row.SubjectId == subjectId).OrderByDescending(row => row.OrderedAt).ThenBy(row => row.Id).ToListAsync(token))
            if (await Template(work, document, token) is { } template && MaySee(actor, document, template, place))
                views.Add(View(document, template));
        return views;
    }, cancel);

    /// <summary>
    /// The bytes. Whoever fetches a paper about a person leaves an entry among the reveals first, the person themself excepted. Not found while it is not printed.
    /// </summary>
    public Task<Result<DocumentFile>> Fetch(Actor actor, string id, CancellationToken cancel) => writer.Write<Result<DocumentFile>>(async (work, token) =>
    {
        if (await work.Db.IssuedDocuments.FindAsync([id], token) is not { PdfCipher: { } cipher } document || await Template(work, document, token) is not { } template
            || !MaySee(actor, document, template, await Place(work, document.SubjectType, document.SubjectId, token)))
            return work.Refuse<Result<DocumentFile>>(Refusals.NotFound);
        if (document.PersonId is { } about && await work.Db.People.FindAsync([about], token) is { WrappedKey.Length: 0 })
            return work.Refuse<Result<DocumentFile>>(Refusals.NotFound);
        if (!template.IsPublic && (document.PersonId is null || document.PersonId != actor.PersonId))
            await JournalChain.Append(work, RevealField.Stream, "DocumentFetched", actor.UserId, new JsonObject
            {
                ["applicationId"] = document.SubjectId,
                ["field"] = "document:" + template.Code,
                ["reason"] = "DOWNLOAD",
                ["documentId"] = id,
            }, token);
        return new DocumentFile(NameOf(document, template), await contents.Decrypt(work, document, cipher, token));
    }, cancel);

    /// <summary>What anybody may fetch: notices.</summary>
    public Task<Result<DocumentFile>> FetchPublic(string id, CancellationToken cancel) => reader.Read<Result<DocumentFile>>(async (work, token) =>
        await work.Db.IssuedDocuments.FindAsync([id], token) is { PdfCipher: { } cipher } document && await Template(work, document, token) is { IsPublic: true } template
            ? new DocumentFile(NameOf(document, template), await contents.Decrypt(work, document, cipher, token))
            : Refusals.NotFound, cancel);

    /// <summary>Papers of a subject that anybody may fetch, those that count.</summary>
    public Task<IReadOnlyList<DocumentView>> Public(string subjectType, string subjectId, CancellationToken cancel) => reader.Read<IReadOnlyList<DocumentView>>(async (work, token) =>
    {
        var views = new List<DocumentView>();
        foreach (var document in await work.Db.IssuedDocuments
            .Where(row => row.SubjectType == subjectType && row.SubjectId == subjectId && row.PdfCipher != null && row.ReplacedById == null).OrderBy(row => row.OrderedAt).ToListAsync(token))
            if (await Template(work, document, token) is { IsPublic: true } template)
                views.Add(View(document, template));
        return views;
    }, cancel);

    /// <summary>Null when there is no such subject: nobody sees its papers then, but for public ones.</summary>
    private async Task<SubjectPlace?> Place(Work work, string subjectType, string subjectId, CancellationToken cancel) =>
        directories.FirstOrDefault(one => one.SubjectType == subjectType) is { } directory ? await directory.Locate(work, subjectId, cancel) : null;

    private static bool MaySee(Actor actor, IssuedDocument document, DocumentTemplate template, SubjectPlace? place)
    {
        if (template.IsPublic || place is null)
            return template.IsPublic;
        if (document.PersonId is not null && document.PersonId == actor.PersonId)
            return template.ForApplicant;
        var unit = place.VillageId ?? place.TownId;
        if (document.SubjectType == ClueSubjects.Type)
            return actor.Grants.Any(grant => grant.Role is Roles.Discipline or Roles.DistrictHandler or Roles.DistrictLeader && Holders.Covers(grant, unit));
        return actor.Grants.Any(grant => AttachmentQueries.Readers.Contains(grant.Role) && Holders.Covers(grant, unit));
    }

    private Task<DocumentTemplate?> Template(Work work, IssuedDocument document, CancellationToken cancel) =>
        templates.Find(work.Db, document.Template, document.TemplateVersion, cancel);

    private static DocumentView View(IssuedDocument document, DocumentTemplate template) => new(
        document.Id, document.Template, template.Code, template.Title.Zh, template.Title.En, document.Number, document.OrderedAt,
        document.PdfCipher is not null ? "Printed" : document.FailureCode is not null ? "Failed" : "Ordered", document.Pages, document.ReplacedById is not null)
    {
        SubjectType = document.SubjectType,
        SubjectId = document.SubjectId,
    };

    private static string NameOf(IssuedDocument document, DocumentTemplate template) => $"{template.Title.Zh}{document.Number ?? document.Code}.pdf";
}
