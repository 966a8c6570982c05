using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Reviews;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Tasks;
using WorkflowJobs.Domain.Supervision;

namespace WorkflowJobs.Domain.Publicity;

/// <summary>The people of a list as they are to be posted: no more of the ID number than its last four.</summary>
public sealed class PublicityPeopleSource : IFormSource
{
    public string Name => "publicity-people";

    public async Task<JsonNode> Load(Work work, UserTask task, Actor actor, CancellationToken cancel)
    {
        var entries = await PublicityStatus.Entries(work, task.SubjectId, cancel);
        var ids = entries.ConvertAll(e => e.ApplicationId);
        var applications = await work.Db.Applications.Where(a => ids.Contains(a.Id)).ToListAsync(cancel);
        var posts = await work.Db.Posts.AsNoTracking().Where(p => entries.Select(e => e.PostId).Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.Name, cancel);
        var listed = entries.Where(e => e.State != EntryStates.Restarted).Select(e => applications.Find(a => a.Id == e.ApplicationId)!).ToList();
        return await FormRows.Of(work, listed, (application, person, row) =>
        {
            row["post"] = application.FirstPostId is { } post ? posts.GetValueOrDefault(post) : null;
            row["last4"] = person.IdMasked.Length >= 4 ? person.IdMasked[^4..] : "";
            return row;
        }, cancel);
    }
}

/// <summary>The objection for those who investigate it. The task is the town's, so no village officer ever loads it.</summary>
public sealed class ObjectionSource(SealedTexts texts) : IFormSource
{
    public string Name => "objection";

    public async Task<JsonNode> Load(Work work, UserTask task, Actor actor, CancellationToken cancel)
    {
        if (await work.Db.Objections.FindAsync([task.SubjectId], cancel) is not { } objection
            || await work.Db.Applications.FindAsync([objection.ApplicationId], cancel) is not { } application)
            return new JsonArray();
        var person = await work.Db.People.FindAsync([application.PersonId], cancel);
        return new JsonArray((JsonNode)new JsonObject
        {
            ["key"] = objection.Id,
            ["name"] = person?.Name,
            ["channel"] = objection.Channel,
            ["realName"] = objection.IsRealName ? "实名" : "匿名",
            ["content"] = await texts.Open(work, application.PersonId, objection.ContentCipher, cancel),
            ["objector"] = await texts.Open(work, null, objection.ObjectorCipher, cancel),
        });
    }
}
