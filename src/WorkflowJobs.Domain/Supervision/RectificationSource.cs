using System.Text.Json.Nodes;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Tasks;

namespace WorkflowJobs.Domain.Supervision;

/// <summary>The ledger's entry, shown to who puts right, who verifies and who presses for it.</summary>
public sealed class RectificationSource(SealedTexts texts) : IFormSource
{
    public string Name => "rectification";

    public async Task<JsonNode> Load(Work work, UserTask task, Actor actor, CancellationToken cancel)
    {
        if (await work.Db.Rectifications.FindAsync([task.SubjectId], cancel) is not { } rectification)
            return new JsonArray();
        return new JsonArray((JsonNode)new JsonObject
        {
            ["key"] = rectification.Id,
            ["number"] = rectification.Number,
            ["source"] = Supervision.RectificationSources.Zh(rectification.Source),
            ["kind"] = ProblemKinds.Zh(rectification.Kind),
            ["problem"] = await texts.Open(work, rectification.PersonId, rectification.ProblemCipher, cancel),
            ["dueOn"] = rectification.DueOn.Iso(),
            ["responsiblePerson"] = rectification.ResponsiblePerson,
            ["measures"] = await texts.Open(work, rectification.PersonId, rectification.MeasuresCipher, cancel),
            ["completedOn"] = rectification.CompletedOn?.Iso(),
        });
    }
}
