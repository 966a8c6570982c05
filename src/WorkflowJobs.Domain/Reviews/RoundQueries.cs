using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Applications;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Identity;
using WorkflowJobs.Domain.Notices;
using WorkflowJobs.Domain.Plans;
using WorkflowJobs.Domain.Ranking;
using WorkflowJobs.Domain.Runtime.Commands;

namespace WorkflowJobs.Domain.Reviews;

/// <summary>A round with how far it is: numbers only.</summary>
public sealed record RoundView(
    string Id, string NoticeId, string TownId, int Year, PostKind Kind, int Batch, string NameZh, string NameEn, string Status,
    int Places, int Applications, int Reviewed, int Recommended, int TownPassed, int Selected, int Waitlisted, int Approved, int Signed);

/// <summary>A place in the list with the values that gave it.</summary>
public sealed record RankedPersonView(string ApplicationId, string Name, string Village, int? Rank, string? Selection, ApplicationStatus Status, RankValues? Values, DateTimeOffset? WaitlistUntil);

/// <summary>A list with its mode, as it must be printed (S12).</summary>
public sealed record RankingView(string RoundId, string? Mode, bool ScoreEnabled, long? DrawSeed, DateTimeOffset? FrozenAt, IReadOnlyList<RankedPersonView> People);

public sealed class RoundQueries(IReader reader)
{
    private static readonly HashSet<string> TownReaders =
        [Roles.TownHandler, Roles.TownLeader, Roles.TownDiscipline, Roles.DistrictHandler, Roles.DistrictLeader, Roles.Discipline];

    /// <summary>Rounds of the actor's towns.</summary>
    public Task<ListPage<RoundView>> List(Actor actor, PageOf page, CancellationToken cancel) => reader.Read(async (work, token) =>
    {
        var towns = Towns(actor);
        var (ids, next) = await work.Db.Rounds.Where(r => towns.Contains(r.TownId))
            .OrderByDescending(r => r.Year).ThenBy(r => r.TownId).ThenBy(r => r.Kind).ThenBy(r => r.Batch).ThenBy(r => r.Id).Select(r => r.Id).Page(page, token);
        var rounds = await work.Db.Rounds.Where(r => ids.Contains(r.Id)).ToListAsync(token);
        var views = new List<RoundView>();
        foreach (var round in rounds.InOrder(ids, r => r.Id))
            views.Add(await View(work, round, token));
        return new ListPage<RoundView>(views, next);
    }, cancel);

    public Task<Result<RankingView>> Ranking(Actor actor, string roundId, CancellationToken cancel) => reader.Read<Result<RankingView>>(async (work, token) =>
    {
        if (await work.Db.Rounds.FindAsync([roundId], token) is not { } round || !Towns(actor).Contains(round.TownId))
            return Refusals.NotFound;
        var ranked = (await work.ApplicationsOf(round.Id, token)).FindAll(a => a.Rank is not null).OrderBy(a => a.Rank).ToList();
        var people = await FormRows.PeopleOf(work, ranked, token);
        var villages = await work.Db.Units.ToDictionaryAsync(u => u.Id, u => u.Name, token);
        return new RankingView(round.Id, round.RankMode, round.ScoreEnabled, round.DrawSeed, round.FrozenAt,
            [.. ranked.Select(a => new RankedPersonView(a.Id, people[a.PersonId].Name, villages.GetValueOrDefault(a.VillageId) ?? "", a.Rank, a.Selection, a.Status, RankValues.FromJson(a.RankValues), a.WaitlistUntil))]);
    }, cancel);

    internal static HashSet<string> Towns(Actor actor) =>
        actor.Grants.Where(g => TownReaders.Contains(g.Role)).SelectMany(g => g.Area.Append(g.UnitId)).ToHashSet(StringComparer.Ordinal);

    private static async Task<RoundView> View(Work work, Round round, CancellationToken cancel)
    {
        var all = await work.ApplicationsOf(round.Id, cancel);
        var signed = await work.Db.Agreements.CountAsync(g => g.VoidedOn == null && work.Db.Applications.Any(a => a.Id == g.ApplicationId && a.LineId == round.Id), cancel);
        return new RoundView(
            round.Id, round.NoticeId, round.TownId, round.Year, round.Kind, round.Batch, LineNames.Zh(round.Kind, round.Batch), LineNames.En(round.Kind, round.Batch),
            round.Status, await RankingPool.Capacity(work, round, cancel), all.Count, all.Count(a => a.ReviewOutcome is not null),
            all.Count(a => a.ReviewOutcome == ReviewOutcomes.Recommended), all.Count(a => a.TownPassed), all.Count(RankingPool.HoldsPlace),
            all.Count(a => a.Selection == Selections.Waitlisted && !a.Status.IsOver()), all.Count(a => a.QuotaTaken), signed);
    }
}
