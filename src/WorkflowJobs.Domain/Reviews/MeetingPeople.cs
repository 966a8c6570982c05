using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Applications;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Identity;
using WorkflowJobs.Domain.Runtime.Commands;

namespace WorkflowJobs.Domain.Reviews;

/// <summary>Who is before a meeting: the applicants of its village and notice without a valid result, of whatever round.</summary>
public sealed class MeetingPeople(ApplicationForms forms, Kinship kinship)
{
    public async Task<List<Application>> Applications(Work work, ReviewMeeting meeting, CancellationToken cancel)
    {
        await work.Flush(cancel);
        var db = work.Db;

        // Those whom another meeting has left to the town stay with that meeting.
        var elsewhere = db.ReviewItems
            .Where(i => db.ReviewSessions.Any(s => s.Id == i.SessionId
                && db.ReviewMeetings.Any(m => m.Id == s.MeetingId && m.Id != meeting.Id && m.Status == MeetingStates.Partial)))
            .Select(i => i.ApplicationId);
        return await db.Applications
            .Where(a => a.NoticeId == meeting.NoticeId && a.VillageId == meeting.VillageId
                && a.Status == ApplicationStatus.Review && a.ReviewOutcome == null && !elsewhere.Contains(a.Id))
            .OrderBy(a => a.SubmittedAt).ThenBy(a => a.Id)
            .ToListAsync(cancel);
    }

    public async Task<ReviewPerson> Person(Work work, Application application, CancellationToken cancel)
    {
        var person = await PersonOf(work, application, cancel);
        return new ReviewPerson(application.Id, person.Id, person.Name, kinship.Declared(forms.Read(application, person), ShanghaiTime.DateOf(work.Now)));
    }

    public async Task<List<ReviewPerson>> People(Work work, ReviewMeeting meeting, CancellationToken cancel)
    {
        var people = new List<ReviewPerson>();
        foreach (var application in await Applications(work, meeting, cancel))
            people.Add(await Person(work, application, cancel));
        return people;
    }

    private static async Task<Person> PersonOf(Work work, Application application, CancellationToken cancel) =>
        await work.Db.People.FindAsync([application.PersonId], cancel)
        ?? throw new InvalidOperationException($"Application {application.Id} has no person.");
}
