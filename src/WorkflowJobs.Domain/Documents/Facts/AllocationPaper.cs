using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Notices;
using WorkflowJobs.Domain.Plans;
using WorkflowJobs.Domain.Reviews;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Units;

namespace WorkflowJobs.Domain.Documents.Facts;

/// <summary>What papers about a year's allocation say (D02): the table in force, in the layout of its annex.</summary>
public sealed class AllocationPaper : IDocumentFacts
{
    public string SubjectType => AllocationProposal.Type;

    public async Task<JsonObject> Load(Work work, string subjectId, JsonObject? submission, CancellationToken cancel)
    {
        await work.Flush(cancel);
        var year = AllocationProposal.Parse(subjectId).Year;
        var lines = (await AllocationStore.Current(work, year, cancel)).ConvertAll(line => new ProposedLine(line.Kind, line.TownId, line.Batch, line.Number, line.PostNames));
        var units = await UnitList.All(work.Db, cancel);
        var kinds = AllocationSheet.Of(lines, [.. units.Where(unit => unit.Kind == UnitKind.Town).OrderBy(unit => unit.SortOrder).Select(unit => (unit.Id, unit.Name))]);
        return new JsonObject
        {
            ["plan"] = new JsonObject
            {
                ["year"] = PaperText.Number(year),
                ["total"] = PaperText.Number(lines.Sum(line => line.Number)),
                ["basis"] = submission?["basis"]?.ToString() ?? "",
            },
            ["district"] = units.Find(unit => unit.Kind == UnitKind.District)?.Name ?? "",
            ["kinds"] = PaperParts.Array(kinds.Select(Kind)),
        };
    }

    private static JsonObject Kind(SheetKind kind) => new()
    {
        ["kind"] = LineNames.Zh(kind.Kind),
        ["total"] = PaperText.Number(kind.Total),
        ["rows"] = PaperText.Number(kind.Rows),
        ["towns"] = PaperParts.Array(kind.Towns.Select(town => new JsonObject
        {
            ["town"] = town.Town,
            ["total"] = PaperText.Number(town.Total),
            ["batches"] = PaperParts.Array(town.Batches.Select(batch => new JsonObject
            {
                ["batch"] = LineNames.BatchZh(batch.Batch),
                ["number"] = PaperText.Number(batch.Number),
                ["posts"] = batch.PostNames,
            })),
        })),
    };
}
