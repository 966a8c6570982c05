using WorkflowJobs.Domain.Applications;
using WorkflowJobs.Domain.Plans;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Instances;

namespace WorkflowJobs.Domain.Tests.Runtime;

/// <summary>Applications as the process "approval" of a test finds them.</summary>
internal static class TestApplications
{
    /// <summary>Selected and waiting for the district's approval, on the batch's line of places; its process is started.</summary>
    public static async Task<Application> AwaitApproval(RuntimeFixture runtime, Work work, string id, string personId, int batch)
    {
        var application = new Application
        {
            Id = id,
            PersonId = personId,
            NoticeId = "notice",
            LineId = "line",
            Year = 2024,
            Kind = PostKind.Rural,
            Batch = batch,
            TownId = "town",
            VillageId = "village",
            Status = ApplicationStatus.DistrictReview,
            FormCipher = [],
            FormHash = "",
            FormVersion = 1,
        };
        work.Db.Applications.Add(application);
        application.InstanceId = await runtime.Host.Start(work, "approval", new Subject(Subject.Application, id), [], Actor.System, CancellationToken.None);
        return application;
    }
}
