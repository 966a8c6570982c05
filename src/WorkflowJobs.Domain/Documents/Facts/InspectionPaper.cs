using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Applications;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Identity;
using WorkflowJobs.Domain.Reviews;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Supervision;
using WorkflowJobs.Domain.Units;

namespace WorkflowJobs.Domain.Documents.Facts;

/// <summary>What papers about an inspection say (D22, D23): the sample with how it was drawn, what was found, and how it was put right.</summary>
public sealed class InspectionPaper(IVault vault, SealedTexts texts) : IDocumentFacts
{
    public string SubjectType => InspectionSubjects.Type;

    public async Task<JsonObject> Load(Work work, string subjectId, JsonObject? submission, CancellationToken cancel)
    {
        await work.Flush(cancel);
        var inspection = await work.Inspection(subjectId, cancel);
        var units = (await UnitList.All(work.Db, cancel)).ToDictionary(unit => unit.Id, unit => unit.Name);
        var record = inspection.InstanceId is null ? null : await InspectionRecords.Latest(work, vault, inspection.InstanceId, cancel);
        var population = inspection.PopulationIds;
        var sample = await SampleRows.Of(work, subjectId, cancel);
        var photos = Photos(record, sample);
        var found = await work.Db.Rectifications.AsNoTracking().Where(row => row.SourceId == subjectId).OrderBy(row => row.OpenedAt).ThenBy(row => row.Number).ToListAsync(cancel);
        var opinions = await work.Db.Decisions.AsNoTracking().Where(row => row.SubjectType == SubjectType && row.SubjectId == subjectId).OrderBy(row => row.At).ToListAsync(cancel);
        return new JsonObject
        {
            ["inspection"] = new JsonObject
            {
                ["title"] = $"{units.GetValueOrDefault(inspection.UnitId)}{InspectionPeriodRules.Zh(inspection.PeriodFrom, inspection.PeriodTo)}",
                ["period"] = InspectionPeriodRules.Zh(inspection.PeriodFrom, inspection.PeriodTo),
                ["unit"] = units.GetValueOrDefault(inspection.UnitId) ?? "",
                ["level"] = inspection.Level == InspectionLevel.Town ? "镇街季度检查" : "区级半年检查",
                ["heldOn"] = PaperText.Date(inspection.HeldOn),
                ["dueOn"] = PaperText.Date(inspection.DueOn),
                ["team"] = inspection.Team ?? "",
                ["summary"] = inspection.Summary ?? "",
                ["population"] = PaperText.Number(population.Count),
                ["sampled"] = PaperText.Number(sample.Count),
                ["problems"] = PaperText.Number(found.Count),
                ["closed"] = PaperText.Number(found.Count(row => row.ClosedAt is not null)),
                ["seed"] = inspection.Seed,
                ["anchor"] = PaperText.Number(inspection.SeedAnchor),
                ["populationHash"] = LotRules.PopulationHash(population),
            },
            ["people"] = PaperParts.Array(await People(work, photos, sample, units, cancel)),
            ["photos"] = await PaperPictures.Rows(work, [.. photos.Select(photo => (photo.AttachmentId, $"图{photo.Number}　{photo.Of.Name}（{photo.Of.Placement.PostNumber}）"))], cancel),
            ["retests"] = PaperParts.Array(await Retested(work, subjectId, units, cancel)),
            ["findings"] = PaperParts.Array(await Findings(work, found, units, cancel)),
            ["opinions"] = PaperParts.Array(opinions.Select(row => new JsonObject
            {
                ["stage"] = row.Stage,
                ["who"] = $"{PaperParts.RoleZh(row.Role)} {row.ActorName}",
                ["at"] = PaperText.Date(row.At),
                ["reason"] = row.Reason,
            })),
        };
    }

    /// <summary>A photograph taken on the spot, of whom, and its number on the paper.</summary>
    private sealed record Photo(int Number, string AttachmentId, SampleRow Of);

    /// <summary>All photographs of the record, in the order of the sample.</summary>
    private static IReadOnlyList<Photo> Photos(JsonObject? record, List<SampleRow> sample) =>
    [
        .. sample.SelectMany(row => Taken(record, row).Select(id => (row, id))).Select((taken, index) => new Photo(index + 1, taken.id, taken.row)),
    ];

    private static IEnumerable<string> Taken(JsonObject? record, SampleRow row)
    {
        var said = record?.Rows("people").FirstOrDefault(one => one.Text("key") == row.Sample.Id) ?? record?.Rows("added").FirstOrDefault(one => one.Text("placement") == row.Placement.Id);
        return (said?["photos"] as JsonArray ?? []).OfType<JsonValue>().Select(id => id.ToString());
    }

    private async Task<List<JsonObject>> People(Work work, IReadOnlyList<Photo> photos, List<SampleRow> sample, Dictionary<string, string> units, CancellationToken cancel)
    {
        var rows = new List<JsonObject>();
        foreach (var row in sample)
        {
            rows.Add(new JsonObject
            {
                ["name"] = row.Name,
                ["village"] = units.GetValueOrDefault(row.Placement.VillageId) ?? "",
                ["post"] = row.Placement.PostName,
                ["number"] = row.Placement.PostNumber,
                ["basis"] = SampleRows.BasisZh(row.Sample),
                ["result"] = VisitResults.Zh(row.Sample.Result),
                ["note"] = await texts.Open(work, row.Placement.PersonId, row.Sample.NoteCipher, cancel),
                ["photos"] = string.Join('、', photos.Where(photo => photo.Of == row).Select(photo => $"图{photo.Number}")),
            });
        }

        return rows;
    }

    private async Task<List<JsonObject>> Retested(Work work, string inspectionId, Dictionary<string, string> units, CancellationToken cancel)
    {
        var rows = new List<JsonObject>();
        foreach (var (retest, finding) in await Retests.Of(work, inspectionId, cancel))
            rows.Add(new JsonObject
            {
                ["number"] = finding.Number,
                ["unit"] = units.GetValueOrDefault(finding.UnitId) ?? "",
                ["problem"] = await texts.Open(work, finding.PersonId, finding.ProblemCipher, cancel),
                ["state"] = Retests.State(finding).Zh,
                ["result"] = RetestResults.Zh(retest.Result),
                ["note"] = await texts.Open(work, finding.PersonId, retest.NoteCipher, cancel),
            });
        return rows;
    }

    private async Task<List<JsonObject>> Findings(Work work, List<Rectification> found, Dictionary<string, string> units, CancellationToken cancel)
    {
        var rows = new List<JsonObject>();
        foreach (var row in found)
            rows.Add(new JsonObject
            {
                ["number"] = row.Number,
                ["source"] = RectificationSources.Zh(row.Source),
                ["kind"] = ProblemKinds.Zh(row.Kind),
                ["problem"] = await texts.Open(work, row.PersonId, row.ProblemCipher, cancel),
                ["unit"] = units.GetValueOrDefault(row.UnitId) ?? "",
                ["responsiblePerson"] = row.ResponsiblePerson ?? "",
                ["measures"] = await texts.Open(work, row.PersonId, row.MeasuresCipher, cancel),
                ["dueOn"] = row.DueOn.Iso(),
                ["completedOn"] = row.CompletedOn?.Iso() ?? "",
                ["verifier"] = row.VerifiedByName ?? "",
                ["closedOn"] = row.ClosedAt is { } at ? ShanghaiTime.DateOf(at).Iso() : "",
            });
        return rows;
    }
}
