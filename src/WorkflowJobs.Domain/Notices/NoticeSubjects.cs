using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Instances;
using WorkflowJobs.Domain.Runtime.Tasks;
using WorkflowJobs.Domain.Units;

namespace WorkflowJobs.Domain.Notices;

/// <summary>Where a notice belongs: its town.</summary>
public sealed class NoticeSubjects : ISubjectDirectory
{
    public string SubjectType => Subject.Notice;

    public async Task<SubjectPlace?> Locate(Work work, string subjectId, CancellationToken cancel)
    {
        if (await work.Db.Notices.FindAsync([subjectId], cancel) is not { } notice)
            return null;
        var town = await work.Db.Units.FindAsync([notice.TownId], cancel);
        return new SubjectPlace(null, notice.TownId, town?.ParentId ?? notice.TownId) { DisplayName = notice.Title };
    }
}

/// <summary>One village's part in a notice; its id is both ids.</summary>
public sealed record VillageDemand(string NoticeId, string VillageId)
{
    public const string Type = "village-demand";

    public string Id => $"{NoticeId}.{VillageId}";

    public static VillageDemand Parse(string id)
    {
        var cut = id.IndexOf('.', StringComparison.Ordinal);
        return new VillageDemand(id[..cut], id[(cut + 1)..]);
    }
}

public sealed class VillageDemandSubjects : ISubjectDirectory
{
    public string SubjectType => VillageDemand.Type;

    public async Task<SubjectPlace?> Locate(Work work, string subjectId, CancellationToken cancel)
    {
        var demand = VillageDemand.Parse(subjectId);
        if (await work.Db.Notices.FindAsync([demand.NoticeId], cancel) is not { } notice)
            return null;
        var town = await work.Db.Units.FindAsync([notice.TownId], cancel);
        Unit? village = await work.Db.Units.FindAsync([demand.VillageId], cancel);
        return new SubjectPlace(demand.VillageId, notice.TownId, town?.ParentId ?? notice.TownId) { DisplayName = $"{notice.Title} {village?.Name}" };
    }
}

/// <summary>A post-providing unit's part in a notice; its id is made as a village's.</summary>
public static class EmployerDemand
{
    public const string Type = "employer-demand";
}

/// <summary>Where it belongs: to the notice's town. The task itself names the unit that is asked.</summary>
public sealed class EmployerDemandSubjects : ISubjectDirectory
{
    public string SubjectType => EmployerDemand.Type;

    public async Task<SubjectPlace?> Locate(Work work, string subjectId, CancellationToken cancel)
    {
        var demand = VillageDemand.Parse(subjectId);
        if (await work.Db.Notices.FindAsync([demand.NoticeId], cancel) is not { } notice)
            return null;
        var town = await work.Db.Units.FindAsync([notice.TownId], cancel);
        var employer = await work.Db.Units.FindAsync([demand.VillageId], cancel);
        return new SubjectPlace(null, notice.TownId, town?.ParentId ?? notice.TownId) { DisplayName = $"{notice.Title} {employer?.Name}" };
    }
}
