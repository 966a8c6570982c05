using System.Globalization;
using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Placements;
using WorkflowJobs.Domain.Runtime.Commands;

namespace WorkflowJobs.Domain.Assessments;

/// <summary>How far a person's month is.</summary>
public enum AssessmentState
{
    /// <summary>The month is over and the town has not scored it.</summary>
    Missing,

    /// <summary>Scored; the person has not answered, or the town's leader decides on what they contested.</summary>
    Asked,

    /// <summary>Final.</summary>
    Settled,
}

/// <summary>A village's months of a year: due is one for each person and month of theirs that is over.</summary>
public sealed record AssessmentCount(string TownId, string VillageId, int Due, int Missing, int Asked, int Settled, int Excellent, int Satisfactory, int Failed, int Confirmed, int Silent, int Contested);

/// <summary>One person's month. Scores and what the person said are null until they are there.</summary>
public sealed record AssessmentRow(
    string Id, string PlacementId, string Name, string TownId, string VillageId, int Year, int Month, AssessmentState State, int? Village, int? Town, int? Democratic, int? Total, Grade? Grade,
    AssessmentAnswer? Answer, DateTimeOffset? AnswerDueAt, bool Adjusted, DateTimeOffset? SettledAt);

/// <summary>Which months; null for all.</summary>
public sealed record AssessmentFilter(int Year, int? Month = null, string? UnitId = null, AssessmentState? State = null, Grade? Grade = null, AssessmentAnswer? Answer = null);

/// <summary>The monthly assessments of one's area. Counts and rows come from the same months, so that a count equals the rows behind it.</summary>
public sealed class AssessmentQueries(IReader reader)
{
    public Task<IReadOnlyList<AssessmentCount>> Counts(Actor actor, int year, CancellationToken cancel) => reader.Read<IReadOnlyList<AssessmentCount>>(async (work, token) =>
    [
        .. (await Months(work, actor, year, token)).GroupBy(row => (row.Placement.TownId, row.Placement.VillageId)).Select(group => new AssessmentCount(
            group.Key.TownId, group.Key.VillageId, group.Count(),
            group.Count(row => row.State == AssessmentState.Missing), group.Count(row => row.State == AssessmentState.Asked), group.Count(row => row.State == AssessmentState.Settled),
            group.Count(row => row.Grade == Grade.Excellent), group.Count(row => row.Grade == Grade.Satisfactory), group.Count(row => row.Grade == Grade.Failed),
            group.Count(row => row.Answer == AssessmentAnswer.Confirmed), group.Count(row => row.Answer == AssessmentAnswer.Silent), group.Count(row => row.Answer == AssessmentAnswer.Contested)))
            .OrderBy(row => row.VillageId, StringComparer.Ordinal),
    ], cancel);

    /// <summary>The latest month first, then by village and post number.</summary>
    public Task<ListPage<AssessmentRow>> List(Actor actor, AssessmentFilter filter, PageOf page, CancellationToken cancel) => reader.Read(async (work, token) =>
    {
        var found = (await Months(work, actor, filter.Year, token)).Where(row =>
                (filter.Month is null || row.Month == filter.Month) && (filter.UnitId is not { Length: > 0 } unit || row.Placement.VillageId == unit || row.Placement.TownId == unit)
                && (filter.State is null || row.State == filter.State) && (filter.Grade is null || row.Grade == filter.Grade) && (filter.Answer is null || row.Answer == filter.Answer))
            .OrderByDescending(row => row.Month).ThenBy(row => row.Placement.VillageId, StringComparer.Ordinal).ThenBy(row => row.Placement.PostNumber, StringComparer.Ordinal).ThenBy(row => row.Placement.Id, StringComparer.Ordinal).ToList();
        var shown = found.Page(row => row.Id, page);
        var people = shown.Items.Select(row => row.Placement.PersonId).Distinct().ToList();
        var names = await work.Db.People.AsNoTracking().Where(person => people.Contains(person.Id)).ToDictionaryAsync(person => person.Id, person => person.Name, token);
        return new ListPage<AssessmentRow>([.. shown.Items.Select(row => new AssessmentRow(
            row.Id, row.Placement.Id, names.GetValueOrDefault(row.Placement.PersonId, ""), row.Placement.TownId, row.Placement.VillageId, filter.Year, row.Month, row.State,
            row.Scored?.Village, row.Scored?.Town, row.Scored?.Democratic, row.Scored?.Total, row.Grade, row.Answer, row.Scored?.AnswerDueAt, row.Scored?.Adjusted ?? false, row.Scored?.SettledAt))], shown.NextCursor);
    }, cancel);

    /// <summary>Each person's months of the year that are over and on which they were on post, and those that were scored all the same.</summary>
    private static async Task<List<PersonMonth>> Months(Work work, Actor actor, int year, CancellationToken cancel)
    {
        var villages = PlacementAccess.ReadableVillages(actor);
        var (first, last) = (new DateOnly(year, 1, 1), new DateOnly(year, 12, 31));
        var placements = await work.Db.Placements.AsNoTracking()
            .Where(row => villages.Contains(row.VillageId) && row.Status != PlacementStatus.Pending && row.StartsOn <= last && (row.LastDay == null || row.LastDay >= first)).ToListAsync(cancel);
        var ids = placements.ConvertAll(row => row.Id);
        var agreements = await RosterQueries.Agreements(work, ids, cancel);
        var pauses = (await work.Db.PlacementPauses.AsNoTracking().Where(row => ids.Contains(row.PlacementId)).ToListAsync(cancel)).ToLookup(row => row.PlacementId);
        var scored = (await work.Db.Assessments.AsNoTracking().Where(row => row.Year == year && ids.Contains(row.PlacementId)).ToListAsync(cancel)).ToDictionary(row => (row.PlacementId, row.Month));
        var today = ShanghaiTime.DateOf(work.Now);
        var over = today.Year > year ? 12 : today.Year < year ? 0 : today.Month - 1;
        var months = new List<PersonMonth>();
        foreach (var placement in placements)
        {
            var days = PostDays.Of(placement, agreements[placement.Id], pauses[placement.Id]);
            for (var month = 1; month <= 12; month++)
                if (scored.GetValueOrDefault((placement.Id, month)) is var one && (one is not null || (month <= over && PostDays.In(days, year, month) > 0)))
                    months.Add(new PersonMonth(placement, year, month, one));
        }

        return months;
    }

    private sealed record PersonMonth(Placement Placement, int Year, int Month, Assessment? Scored)
    {
        public string Id { get; } = string.Create(CultureInfo.InvariantCulture, $"{Placement.Id}.{Year:0000}-{Month:00}");

        public AssessmentState State => Scored?.Town is null ? AssessmentState.Missing : Scored.SettledAt is null ? AssessmentState.Asked : AssessmentState.Settled;

        public Grade? Grade => Scored?.Grade;

        public AssessmentAnswer? Answer => Scored?.Town is null ? null : Scored.Answer;
    }
}
