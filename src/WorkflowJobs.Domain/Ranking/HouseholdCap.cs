using System.Text.Json.Nodes;
using WorkflowJobs.Domain.Applications;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Comparison;
using WorkflowJobs.Domain.Identity;
using WorkflowJobs.Domain.Parameters;
using WorkflowJobs.Domain.Reviews;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Tasks;

namespace WorkflowJobs.Domain.Ranking;

/// <summary>Gives a round's places in the order of its list, under the household cap (E10) with what the town wrote in the ranking.</summary>
public sealed class HouseholdCap(ParameterStore parameters, ExclusionGate gate, IVault vault)
{
    /// <summary>One place for each of the ranked, in their order. A justification that was needed is kept as an override, for discipline to see.</summary>
    /// <param name="records">False only to show what would be.</param>
    public async Task<IReadOnlyList<HouseholdPlace>> Give(Work work, Round round, IReadOnlyList<Application> ranked, int places, CancellationToken cancel, bool records = true)
    {
        var (grade, cap) = await Setting(work, cancel);
        var households = await Households.Of(work, ranked, cancel);
        var placed = await Households.PlacedOf(work, [.. households.Values.SelectMany(members => members).Distinct()], round.Year, cancel);
        var justified = await Households.JustifiedOf(work, [.. ranked.Select(a => a.Id)], cancel);
        var ranking = await RankingPool.LastRanking(work, round.Id, cancel);
        var reasons = await Reasons(work, ranking, cancel);
        var given = HouseholdRules.Give(
            [.. ranked.Select(a => new HouseholdCandidate(a.Id, a.PersonId, households[a.Id])
            {
                JustifiedBeside = justified[a.Id].SelectMany(persons => persons).ToHashSet(StringComparer.Ordinal),
                IsJustified = reasons.ContainsKey(a.Id),
            })],
            placed, places, cap, grade);
        if (records && ranking is { CompletedBy: { } by })
        {
            var name = (await work.Db.Users.FindAsync([by], cancel))?.DisplayName ?? "";
            foreach (var place in given.Where(place => place is { IsOverCap: true, IsDeferred: false } && reasons.ContainsKey(place.Key)))
                await Keep(work, ranked.First(a => a.Id == place.Key), place, (ranking, by, name), reasons[place.Key], justified, cancel);
        }

        return given;
    }

    /// <summary>Of these, who shares a household with one of them or with somebody placed, beyond what may be: the number of those, by application.</summary>
    internal async Task<IReadOnlyDictionary<string, (int Placed, IReadOnlyList<string> Ranked)>> Shared(Work work, Round round, IReadOnlyList<Application> ranked, CancellationToken cancel)
    {
        var (grade, cap) = await Setting(work, cancel);
        if (grade != ExclusionGrade.Soft)
            return new Dictionary<string, (int, IReadOnlyList<string>)>();
        var households = await Households.Of(work, ranked, cancel);
        var placed = await Households.PlacedOf(work, [.. households.Values.SelectMany(members => members).Distinct()], round.Year, cancel);
        var justified = await Households.JustifiedOf(work, [.. ranked.Select(a => a.Id)], cancel);
        return ranked.Select(a => (a.Id, Placed: households[a.Id].Where(placed.Contains).ToList(),
                Ranked: ranked.Where(other => households[a.Id].Contains(other.PersonId) && !placed.Contains(other.PersonId)).Select(other => other.PersonId).ToList()))
            .Where(row => row.Placed.Count + row.Ranked.Count >= cap
                && !HouseholdRules.IsJustifiedBeside(justified[row.Id].SelectMany(persons => persons).ToHashSet(StringComparer.Ordinal), [.. row.Placed, .. row.Ranked]))
            .ToDictionary(row => row.Id, row => (row.Placed.Count, (IReadOnlyList<string>)row.Ranked));
    }

    private async Task Keep(
        Work work, Application application, HouseholdPlace place, (UserTask, string, string) by, string reason, ILookup<string, IReadOnlySet<string>> justified, CancellationToken cancel)
    {
        if (HouseholdRules.IsJustifiedBeside(justified[application.Id].SelectMany(persons => persons).ToHashSet(StringComparer.Ordinal), place.Beside)
            || await work.Db.People.FindAsync([application.PersonId], cancel) is not { WrappedKey.Length: > 0 } person)
            return;
        gate.Keep(work, application, person, ExclusionCodes.Household, HouseholdRules.FactKey(place.Beside), by, reason);
    }

    private async Task<(ExclusionGrade Grade, int Cap)> Setting(Work work, CancellationToken cancel)
    {
        var settings = ExclusionSettings.From(await parameters.At(work.Db, ShanghaiTime.DateOf(work.Now), cancel));
        return (settings.GradeOf(ExclusionCodes.Household, FactVariants.Plain), settings.HouseholdCap);
    }

    private async Task<IReadOnlyDictionary<string, string>> Reasons(Work work, UserTask? ranking, CancellationToken cancel) =>
        ranking?.SubmissionId is { } id && await work.Db.FormSubmissions.FindAsync([id], cancel) is { } submission
            ? RankingForm.Read(await vault.Read(work, submission, cancel)).HouseholdReasons
            : new Dictionary<string, string>();
}

/// <summary>Those to be ranked who share a household beyond the cap: each waits behind the others of it unless a reason is given (E10).</summary>
public sealed class RankingHouseholdsSource(HouseholdCap cap) : IFormSource
{
    public string Name => "ranking-households";

    public async Task<JsonNode> Load(Work work, UserTask task, Actor actor, CancellationToken cancel)
    {
        if (await work.Db.Rounds.FindAsync([task.SubjectId], cancel) is not { } round)
            return new JsonArray();
        var eligible = (await RankingPool.Eligible(work, round.Id, cancel)).OrderBy(a => a.SubmittedAt).ToList();
        var shared = await cap.Shared(work, round, eligible, cancel);
        var names = (await FormRows.PeopleOf(work, eligible, cancel)).ToDictionary(pair => pair.Key, pair => pair.Value.Name);
        return await FormRows.Of(work, eligible.FindAll(a => shared.ContainsKey(a.Id)), (application, _, row) =>
        {
            var (placed, ranked) = shared[application.Id];
            var others = string.Join('、', ranked.Select(id => names[id]));
            row["item"] = string.Join('；', new[] { placed > 0 ? $"同户已安置{placed}人" : "", others.Length > 0 ? $"与{others}同户，同批参加排序" : "" }.Where(text => text.Length > 0));
            row["itemEn"] = string.Join("; ", new[] { placed > 0 ? $"{placed} of the household already placed" : "", others.Length > 0 ? $"of one household with {others}, ranked here too" : "" }.Where(text => text.Length > 0));
            return row;
        }, cancel);
    }
}

/// <summary>The household cap in the words of lists and papers.</summary>
internal static class HouseholdText
{
    public static string WithEn(string result, int? placed, bool isSelected) =>
        placed is null || result.Length == 0 ? result : $"{result} ({placed} of the household already placed{(isSelected ? "; justified by the town" : "")})";

    /// <summary>What became of somebody, and why when the household decided it: 候补（同户已安置1人）.</summary>
    public static string With(string result, int? placed, bool isSelected) =>
        placed is null || result.Length == 0 ? result : $"{result}（同户已安置{placed}人{(isSelected ? "，镇街已说明理由" : "")}）";
}
