using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Instances;
using WorkflowJobs.Domain.Runtime.Tasks;

namespace WorkflowJobs.Domain.Applications;

/// <summary>Where an application belongs and whose it is, for the task runtime.</summary>
public sealed class ApplicationSubjects : ISubjectDirectory
{
    public string SubjectType => Subject.Application;

    public async Task<SubjectPlace?> Locate(Work work, string subjectId, CancellationToken cancel)
    {
        if (await work.Db.Applications.FindAsync([subjectId], cancel) is not { } application)
            return null;
        var person = await work.Db.People.FindAsync([application.PersonId], cancel);
        var district = await work.Db.Units.AsNoTracking().Where(u => u.Id == application.TownId).Select(u => u.ParentId).FirstOrDefaultAsync(cancel);
        return new SubjectPlace(application.VillageId, application.TownId, district ?? application.TownId)
        {
            PersonId = application.PersonId,
            DisplayName = $"{person?.Name} {application.ReceiptNumber}".TrimEnd(),
        };
    }
}
