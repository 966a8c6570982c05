using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Identity;
using WorkflowJobs.Domain.Runtime;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Instances;
using WorkflowJobs.Domain.Runtime.Tasks;
using WorkflowJobs.Domain.Runtime.Timers;
using WorkflowJobs.Domain.Units;
using WorkflowJobs.Engine.Execution;

namespace WorkflowJobs.Domain.Tests.Runtime;

/// <summary>
/// The runtime over a real database, with a clock that stands still until it is moved, two towns and their officers, and no pump running:
/// a test drains and fires itself. Tests of siblings add their handlers and directories through <c>add</c>.
/// </summary>
public sealed class RuntimeFixture : IAsyncDisposable
{
    public static readonly DateTimeOffset Monday = new(2024, 6, 3, 1, 0, 0, TimeSpan.Zero);

    private ServiceProvider services;
    private readonly Action<IServiceCollection>? add;

    private RuntimeFixture(TestDatabase database, Action<IServiceCollection>? add)
    {
        Database = database;
        this.add = add;
        services = Compose();
    }

    public TestDatabase Database { get; }

    public FakeTimeProvider Clock { get; } = new(Monday);

    public IWriter Writer => Get<IWriter>();

    public ProcessHost Host => Get<ProcessHost>();

    public MessagePump Messages => Get<MessagePump>();

    public TimerPump Timers => Get<TimerPump>();

    public static async Task<RuntimeFixture> Sqlite(Action<IServiceCollection>? add = null) => await Ready(await TestDatabase.Sqlite(), add);

    public static async Task<RuntimeFixture> Usual(Action<IServiceCollection>? add = null) => await Ready(await TestDatabase.Usual(), add);

    public static async Task<RuntimeFixture> PostgreSql(Action<IServiceCollection>? add = null) => await Ready(await TestDatabase.PostgreSql(), add);

    /// <summary>Over a database that was filled before.</summary>
    public static RuntimeFixture Found(TestDatabase database, Action<IServiceCollection>? add = null) => new(database, add);

    public static Task<RuntimeFixture> On(TestDatabase database, Action<IServiceCollection>? add = null) => Ready(database, add);

    public T Get<T>()
        where T : notnull => services.GetRequiredService<T>();

    /// <summary>As if the process had ended and been started anew on the same database.</summary>
    public async Task Restart()
    {
        await services.DisposeAsync();
        services = Compose();
    }

    public Task<T> Write<T>(Func<Work, Task<T>> command) => Writer.Write((work, _) => command(work));

    public Task Write(Func<Work, Task> command) => Writer.Write(async (work, _) =>
    {
        await command(work);
        return true;
    });

    public Task<T> Read<T>(Func<Work, Task<T>> query) => Get<IReader>().Read((work, _) => query(work));

    /// <summary>Stores and publishes a definition, given as a document or as <see cref="TestFlow"/> writes it.</summary>
    public Task Publish(string json) => Write(async work =>
    {
        var saved = await Get<DefinitionStore>().Save(work, json, null, Actor.System, CancellationToken.None);
        Assert.NotNull(saved.Version);
        var published = await Get<DefinitionStore>().Publish(work, saved.Version.Id, Actor.System, CancellationToken.None);
        Assert.Null(published.Refusal);
    });

    public Task<string> Start(string definitionId, string subjectId = "s1", JsonObject? input = null) =>
        Write(work => Host.Start(work, definitionId, new Subject("test", subjectId), input ?? [], Actor.System, CancellationToken.None));

    public Task ImportForm(string json) => Write(async work => Assert.Null((await Get<FormStore>().Import(work, json, CancellationToken.None)).Refusal));

    /// <summary>The open task of an activity.</summary>
    public Task<UserTask> TaskOf(string instanceId, string activityId) => Read(work => work.Db.UserTasks.SingleAsync(task =>
        task.InstanceId == instanceId && task.ActivityId == activityId && task.CompletedAt == null));

    /// <summary>A command on a task at its present revision, with an operation id of its own.</summary>
    public static TaskCall Call(UserTask task, string? operationId = null) => new(task.Id, operationId ?? Guid.NewGuid().ToString("N"), task.Revision);

    public async Task<Result<TaskAnswer>> Complete(string instanceId, string activityId, string user, string outcome = "Ok", JsonObject? data = null, string? reason = null) =>
        await Get<TaskCommands>().Complete(Call(await TaskOf(instanceId, activityId)), outcome, data, reason, await ActorOf(user), CancellationToken.None);

    public Task<bool> Advance(string instanceId, Stimulus stimulus) =>
        Write(work => Host.Advance(work, instanceId, stimulus, Actor.System, CancellationToken.None));

    public Task<WorkflowInstance> Instance(string id) => Read(async work => (await work.Db.Instances.FindAsync(id))!);

    public async Task<InstanceState> State(string id) => InstanceState.FromJson((await Instance(id)).State);

    /// <summary>Ids of the activities that wait, in order.</summary>
    public async Task<string> Open(string id) => string.Join(' ', (await State(id)).Bookmarks.Select(mark => mark.ActivityId));

    /// <summary>The actor of an account with the roles in force.</summary>
    public async Task<Actor> ActorOf(string userId) =>
        (await Read(work => ActorResolver.Resolve(work.Db, userId, ShanghaiTime.DateOf(work.Now), CancellationToken.None)))!;

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        await Database.DisposeAsync();
    }

    private static async Task<RuntimeFixture> Ready(TestDatabase database, Action<IServiceCollection>? add)
    {
        var fixture = new RuntimeFixture(database, add);
        await fixture.Write(async work =>
        {
            work.Db.Units.AddRange(
                Unit("district", UnitKind.District, null), Unit("department", UnitKind.Department, "district"),
                Unit("town", UnitKind.Town, "district"), Unit("village", UnitKind.Village, "town"), Unit("other-town", UnitKind.Town, "district"));
            foreach (var (user, role, unit) in Officers)
            {
                work.Db.Users.Add(new User { Id = user, UserName = user, NormalizedUserName = user.ToUpperInvariant(), DisplayName = user });
                work.Db.RoleAssignments.Add(new RoleAssignment { Id = user, UserId = user, Role = role, UnitId = unit });
            }

            await Task.CompletedTask;
        });
        return fixture;
    }

    /// <summary>User id, role, unit.</summary>
    public static readonly (string User, string Role, string Unit)[] Officers =
    [
        ("vo", Roles.VillageOfficer, "village"), ("th1", Roles.TownHandler, "town"), ("th2", Roles.TownHandler, "town"),
        ("tl", Roles.TownLeader, "town"), ("th-other", Roles.TownHandler, "other-town"), ("hh", Roles.DistrictHandler, "department"),
        ("hl", Roles.DistrictLeader, "department"),
    ];

    private static Unit Unit(string id, UnitKind kind, string? parent) => new() { Id = id, Name = id, NameEn = id, Kind = kind, ParentId = parent };

    private ServiceProvider Compose()
    {
        var collection = new ServiceCollection();
        collection.AddSingleton<TimeProvider>(Clock);
        collection.AddSingleton<IVault>(new TestVault());
        collection.AddSingleton<IDueDates, WeekdayDueDates>();
        collection.AddSingleton<ISubjectDirectory, TestSubjects>();
        collection.AddRuntime(Database.Settings);
        add?.Invoke(collection);
        return collection.BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });
    }
}
