using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Identity;
using WorkflowJobs.Domain.Runtime.Commands;

namespace WorkflowJobs.Domain.Reviews;

public sealed record MeetingView(string Id, string NoticeId, string TownId, string VillageId, string Status, IReadOnlyList<SittingView> Sittings);

/// <summary>One sitting with roster, recusals and counts. Who voted how is known nowhere.</summary>
public sealed record SittingView(ReviewSession Session, IReadOnlyList<ReviewMember> Members, IReadOnlyList<ReviewItem> Items);

/// <summary>Minutes of review meetings, for the village's officer and the town and district above it.</summary>
public sealed class MeetingQueries(IReader reader)
{
    private static readonly HashSet<string> Readers =
    [
        Roles.VillageOfficer, Roles.TownHandler, Roles.TownLeader, Roles.TownDiscipline, Roles.DistrictHandler, Roles.DistrictLeader, Roles.Discipline,
    ];

    public Task<ListPage<MeetingView>> List(Actor actor, string? noticeId, PageOf page, CancellationToken cancel) => reader.Read(async (work, token) =>
    {
        var villages = Villages(actor);
        var (ids, next) = await work.Db.ReviewMeetings
            .Where(m => villages.Contains(m.VillageId) && (noticeId == null || m.NoticeId == noticeId))
            .OrderBy(m => m.VillageId).ThenBy(m => m.Id).Select(m => m.Id).Page(page, token);
        var meetings = await work.Db.ReviewMeetings.Where(m => ids.Contains(m.Id)).ToListAsync(token);
        var views = new List<MeetingView>();
        foreach (var meeting in meetings.InOrder(ids, m => m.Id))
            views.Add(await View(work, meeting, token));
        return new ListPage<MeetingView>(views, next);
    }, cancel);

    public Task<Result<MeetingView>> Get(Actor actor, string id, CancellationToken cancel) => reader.Read<Result<MeetingView>>(async (work, token) =>
        await work.Db.ReviewMeetings.FindAsync([id], token) is { } meeting && Villages(actor).Contains(meeting.VillageId)
            ? await View(work, meeting, token)
            : Refusals.NotFound, cancel);

    private static HashSet<string> Villages(Actor actor) =>
        actor.Grants.Where(g => Readers.Contains(g.Role)).SelectMany(g => g.Area.Append(g.UnitId)).ToHashSet(StringComparer.Ordinal);

    private static async Task<MeetingView> View(Work work, ReviewMeeting meeting, CancellationToken cancel)
    {
        var sessions = await work.Db.ReviewSessions.Where(s => s.MeetingId == meeting.Id).OrderBy(s => s.Number).ToListAsync(cancel);
        var ids = sessions.ConvertAll(s => s.Id);
        var members = await work.Db.ReviewMembers.Where(m => ids.Contains(m.SessionId)).OrderBy(m => m.Id).ToListAsync(cancel);
        var items = await work.Db.ReviewItems.Where(i => ids.Contains(i.SessionId)).ToListAsync(cancel);
        return new MeetingView(meeting.Id, meeting.NoticeId, meeting.TownId, meeting.VillageId, meeting.Status,
            [.. sessions.Select(s => new SittingView(s, members.FindAll(m => m.SessionId == s.Id), items.FindAll(i => i.SessionId == s.Id)))]);
    }
}
