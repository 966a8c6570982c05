using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Identity;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Supervision;

namespace WorkflowJobs.Domain.PersonalData;

/// <summary>A request as the person and the district's officers see it; the name is left out for the person's own.</summary>
public sealed record DataRequestView(string Id, string Kind, string? Name, string? Field, DateTimeOffset ReceivedAt, string? Outcome, string Answer, DateOnly? KeptUntil, DateTimeOffset? ClosedAt, bool HasCopy);

/// <summary>Requests about personal data: one's own, or for the district all.</summary>
public sealed class DataRequestQueries(IReader reader, SealedTexts texts)
{
    private static readonly string[] Readers = [Roles.DistrictHandler, Roles.DistrictLeader];

    public Task<ListPage<DataRequestView>> List(Actor actor, PageOf page, CancellationToken cancel) => reader.Read(async (work, token) =>
    {
        var all = Readers.Any(actor.Has);
        var (ids, next) = await work.Db.DataRequests.Where(row => all || row.PersonId == actor.PersonId).Page(row => row.ReceivedAt, row => row.Id, descending: true, page, token);
        var views = new List<DataRequestView>();
        foreach (var row in (await work.Db.DataRequests.Where(row => ids.Contains(row.Id)).ToListAsync(token)).InOrder(ids, row => row.Id))
        {
            var isOwn = row.PersonId == actor.PersonId;
            var name = isOwn ? null : (await work.Db.People.FindAsync([row.PersonId], token))?.Name;
            views.Add(new DataRequestView(row.Id, row.Kind, name, row.Field, row.ReceivedAt, row.Outcome, await texts.Open(work, row.PersonId, row.AnswerCipher, token), row.KeptUntil, row.ClosedAt, isOwn && row is { Outcome: "Deliver", CopyCipher: not null }));
        }

        return new ListPage<DataRequestView>(views, next);
    }, cancel);

    /// <summary>The copy as JSON, to the person alone, once the district has handed it out; on paper it is the document of the request.</summary>
    public Task<Result<string>> Copy(Actor actor, string id, CancellationToken cancel) => reader.Read<Result<string>>(async (work, token) =>
        await work.Db.DataRequests.FindAsync([id], token) is { Outcome: "Deliver", CopyCipher: { } cipher } request && actor.PersonId is { } own && request.PersonId == own
            ? await texts.Open(work, own, cipher, token)
            : Refusals.NotFound, cancel);
}
