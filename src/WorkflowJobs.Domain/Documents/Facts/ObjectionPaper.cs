using System.Text.Json.Nodes;
using WorkflowJobs.Domain.Identity;
using WorkflowJobs.Domain.Notices;
using WorkflowJobs.Domain.Publicity;
using WorkflowJobs.Domain.Reviews;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Supervision;

namespace WorkflowJobs.Domain.Documents.Facts;

/// <summary>What papers about an objection say (DOMAIN §8, stage 7). Who objected is in none of them.</summary>
public sealed class ObjectionPaper(SealedTexts texts) : IDocumentFacts
{
    public string SubjectType => ObjectionSubjects.Type;

    public async Task<JsonObject> Load(Work work, string subjectId, JsonObject? submission, CancellationToken cancel)
    {
        await work.Flush(cancel);
        var objection = await work.Db.Objections.FindAsync([subjectId], cancel) ?? throw new InvalidOperationException($"There is no objection {subjectId}.");
        var list = await PublicityStatus.List(work, objection.ListId, cancel);
        var round = await work.Round(list.RoundId, cancel);
        var application = await work.Db.Applications.FindAsync([objection.ApplicationId], cancel) ?? throw new InvalidOperationException($"There is no application {objection.ApplicationId}.");
        var person = await work.Db.People.FindAsync([application.PersonId], cancel) ?? throw new InvalidOperationException($"There is no person {application.PersonId}.");
        var units = await PaperParts.Units(work, list.TownId, cancel);
        return new JsonObject
        {
            ["objection"] = new JsonObject
            {
                ["receivedOn"] = PaperText.Date(objection.ReceivedAt),
                ["manner"] = objection.IsRealName ? "实名" : "匿名",
                ["channel"] = objection.Channel,
                ["content"] = await texts.Open(work, person.Id, objection.ContentCipher, cancel),
                ["finding"] = await texts.Open(work, person.Id, objection.FindingCipher, cancel),
                ["reply"] = await texts.Open(work, person.Id, objection.ReplyCipher, cancel),
                ["outcome"] = objection.Outcome switch { ObjectionOutcomes.Upheld => "异议成立", ObjectionOutcomes.NotUpheld => "异议不成立", _ => "" },
                ["closedOn"] = PaperText.Date(objection.ClosedAt),
                ["extendedOn"] = PaperText.Date(objection.ExtendedAt),
                ["investigator"] = PaperParts.RoleZh(objection.AboutCadre ? Roles.TownDiscipline : Roles.TownHandler),
            },
            ["list"] = new JsonObject { ["number"] = PaperText.Number(list.Number), ["line"] = LineNames.Zh(round.Kind, round.Batch), ["year"] = PaperText.Number(round.Year) },
            ["person"] = new JsonObject { ["name"] = person.Name, ["village"] = units.NameOf(application.VillageId) },
            ["town"] = units.Town,
            ["district"] = units.District,
            ["authority"] = units.Authority,
        };
    }
}
