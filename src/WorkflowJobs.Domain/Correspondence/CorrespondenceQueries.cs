using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Applications;
using WorkflowJobs.Domain.Runtime.Commands;

namespace WorkflowJobs.Domain.Correspondence;

/// <summary>A line of an officer's bell.</summary>
public sealed record BellLine(string Id, string Kind, string TextZh, string TextEn, string? TaskId, DateTimeOffset At, DateTimeOffset? ReadAt);

/// <summary>The bell: how many are unread, and a page of them.</summary>
public sealed record Bell(int Unread, IReadOnlyList<BellLine> Items, string? NextCursor);

/// <summary>What was said to people and to officers.</summary>
public sealed class CorrespondenceQueries(IReader reader, PersonNotices notices)
{
    /// <summary>Notices to the actor's own person, the latest first.</summary>
    public Task<ListPage<NoticeView>> Mine(Actor actor, PageOf page, CancellationToken cancel) => reader.Read(async (work, token) =>
    {
        if (actor.PersonId is null || await work.Db.People.FindAsync([actor.PersonId], token) is not { } person)
            return new ListPage<NoticeView>([], null);
        var (ids, next) = await work.Db.PersonNotices.Where(n => n.PersonId == person.Id).Page(n => n.At, n => n.Id, descending: true, page, token);
        var rows = await work.Db.PersonNotices.Where(n => ids.Contains(n.Id)).ToListAsync(token);
        return new ListPage<NoticeView>(rows.InOrder(ids, n => n.Id).ConvertAll(n => notices.View(n, person)), next);
    }, cancel);

    /// <summary>Reminders, escalations and urges to the actor, the latest first.</summary>
    public Task<Bell> Bell(Actor actor, PageOf page, CancellationToken cancel) => reader.Read(async (work, token) =>
    {
        var own = work.Db.OfficerNotices.Where(n => n.UserId == actor.UserId);
        var (ids, next) = await own.Page(n => n.At, n => n.Id, descending: true, page, token);
        var rows = await own.Where(n => ids.Contains(n.Id)).ToListAsync(token);
        return new Bell(
            await own.CountAsync(n => n.ReadAt == null, token),
            rows.InOrder(ids, n => n.Id).ConvertAll(n => new BellLine(n.Id, n.Kind, n.TextZh, n.TextEn, n.TaskId, n.At, n.ReadAt)), next);
    }, cancel);
}

/// <summary>The officer has looked at the bell: what stands there counts as read. Doing it twice does nothing more, so it needs no operation id.</summary>
public sealed class ReadBell(IWriter writer)
{
    /// <summary>Answers how many became read.</summary>
    public Task<int> Run(Actor actor, CancellationToken cancel) => writer.Write(async (work, token) =>
    {
        var unread = await work.Db.OfficerNotices.Where(n => n.UserId == actor.UserId && n.ReadAt == null).ToListAsync(token);
        unread.ForEach(n => n.ReadAt = work.Now);
        return unread.Count;
    }, cancel);
}
