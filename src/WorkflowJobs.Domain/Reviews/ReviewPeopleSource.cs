using System.Text.Json.Nodes;
using WorkflowJobs.Domain.Notices;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Tasks;

namespace WorkflowJobs.Domain.Reviews;

/// <summary>The applicants of a meeting, with a mark where the officer at the keyboard must recuse.</summary>
public sealed class ReviewPeopleSource(MeetingPeople people) : IFormSource
{
    public string Name => "review-people";

    public async Task<JsonNode> Load(Work work, UserTask task, Actor actor, CancellationToken cancel)
    {
        if (await work.Db.ReviewMeetings.FindAsync([task.SubjectId], cancel) is not { } meeting)
            return new JsonArray();
        var applications = await people.Applications(work, meeting, cancel);
        var conflicts = new HashSet<string>();
        foreach (var application in applications)
        {
            if ((await people.Person(work, application, cancel)).Concerns(actor.DisplayName))
                conflicts.Add(application.Id);
        }

        return await FormRows.Of(work, applications, (application, _, row) =>
        {
            row["round"] = LineNames.Zh(application.Kind, application.Batch);
            row["conflict"] = conflicts.Contains(application.Id) ? "您须回避，留给镇街补议" : "";
            return row;
        }, cancel);
    }
}
