using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Identity;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Tasks;

namespace WorkflowJobs.Domain.Tests.Runtime;

/// <summary>
/// The inbox index always agrees with the tasks: after every step of a random walk through the officers' verbs, what is stored and what is listed,
/// paged and counted is what the rules of access say of the rows, one by one.
/// </summary>
public abstract class InboxTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    protected abstract Task<RuntimeFixture> Open();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task AnyWalk_OfTheVerbs_LeavesEveryInboxAsTheRowsSay(int seed)
    {
        await using var runtime = await Three();
        var random = new Random(seed);
        var instances = new List<string>();
        for (var step = 0; step < 60; step++)
        {
            if (instances.Count == 0 || random.Next(4) == 0)
                instances.Add(await runtime.Start("three", "s" + step));
            else
                await Something(runtime, random, instances[random.Next(instances.Count)]);
            runtime.Clock.Advance(TimeSpan.FromMinutes(random.Next(0, 2000)));
            await StoredAsTheyFollow(runtime);
            if (step % 6 == 5)
                foreach (var (user, _, _) in RuntimeFixture.Officers)
                    await ListsAsTheRowsSay(runtime, await runtime.ActorOf(user));
        }
    }

    [Fact]
    public async Task Page_OfEqualDueDates_SkipsAndRepeatsNothing()
    {
        await using var runtime = await Three();
        for (var number = 0; number < 12; number++)
            await runtime.Start("three", "s" + number);
        var actor = await runtime.ActorOf("th1");
        for (var claimed = 0; claimed < 4; claimed++)
        {
            var task = (await runtime.Get<TaskQueries>().List(new TaskFilter { PageSize = 200 }, actor, None)).Items.First(item => item.AssigneeId is null);
            await runtime.Get<TaskCommands>().Claim(new TaskCall(task.Id, "claim" + claimed, null), actor, None);
        }

        var whole = (await runtime.Get<TaskQueries>().List(new TaskFilter { PageSize = 200 }, actor, None)).Items.Select(item => item.Id).ToList();
        Assert.Equal(12, whole.Count);
        for (var size = 1; size < 8; size++)
            Assert.Equal(whole, await Paged(runtime, new TaskFilter { PageSize = size }, actor));
    }

    [Fact]
    public async Task Counts_OfMoreThanAreCounted_SayThatThereAreMore()
    {
        await using var runtime = await Three();
        await runtime.Start("three", "s");
        await runtime.Write(async work =>
        {
            var one = await work.Db.UserTasks.AsNoTracking().SingleAsync();
            for (var number = 0; number < 1_100; number++)
                work.Db.UserTasks.Add(new UserTask
                {
                    Id = "copy" + number,
                    InstanceId = one.InstanceId,
                    DefinitionId = one.DefinitionId,
                    ActivityId = one.ActivityId,
                    ExecutionId = one.ExecutionId,
                    SubjectType = one.SubjectType,
                    SubjectId = one.SubjectId,
                    Title = one.Title,
                    Stage = one.Stage,
                    Role = one.Role,
                    UnitId = one.UnitId,
                    Outcomes = one.Outcomes,
                    State = UserTaskState.Available,
                });
        });
        var count = Assert.Single(await runtime.Get<TaskQueries>().Counts(TaskListScope.Inbox, await runtime.ActorOf("th1"), None));
        Assert.Equal((1_000, true), (count.Count, count.OrMore));
    }

    private async Task<RuntimeFixture> Three()
    {
        var runtime = await Open();
        await runtime.Publish(new TestFlow("three")
            .Task("handle", "Ok", inputs: ("dueInWorkingDays", "3"))
            .Task("check", "Ok", role: "VO", scope: "Village")
            .Task("decide", "Ok", role: "TL", inputs: ("dueInWorkingDays", "1"))
            .Task("nobody", "Ok", role: "DP", scope: "District")
            .Link("handle.Ok>check", "handle.Ok>nobody", "check.Ok>decide").ToString());
        return runtime;
    }

    private static async Task Something(RuntimeFixture runtime, Random random, string instance)
    {
        var open = await runtime.Read(work => work.Db.UserTasks.Where(task => task.InstanceId == instance).OrderBy(task => task.Id).ToListAsync());
        var task = open[random.Next(open.Count)];
        var actor = await runtime.ActorOf(RuntimeFixture.Officers[random.Next(RuntimeFixture.Officers.Length)].User);
        var commands = runtime.Get<TaskCommands>();
        var call = RuntimeFixture.Call(task);
        // Most are refused, which must leave no trace either.
        switch (random.Next(8))
        {
            case 0:
                await commands.Claim(call, actor, None);
                break;
            case 1:
                await commands.Release(call, actor, None);
                break;
            case 2:
                await commands.Transfer(call, "th" + random.Next(1, 3), "出差", actor, None);
                break;
            case 3:
                await commands.Return(call, "handle", random.Next(2) == 0, "材料不全", actor, None);
                break;
            case 4:
                await commands.Recall(call, null, actor, None);
                break;
            case 5:
                await commands.Change(call, runtime.Clock.GetUtcNow().AddDays(random.Next(1, 9)), null, "顺延", actor, None);
                break;
            default:
                await commands.Complete(call, "Ok", new JsonObject(), null, actor, None);
                break;
        }
    }

    /// <summary>Read as columns, not through the entity.</summary>
    private static async Task StoredAsTheyFollow(RuntimeFixture runtime)
    {
        var stored = await runtime.Read(work => work.Db.UserTasks.Select(task => new { task.Id, Key = EF.Property<string?>(task, "InboxKey"), Due = EF.Property<DateTimeOffset?>(task, "InboxDue") }).ToListAsync());
        var tasks = (await runtime.Read(work => work.Db.UserTasks.ToListAsync())).ToDictionary(task => task.Id);
        foreach (var row in stored)
        {
            var task = tasks[row.Id];
            var open = task.State is UserTaskState.Unassigned or UserTaskState.Available or UserTaskState.Assigned;
            Assert.Equal(!open ? null : task.AssigneeId is not null ? "user:" + task.AssigneeId : task.Role + "@" + task.UnitId, row.Key);
            Assert.Equal(!open ? null : task.DueAt?.ToUnixTimeMilliseconds() ?? 253402300799000, row.Due?.ToUnixTimeMilliseconds());
        }
    }

    private static async Task ListsAsTheRowsSay(RuntimeFixture runtime, Actor actor)
    {
        var open = (await runtime.Read(work => work.Db.UserTasks.Where(task => task.CompletedAt == null).ToListAsync()))
            .OrderBy(task => task.DueAt ?? DateTimeOffset.MaxValue).ThenBy(task => task.Id, StringComparer.Ordinal).ToList();
        var queries = runtime.Get<TaskQueries>();
        foreach (var scope in Enum.GetValues<TaskListScope>())
        {
            var expected = open.Where(task => scope switch
            {
                TaskListScope.Mine => task.AssigneeId == actor.UserId,
                TaskListScope.Led => TaskAccess.Leads(task, actor),
                _ => task.AssigneeId == actor.UserId || (task.AssigneeId is null && task.Role != Roles.Applicant && TaskAccess.MayHold(task, actor)),
            }).ToList();
            Assert.Equal(expected.Select(task => task.Id), await Paged(runtime, new TaskFilter { Scope = scope, PageSize = 3 }, actor));
            var now = runtime.Clock.GetUtcNow();
            var counts = await queries.Counts(scope, actor, None);
            Assert.Equal(
                expected.GroupBy(task => task.Stage, StringComparer.Ordinal).Select(group => (group.Key, group.Count(), group.Count(task => task.DueAt < now))).Order(),
                counts.Select(count => (count.Stage, count.Count, count.Overdue)).Order());
            Assert.DoesNotContain(counts, count => count.OrMore);
        }
    }

    private static async Task<List<string>> Paged(RuntimeFixture runtime, TaskFilter filter, Actor actor)
    {
        var ids = new List<string>();
        string? cursor = null;
        do
        {
            var page = await runtime.Get<TaskQueries>().List(filter with { Cursor = cursor }, actor, None);
            ids.AddRange(page.Items.Select(item => item.Id));
            cursor = page.NextCursor;
        }
        while (cursor is not null);
        return ids;
    }
}

public sealed class InboxOnSqliteTests : InboxTests
{
    protected override Task<RuntimeFixture> Open() => RuntimeFixture.Sqlite();
}

public sealed class InboxOnPostgreSqlTests : InboxTests
{
    protected override Task<RuntimeFixture> Open()
    {
        Assert.SkipWhen(TestDatabase.PostgreSqlServer is null, "WORKFLOWJOBS_PG names no server.");
        return RuntimeFixture.PostgreSql();
    }
}
