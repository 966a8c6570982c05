using System.Text.Json.Nodes;
using WorkflowJobs.Domain.Applications;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Tasks;
using WorkflowJobs.Domain.Supervision;
using WorkflowJobs.Domain.Units;

namespace WorkflowJobs.Domain.PersonalData;

/// <summary>A request belongs to the district, and is about a person.</summary>
public sealed class DataRequestSubjects : ISubjectDirectory
{
    public const string Type = "data-request";

    public string SubjectType => Type;

    public async Task<SubjectPlace?> Locate(Work work, string subjectId, CancellationToken cancel)
    {
        if (await work.Db.DataRequests.FindAsync([subjectId], cancel) is not { } request || await work.Db.People.FindAsync([request.PersonId], cancel) is not { } person)
            return null;
        var units = await UnitList.All(work.Db, cancel);
        var town = units.Find(unit => unit.Id == person.VillageId)?.ParentId;
        var district = units.Find(unit => unit.Id == town)?.ParentId ?? units.First(unit => unit.Kind == UnitKind.District).Id;
        return new SubjectPlace(null, district, district) { PersonId = person.Id, DisplayName = $"{person.Name} {DataRequestKinds.Zh(request.Kind)}" };
    }
}

/// <summary>The request for the district's officers who decide on it.</summary>
public sealed class DataRequestSource(SealedTexts texts) : IFormSource
{
    public string Name => "data-request";

    public async Task<JsonNode> Load(Work work, UserTask task, Actor actor, CancellationToken cancel)
    {
        if (await work.Db.DataRequests.FindAsync([task.SubjectId], cancel) is not { } request || await work.Db.People.FindAsync([request.PersonId], cancel) is not { } person)
            return new JsonArray();
        var detail = request.DetailCipher is null || person.WrappedKey.Length == 0 ? null : JsonNode.Parse(await texts.Open(work, person.Id, request.DetailCipher, cancel)) as JsonObject;
        return new JsonArray((JsonNode)new JsonObject
        {
            ["key"] = request.Id,
            ["name"] = person.Name,
            ["kind"] = DataRequestKinds.Zh(request.Kind),
            ["field"] = request.Field switch { "name" => "姓名", "phone" => "电话", "account" => "银行账号", "other" => "其他", _ => "" },
            ["value"] = detail?.Text("value"),
            ["text"] = detail?.Text("text"),
            ["keptUntil"] = request.KeptUntil?.Iso(),
        });
    }
}
