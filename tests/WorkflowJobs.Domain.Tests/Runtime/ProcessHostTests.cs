using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using WorkflowJobs.Domain.Runtime.Instances;
using WorkflowJobs.Domain.Runtime.Journal;
using WorkflowJobs.Domain.Runtime.Tasks;
using WorkflowJobs.Engine.Execution;

namespace WorkflowJobs.Domain.Tests.Runtime;

/// <summary>One suite for every database.</summary>
public abstract class ProcessHostTests
{
    private bool reached;

    protected abstract Task<RuntimeFixture> Open(Action<IServiceCollection>? add = null);

    [Fact]
    public async Task HumanTask_Opened_IsARowForTheHoldersOfTheRole()
    {
        await using var runtime = await Open();
        await runtime.Publish(new TestFlow("p").Elsa("s", "Start").Task("accept", "Accept|受理|Accept Reject!|不予受理|Reject", inputs: [("dueInWorkingDays", "accept.days"), ("groupKey", "g")]).Link("s>accept").ToString());
        var id = await runtime.Start("p");
        var task = await runtime.Read(work => work.Db.UserTasks.SingleAsync());
        Assert.Equal((id, "accept", "TH", "town", UserTaskState.Available, "g", "Subject s1", "stage accept"),
            (task.InstanceId, task.ActivityId, task.Role, task.UnitId, task.State, task.GroupKey, task.SubjectName, task.Stage));
        Assert.Equal(new DateTimeOffset(2024, 6, 6, 16, 0, 0, TimeSpan.Zero), task.DueAt);
        Assert.Equal([new TaskOutcome("Accept", "受理", "Accept", false), new TaskOutcome("Reject", "不予受理", "Reject", true)], TaskOutcome.Of(task));
        Assert.Equal(4, await runtime.Read(work => work.Db.Timers.CountAsync(timer => timer.TargetId == task.Id)));
    }

    [Fact]
    public async Task HumanTask_WithoutHolder_IsUnassignedAndTheLeaderIsTold()
    {
        await using var runtime = await Open();
        await runtime.Publish(new TestFlow("p").Task("sign", "Ok", role: "FI").ToString());
        await runtime.Start("p");
        Assert.Equal(UserTaskState.Unassigned, await runtime.Read(work => work.Db.UserTasks.Select(task => task.State).SingleAsync()));
        Assert.Equal("tl", await runtime.Read(work => work.Db.OfficerNotices.Select(notice => notice.UserId).SingleAsync()));
    }

    [Fact]
    public async Task AwaitingCall_Signalled_AsksAgainAndGoesOn()
    {
        await using var runtime = await Open(services => services.AddSingleton<ICallHandler>(new TestCall("Await", _ =>
            reached ? new CallAnswer.Done("Ready") : new CallAnswer.Wait("test:s1/state"), "Ready")));
        await runtime.Publish(new TestFlow("p").Call("wait", "Await").Task("next", "Ok").Link("wait.Ready>next").ToString());
        var id = await runtime.Start("p");
        await Signal(runtime, "test:s1/state");
        Assert.Equal("wait", await runtime.Open(id));
        reached = true;
        await Signal(runtime, "test:s1/state");
        Assert.Equal("next", await runtime.Open(id));
    }

    [Fact]
    public async Task Signal_ManyWaiting_ReachesEachInATransactionOfItsOwn()
    {
        await using var runtime = await Open(services => services.AddSingleton<ICallHandler>(new TestCall("Await", context =>
            !reached ? new CallAnswer.Wait("shared") : context.Instance.SubjectId == "s2" ? throw new InvalidOperationException("broken") : new CallAnswer.Done())));
        await runtime.Publish(new TestFlow("p").Call("wait", "Await").ToString());
        var ids = new[] { await runtime.Start("p", "s1"), await runtime.Start("p", "s2"), await runtime.Start("p", "s3") };
        reached = true;
        await Signal(runtime, "shared");
        var ended = await runtime.Read(work => work.Db.Instances.Where(i => i.Status == WorkflowStatus.Finished).Select(i => i.SubjectId).Order().ToListAsync());
        Assert.Equal(["s1", "s3"], ended);
        var poison = await runtime.Read(work => work.Db.Messages.SingleAsync());
        Assert.Equal((ids[1], 1, "InvalidOperationException: broken"), (poison.InstanceId, poison.Attempts, poison.LastError));
    }

    [Fact]
    public async Task Message_BeforeACrash_IsDeliveredAfterIt()
    {
        await using var runtime = await Open();
        await runtime.Publish(new TestFlow("p").Elsa("e", "Event", ("eventName", "Go")).ToString());
        var id = await runtime.Start("p");
        await runtime.Write(work =>
        {
            runtime.Host.SendEvent(work, "Go", id);
            return Task.CompletedTask;
        });
        await runtime.Restart();
        Assert.Equal(1, await runtime.Messages.Drain(CancellationToken.None));
        Assert.Equal(WorkflowStatus.Finished, (await runtime.Instance(id)).Status);
    }

    [Fact]
    public async Task Handler_Throws_NothingOfTheTransitionIsStored()
    {
        await using var runtime = await Open(services => services.AddSingleton<ICallHandler>(new TestCall("Break", CallAnswer (CallContext _) => throw new InvalidOperationException("x"))));
        await runtime.Publish(new TestFlow("p").Task("t", "Ok").Call("c", "Break").Link("t.Ok>c").ToString());
        var id = await runtime.Start("p");
        var before = (await runtime.Instance(id)).State;
        var bookmark = (await runtime.State(id)).Bookmarks[0].Id;
        await Assert.ThrowsAsync<InvalidOperationException>(() => runtime.Advance(id, new Stimulus.Resume(bookmark, new JsonObject { ["outcome"] = "Ok" })));
        Assert.Equal(before, (await runtime.Instance(id)).State);
        Assert.Equal(1, await runtime.Read(work => work.Db.JournalEntries.CountAsync(entry => entry.Stream == JournalChain.StreamOf(id))));
        Assert.Equal(UserTaskState.Available, await runtime.Read(work => work.Db.UserTasks.Select(task => task.State).SingleAsync()));
    }

    [Theory]
    [InlineData("ExecuteWorkflow")]
    [InlineData("DispatchWorkflow")]
    public async Task Child_Ends_ParentGoesOn(string activity)
    {
        await using var runtime = await Open();
        await runtime.Publish(new TestFlow("child").Task("work", "Ok").ToString());
        await runtime.Publish(new TestFlow("parent").Elsa("run", activity, ("workflowDefinitionId", "child"), ("waitForCompletion", "true")).Task("after", "Ok").Link("run>after").ToString());
        var id = await runtime.Start("parent");
        await runtime.Messages.Drain(CancellationToken.None);
        Assert.Equal("run", await runtime.Open(id));
        var child = await runtime.Read(work => work.Db.Instances.SingleAsync(i => i.ParentInstanceId == id));
        await runtime.Advance(child.Id, new Stimulus.Resume((await runtime.State(child.Id)).Bookmarks[0].Id, new JsonObject { ["outcome"] = "Ok" }));
        await runtime.Messages.Drain(CancellationToken.None);
        Assert.Equal("after", await runtime.Open(id));
    }

    [Fact]
    public async Task Definition_PublishedAnew_RunningInstanceStaysOnItsVersion()
    {
        await using var runtime = await Open();
        await runtime.Publish(new TestFlow("p").Task("t", "Ok").Task("old", "Ok").Link("t.Ok>old").ToString());
        var id = await runtime.Start("p");
        await runtime.Publish(new TestFlow("p").Task("t", "Ok").Task("new", "Ok").Link("t.Ok>new").ToString());
        var newer = await runtime.Start("p", "s2");
        foreach (var instance in new[] { id, newer })
            await runtime.Advance(instance, new Stimulus.Resume((await runtime.State(instance)).Bookmarks[0].Id, new JsonObject { ["outcome"] = "Ok" }));
        Assert.Equal(("old", "new"), (await runtime.Open(id), await runtime.Open(newer)));
        Assert.Equal((1, 2), ((await runtime.Instance(id)).Version, (await runtime.Instance(newer)).Version));
    }

    [Fact]
    public async Task Timers_JumpOfTheClock_FireInDueOrderAtTheirInstantsThoseCreatedOnTheWayIncluded()
    {
        var instants = new List<string>();
        await using var runtime = await Open(services => services.AddSingleton<ICallHandler>(new TestCall("Note", context =>
        {
            instants.Add($"{context.Instance.SubjectId}@{(context.Work.Now - RuntimeFixture.Monday).TotalHours}");
            return new CallAnswer.Done();
        })));
        await runtime.Publish(new TestFlow("twice").Elsa("d1", "Delay", ("timeSpan", "02:00:00")).Call("n1", "Note").Elsa("d2", "Delay", ("timeSpan", "02:00:00")).Call("n2", "Note").Link("d1>n1", "n1>d2", "d2>n2").ToString());
        await runtime.Publish(new TestFlow("once").Elsa("d1", "Delay", ("timeSpan", "03:00:00")).Call("n1", "Note").Link("d1>n1").ToString());
        await runtime.Start("twice", "a");
        await runtime.Start("once", "b");
        Assert.Equal(3, await runtime.Timers.FireDue(RuntimeFixture.Monday.AddHours(5), CancellationToken.None));
        Assert.Equal(["a@2", "b@3", "a@4"], instants);
        Assert.Equal(0, await runtime.Read(work => work.Db.Timers.CountAsync()));
    }

    [Fact]
    public async Task Reminders_UntilEscalation_GoToTheHoldersAndThenToTheLeader()
    {
        await using var runtime = await Open();
        await runtime.Publish(new TestFlow("p").Task("t", "Ok", inputs: ("dueInWorkingDays", "2")).ToString());
        await runtime.Start("p");
        await runtime.Timers.FireDue(RuntimeFixture.Monday.AddDays(9), CancellationToken.None);
        var told = await runtime.Read(work => work.Db.OfficerNotices.OrderBy(n => n.At).ThenBy(n => n.UserId).Select(n => n.At.ToUnixTimeSeconds() + n.UserId + n.Kind).ToListAsync());
        var expected = new[] { (4, 1, "th1Reminder"), (4, 1, "th2Reminder"), (5, 1, "th1Reminder"), (5, 1, "th2Reminder"), (6, 1, "th1Reminder"), (6, 1, "th2Reminder"), (6, 16, "tlEscalated") };
        Assert.Equal(expected.Select(e => new DateTimeOffset(2024, 6, e.Item1, e.Item2, 0, 0, TimeSpan.Zero).ToUnixTimeSeconds() + e.Item3), told);
        Assert.NotNull(await runtime.Read(work => work.Db.UserTasks.Select(task => task.EscalatedAt).SingleAsync()));
    }

    private static async Task Signal(RuntimeFixture runtime, string key)
    {
        await runtime.Write(work =>
        {
            runtime.Host.Signal(work, key);
            return Task.CompletedTask;
        });
        await runtime.Messages.Drain(CancellationToken.None);
    }
}

public sealed class ProcessHostOnSqliteTests : ProcessHostTests
{
    protected override Task<RuntimeFixture> Open(Action<IServiceCollection>? add = null) => RuntimeFixture.Sqlite(add);
}

public sealed class ProcessHostOnPostgreSqlTests : ProcessHostTests
{
    protected override Task<RuntimeFixture> Open(Action<IServiceCollection>? add = null)
    {
        Assert.SkipWhen(TestDatabase.PostgreSqlServer is null, "WORKFLOWJOBS_PG names no server.");
        return RuntimeFixture.PostgreSql(add);
    }
}
