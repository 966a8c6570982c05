using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Applications;
using WorkflowJobs.Domain.Identity;
using WorkflowJobs.Domain.Notices;
using WorkflowJobs.Domain.Ranking;
using WorkflowJobs.Domain.Reviews;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Instances;

namespace WorkflowJobs.Domain.Documents.Facts;

/// <summary>What papers about a round say (D07, D10).</summary>
public sealed class RoundPaper : IDocumentFacts
{
    private const string ApprovalStep = "Approve";

    public string SubjectType => Subject.Round;

    public async Task<JsonObject> Load(Work work, string subjectId, JsonObject? submission, CancellationToken cancel)
    {
        var round = await work.Round(subjectId, cancel);
        var units = await PaperParts.Units(work, round.TownId, cancel);
        var line = await work.Line(round.Id, cancel);
        var ranked = (await work.ApplicationsOf(round.Id, cancel)).FindAll(row => row.Rank is not null).OrderBy(row => row.Rank).ToList();
        var people = await FormRows.PeopleOf(work, ranked, cancel);
        var postIds = ranked.Select(row => row.FirstPostId).OfType<string>().ToList();
        var posts = await work.Db.Posts.AsNoTracking().Where(post => postIds.Contains(post.Id)).ToDictionaryAsync(post => post.Id, post => post.Name, cancel);
        var ids = ranked.ConvertAll(row => row.Id);
        var approvals = (await work.Db.Decisions.Where(row => row.SubjectType == Subject.Application && ids.Contains(row.SubjectId) && row.Role == Roles.DistrictLeader && row.Outcome == ApprovalStep).ToListAsync(cancel))
            .GroupBy(row => row.SubjectId).ToDictionary(group => group.Key, group => group.MaxBy(row => row.At)!);
        var rows = ranked.ConvertAll(row => Row(row, people[row.PersonId], posts, units, approvals.GetValueOrDefault(row.Id)));
        return new JsonObject
        {
            ["round"] = new JsonObject
            {
                ["year"] = PaperText.Number(round.Year),
                ["line"] = LineNames.Zh(round.Kind, round.Batch),
                ["kind"] = LineNames.Zh(round.Kind),
                ["number"] = PaperText.Number(line.Number),
                ["mode"] = round.RankMode switch { "PRIORITY_FIRST" => $"困难程度优先（{Scored(ranked)}）", "SCORE_FIRST" => "得分优先", var other => other ?? "" },
                ["frozenOn"] = PaperText.Date(round.FrozenAt),
            },
            ["town"] = units.Town,
            ["district"] = units.District,
            ["authority"] = units.Authority,
            ["employmentOffice"] = units.Office,
            ["notice"] = PaperParts.Notice(await work.Db.Notices.FindAsync([round.NoticeId], cancel)),
            ["people"] = PaperParts.Array(rows.Select(row => (JsonObject)row.DeepClone())),
            ["approved"] = PaperParts.Array(ranked.Zip(rows).Where(pair => pair.First.QuotaTaken).Select(pair => (JsonObject)pair.Second.DeepClone())),
        };
    }

    /// <summary>Scores are given to everybody of a list or to nobody.</summary>
    private static string Scored(List<Application> ranked) => ranked.Exists(row => RankValues.FromJson(row.RankValues)?.Score is not null) ? "计得分" : "不计得分";

    private static JsonObject Row(Application row, Person person, Dictionary<string, string> posts, PaperUnits units, Decision? approval)
    {
        var values = RankValues.FromJson(row.RankValues);
        return new JsonObject
        {
            ["rank"] = PaperText.Number(row.Rank),
            ["name"] = person.Name,
            ["sex"] = SexCodes.Parse(person.Sex)?.Zh() ?? "",
            ["village"] = units.NameOf(row.VillageId),
            ["category"] = PaperParts.CategoryZh(row.BestCategory),
            ["tier"] = PaperText.Number(row.Tier),
            ["score"] = PaperText.Number(values?.Score),
            ["income"] = FormRows.Yuan(values?.IncomePerCapita) ?? "",
            ["votes"] = values is null ? "" : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{values.Yes}/{values.Present}"),
            ["months"] = PaperText.Number(values?.MonthsUnemployed),
            ["post"] = row.FirstPostId is { } post ? posts.GetValueOrDefault(post) ?? "" : "",
            ["selection"] = HouseholdText.With(row.Selection switch { Selections.Selected => "拟安置", Selections.Waitlisted => "候补", _ => "" }, values?.HouseholdPlaced, row.Selection == Selections.Selected),
            ["status"] = row.Status.Name().Zh,
            ["idMasked"] = person.IdMasked,
            ["approver"] = approval?.By ?? "",
            ["approvedOn"] = PaperText.Date(row.ApprovedAt ?? approval?.At),
            ["opinion"] = approval is null ? "" : "批准",
        };
    }
}
