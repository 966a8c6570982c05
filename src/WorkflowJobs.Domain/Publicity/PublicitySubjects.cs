using WorkflowJobs.Domain.Notices;
using WorkflowJobs.Domain.Reviews;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Instances;
using WorkflowJobs.Domain.Runtime.Tasks;

namespace WorkflowJobs.Domain.Publicity;

/// <summary>Where a publicity list belongs.</summary>
public sealed class PublicityListSubjects : ISubjectDirectory
{
    public string SubjectType => Subject.PublicityList;

    public async Task<SubjectPlace?> Locate(Work work, string subjectId, CancellationToken cancel)
    {
        if (await work.Db.PublicityLists.FindAsync([subjectId], cancel) is not { } list)
            return null;
        var round = await work.Round(list.RoundId, cancel);
        return await SubjectPlaces.OfTown(work, list.TownId, null, $"{round.Year}年{LineNames.Zh(round.Kind, round.Batch)}公示（第{list.Number}号）", cancel);
    }
}

/// <summary>Where an objection belongs. It has no village: the village never sees it. Its person is whom it is about: forms and papers end with their key.</summary>
public sealed class ObjectionSubjects : ISubjectDirectory
{
    public const string Type = "objection";

    public string SubjectType => Type;

    public async Task<SubjectPlace?> Locate(Work work, string subjectId, CancellationToken cancel)
    {
        if (await work.Db.Objections.FindAsync([subjectId], cancel) is not { } objection
            || await work.Db.PublicityLists.FindAsync([objection.ListId], cancel) is not { } list)
            return null;
        var application = await work.Db.Applications.FindAsync([objection.ApplicationId], cancel);
        return (await SubjectPlaces.OfTown(work, list.TownId, null, $"公示第{list.Number}号的异议", cancel)) with { PersonId = application?.PersonId };
    }
}
