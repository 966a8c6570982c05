using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Reviews;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Instances;
using WorkflowJobs.Domain.Runtime.Tasks;

namespace WorkflowJobs.Domain.Placements;

/// <summary>Where a placement belongs and whose it is.</summary>
public sealed class PlacementSubjects : ISubjectDirectory
{
    public string SubjectType => Subject.Placement;

    public async Task<SubjectPlace?> Locate(Work work, string subjectId, CancellationToken cancel)
    {
        if (await work.Db.Placements.FindAsync([subjectId], cancel) is not { } placement)
            return null;
        var name = await work.Db.People.AsNoTracking().Where(person => person.Id == placement.PersonId).Select(person => person.Name).FirstOrDefaultAsync(cancel);
        return (await SubjectPlaces.OfTown(work, placement.TownId, placement.VillageId, $"{name} {placement.PostNumber}", cancel)) with { PersonId = placement.PersonId };
    }
}
