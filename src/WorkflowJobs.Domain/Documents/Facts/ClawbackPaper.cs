using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Applications;
using WorkflowJobs.Domain.Clawbacks;
using WorkflowJobs.Domain.Reviews;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Subsidies;

namespace WorkflowJobs.Domain.Documents.Facts;

/// <summary>What papers about a clawback say (D24).</summary>
public sealed class ClawbackPaper(Clawbacks.Clawbacks clawbacks) : IDocumentFacts
{
    public string SubjectType => Clawback.Type;

    public async Task<JsonObject> Load(Work work, string subjectId, JsonObject? submission, CancellationToken cancel)
    {
        await work.Flush(cancel);
        var clawback = await work.Db.Clawbacks.FindAsync([subjectId], cancel) ?? throw new InvalidOperationException($"There is no clawback {subjectId}.");
        var person = (await work.Db.People.FindAsync([clawback.PersonId], cancel))!;
        var placement = (await work.Db.Placements.FindAsync([clawback.PlacementId], cancel))!;
        var units = await PaperParts.Units(work, placement.TownId, cancel);
        var items = await work.Db.ClawbackItems.Where(row => row.ClawbackId == subjectId).OrderBy(row => row.Year).ThenBy(row => row.Month).ToListAsync(cancel);
        var itemIds = items.ConvertAll(row => row.LineId);
        var openings = await work.Db.OpeningEntries.Where(row => itemIds.Contains(row.Id)).ToDictionaryAsync(row => row.Id, row => row.AsOf, cancel);
        var repayments = await work.Db.Repayments.Where(row => row.ClawbackId == subjectId).OrderBy(row => row.RecordedAt).ToListAsync(cancel);
        var back = repayments.Aggregate(default(FundingSplit), (sum, row) => sum + row.Split);
        return new JsonObject
        {
            ["town"] = units.Town,
            ["district"] = units.District,
            ["employmentOffice"] = units.Office,
            ["person"] = new JsonObject { ["name"] = person.Name, ["idMasked"] = person.IdMasked, ["village"] = units.NameOf(placement.VillageId) },
            ["placement"] = new JsonObject { ["post"] = placement.PostName, ["number"] = placement.PostNumber },
            ["clawback"] = new JsonObject
            {
                ["from"] = PaperText.Date(clawback.From),
                ["until"] = PaperText.Date(clawback.Until),
                ["grounds"] = GroundsWords.Zh(clawback.GroundsCode),
                ["facts"] = clawbacks.Facts(clawback, person),
                ["amount"] = Yuan.Of(clawback.AmountFen),
                ["shares"] = Shares(clawback.Split),
                ["noticeOn"] = PaperText.Date(clawback.NoticeOn),
                ["dueOn"] = PaperText.Date(clawback.DueOn),
                ["repaid"] = Yuan.Of(clawback.RepaidFen),
                ["balance"] = Yuan.Of(clawback.BalanceFen),
                ["balanceShares"] = Shares(clawback.Split - back),
                ["summary"] = submission?.Text("summary") ?? "",
            },
            ["months"] = PaperParts.Array(items.Select(row => new JsonObject { ["month"] = openings.TryGetValue(row.LineId, out var asOf) ? $"截至{PaperText.Date(asOf)}（系统启用前）" : $"{row.Year}年{row.Month}月", ["amount"] = Yuan.Of(row.Fen) })),
            ["repayments"] = PaperParts.Array(repayments.Select(row => new JsonObject { ["paidOn"] = PaperText.Date(row.PaidOn), ["amount"] = Yuan.Of(row.Fen), ["shares"] = Shares(row.Split) })),
        };
    }

    private static string Shares(FundingSplit split) => split.Total == 0 ? "" : $"省级{Yuan.Of(split.Province)}元、市级{Yuan.Of(split.City)}元、区级{Yuan.Of(split.District)}元";
}
