using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Runtime.Instances;
using WorkflowJobs.Domain.Runtime.Tasks;
using WorkflowJobs.Domain.Tests.Runtime;
using WorkflowJobs.Domain.Units;

namespace WorkflowJobs.Domain.Tests.Data;

/// <summary>What the narrow path writes is what EF reads, and the other way round; what is kept in memory is what the database says.</summary>
public abstract class NarrowPathTests
{
    private static readonly CancellationToken Never = CancellationToken.None;

    protected abstract Task<RuntimeFixture> Open();

    [Fact]
    public async Task Row_WrittenNarrowly_IsReadByEfToTheLastColumn()
    {
        await using var runtime = await Open();
        await runtime.Write(async work =>
        {
            work.Db.UserTasks.Add(Task("t1"));
            await Saved(work.Db.SaveChangesAsync(Never));
        });
        var read = await runtime.Read(work => work.Db.UserTasks.SingleAsync());
        Assert.Equivalent(Task("t1"), read, strict: true);
        await runtime.Write(async work =>
        {
            var found = (await work.Db.Row<UserTask>(Never, "t1"))!;
            Assert.Equivalent(Task("t1"), found, strict: true);
            (found.State, found.Outcome, found.DueAt, found.DueProvisional) = (UserTaskState.Completed, "Ok", null, false);
            found.Revision++;
        });
        var changed = await runtime.Read(work => work.Db.UserTasks.SingleAsync());
        Assert.Equal((UserTaskState.Completed, "Ok", null, false, 2), (changed.State, changed.Outcome, changed.DueAt, changed.DueProvisional, changed.Revision));
    }

    [Fact]
    public async Task Row_SavedAgainAndAgainInOneCommand_KeepsItsLastValues()
    {
        await using var runtime = await Open();
        await runtime.Write(async work =>
        {
            var task = Task("t1");
            work.Db.UserTasks.Add(task);
            for (var round = 0; round < 3; round++)
            {
                await Saved(work.Db.SaveChangesAsync(Never));
                task.Revision++;
                task.Priority += 10;
            }

            Assert.Same(task, await work.Db.Row<UserTask>(Never, "t1"));
        });
        var read = await runtime.Read(work => work.Db.UserTasks.SingleAsync());
        Assert.Equal((4, 30), (read.Revision, read.Priority));
    }

    [Fact]
    public async Task Row_ChangedBySomebodyElse_IsNotOverwritten()
    {
        await using var runtime = await Open();
        await runtime.Write(work =>
        {
            work.Db.UserTasks.Add(Task("t1"));
            return System.Threading.Tasks.Task.CompletedTask;
        });
        var tries = 0;
        await runtime.Write(async work =>
        {
            var found = (await work.Db.Row<UserTask>(Never, "t1"))!;
            // As if another command had been committed in between, once.
            if (tries++ == 0)
                await work.Db.UserTasks.Where(row => row.Id == "t1").ExecuteUpdateAsync(set => set.SetProperty(row => row.Revision, 9), Never);
            found.Revision++;
            if (tries == 1)
                await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => work.Db.SaveChangesAsync(Never));
            work.Db.ChangeTracker.Clear();
        });
        Assert.Equal(9, await runtime.Read(work => work.Db.UserTasks.Select(row => row.Revision).SingleAsync()));
    }

    [Fact]
    public async Task Row_RemovedByTheSameCommand_IsNotFound()
    {
        await using var runtime = await Open();
        await runtime.Write(work =>
        {
            work.Db.Bookmarks.Add(new BookmarkRow { Id = "b", InstanceId = "i", ActivityId = "a", Kind = "Wait" });
            return System.Threading.Tasks.Task.CompletedTask;
        });
        await runtime.Write(async work =>
        {
            work.Db.Remove((await work.Db.Row<BookmarkRow>(Never, "b"))!);
            Assert.Null(await work.Db.Row<BookmarkRow>(Never, "b"));
        });
        Assert.Equal(0, await runtime.Read(work => work.Db.Bookmarks.CountAsync()));
    }

    [Fact]
    public async Task Holders_AssignedOrDisabledMeanwhile_AreThoseOfTheTransactionThatAsks()
    {
        await using var runtime = await Open();
        Assert.Equal(["th1", "th2"], await Handlers(runtime));
        await runtime.Write(async work => (await work.Db.Users.SingleAsync(user => user.Id == "th1")).Active = false);
        Assert.Equal(["th2"], await Handlers(runtime));
        await Assert.ThrowsAsync<InvalidOperationException>(() => runtime.Write(async work =>
        {
            (await work.Db.Users.SingleAsync(user => user.Id == "th2")).Active = false;
            await Saved(work.Db.SaveChangesAsync(Never));
            Assert.Empty(await Holders.Of(work, "TH", "town", Never));
            throw new InvalidOperationException("rolled back");
        }));
        Assert.Equal(["th2"], await Handlers(runtime));
    }

    [Fact]
    public async Task Units_AddedByTheSameCommand_AreSeenByIt()
    {
        await using var runtime = await Open();
        await runtime.Write(async work =>
        {
            Assert.Empty(await Holders.Of(work, "TH", "hamlet", Never));
            work.Db.Units.Add(new Unit { Id = "hamlet", Name = "小庄", NameEn = "Hamlet", Kind = UnitKind.Village, ParentId = "town" });
            await Saved(work.Db.SaveChangesAsync(Never));
            Assert.Equal(2, (await Holders.Of(work, "TH", "hamlet", Never)).Count);
        });
    }

    private static async Task<IEnumerable<string>> Handlers(RuntimeFixture runtime) =>
        (await runtime.Read(work => Holders.Of(work, "TH", "town", Never))).Select(holder => holder.UserId);

    private static async Task Saved(Task<int> save) => Assert.True(await save > 0);

    private static UserTask Task(string id) => new()
    {
        Id = id,
        InstanceId = "i",
        DefinitionId = "d",
        ActivityId = "a",
        ExecutionId = "e",
        SubjectType = "test",
        SubjectId = "s",
        SubjectName = "张三",
        Title = "受理",
        Stage = "受理",
        Role = "TH",
        UnitId = "town",
        Outcomes = "[]",
        GroupKey = null,
        State = UserTaskState.Available,
        DueAt = RuntimeFixture.Monday.AddDays(3),
        DueProvisional = true,
        CreatedAt = RuntimeFixture.Monday,
        Revision = 1,
    };
}

public sealed class NarrowPathOnSqliteTests : NarrowPathTests
{
    protected override Task<RuntimeFixture> Open() => RuntimeFixture.Sqlite();
}

public sealed class NarrowPathOnPostgreSqlTests : NarrowPathTests
{
    protected override Task<RuntimeFixture> Open()
    {
        Assert.SkipWhen(TestDatabase.PostgreSqlServer is null, "WORKFLOWJOBS_PG names no server.");
        return RuntimeFixture.PostgreSql();
    }
}
