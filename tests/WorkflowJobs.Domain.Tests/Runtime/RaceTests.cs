using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Journal;
using WorkflowJobs.Domain.Runtime.Tasks;

namespace WorkflowJobs.Domain.Tests.Runtime;

/// <summary>
/// Two who act at once: one wins, the other is told why. Whatever the order, nothing is done twice. <c>RACE_ROUNDS</c> asks for more rounds
/// than a test run has time for, as <c>dotnet run --project tests/WorkflowJobs.Torture -- races</c> does.
/// </summary>
public abstract partial class RaceTests(int usualRounds)
{
    private readonly int rounds = int.TryParse(Environment.GetEnvironmentVariable("RACE_ROUNDS"), out var asked) ? asked : usualRounds;

    protected abstract Task<RuntimeFixture> Open(Action<IServiceCollection>? add = null);

    [Fact]
    public Task Complete_AgainstComplete_HasOneWinner() => Race(async (runtime, id) =>
    {
        var task = await runtime.TaskOf(id, "handle");
        var (one, two) = await Both(CompleteTask(runtime, task, "th1"), CompleteTask(runtime, task, "th2"));
        Assert.Equal(["TASK_CLOSED", "won"], new[] { one, two }.Order(StringComparer.Ordinal));
        Assert.Equal("decide", await runtime.Open(id));
    });

    [Fact]
    public Task Claim_AgainstClaim_HasOneWinner() => Race(async (runtime, id) =>
    {
        var task = await runtime.TaskOf(id, "handle");
        var (one, two) = await Both(Claim(runtime, task, "th1"), Claim(runtime, task, "th2"));
        Assert.Equal(["TASK_CLAIMED_BY_OTHER", "won"], new[] { one, two }.Order(StringComparer.Ordinal));
        Assert.Equal(one == "won" ? "th1" : "th2", (await runtime.TaskOf(id, "handle")).AssigneeId);
    });

    [Fact]
    public Task Recall_AgainstComplete_EitherIsTooLateOrTheTaskIsClosed() => Race(async (runtime, id) =>
    {
        Assert.Equal("won", await Complete(runtime, id, "handle", "th1"));
        var handled = await runtime.Read(work => work.Db.UserTasks.SingleAsync(task => task.InstanceId == id && task.ActivityId == "handle"));
        var next = await runtime.TaskOf(id, "decide");
        var (recall, complete) = await Both(Recall(runtime, handled, "th1"), CompleteTask(runtime, next, "tl"));
        Assert.Contains((recall, complete), new[] { ("won", "TASK_CLOSED"), ("RECALL_TOO_LATE", "won") });
        Assert.Equal(recall == "won" ? "handle" : "last timer", await runtime.Open(id));
    });

    [Fact]
    public Task Timer_AgainstComplete_HasOneEffect() => Race(async (runtime, id) =>
    {
        await Complete(runtime, id, "handle", "th1");
        await Complete(runtime, id, "decide", "tl");
        var last = await runtime.TaskOf(id, "last");
        var (_, complete) = await Both(Fire(runtime, id), CompleteTask(runtime, last, "th1"));
        Assert.Contains(complete, new[] { "won", "TASK_CLOSED" });
        Assert.Equal("done", await runtime.Open(id));
        Assert.Equal(complete == "won" ? UserTaskState.Completed : UserTaskState.Cancelled, await runtime.Read(work => work.Db.UserTasks.Where(row => row.Id == last.Id).Select(row => row.State).SingleAsync()));
        Assert.Equal(0, await runtime.Read(work => work.Db.Timers.CountAsync()));
    });

    private async Task Race(Func<RuntimeFixture, string, Task> round)
    {
        await using var runtime = await Open();
        // Beside the last task runs a timer; a join takes whichever comes first and cancels the other.
        await runtime.Publish(new TestFlow("race").Elsa("s", "Start").Task("handle", "Ok").Task("decide", "Ok", role: "TL")
            .Task("last", "Ok").Elsa("timer", "Delay", ("timeSpan", "01:00:00")).Task("done", "Ok").Elsa("first", "FlowJoin", ("mode", "WaitAny"))
            .Link("s>handle", "handle.Ok>decide", "decide.Ok>last", "decide.Ok>timer", "last.Ok>first", "timer>first", "first>done").ToString());
        for (var i = 0; i < rounds; i++)
            await round(runtime, await runtime.Start("race", "s" + i));
        Assert.True((await runtime.Read(work => new JournalVerifier().Verify(work.Db, CancellationToken.None))).Ok);
    }

    private static async Task<(string One, string Two)> Both(Task<string> one, Task<string> two)
    {
        await Task.WhenAll(one, two);
        return (await one, await two);
    }

    private static async Task<string> Complete(RuntimeFixture runtime, string id, string activity, string user) =>
        await CompleteTask(runtime, await runtime.TaskOf(id, activity), user);

    private static Task<string> CompleteTask(RuntimeFixture runtime, UserTask task, string user) =>
        Run(runtime, user, (tasks, actor) => tasks.Complete(RuntimeFixture.Call(task), "Ok", null, null, actor, CancellationToken.None));

    private static Task<string> Claim(RuntimeFixture runtime, UserTask task, string user) =>
        Run(runtime, user, (tasks, actor) => tasks.Claim(RuntimeFixture.Call(task), actor, CancellationToken.None));

    private static Task<string> Recall(RuntimeFixture runtime, UserTask task, string user) =>
        Run(runtime, user, (tasks, actor) => tasks.Recall(RuntimeFixture.Call(task), null, actor, CancellationToken.None));

    private static async Task<string> Fire(RuntimeFixture runtime, string id)
    {
        await runtime.Timers.FireDue(RuntimeFixture.Monday.AddHours(2), CancellationToken.None);
        return id;
    }

    private static async Task<string> Run(RuntimeFixture runtime, string user, Func<TaskCommands, Actor, Task<Result<TaskAnswer>>> command)
    {
        var actor = await runtime.ActorOf(user);
        return (await Task.Run(() => command(runtime.Get<TaskCommands>(), actor))).Refusal?.Code ?? "won";
    }
}

public sealed class RacesOnSqliteTests() : RaceTests(100)
{
    protected override Task<RuntimeFixture> Open(Action<IServiceCollection>? add = null) => RuntimeFixture.Sqlite(add);
}

public sealed class RacesOnPostgreSqlTests() : RaceTests(25)
{
    protected override Task<RuntimeFixture> Open(Action<IServiceCollection>? add = null)
    {
        Assert.SkipWhen(TestDatabase.PostgreSqlServer is null, "WORKFLOWJOBS_PG names no server.");
        return RuntimeFixture.PostgreSql(add);
    }
}
