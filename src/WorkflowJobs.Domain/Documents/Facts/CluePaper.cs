using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Identity;
using WorkflowJobs.Domain.Reviews;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Supervision;
using WorkflowJobs.Domain.Units;

namespace WorkflowJobs.Domain.Documents.Facts;

/// <summary>What the transfer of a clue says (D24 问题线索移送单).</summary>
public sealed class CluePaper(SealedTexts texts, PeopleRegistry people) : IDocumentFacts
{
    private const string Commission = "区纪检监察工委";

    public string SubjectType => ClueSubjects.Type;

    public async Task<JsonObject> Load(Work work, string subjectId, JsonObject? submission, CancellationToken cancel)
    {
        await work.Flush(cancel);
        var clue = await work.Db.Clues.FindAsync([subjectId], cancel) ?? throw new InvalidOperationException($"There is no clue {subjectId}.");
        var units = await PaperParts.Units(work, clue.TownId, cancel);
        var person = clue.PersonId is null ? null : await work.Db.People.FindAsync([clue.PersonId], cancel);
        var placement = clue.PlacementId is null ? null : await work.Db.Placements.FindAsync([clue.PlacementId], cancel);
        var department = (await UnitList.All(work.Db, cancel)).Find(unit => unit.Name == Commission);
        return new JsonObject
        {
            ["clue"] = new JsonObject
            {
                ["source"] = ClueSources.Zh(clue.Source),
                ["about"] = await ClueNames.About(work, clue, cancel),
                ["idNumber"] = person is null ? "" : people.IdNumberOf(person),
                ["unit"] = placement is null ? units.Town : $"{units.Town}{units.NameOf(placement.VillageId)}",
                ["post"] = placement is null ? "" : $"{placement.PostName} {placement.PostNumber}",
                ["onPost"] = placement is null ? "" : $"{PaperText.Date(placement.StartsOn)}起",
                ["summary"] = await texts.Open(work, clue.PersonId, clue.SummaryCipher, cancel),
                ["openedOn"] = PaperText.Date(clue.OpenedAt),
                ["basis"] = "《太白湖新区2024-2025年城乡公益性岗位扩容提质行动方案》三（八）",
            },
            ["from"] = units.Office,
            ["to"] = department?.Name ?? Commission,
            ["attachments"] = PaperParts.Array(await Attachments(work, clue, cancel)),
        };
    }

    /// <summary>What is enclosed: the papers of the inspection that it came from, by their numbers and hashes.</summary>
    private static async Task<IEnumerable<JsonObject>> Attachments(Work work, Clue clue, CancellationToken cancel)
    {
        var subject = clue.SourceRef.Split('/')[0];
        var papers = await work.Db.IssuedDocuments.AsNoTracking().Where(row => row.SubjectType == InspectionSubjects.Type && row.SubjectId == subject && row.ReplacedById == null).OrderBy(row => row.OrderedAt).ToListAsync(cancel);
        return papers.Select(row => new JsonObject { ["name"] = row.Template == "inspection-record" ? "检查记录表" : "整改报告", ["number"] = row.Number ?? row.Code, ["hash"] = row.OrderHash[..16] });
    }
}
