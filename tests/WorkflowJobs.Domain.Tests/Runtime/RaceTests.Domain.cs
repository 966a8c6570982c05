using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using WorkflowJobs.Domain.Applications;
using WorkflowJobs.Domain.Approvals;
using WorkflowJobs.Domain.Plans;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Instances;
using WorkflowJobs.Domain.Runtime.Journal;
using WorkflowJobs.Domain.Runtime.Tasks;
using WorkflowJobs.Engine.Execution;

namespace WorkflowJobs.Domain.Tests.Runtime;

// Races in which the domain's own commands and calls take part.
public abstract partial class RaceTests
{
    [Fact]
    public async Task Approval_AgainstWithdrawal_IsApprovedOrWithdrawnAndNeverBoth()
    {
        await using var runtime = await OpenWithApplications();
        for (var round = 0; round < rounds; round++)
        {
            var application = await NewApplication(runtime, round, places: 1);
            var task = await runtime.TaskOf(application.InstanceId!, "approve");
            var (approve, withdraw) = await Both(CompleteTask(runtime, task, "tl"), Withdraw(runtime, application.Id));
            Assert.Contains((approve, withdraw), new[] { ("won", "WITHDRAW_TOO_LATE"), ("TASK_CLOSED", "won") });
            await runtime.Messages.Drain(CancellationToken.None);
            await AssertApprovedOrWithdrawn(runtime, application.Id, round, approve == "won");
        }

        Assert.True((await runtime.Read(work => new JournalVerifier().Verify(work.Db, CancellationToken.None))).Ok);
    }

    [Fact]
    public async Task Approval_AfterAnAnsweredWithdrawal_IsTooLateThoughNoMessageWasDelivered()
    {
        await using var runtime = await OpenWithApplications();
        var application = await NewApplication(runtime, 0, places: 1);
        var task = await runtime.TaskOf(application.InstanceId!, "approve");
        // As if the server ended between the withdrawal's commit and what follows from it.
        var withdraw = new WithdrawApplication(new CommandRunner(runtime.Writer), runtime.Host);
        Assert.Null((await withdraw.Run(await runtime.ActorOf("vo"), "w", new WithdrawBody(application.Id, null, null), CancellationToken.None)).Refusal);
        Assert.Equal("TASK_CLOSED", await CompleteTask(runtime, task, "tl"));
        await runtime.Messages.Drain(CancellationToken.None);
        await AssertApprovedOrWithdrawn(runtime, application.Id, 0, approved: false);
    }

    [Fact]
    public async Task LastPlace_OfTwoApprovals_IsTakenOnceAndTheOtherWaits()
    {
        await using var runtime = await OpenWithApplications();
        for (var round = 0; round < rounds; round++)
        {
            var (one, two) = (await NewApplication(runtime, round, places: 1), await NewApplication(runtime, round, places: null));
            var (first, second) = (await runtime.TaskOf(one.InstanceId!, "approve"), await runtime.TaskOf(two.InstanceId!, "approve"));
            Assert.Equal(("won", "won"), await Both(CompleteTask(runtime, first, "tl"), CompleteTask(runtime, second, "tl")));
            var both = await runtime.Read(work => work.Db.Applications.Where(row => row.Batch == round).ToListAsync());
            Assert.Equal([ApplicationStatus.Approved, ApplicationStatus.Waitlist], both.Select(row => row.Status).Order());
            Assert.Equal([ApplicationStatus.Approved], both.Where(row => row.QuotaTaken).Select(row => row.Status));
            Assert.Equal(1, await Taken(runtime, round));
            var waiting = both.Single(row => row.Status == ApplicationStatus.Waitlist);
            Assert.Equal("waits withdrawn", string.Join(' ', (await runtime.Open(waiting.InstanceId!)).Split(' ').Order(StringComparer.Ordinal)));
            Assert.Equal([TakeQuota.ExhaustedCode], await runtime.Read(work => work.Db.StatusChanges.Where(row => row.ApplicationId == waiting.Id).Select(row => row.ReasonCode!).ToListAsync()));
        }

        Assert.True((await runtime.Read(work => new JournalVerifier().Verify(work.Db, CancellationToken.None))).Ok);
    }

    [Fact]
    public async Task Publish_AgainstStart_TheInstanceIsWhollyOfOneVersion()
    {
        await using var runtime = await Open();
        await runtime.Publish(new TestFlow("pub").Task("step1", "Ok").ToString());
        for (var next = 2; next < rounds + 2; next++)
        {
            var draft = await runtime.Write(async work =>
                (await runtime.Get<DefinitionStore>().Save(work, new TestFlow("pub").Task("step" + next, "Ok").ToString(), null, Actor.System, CancellationToken.None)).Version!.Id);
            var (published, id) = await Both(Publish(runtime, draft), Task.Run(() => runtime.Start("pub")));
            Assert.Equal("won", published);
            var instance = await runtime.Instance(id);
            Assert.Contains(instance.Version, new[] { next - 1, next });
            Assert.Equal("step" + instance.Version, await runtime.Open(id));
            Assert.Equal("step" + next, await runtime.Open(await runtime.Start("pub")));
        }
    }

    private Task<RuntimeFixture> OpenWithApplications() => OpenWith(services => services
        .AddSingleton<ISubjectDirectory, ApplicationsInTheVillage>()
        .AddSingleton<ICallHandler>(TestGates.TakeQuota())
        .AddSingleton<ICallHandler>(Status("SetApproved", ApplicationStatus.Approved))
        .AddSingleton<ICallHandler>(Status("SetWithdrawn", ApplicationStatus.Withdrawn)));

    private async Task<RuntimeFixture> OpenWith(Action<IServiceCollection> add)
    {
        var runtime = await Open(add);
        // The shape of workflows/application.json around the approval: the withdrawal waits beside it all along.
        await runtime.Publish(new TestFlow("approval").Elsa("s", "Start").Task("approve", "Ok", role: "TL").Call("take", "TakeQuota").Call("approved", "SetApproved")
            .Task("after", "Ok").Task("waits", "Ok").Elsa("withdrawn", "Event", ("eventName", ApplicationEvents.Withdrawn)).Call("gone", "SetWithdrawn").Elsa("end", "Finish")
            .Link("s>approve", "s>withdrawn", "approve.Ok>take", "take.Taken>approved", "take.Exhausted>waits", "approved>after", "withdrawn>gone", "gone>end").ToString());
        return runtime;
    }

    private static TestCall Status(string name, ApplicationStatus status) => new(name, async context =>
    {
        StatusChanges.Apply(context.Work, (await context.Work.Db.Applications.FindAsync([context.Instance.SubjectId]))!, status);
        return new CallAnswer.Done();
    });

    /// <summary>A selected application whose approval waits; the batch is the round's, with its own line of places.</summary>
    private static async Task<Application> NewApplication(RuntimeFixture runtime, int round, int? places)
    {
        var id = Guid.NewGuid().ToString("N");
        await runtime.Write(async work =>
        {
            if (places is { } number)
                work.Db.QuotaLines.Add(new QuotaLine { Id = "line" + round, Year = 2024, Kind = PostKind.Rural, TownId = "town", Batch = round, Number = number });
            await TestApplications.AwaitApproval(runtime, work, id, "person-" + id, round);
        });
        return await runtime.Read(async work => (await work.Db.Applications.FindAsync(id))!);
    }

    private static async Task AssertApprovedOrWithdrawn(RuntimeFixture runtime, string id, int round, bool approved)
    {
        var application = await runtime.Read(async work => (await work.Db.Applications.FindAsync(id))!);
        Assert.Equal(approved ? ApplicationStatus.Approved : ApplicationStatus.Withdrawn, application.Status);
        Assert.Equal(approved, application.QuotaTaken);
        Assert.Equal(approved ? 1 : 0, await Taken(runtime, round));
        Assert.Equal(approved ? ["after"] : [], await runtime.Read(work => work.Db.UserTasks.Where(row => row.InstanceId == application.InstanceId && row.CompletedAt == null).Select(row => row.ActivityId).ToListAsync()));
        Assert.Equal(approved ? WorkflowStatus.Running : WorkflowStatus.Finished, (await runtime.Instance(application.InstanceId!)).Status);
    }

    private static Task<int> Taken(RuntimeFixture runtime, int round) => runtime.Read(work => work.Db.QuotaLines.Where(row => row.Batch == round).Select(row => row.Taken).SingleAsync());

    private static async Task<string> Withdraw(RuntimeFixture runtime, string applicationId)
    {
        var actor = await runtime.ActorOf("vo");
        var withdraw = new WithdrawApplication(runtime.Get<CommandRunner>(), runtime.Host);
        return (await Task.Run(() => withdraw.Run(actor, Guid.NewGuid().ToString("N"), new WithdrawBody(applicationId, null, null), CancellationToken.None))).Refusal?.Code ?? "won";
    }

    private static async Task<string> Publish(RuntimeFixture runtime, string versionId) => (await Task.Run(() =>
        runtime.Write(work => runtime.Get<DefinitionStore>().Publish(work, versionId, Actor.System, CancellationToken.None)))).Refusal?.Code ?? "won";

    private sealed class ApplicationsInTheVillage : ISubjectDirectory
    {
        public string SubjectType => Subject.Application;

        public Task<SubjectPlace?> Locate(Work work, string subjectId, CancellationToken cancel) => Task.FromResult<SubjectPlace?>(new SubjectPlace("village", "town", "district"));
    }
}
