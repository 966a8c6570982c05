using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using WorkflowJobs.Domain;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Data;
using WorkflowJobs.Domain.Data.Seed;
using WorkflowJobs.Domain.Identity;
using WorkflowJobs.Domain.Runtime;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Instances;
using WorkflowJobs.Domain.Runtime.Tasks;
using WorkflowJobs.Domain.Tests.Runtime;

namespace WorkflowJobs.Benchmarks;

/// <summary>
/// The product's own runtime and domain in this process over a new database of its own: seeded units, one town handler, and a definition
/// of eight human tasks in a row. No pump runs unless a measurement starts one.
/// </summary>
internal sealed class Stage : IAsyncDisposable
{
    public const string Flow = "bench-eight";
    public const string Unit = "shiqiao";
    private readonly Func<Task> drop;
    private readonly ServiceProvider services;

    private Stage(DatabaseSettings database, string? file, Func<Task> drop)
    {
        (Database, File, this.drop) = (database, file, drop);
        var collection = new ServiceCollection();
        collection.AddSingleton(TimeProvider.System);
        collection.AddSingleton<IVault>(new AesVault(MasterKey.FromHex(new string('7', 64))));
        collection.AddRuntime(database);
        collection.AddDomainParts();
        services = collection.BuildServiceProvider();
    }

    public DatabaseSettings Database { get; }

    /// <summary>The SQLite file; null on PostgreSQL.</summary>
    public string? File { get; }

    public IWriter Writer => Get<IWriter>();

    public Actor Handler { get; private set; } = Actor.System;

    public static async Task<Stage> Open(string database)
    {
        if (database == "sqlite")
        {
            var folder = Directory.CreateTempSubdirectory("workflowjobs-bench-").FullName;
            return await Prepared(DatabaseSettings.Sqlite(Path.Combine(folder, "bench.db")), Path.Combine(folder, "bench.db"), () =>
            {
                Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
                Directory.Delete(folder, recursive: true);
                return Task.CompletedTask;
            });
        }

        var (connection, name) = await PostgreSqlServer.NewDatabase();
        return await Prepared(DatabaseSettings.PostgreSql(connection), null, () => PostgreSqlServer.Drop(name));
    }

    public T Get<T>()
        where T : notnull => services.GetRequiredService<T>();

    /// <summary>Publishes a definition.</summary>
    public Task Publish(string json) => Writer.Write(async (work, cancel) =>
    {
        var saved = await Get<DefinitionStore>().Save(work, json, null, Actor.System, cancel);
        var published = saved.Version is null ? null : (await Get<DefinitionStore>().Publish(work, saved.Version.Id, Actor.System, cancel)).Value;
        return published ?? throw new InvalidOperationException(string.Join("; ", saved.Problems.Select(problem => problem.Code + " " + problem.JsonPath)));
    });

    /// <summary>Starts one instance; answers its id.</summary>
    public Task<string> Start(string definitionId = Flow) => Writer.Write((work, cancel) =>
        Get<ProcessHost>().Start(work, definitionId, new Subject("bench", Guid.NewGuid().ToString("N")), [], Actor.System, cancel));

    /// <summary>Completes a task as an officer does it, with a new operation id.</summary>
    public async Task Complete(string taskId)
    {
        var answer = await Get<TaskCommands>().Complete(new TaskCall(taskId, Guid.NewGuid().ToString("N"), null), "Ok", null, null, Handler, CancellationToken.None);
        if (answer.Refusal is { } refusal)
            throw new InvalidOperationException(refusal.Code);
    }

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        await drop();
    }

    private static async Task<Stage> Prepared(DatabaseSettings database, string? file, Func<Task> drop)
    {
        await database.Prepare(CancellationToken.None);
        var stage = new Stage(database, file, drop);
        await stage.Writer.Write(async (work, cancel) =>
        {
            await SeedData.Load(work, cancel);
            work.Db.Users.Add(new User { Id = "th", UserName = "th", NormalizedUserName = "TH", DisplayName = "石桥镇经办", Active = true });
            work.Db.RoleAssignments.Add(new RoleAssignment { Id = "th", UserId = "th", Role = Roles.TownHandler, UnitId = Unit });
            return true;
        });
        stage.Handler = (await stage.Get<IReader>().Read((work, cancel) => ActorResolver.Resolve(work.Db, "th", ShanghaiTime.DateOf(work.Now), cancel)))!;
        await stage.Publish(Flows.Row(Flow, 8));
        return stage;
    }
}

/// <summary>Definitions for measuring.</summary>
internal static class Flows
{
    /// <summary>So many human tasks of one town's handler in a row.</summary>
    public static string Row(string definitionId, int tasks)
    {
        var names = Enumerable.Range(1, tasks).Select(number => $"step{number}").ToList();
        var flow = new TestFlow(definitionId);
        foreach (var name in names)
            flow.Task(name, "Ok", inputs: ("unit", Stage.Unit));
        return flow.Link([.. names.Zip(names.Skip(1), (from, to) => $"{from}.Ok>{to}")]).ToString();
    }

    /// <summary>Two human tasks in a ring without end: of these there are always some to complete.</summary>
    public static string Ring(string definitionId) => new TestFlow(definitionId).Task("one", "Ok", inputs: ("unit", Stage.Unit)).Task("two", "Ok", inputs: ("unit", Stage.Unit))
        .Link("one.Ok>two", "two.Ok>one").ToString();

    /// <summary>A delay of a millisecond, and the end.</summary>
    public static string Delay(string definitionId) => new TestFlow(definitionId).Elsa("delay", "Delay", ("timeSpan", "00:00:00.001")).ToString();
}

/// <summary>The PostgreSQL server that <c>./bench</c> started, or that <c>WORKFLOWJOBS_PG</c> names.</summary>
internal static class PostgreSqlServer
{
    public static string? Address { get; } = Environment.GetEnvironmentVariable("WORKFLOWJOBS_PG");

    public static async Task<(string Connection, string Name)> NewDatabase()
    {
        var name = "bench_" + Guid.NewGuid().ToString("N")[..12];
        await Execute($"CREATE DATABASE {name}");
        return (new NpgsqlConnectionStringBuilder(Address) { Database = name }.ToString(), name);
    }

    public static Task Drop(string name)
    {
        NpgsqlConnection.ClearAllPools();
        return Execute($"DROP DATABASE {name} WITH (FORCE)");
    }

    private static async Task Execute(string sql)
    {
        await using var connection = new NpgsqlConnection(Address);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
