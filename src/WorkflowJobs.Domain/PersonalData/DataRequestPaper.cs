using System.Text.Json.Nodes;
using WorkflowJobs.Domain.Documents;
using WorkflowJobs.Domain.Documents.Facts;
using WorkflowJobs.Domain.Reviews;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Supervision;
using WorkflowJobs.Domain.Units;

namespace WorkflowJobs.Domain.PersonalData;

/// <summary>What papers about a request say: the copy itself, or the written refusal.</summary>
public sealed class DataRequestPaper(SealedTexts texts) : IDocumentFacts
{
    public string SubjectType => DataRequestSubjects.Type;

    public async Task<JsonObject> Load(Work work, string subjectId, JsonObject? submission, CancellationToken cancel)
    {
        await work.Flush(cancel);
        var request = await work.Db.DataRequests.FindAsync([subjectId], cancel) ?? throw new InvalidOperationException($"There is no request {subjectId}.");
        var person = await work.Db.People.FindAsync([request.PersonId], cancel) ?? throw new InvalidOperationException($"There is no person {request.PersonId}.");
        var copy = request.CopyCipher is null ? null : JsonNode.Parse(await texts.Open(work, person.Id, request.CopyCipher, cancel)) as JsonObject;
        var units = await UnitList.All(work.Db, cancel);
        return new JsonObject
        {
            ["request"] = new JsonObject
            {
                ["kind"] = DataRequestKinds.Zh(request.Kind),
                ["name"] = person.Name,
                ["idMasked"] = person.IdMasked,
                ["receivedOn"] = PaperText.Date(request.ReceivedAt),
                ["answer"] = await texts.Open(work, person.Id, request.AnswerCipher, cancel),
                ["keptUntil"] = PaperText.Date(request.KeptUntil),
                ["hash"] = request.CopyHash ?? "",
            },
            ["office"] = (await PaperParts.Units(work, units.Find(unit => unit.Id == person.VillageId)?.ParentId ?? person.VillageId, cancel)).Office,
            ["sections"] = copy?["sections"]?.DeepClone() ?? new JsonArray(),
        };
    }
}
