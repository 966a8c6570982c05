using WorkflowJobs.Domain.Runtime;

namespace WorkflowJobs.Domain.Tests.Runtime;

public sealed class NodeSignalsTests
{
    [Fact]
    public async Task TasksChanged_OnOneNode_IsHeardOnAnotherWithinASecondAndTalksNoCircles()
    {
        Assert.SkipWhen(TestDatabase.PostgreSqlServer is null, "WORKFLOWJOBS_PG names no server.");
        await using var here = await RuntimeFixture.PostgreSql();
        using var over = new CancellationTokenSource();
        var elsewhere = new RuntimeSignals();
        var heard = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        var echoes = 0;
        elsewhere.TasksChanged += id => heard.TrySetResult(id);
        here.Get<RuntimeSignals>().TasksChanged += _ => Interlocked.Increment(ref echoes);
        var failures = new List<Exception>();
        var running = Task.WhenAll(here.Get<NodeSignals>().Run(failures.Add, over.Token), new NodeSignals(here.Database.Settings, elsewhere).Run(failures.Add, over.Token));
        await here.Publish(new TestFlow("p").Task("t", "Ok").ToString());
        var id = "";
        // Until both listen, a word may be missed: nothing rests on a single one.
        for (var tries = 0; tries < 30 && !heard.Task.IsCompleted; tries++)
        {
            id = await here.Start("p", "s" + tries);
            await Task.WhenAny(heard.Task, Task.Delay(TimeSpan.FromSeconds(1)));
        }

        Assert.True(heard.Task.IsCompleted, string.Join('\n', failures));
        Assert.Equal(id, await heard.Task);
        var before = Volatile.Read(ref echoes);
        await here.Complete(id, "t", "th1");
        Assert.Equal(before + 1, Volatile.Read(ref echoes));
        await over.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        Assert.Empty(failures);
    }
}
