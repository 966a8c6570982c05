using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Applications;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Identity;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Tasks;
using WorkflowJobs.Server.Components.Forms;
using Page = WorkflowJobs.Server.Components.Officer;

namespace WorkflowJobs.Server.Components.Desks;

/// <summary>The application form as officers read it: numbers masked as DOMAIN §9.2 says; the full one is a command with a reason.</summary>
internal sealed class ApplicationFiles(IReader reader, ApplicationForms forms, FormStore store)
{
    public sealed record ApplicationFile(Application Application, Person Person, FormState? Form, IReadOnlyList<Page.Finding> Findings);

    /// <summary>Null when there is none that this actor may read.</summary>
    public Task<ApplicationFile?> Read(string applicationId, Actor actor, CancellationToken cancel) => reader.Read(async (work, token) =>
    {
        if (await work.Db.Applications.FindAsync([applicationId], token) is not { } application || !ApplicationAccess.MayRead(actor, application)
            || await work.Db.People.FindAsync([application.PersonId], token) is not { } person)
            return null;
        var document = await store.Find(work.Db, ApplicationForms.Key, application.FormVersion, token) ?? await store.FindLatest(work.Db, ApplicationForms.Key, token);
        var data = forms.Read(application, person);
        if (!ApplicationAccess.IsOwn(actor, application))
            Mask(data, person);
        var state = document is null ? null : new FormState(document, data)
        {
            Roles = new HashSet<string>(actor.Grants.Select(grant => grant.Role)) { Roles.Applicant },
            Today = ShanghaiTime.DateOf(work.Now),
            Sources = await Posts(work, application, token),
        };
        return new ApplicationFile(application, person, state, EligibilityFindings.Of(application.Eligibility));
    }, cancel);

    private static void Mask(JsonObject data, Person person)
    {
        if (data["idNumber"] is not null)
            data["idNumber"] = person.IdMasked;
        if (data["accountNumber"]?.ToString() is { Length: > 4 } account)
            data["accountNumber"] = new string('*', account.Length - 4) + account[^4..];
        foreach (var member in (data["household"] as JsonArray ?? []).OfType<JsonObject>())
            if (member["idNumber"]?.ToString() is { Length: 18 } id)
                member["idNumber"] = $"{id[..6]}********{id[14..]}";
    }

    /// <summary>Lines and posts by their names, as the form's choices show them.</summary>
    private static async Task<IReadOnlyDictionary<string, JsonNode>> Posts(Work work, Application application, CancellationToken cancel)
    {
        var lines = await work.Db.NoticeLines.Where(line => line.NoticeId == application.NoticeId).ToListAsync(cancel);
        var posts = await work.Db.Posts.Where(post => post.NoticeId == application.NoticeId).ToListAsync(cancel);
        return new Dictionary<string, JsonNode>
        {
            ["notice-lines"] = new JsonArray([.. lines.Select(line => Option(line.Id, Domain.Notices.LineNames.Zh(line.Kind, line.Batch), Domain.Notices.LineNames.En(line.Kind, line.Batch)))]),
            ["notice-posts"] = new JsonArray([.. posts.Select(post => Option(post.Id, post.Name, post.Name))]),
        };
    }

    private static JsonNode Option(string value, string zh, string en) => new JsonObject { ["value"] = value, ["label"] = new JsonObject { ["zh"] = zh, ["en"] = en } };
}
