using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Notices;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Instances;
using WorkflowJobs.Domain.Runtime.Tasks;

namespace WorkflowJobs.Domain.Reviews;

/// <summary>Where a round belongs, and what an inbox row calls it.</summary>
public sealed class RoundSubjects : ISubjectDirectory
{
    public string SubjectType => Subject.Round;

    public async Task<SubjectPlace?> Locate(Work work, string subjectId, CancellationToken cancel)
    {
        if (await work.Db.Rounds.FindAsync([subjectId], cancel) is not { } round)
            return null;
        return await SubjectPlaces.OfTown(work, round.TownId, null, $"{round.Year}年{LineNames.Zh(round.Kind, round.Batch)}", cancel);
    }
}

/// <summary>Where a review meeting belongs.</summary>
public sealed class MeetingSubjects : ISubjectDirectory
{
    public string SubjectType => Subject.Meeting;

    public async Task<SubjectPlace?> Locate(Work work, string subjectId, CancellationToken cancel)
    {
        if (await work.Db.ReviewMeetings.FindAsync([subjectId], cancel) is not { } meeting)
            return null;
        var village = await work.Db.Units.FindAsync([meeting.VillageId], cancel);
        return await SubjectPlaces.OfTown(work, meeting.TownId, meeting.VillageId, $"{village?.Name}民主评议会", cancel);
    }
}

internal static class SubjectPlaces
{
    public static async Task<SubjectPlace> OfTown(Work work, string townId, string? villageId, string name, CancellationToken cancel)
    {
        var district = await work.Db.Units.AsNoTracking().Where(u => u.Id == townId).Select(u => u.ParentId).FirstOrDefaultAsync(cancel);
        return new SubjectPlace(villageId, townId, district ?? townId) { DisplayName = name };
    }
}
