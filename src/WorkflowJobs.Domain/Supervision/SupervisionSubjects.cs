using WorkflowJobs.Domain.Reviews;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Tasks;
using WorkflowJobs.Domain.Units;

namespace WorkflowJobs.Domain.Supervision;

/// <summary>Where an inspection belongs: its town, or the district.</summary>
public sealed class InspectionSubjects : ISubjectDirectory
{
    public const string Type = "inspection";

    public string SubjectType => Type;

    public async Task<SubjectPlace?> Locate(Work work, string subjectId, CancellationToken cancel)
    {
        if (await work.Db.Inspections.FindAsync([subjectId], cancel) is not { } inspection)
            return null;
        var unit = (await UnitList.All(work.Db, cancel)).Find(one => one.Id == inspection.UnitId);
        return new SubjectPlace(null, inspection.UnitId, inspection.Level == InspectionLevel.District ? inspection.UnitId : unit?.ParentId ?? inspection.UnitId)
        {
            DisplayName = $"{unit?.Name}{InspectionPeriodRules.Zh(inspection.PeriodFrom, inspection.PeriodTo)}检查",
        };
    }
}

/// <summary>Where a rectification belongs: the unit that is to put something right.</summary>
public sealed class RectificationSubjects : ISubjectDirectory
{
    public const string Type = "rectification";

    public string SubjectType => Type;

    public async Task<SubjectPlace?> Locate(Work work, string subjectId, CancellationToken cancel)
    {
        if (await work.Db.Rectifications.FindAsync([subjectId], cancel) is not { } rectification)
            return null;
        var unit = (await UnitList.All(work.Db, cancel)).Find(one => one.Id == rectification.UnitId);
        return await SubjectPlaces.OfTown(work, rectification.TownId, unit?.Kind == UnitKind.Village ? unit.Id : null, $"{unit?.Name} {rectification.Number}", cancel);
    }
}
