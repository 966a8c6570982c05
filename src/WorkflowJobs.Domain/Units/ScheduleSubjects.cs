using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Instances;
using WorkflowJobs.Domain.Runtime.Tasks;

namespace WorkflowJobs.Domain.Units;

/// <summary>What starts by the clock belongs to the district.</summary>
public sealed class ScheduleSubjects : ISubjectDirectory
{
    public string SubjectType => Subject.Schedule;

    public async Task<SubjectPlace?> Locate(Work work, string subjectId, CancellationToken cancel)
    {
        var district = await work.Db.Units.AsNoTracking().FirstAsync(unit => unit.Kind == UnitKind.District, cancel);
        var name = (await DefinitionStore.Published(work.Db, subjectId, cancel))?.Name ?? subjectId;
        return new SubjectPlace(null, district.Id, district.Id) { DisplayName = name };
    }
}
