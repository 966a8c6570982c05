using System.Text.Json.Nodes;
using WorkflowJobs.Domain.Applications;
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
        var officer = await Kinship.Of(work, actor, cancel);
        var marks = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var application in applications)
            marks[application.Id] = MarkOf(await people.Person(work, application, cancel), officer);

        return await FormRows.Of(work, applications, (application, _, row) =>
        {
            row["round"] = LineNames.Zh(application.Kind, application.Batch);
            row["conflict"] = marks[application.Id];
            return row;
        }, cancel);
    }

    private static string MarkOf(ReviewPerson person, Identified officer) => person.Concerns(officer) ? "您须回避，留给镇街补议"
        : KinshipRules.IsNamesake(officer, person.PersonId, person.Name) ? "与您同名，请核对是否为您本人"
        : "";
}
