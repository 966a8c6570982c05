using System.Text.Json.Nodes;
using WorkflowJobs.Domain.Applications;
using WorkflowJobs.Domain.Forms;
using WorkflowJobs.Domain.Identity;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Server.Components.Forms;

namespace WorkflowJobs.Server.Components.Desks;

/// <summary>Form documents with their data as the pages' form component takes them.</summary>
internal static class CaseForms
{
    public static FormState? Of(CaseFile file, Actor actor, DateOnly today) =>
        file.FormJson is null ? null : State(file.FormJson, file.Form ?? [], file.FormSources, actor, today);

    public static FormState State(string document, JsonObject data, IReadOnlyDictionary<string, JsonNode> sources, Actor actor, DateOnly today) => new(FormDocument.Read(document).Value!, data)
    {
        Roles = new HashSet<string>(actor.Grants.Select(grant => grant.Role)) { Roles.Applicant },
        Today = today,
        Sources = sources,
    };
}
