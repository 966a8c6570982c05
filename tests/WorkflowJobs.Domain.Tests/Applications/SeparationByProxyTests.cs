using WorkflowJobs.Domain.Applications;
using WorkflowJobs.Domain.Notices;
using WorkflowJobs.Domain.Plans;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Tasks;
using WorkflowJobs.Domain.Subsidies;
using WorkflowJobs.Domain.Tests.Runtime;

namespace WorkflowJobs.Domain.Tests.Applications;

/// <summary>Who had a step done by whoever stood in for them has done it: an absence is no way around the separation of duty (DOMAIN §10).</summary>
public sealed class SeparationByProxyTests
{
    public static TheoryData<string, string, string, string> Guarded => new()
    {
        { nameof(AllocationApart), "2024.a", "propose", "decide" },
        { nameof(CorrectionApart), "n.1", "draft", "sign" },
        { nameof(SubsidyApart), "batch", "draft", "town" },
    };

    [Theory]
    [MemberData(nameof(Guarded))]
    public async Task StepDoneByAProxy_BarsBothFromTheNext(string guard, string subjectId, string first, string second)
    {
        await using var runtime = await RuntimeFixture.Usual();
        var (apart, type) = Of(guard);
        var next = Row("two", type, subjectId, second, "TL");
        await runtime.Write(work =>
        {
            var done = Row("one", type, subjectId, first, "TH");
            (done.State, done.CompletedBy, done.CompletedAt) = (UserTaskState.Completed, "stand-in", work.Now);
            work.Db.UserTasks.AddRange(done, next);
            work.Db.Decisions.Add(new Decision
            {
                Id = "d",
                SubjectType = type,
                SubjectId = subjectId,
                ActivityId = first,
                Stage = first,
                ActorId = "stand-in",
                ActorName = "林芳",
                OnBehalfOf = "王建国",
                OnBehalfOfId = "away",
                Role = "TH",
                UnitId = "town",
                Outcome = "Submit",
                At = work.Now,
                TaskId = "one",
            });
            return Task.CompletedTask;
        });

        async Task<string?> Asked(string user) => (await runtime.Read(work => apart.MayAct(work, next, new Actor(user, user, []), CancellationToken.None)))?.Code;

        Assert.Equal(await Asked("stand-in"), await Asked("away"));
        Assert.Contains(await Asked("away"), new[] { "SAME_PERSON", "SOD_SAME_PERSON" });
        Assert.Null(await Asked("somebody"));
    }

    private static (ITaskGuard Guard, string SubjectType) Of(string guard) => guard switch
    {
        nameof(AllocationApart) => (new AllocationApart(), AllocationProposal.Type),
        nameof(CorrectionApart) => (new CorrectionApart(), CorrectionCase.Type),
        _ => (new SubsidyApart(), SubsidyBatch.Type),
    };

    private static UserTask Row(string id, string subjectType, string subjectId, string activity, string role) => new()
    {
        Id = id,
        InstanceId = "i",
        ActivityId = activity,
        SubjectType = subjectType,
        SubjectId = subjectId,
        Role = role,
        UnitId = "town",
        Title = activity,
        Stage = activity,
        DefinitionId = "d",
        ExecutionId = id,
        Outcomes = "[]",
        CreatedAt = RuntimeFixture.Monday,
    };
}
