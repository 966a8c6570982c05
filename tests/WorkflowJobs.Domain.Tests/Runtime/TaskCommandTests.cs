using System.Text;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Tasks;

namespace WorkflowJobs.Domain.Tests.Runtime;

/// <summary>The officers' verbs and what happens when they meet; one suite for every database.</summary>
public abstract class TaskCommandTests
{
    private const string Form = """
        {"key":"opinion","version":1,"title":{"zh":"意见","en":"Opinion"},
         "sections":[{"fields":[{"name":"opinion","type":"text","label":{"zh":"意见","en":"Opinion"},"required":true},
                                {"name":"count","type":"number","label":{"zh":"数","en":"Count"},"max":10}]}]}
        """;

    protected abstract Task<RuntimeFixture> Open(Action<IServiceCollection>? add = null);

    [Fact]
    public async Task Complete_ByACandidate_StoresTheFormEncryptedAndGoesOn()
    {
        await using var runtime = await Two();
        var id = await runtime.Start("two");
        var answer = await runtime.Complete(id, "handle", "th1", data: new JsonObject { ["opinion"] = "家庭困难" });
        Assert.Equal(UserTaskState.Completed, answer.Value?.State);
        Assert.Equal("decide", await runtime.Open(id));
        var submission = await runtime.Read(work => work.Db.FormSubmissions.SingleAsync());
        Assert.DoesNotContain("家庭困难", Encoding.UTF8.GetString(submission.DataCipher), StringComparison.Ordinal);
        Assert.DoesNotContain("家庭困难", (await runtime.Instance(id)).State, StringComparison.Ordinal);
        var journal = await runtime.Read(work => work.Db.JournalEntries.OrderBy(e => e.Sequence).Select(e => e.Body).ToListAsync());
        Assert.Contains(submission.Id, journal[^1], StringComparison.Ordinal);
        Assert.DoesNotContain("家庭困难", string.Concat(journal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Complete_SameOperationTwice_AnswersTheSameOnce()
    {
        await using var runtime = await Two();
        var id = await runtime.Start("two");
        var task = await runtime.TaskOf(id, "handle");
        var actor = await runtime.ActorOf("th1");
        var first = await Complete(runtime, RuntimeFixture.Call(task, "op"), actor);
        var again = await Complete(runtime, RuntimeFixture.Call(task, "op"), actor);
        Assert.Equal(first.Value, again.Value);
        Assert.Equal(1, await runtime.Read(work => work.Db.FormSubmissions.CountAsync()));
        var other = await runtime.Get<TaskCommands>().Complete(RuntimeFixture.Call(task, "op"), "Ok", new JsonObject { ["opinion"] = "B" }, null, actor, CancellationToken.None);
        Assert.Equal(("OPERATION_ID_REUSED", 409), (other.Refusal?.Code, other.Refusal?.Status));
    }

    [Fact]
    public async Task Complete_WithoutOperationId_IsRefused()
    {
        await using var runtime = await Two();
        var task = await runtime.TaskOf(await runtime.Start("two"), "handle");
        Assert.Equal("OPERATION_ID_MISSING", (await Complete(runtime, new TaskCall(task.Id, null, task.Revision), await runtime.ActorOf("th1"))).Refusal?.Code);
    }

    [Theory]
    [InlineData("th-other", "NOT_FOUND")]
    [InlineData("vo", "NOT_FOUND")]
    [InlineData("tl", "NOT_HOLDER")]
    public async Task Complete_ByWhoMayNot_IsRefused(string user, string code)
    {
        await using var runtime = await Two();
        var id = await runtime.Start("two");
        Assert.Equal(code, (await runtime.Complete(id, "handle", user)).Refusal?.Code);
        Assert.Equal("handle", await runtime.Open(id));
    }

    [Theory]
    [InlineData("Nope", """{"opinion":"x"}""", null, "OUTCOME_UNKNOWN")]
    [InlineData("No", """{"opinion":"x"}""", " ", "REASON_REQUIRED")]
    [InlineData("Ok", "{}", null, "FORM_DATA")]
    [InlineData("Ok", """{"opinion":"x","count":11}""", null, "FORM_DATA")]
    [InlineData("Ok", """{"opinion":"x","more":1}""", null, "FORM_DATA")]
    public async Task Complete_WithWrongInput_IsRefusedAndNothingIsStored(string outcome, string data, string? reason, string code)
    {
        await using var runtime = await Two();
        var id = await runtime.Start("two");
        Assert.Equal(code, (await runtime.Complete(id, "handle", "th1", outcome, (JsonObject)JsonNode.Parse(data)!, reason)).Refusal?.Code);
        Assert.Equal(("handle", 0, 0), (await runtime.Open(id), await runtime.Read(w => w.Db.FormSubmissions.CountAsync()), await runtime.Read(w => w.Db.Operations.CountAsync())));
    }

    [Fact]
    public async Task Claim_ThenByAnother_IsClaimedByOtherAndReleasedAgain()
    {
        await using var runtime = await Two();
        var id = await runtime.Start("two");
        var tasks = runtime.Get<TaskCommands>();
        var (one, two) = (await runtime.ActorOf("th1"), await runtime.ActorOf("th2"));
        var fresh = await runtime.TaskOf(id, "handle");
        Assert.Equal(1, (await tasks.Claim(RuntimeFixture.Call(fresh), one, CancellationToken.None)).Value?.Revision);
        Assert.Equal("TASK_CLAIMED_BY_OTHER", (await tasks.Claim(RuntimeFixture.Call(fresh), two, CancellationToken.None)).Refusal?.Code);
        Assert.Equal("NOT_HOLDER", (await tasks.Release(RuntimeFixture.Call(await runtime.TaskOf(id, "handle")), two, CancellationToken.None)).Refusal?.Code);
        Assert.Equal(UserTaskState.Available, (await tasks.Release(RuntimeFixture.Call(await runtime.TaskOf(id, "handle")), one, CancellationToken.None)).Value?.State);
        var stale = await tasks.Claim(RuntimeFixture.Call(fresh), two, CancellationToken.None);
        Assert.Equal(("STALE_REVISION", "2"), (stale.Refusal?.Code, stale.Refusal?.Details["currentRevision"]));
    }

    [Fact]
    public async Task Draft_Saved_IsShownToTheHolderAndGoneAfterCompletion()
    {
        await using var runtime = await Two();
        var id = await runtime.Start("two");
        var actor = await runtime.ActorOf("th1");
        var task = await runtime.TaskOf(id, "handle");
        Assert.Null((await runtime.Get<TaskQueries>().Get(task.Id, actor, CancellationToken.None)).Value!.Form!.Data);
        await runtime.Get<TaskCommands>().SaveDraft(RuntimeFixture.Call(task), new JsonObject { ["count"] = 3 }, actor, CancellationToken.None);
        var view = (await runtime.Get<TaskQueries>().Get(task.Id, actor, CancellationToken.None)).Value!;
        Assert.Equal("""{"count":3}""", view.Form?.Data?.ToJsonString());
        Assert.True(view.Form!.IsDraft);
        await runtime.Complete(id, "handle", "th1", data: new JsonObject { ["opinion"] = "y" });
        Assert.False(await runtime.Read(work => work.Db.FormSubmissions.AnyAsync(row => row.IsDraft)));
    }

    [Fact]
    public async Task Return_StraightBack_ReopensTheEarlierStepForItsHandlerAndComesBack()
    {
        await using var runtime = await Two();
        var id = await runtime.Start("two");
        await runtime.Complete(id, "handle", "th2", data: new JsonObject { ["opinion"] = "first" });
        var leader = await runtime.ActorOf("tl");
        await runtime.Get<TaskCommands>().Claim(RuntimeFixture.Call(await runtime.TaskOf(id, "decide")), leader, CancellationToken.None);
        var decide = await runtime.TaskOf(id, "decide");
        var view = (await runtime.Get<TaskQueries>().Get(decide.Id, leader, CancellationToken.None)).Value!;
        Assert.Equal(["handle"], view.ReturnTargets.Select(target => target.ActivityId));
        Assert.Equal("REASON_REQUIRED", (await Return(runtime, decide, "handle", null, leader)).Refusal?.Code);
        Assert.Equal("RETURN_TARGET_UNKNOWN", (await Return(runtime, decide, "last", "x", leader)).Refusal?.Code);
        var returned = await Return(runtime, decide, "handle", "缺页", leader);
        var reopened = await runtime.TaskOf(id, "handle");
        Assert.Equal((reopened.Id, "th2", UserTaskState.Assigned), (returned.Value?.OpenedTaskId, reopened.AssigneeId, reopened.State));
        var again = (await runtime.Get<TaskQueries>().Get(reopened.Id, await runtime.ActorOf("th2"), CancellationToken.None)).Value!;
        Assert.Equal("""{"opinion":"first"}""", again.Form?.Data?.ToJsonString());
        await runtime.Complete(id, "handle", "th2", data: new JsonObject { ["opinion"] = "second" });
        Assert.Equal("decide", await runtime.Open(id));
        var back = await runtime.TaskOf(id, "decide");
        Assert.Equal(("tl", UserTaskState.Assigned), (back.AssigneeId, back.State));
    }

    [Fact]
    public async Task Recall_BeforeTheNextClaims_OpensTheStepAgainAndAfterwardsIsTooLate()
    {
        await using var runtime = await Two();
        var id = await runtime.Start("two");
        await runtime.Complete(id, "handle", "th1", data: new JsonObject { ["opinion"] = "a" });
        var first = await runtime.Read(work => work.Db.UserTasks.SingleAsync(task => task.ActivityId == "handle"));
        Assert.Equal("NOT_HOLDER", (await runtime.Get<TaskCommands>().Recall(RuntimeFixture.Call(first), null, await runtime.ActorOf("th2"), CancellationToken.None)).Refusal?.Code);
        var recalled = await runtime.Get<TaskCommands>().Recall(RuntimeFixture.Call(first), null, await runtime.ActorOf("th1"), CancellationToken.None);
        Assert.Null(recalled.Refusal);
        var reopened = await runtime.TaskOf(id, "handle");
        Assert.Equal((reopened.Id, "th1", "handle"), (recalled.Value?.OpenedTaskId, reopened.AssigneeId, await runtime.Open(id)));
        await runtime.Complete(id, "handle", "th1", data: new JsonObject { ["opinion"] = "b" });
        await runtime.Get<TaskCommands>().Claim(RuntimeFixture.Call(await runtime.TaskOf(id, "decide")), await runtime.ActorOf("tl"), CancellationToken.None);
        var second = await runtime.Read(work => work.Db.UserTasks.SingleAsync(task => task.Id == reopened.Id));
        Assert.Equal("RECALL_TOO_LATE", (await runtime.Get<TaskCommands>().Recall(RuntimeFixture.Call(second), null, await runtime.ActorOf("th1"), CancellationToken.None)).Refusal?.Code);
    }

    [Fact]
    public async Task Transfer_ToAnotherHolder_IsTheirsAndThenTheirsToReturn()
    {
        await using var runtime = await Two();
        var id = await runtime.Start("two");
        var tasks = runtime.Get<TaskCommands>();
        var one = await runtime.ActorOf("th1");
        await tasks.Claim(RuntimeFixture.Call(await runtime.TaskOf(id, "handle")), one, CancellationToken.None);
        var task = await runtime.TaskOf(id, "handle");
        Assert.Equal("TRANSFER_TARGET", (await tasks.Transfer(RuntimeFixture.Call(task), "tl", "x", one, CancellationToken.None)).Refusal?.Code);
        Assert.Equal("TASK_CLAIMED_BY_OTHER", (await tasks.Transfer(RuntimeFixture.Call(task), "th2", "x", await runtime.ActorOf("th2"), CancellationToken.None)).Refusal?.Code);
        Assert.Equal("th2", (await tasks.Transfer(RuntimeFixture.Call(task), "th2", "出差", one, CancellationToken.None)).Value?.AssigneeId);
        Assert.Equal("TASK_CLAIMED_BY_OTHER", (await runtime.Complete(id, "handle", "th1")).Refusal?.Code);
        Assert.Equal("th2", await runtime.Read(work => work.Db.OfficerNotices.Select(n => n.UserId).SingleAsync()));
    }

    [Fact]
    public async Task Urge_TwiceInADay_IsRefusedTheSecondTime()
    {
        await using var runtime = await Two();
        var id = await runtime.Start("two");
        var leader = await runtime.ActorOf("tl");
        var task = await runtime.TaskOf(id, "handle");
        Assert.Null((await runtime.Get<TaskCommands>().Urge(RuntimeFixture.Call(task), leader, CancellationToken.None)).Refusal);
        Assert.Equal("URGED_RECENTLY", (await runtime.Get<TaskCommands>().Urge(RuntimeFixture.Call(task), leader, CancellationToken.None)).Refusal?.Code);
        Assert.Equal(["th1", "th2"], await runtime.Read(work => work.Db.OfficerNotices.Select(n => n.UserId).Order().ToListAsync()));
    }

    [Fact]
    public async Task Guard_BarsAnActor_WhoMayStillTransfer()
    {
        await using var runtime = await Two(services => services.AddSingleton<ITaskGuard>(new Bar("th1")));
        var id = await runtime.Start("two");
        Assert.Equal("BARRED", (await runtime.Complete(id, "handle", "th1", data: new JsonObject { ["opinion"] = "a" })).Refusal?.Code);
        var task = await runtime.TaskOf(id, "handle");
        var view = (await runtime.Get<TaskQueries>().Get(task.Id, await runtime.ActorOf("th1"), CancellationToken.None)).Value!;
        Assert.Equal(("BARRED", "transfer urge"), (view.BarredBy, string.Join(' ', view.AllowedActions)));
        Assert.Null((await runtime.Get<TaskCommands>().Transfer(RuntimeFixture.Call(task), "th2", "回避", await runtime.ActorOf("th1"), CancellationToken.None)).Refusal);
    }

    [Fact]
    public async Task Inbox_OfRoleAndArea_IsPagedCountedAndEmptyForOthers()
    {
        await using var runtime = await Two();
        for (var i = 0; i < 5; i++)
            await runtime.Start("two", "s" + i);
        var queries = runtime.Get<TaskQueries>();
        var actor = await runtime.ActorOf("th1");
        var first = await queries.List(new TaskFilter { PageSize = 3 }, actor, CancellationToken.None);
        var second = await queries.List(new TaskFilter { PageSize = 3, Cursor = first.NextCursor }, actor, CancellationToken.None);
        Assert.Equal((3, 2), (first.Items.Count, second.Items.Count));
        Assert.Null(second.NextCursor);
        Assert.Equal(5, first.Items.Concat(second.Items).Select(item => item.SubjectName).Distinct().Count());
        Assert.Equal([new TaskCount("two", "stage handle", null, "g", 5, 0)], await queries.Counts(TaskListScope.Inbox, actor, CancellationToken.None));
        Assert.Single((await queries.List(new TaskFilter { Text = "s3" }, actor, CancellationToken.None)).Items);
        Assert.Empty((await queries.List(new TaskFilter(), await runtime.ActorOf("th-other"), CancellationToken.None)).Items);
        Assert.Empty((await queries.List(new TaskFilter(), await runtime.ActorOf("tl"), CancellationToken.None)).Items);
        Assert.Equal(5, (await queries.List(new TaskFilter { Scope = TaskListScope.Led }, await runtime.ActorOf("tl"), CancellationToken.None)).Items.Count);
        Assert.Equal("NOT_FOUND", (await queries.Get(first.Items[0].Id, await runtime.ActorOf("th-other"), CancellationToken.None)).Refusal?.Code);
        var instance = first.Items[0].InstanceId;
        await runtime.Complete(instance, "handle", "th1", data: new JsonObject { ["opinion"] = "a" });
        Assert.Equal([instance], (await queries.DoneByMe(actor, null, 10, CancellationToken.None)).Items.Select(item => item.InstanceId));
    }

    [Fact]
    public async Task GroupJob_StoppedInTheMiddle_GoesOnAfterARestartAndRefusesSingly()
    {
        await using var runtime = await Two();
        var items = new List<GroupItem>();
        for (var i = 0; i < 6; i++)
        {
            var task = await runtime.TaskOf(await runtime.Start("two", "s" + i), "handle");
            items.Add(new GroupItem(task.Id, i == 4 ? 7 : task.Revision, "Ok", new JsonObject { ["opinion"] = "合格" }));
        }

        var actor = await runtime.ActorOf("th1");
        var job = (await runtime.Get<GroupJobs>().Start("g1", "名单", items, actor, CancellationToken.None)).Value!;
        await runtime.Get<GroupJobPump>().Drain(CancellationToken.None, atMost: 2);
        await runtime.Restart();
        Assert.Equal(2, (await runtime.Get<GroupJobs>().Progress(job, actor, CancellationToken.None)).Value!.Done);
        Assert.Equal(4, await runtime.Get<GroupJobPump>().Drain(CancellationToken.None));
        var progress = (await runtime.Get<GroupJobs>().Progress(job, actor, CancellationToken.None)).Value!;
        Assert.Equal((true, 6, 5, 1), (progress.Finished, progress.Total, progress.Done, progress.Failed));
        Assert.Equal("Done Done Done Done STALE_REVISION Done", string.Join(' ', progress.Items.Select(item => item.Code ?? item.State)));
        Assert.Equal(5, await runtime.Read(work => work.Db.FormSubmissions.CountAsync()));
        Assert.Equal("NOT_FOUND", (await runtime.Get<GroupJobs>().Progress(job, await runtime.ActorOf("th2"), CancellationToken.None)).Refusal?.Code);
    }

    [Fact]
    public async Task GroupItem_CommittedButNotNoted_IsNotDoneTwice()
    {
        await using var runtime = await Two();
        var task = await runtime.TaskOf(await runtime.Start("two"), "handle");
        var actor = await runtime.ActorOf("th1");
        var data = new JsonObject { ["opinion"] = "a" };
        var job = (await runtime.Get<GroupJobs>().Start("g1", "t", [new GroupItem(task.Id, task.Revision, "Ok", data)], actor, CancellationToken.None)).Value!;
        // The process ended between the item's command and the job's note of it.
        await runtime.Get<TaskCommands>().Complete(new TaskCall(task.Id, job + ":0", task.Revision), "Ok", data, null, actor, CancellationToken.None);
        await runtime.Restart();
        await runtime.Get<GroupJobPump>().Drain(CancellationToken.None);
        Assert.Equal("Done", (await runtime.Get<GroupJobs>().Progress(job, actor, CancellationToken.None)).Value!.Items[0].State);
        Assert.Equal(1, await runtime.Read(work => work.Db.FormSubmissions.CountAsync()));
    }

    private async Task<RuntimeFixture> Two(Action<IServiceCollection>? add = null)
    {
        var runtime = await Open(add);
        await runtime.ImportForm(Form);
        await runtime.Publish(new TestFlow("two").Elsa("s", "Start").Task("handle", "Ok No!", inputs: [("form", "opinion"), ("groupKey", "g")])
            .Task("decide", "Ok", role: "TL").Task("last", "Ok").Link("s>handle", "handle.Ok>decide", "decide.Ok>last").ToString());
        return runtime;
    }

    private static Task<Result<TaskAnswer>> Complete(RuntimeFixture runtime, TaskCall call, Actor actor) =>
        runtime.Get<TaskCommands>().Complete(call, "Ok", new JsonObject { ["opinion"] = "A" }, null, actor, CancellationToken.None);

    private static Task<Result<TaskAnswer>> Return(RuntimeFixture runtime, UserTask task, string target, string? reason, Actor actor) =>
        runtime.Get<TaskCommands>().Return(RuntimeFixture.Call(task), target, straightBack: true, reason, actor, CancellationToken.None);

    private sealed class Bar(string userId) : ITaskGuard
    {
        public Task<Refusal?> MayAct(Work work, UserTask task, Actor actor, CancellationToken cancel) =>
            Task.FromResult(actor.UserId == userId ? new Refusal("BARRED", "回避", "Barred.") : null);
    }
}

public sealed class TaskCommandsOnSqliteTests : TaskCommandTests
{
    protected override Task<RuntimeFixture> Open(Action<IServiceCollection>? add = null) => RuntimeFixture.Sqlite(add);
}

public sealed class TaskCommandsOnPostgreSqlTests : TaskCommandTests
{
    protected override Task<RuntimeFixture> Open(Action<IServiceCollection>? add = null)
    {
        Assert.SkipWhen(TestDatabase.PostgreSqlServer is null, "WORKFLOWJOBS_PG names no server.");
        return RuntimeFixture.PostgreSql(add);
    }
}
