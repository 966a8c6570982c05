using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Identity;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Instances;
using WorkflowJobs.Domain.Runtime.Tasks;
using WorkflowJobs.Engine.Execution;

namespace WorkflowJobs.Domain.Tests.Runtime;

/// <summary>What workflow administrators do about running instances: suspend and resume, run again, skip by two persons, reassign; each with a reason, each journalled.</summary>
public sealed class AdministrationTests
{
    private static readonly Actor First = Administrator("wa1");
    private static readonly Actor Second = Administrator("wa2");

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Suspended_ItsTaskWaits_AndGoesOnWhenResumed(bool postgres)
    {
        await using var runtime = await Open(postgres);
        await runtime.Publish(new TestFlow("p").Task("a", "Ok").Task("b", "Ok").Link("a.Ok>b").ToString());
        var (held, other) = (await runtime.Start("p", "s1"), await runtime.Start("p", "s2"));

        Assert.Null((await Suspend(runtime, held)).Refusal);

        Assert.Equal("INSTANCE_SUSPENDED", (await runtime.Complete(held, "a", "th1")).Refusal?.Code);
        Assert.Equal("INSTANCE_SUSPENDED", (await runtime.Get<TaskCommands>().Claim(RuntimeFixture.Call(await runtime.TaskOf(held, "a")), await runtime.ActorOf("th1"), CancellationToken.None)).Refusal?.Code);
        Assert.Null((await runtime.Complete(other, "a", "th1")).Refusal);
        Assert.Equal("NOTHING_TO_DO", (await Suspend(runtime, held)).Refusal?.Code);

        Assert.Null((await Resume(runtime, held)).Refusal);
        Assert.Null((await runtime.Complete(held, "a", "th1")).Refusal);
        Assert.Equal("b", await runtime.Open(held));
        Assert.Equal("NOTHING_TO_DO", (await Resume(runtime, held)).Refusal?.Code);
        Assert.Equal(["suspend: 核查", "resume: 核查"], await Acts(runtime));
    }

    [Fact]
    public async Task Suspended_ACompletedTask_CannotBeRecalled()
    {
        await using var runtime = await Open();
        await runtime.Publish(new TestFlow("p").Task("a", "Ok").Task("b", "Ok").Link("a.Ok>b").ToString());
        var id = await runtime.Start("p");
        var task = await runtime.TaskOf(id, "a");
        var done = (await runtime.Complete(id, "a", "th1")).Value!;
        await Suspend(runtime, id);

        var call = new TaskCall(task.Id, "recall", done.Revision);
        Assert.Equal("INSTANCE_SUSPENDED", (await runtime.Get<TaskCommands>().Recall(call, null, await runtime.ActorOf("th1"), CancellationToken.None)).Refusal?.Code);

        await Resume(runtime, id);
        Assert.Null((await runtime.Get<TaskCommands>().Recall(call, null, await runtime.ActorOf("th1"), CancellationToken.None)).Refusal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Suspended_ATimerThatFallsDue_FiresOnceItIsResumed(bool postgres)
    {
        await using var runtime = await Open(postgres);
        await runtime.Publish(new TestFlow("p").Elsa("wait", "Delay", ("timeSpan", "01:00:00")).Task("after", "Ok").Link("wait>after").ToString());
        var (held, other) = (await runtime.Start("p", "s1"), await runtime.Start("p", "s2"));
        await Suspend(runtime, held);

        runtime.Clock.Advance(TimeSpan.FromHours(2));
        Assert.Equal(1, await runtime.Timers.FireDue(CancellationToken.None));
        Assert.Equal(("wait", "after"), (await runtime.Open(held), await runtime.Open(other)));

        await Resume(runtime, held);
        Assert.Equal(1, await runtime.Timers.FireDue(CancellationToken.None));
        Assert.Equal("after", await runtime.Open(held));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Suspended_AMessageForAll_ReachesTheOthersAtOnceAndItWhenResumed(bool postgres)
    {
        await using var runtime = await Open(postgres);
        await runtime.Publish(new TestFlow("p").Elsa("e", "Event", ("eventName", "Go")).ToString());
        string[] ids = [await runtime.Start("p", "s1"), await runtime.Start("p", "s2")];
        await Suspend(runtime, ids[0]);

        await Send(runtime, null);
        Assert.Equal((WorkflowStatus.Running, WorkflowStatus.Finished), ((await runtime.Instance(ids[0])).Status, (await runtime.Instance(ids[1])).Status));
        Assert.Equal(ids[0], await runtime.Read(work => work.Db.Messages.Select(row => row.InstanceId).SingleAsync()));

        await Resume(runtime, ids[0]);
        await runtime.Messages.Drain(CancellationToken.None);
        Assert.Equal(WorkflowStatus.Finished, (await runtime.Instance(ids[0])).Status);
        Assert.False(await runtime.Read(work => work.Db.Messages.AnyAsync()));
    }

    [Fact]
    public async Task Suspended_TheOnlyReceiverOfAMessage_KeepsIt()
    {
        await using var runtime = await Open();
        await runtime.Publish(new TestFlow("p").Elsa("e", "Event", ("eventName", "Go")).ToString());
        var id = await runtime.Start("p");
        await Suspend(runtime, id);
        await Send(runtime, null);
        await Send(runtime, id);
        Assert.Equal(2, await runtime.Read(work => work.Db.Messages.CountAsync(row => row.InstanceId == id && row.Attempts == 0)));

        await runtime.Restart();
        await Resume(runtime, id);
        await runtime.Messages.Drain(CancellationToken.None);
        Assert.Equal(WorkflowStatus.Finished, (await runtime.Instance(id)).Status);
    }

    [Fact]
    public async Task Suspended_Cancelled_IsHeldNoLonger()
    {
        await using var runtime = await Open();
        await runtime.Publish(new TestFlow("p").Task("a", "Ok").ToString());
        var id = await runtime.Start("p");
        await Suspend(runtime, id);
        Assert.Null((await runtime.Get<InstanceCommands>().Cancel(id, "c", null, "误操作", First, CancellationToken.None)).Refusal);
        var after = await runtime.Instance(id);
        Assert.Equal((WorkflowStatus.Finished, null), (after.Status, after.SuspendedAt));
    }

    [Fact]
    public async Task FailedActivity_RunAgain_GoesOnAndReplays()
    {
        var broken = true;
        await using var runtime = await Open(calls: new TestCall("Check", CallAnswer (CallContext _) => broken ? new CallAnswer.Fault("down") : new CallAnswer.Done("Good"), "Good", "Bad"));
        await runtime.Publish(Checked());
        var id = await runtime.Start("p");
        var incident = Assert.Single((await View(runtime, id)).Incidents);
        Assert.Equal(("check", "down", true), (incident.ActivityId, incident.Message, (await runtime.Instance(id)).NeedsAttention));

        Assert.Null((await Retry(runtime, id, incident.ExecutionId)).Refusal);
        Assert.Equal(2, (await View(runtime, id)).Incidents.Count);
        broken = false;
        Assert.Equal("NOTHING_TO_DO", (await Retry(runtime, id, incident.ExecutionId)).Refusal?.Code);
        Assert.Null((await Retry(runtime, id, (await View(runtime, id)).Incidents.Single(one => one.Resolution is null).ExecutionId)).Refusal);

        Assert.Equal(("a", false), (await runtime.Open(id), (await runtime.Instance(id)).NeedsAttention));
        Assert.All(await runtime.Read(work => runtime.Get<InstanceHistory>().Replay(work, id, CancellationToken.None)), step => Assert.True(step.Agrees, step.StimulusKind));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task FailedActivity_SkippedByTwoPersons_GoesOnByTheOutcome(bool postgres)
    {
        await using var runtime = await Open(postgres, Broken());
        await runtime.Publish(Checked());
        var id = await runtime.Start("p");
        var incident = Assert.Single((await View(runtime, id)).Incidents);
        Assert.Equal(["Good", "Bad"], incident.Outcomes);

        Assert.Equal("OUTCOME_UNKNOWN", (await Ask(runtime, id, incident.ExecutionId, "Never")).Refusal?.Code);
        Assert.Null((await Ask(runtime, id, incident.ExecutionId, "Bad")).Refusal);
        Assert.Equal("ALREADY_ASKED", (await Ask(runtime, id, incident.ExecutionId, "Good", Second)).Refusal?.Code);
        Assert.Equal("", await runtime.Open(id));

        var request = Assert.Single((await runtime.Get<StuckQueries>().Skips(Second, PageOf.First, CancellationToken.None)).Value!.Items);
        Assert.Equal(("Bad", "核查", "wa1", SkipState.Pending), (request.Outcome, request.Reason, request.RequestedBy, request.State));
        Assert.Equal("SECOND_PERSON", (await Decide(runtime, id, request.Id, true, First)).Refusal?.Code);
        Assert.Equal("NOT_YOUR_REQUEST", (await runtime.Get<InstanceCommands>().WithdrawSkip(id, request.Id, "w", "核查", Second, CancellationToken.None)).Refusal?.Code);
        Assert.Equal("", await runtime.Open(id));

        Assert.Null((await Decide(runtime, id, request.Id, true, Second)).Refusal);
        Assert.Equal("b", await runtime.Open(id));
        Assert.Equal("ALREADY_DECIDED", (await Decide(runtime, id, request.Id, false, Second)).Refusal?.Code);
        var decided = Assert.Single((await View(runtime, id)).Skips);
        Assert.Equal((SkipState.Approved, "wa2", "核查"), (decided.State, decided.DecidedBy, decided.DecisionReason));
        Assert.Equal(["request-skip: 核查", "approve-skip: 核查"], await Acts(runtime));
        Assert.All(await runtime.Read(work => runtime.Get<InstanceHistory>().Replay(work, id, CancellationToken.None)), step => Assert.True(step.Agrees, step.StimulusKind));
    }

    [Fact]
    public async Task SkipRequest_DeclinedWithdrawnOrOutdated_LeavesTheFailure()
    {
        await using var runtime = await Open(calls: Broken());
        await runtime.Publish(Checked());
        var id = await runtime.Start("p");
        var execution = Assert.Single((await View(runtime, id)).Incidents).ExecutionId;

        await Ask(runtime, id, execution, "Good");
        Assert.Null((await Decide(runtime, id, await Pending(runtime, id), false, Second)).Refusal);
        await Ask(runtime, id, execution, "Good");
        Assert.Null((await runtime.Get<InstanceCommands>().WithdrawSkip(id, await Pending(runtime, id), "w", "核查", First, CancellationToken.None)).Refusal);
        await Ask(runtime, id, execution, "Good");
        var outdated = await Pending(runtime, id);
        await Retry(runtime, id, execution);

        Assert.Equal("ALREADY_DECIDED", (await Decide(runtime, id, outdated, true, Second)).Refusal?.Code);
        Assert.Equal([SkipState.Declined, SkipState.Withdrawn, SkipState.Lapsed], (await View(runtime, id)).Skips.Select(skip => skip.State));
        Assert.Equal(("", true), (await runtime.Open(id), (await runtime.Instance(id)).NeedsAttention));
    }

    [Fact]
    public async Task Task_OfWhoLeft_IsListedAsStuck_AndGivenToAnother()
    {
        await using var runtime = await Open();
        await runtime.Publish(new TestFlow("p").Task("a", "Ok").ToString());
        var id = await runtime.Start("p");
        await runtime.Get<TaskCommands>().Claim(RuntimeFixture.Call(await runtime.TaskOf(id, "a")), await runtime.ActorOf("th1"), CancellationToken.None);
        Assert.Empty(await Stuck(runtime));
        await Deactivate(runtime, "th1");

        var stuck = Assert.Single(await Stuck(runtime));
        Assert.Equal(("th1", true, "th2"), (stuck.AssigneeName, stuck.Stuck, string.Join(' ', stuck.Holders.Select(holder => holder.UserId))));
        Assert.Equal("TRANSFER_TARGET", (await Give(runtime, id, stuck.Id, "th-other")).Refusal?.Code);
        Assert.Null((await Give(runtime, id, stuck.Id, "th2")).Refusal);

        Assert.Empty(await Stuck(runtime));
        Assert.Equal("th2", (await runtime.TaskOf(id, "a")).AssigneeId);
        Assert.Null((await runtime.Complete(id, "a", "th2")).Refusal);
        Assert.Equal("TASK_CLOSED", (await Give(runtime, id, stuck.Id, null)).Refusal?.Code);
    }

    [Fact]
    public async Task Task_GivenBackToAll_CanBeClaimed_AndOneThatNobodyHoldsCannotBeGiven()
    {
        await using var runtime = await Open();
        await runtime.Publish(new TestFlow("p").Task("a", "Ok").Task("d", "Ok", role: Roles.Discipline, scope: "District").Link("a.Ok>d").ToString());
        var id = await runtime.Start("p");
        var task = await runtime.TaskOf(id, "a");
        await runtime.Get<TaskCommands>().Claim(RuntimeFixture.Call(task), await runtime.ActorOf("th1"), CancellationToken.None);

        Assert.Null((await Give(runtime, id, task.Id, null)).Refusal);
        var after = await runtime.TaskOf(id, "a");
        Assert.Equal((UserTaskState.Available, null), (after.State, after.AssigneeId));
        Assert.Null((await runtime.Complete(id, "a", "th2")).Refusal);

        var nobodys = Assert.Single(await Stuck(runtime));
        Assert.Empty(nobodys.Holders);
        Assert.Equal("NO_HOLDER", (await Give(runtime, id, nobodys.Id, null)).Refusal?.Code);
    }

    [Fact]
    public async Task Picture_MarksWhatWasPassed_CallsIncluded()
    {
        await using var runtime = await Open(calls: new TestCall("Check", CallAnswer (CallContext _) => new CallAnswer.Done("Good"), "Good", "Bad"));
        await runtime.Publish(Checked());
        var id = await runtime.Start("p");
        var picture = (await runtime.Get<PictureQueries>().Of(id, CancellationToken.None))!;
        Assert.Equal(("a", "check"), (string.Join(' ', picture.Current), string.Join(' ', picture.Done)));
    }

    [Fact]
    public async Task Acts_ByAnyoneElse_OrWithoutAReason_AreRefused()
    {
        await using var runtime = await Open();
        await runtime.Publish(new TestFlow("p").Task("a", "Ok").ToString());
        var id = await runtime.Start("p");
        var (commands, officer, task) = (runtime.Get<InstanceCommands>(), await runtime.ActorOf("tl"), await runtime.TaskOf(id, "a"));

        Assert.Equal(Refusals.NotFound.Code, (await commands.Suspend(id, "1", null, "核查", officer, CancellationToken.None)).Refusal?.Code);
        Assert.Equal(Refusals.NotFound.Code, (await commands.Reassign(id, task.Id, "th2", "2", null, "核查", officer, CancellationToken.None)).Refusal?.Code);
        Assert.Equal(Refusals.NotFound.Code, (await runtime.Get<StuckQueries>().Tasks(officer, PageOf.First, CancellationToken.None)).Refusal?.Code);
        Assert.Equal("REASON_REQUIRED", (await commands.Suspend(id, "3", null, " ", First, CancellationToken.None)).Refusal?.Code);
        Assert.Equal("STALE_REVISION", (await commands.Suspend(id, "4", 99, "核查", First, CancellationToken.None)).Refusal?.Code);
        Assert.Null((await runtime.Instance(id)).SuspendedAt);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task AStepThatStartsAProcessNotInForce_IsRefusedWhole_AndGoesOnceItIsPublished(bool postgres)
    {
        RuntimeFixture? host = null;
        await using var runtime = host = await Open(postgres, new TestCall("Begin", async Task<CallAnswer> (CallContext context) =>
        {
            await host!.Host.Start(context.Work, "child", new Subject("test", "c1"), [], context.Actor, default);
            return new CallAnswer.Done();
        }));
        await runtime.Publish(new TestFlow("p").Task("a", "Ok").Call("begin", "Begin").Task("b", "Ok").Link("a.Ok>begin", "begin>b").ToString());
        var id = await runtime.Start("p");
        var call = RuntimeFixture.Call(await runtime.TaskOf(id, "a"));
        async Task<Result<TaskAnswer>> Complete() => await runtime.Get<TaskCommands>().Complete(call, "Ok", null, null, await runtime.ActorOf("th1"), CancellationToken.None);

        var refused = (await Complete()).Refusal!;
        Assert.Equal(("PROCESS_MISSING", 409), (refused.Code, refused.Status));
        Assert.Equal(("a", false), (await runtime.Open(id), await runtime.Read(work => work.Db.Instances.AnyAsync(row => row.DefinitionId == "child"))));

        await runtime.Publish(new TestFlow("child").Task("c", "Ok").ToString());
        Assert.Null((await Complete()).Refusal);
        Assert.Equal(("b", true), (await runtime.Open(id), await runtime.Read(work => work.Db.Instances.AnyAsync(row => row.DefinitionId == "child"))));
    }

    [Fact]
    public async Task AMessageThatStartsAProcessNotInForce_WaitsAmongTheFailures()
    {
        RuntimeFixture? host = null;
        await using var runtime = host = await Open(calls: new TestCall("Begin", async Task<CallAnswer> (CallContext context) =>
        {
            await host!.Host.Start(context.Work, "child", new Subject("test", "c1"), [], context.Actor, default);
            return new CallAnswer.Done();
        }));
        await runtime.Publish(new TestFlow("p").Elsa("e", "Event", ("eventName", "Go")).Call("begin", "Begin").Link("e>begin").ToString());
        var id = await runtime.Start("p");
        await Send(runtime, id);
        await runtime.Messages.Drain(CancellationToken.None);
        Assert.Contains("child", (await runtime.Read(work => work.Db.Messages.SingleAsync())).LastError, StringComparison.Ordinal);
        Assert.Equal("e", await runtime.Open(id));

        await runtime.Publish(new TestFlow("child").Task("c", "Ok").ToString());
        runtime.Clock.Advance(TimeSpan.FromMinutes(1));
        await runtime.Messages.Drain(CancellationToken.None);
        Assert.Equal(WorkflowStatus.Finished, (await runtime.Instance(id)).Status);
    }

    private static Actor Administrator(string id) => new(id, id, [new RoleGrant(Roles.WorkflowAdministrator, "district", new HashSet<string>())]);

    private static TestCall Broken() => new("Check", CallAnswer (CallContext _) => new CallAnswer.Fault("down"), "Good", "Bad");

    private static string Checked() => new TestFlow("p").Call("check", "Check").Task("a", "Ok").Task("b", "Ok").Link("check.Good>a", "check.Bad>b").ToString();

    private static Task<RuntimeFixture> Open(bool postgres = false, params TestCall[] calls)
    {
        Assert.SkipWhen(postgres && TestDatabase.PostgreSqlServer is null, "WORKFLOWJOBS_PG names no server.");
        return postgres ? RuntimeFixture.PostgreSql(Parts) : RuntimeFixture.Sqlite(Parts);

        void Parts(IServiceCollection services)
        {
            services.AddSingleton<InstanceQueries>().AddSingleton<StuckQueries>().AddSingleton<PictureQueries>();
            foreach (var call in calls)
                services.AddSingleton<ICallHandler>(call);
        }
    }

    private static string Operation() => Guid.NewGuid().ToString("N");

    private static Task<Result<int>> Suspend(RuntimeFixture runtime, string id) => runtime.Get<InstanceCommands>().Suspend(id, Operation(), null, "核查", First, CancellationToken.None);

    private static Task<Result<int>> Resume(RuntimeFixture runtime, string id) => runtime.Get<InstanceCommands>().Resume(id, Operation(), null, "核查", First, CancellationToken.None);

    private static Task<Result<int>> Retry(RuntimeFixture runtime, string id, string executionId) => runtime.Get<InstanceCommands>().Retry(id, executionId, Operation(), null, "核查", First, CancellationToken.None);

    private static Task<Result<int>> Ask(RuntimeFixture runtime, string id, string executionId, string outcome, Actor? actor = null) =>
        runtime.Get<InstanceCommands>().RequestSkip(id, executionId, outcome, Operation(), null, "核查", actor ?? First, CancellationToken.None);

    private static Task<Result<int>> Decide(RuntimeFixture runtime, string id, string requestId, bool approve, Actor actor) =>
        runtime.Get<InstanceCommands>().DecideSkip(id, requestId, approve, Operation(), "核查", actor, CancellationToken.None);

    private static Task<Result<int>> Give(RuntimeFixture runtime, string id, string taskId, string? to) => runtime.Get<InstanceCommands>().Reassign(id, taskId, to, Operation(), null, "核查", First, CancellationToken.None);

    private static async Task<InstanceView> View(RuntimeFixture runtime, string id) => (await runtime.Get<InstanceQueries>().Get(First, id, CancellationToken.None)).Value!;

    private static async Task<string> Pending(RuntimeFixture runtime, string id) => (await View(runtime, id)).Skips.Single(skip => skip.State == SkipState.Pending).Id;

    private static async Task<IReadOnlyList<InstanceTask>> Stuck(RuntimeFixture runtime) => (await runtime.Get<StuckQueries>().Tasks(First, PageOf.First, CancellationToken.None)).Value!.Items;

    private static Task<List<string?>> Acts(RuntimeFixture runtime) =>
        runtime.Read(work => work.Db.UserTaskEvents.Where(row => row.Kind == "Administration").OrderBy(row => row.Id).Select(row => row.Note).ToListAsync());

    private static Task Deactivate(RuntimeFixture runtime, string user) => runtime.Write(async work => (await work.Db.Users.SingleAsync(row => row.Id == user)).Active = false);

    private static async Task Send(RuntimeFixture runtime, string? instanceId)
    {
        await runtime.Write(work =>
        {
            runtime.Host.SendEvent(work, "Go", instanceId, new JsonObject { ["why"] = "test" });
            return Task.CompletedTask;
        });
        await runtime.Messages.Drain(CancellationToken.None);
    }
}
