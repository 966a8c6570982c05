using System.Security.Claims;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Npgsql;
using WorkflowJobs.Domain;
using WorkflowJobs.Domain.Data;
using WorkflowJobs.Domain.Data.Seed;
using WorkflowJobs.Domain.Identity;
using WorkflowJobs.Domain.Runtime;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Instances;
using WorkflowJobs.Server.Auth;

namespace WorkflowJobs.Torture;

/// <summary>
/// A database of its own with seeded units, officers of one town and the flow of <see cref="Flows"/>; the keys that its servers are started
/// with, so that a token outlives them; and the runtime in this process, with no pump, for preparing and for replaying.
/// </summary>
public sealed class Site : IAsyncDisposable
{
    public const string Sqlite = "sqlite";
    public const string PostgreSql = "postgresql";
    public const string Unit = "shiqiao";
    public const string MasterKeyText = "7777777777777777777777777777777777777777777777777777777777777777";
    public const string SigningKeyText = "torture-0123456789-abcdefghijklmnopqrstuvwxyz";

    private readonly ServiceProvider services;
    private readonly string? name;

    private Site(string folder, string? name)
    {
        (Folder, this.name) = (folder, name);
        Connection = name is null ? null : new NpgsqlConnectionStringBuilder(PostgreSqlServer) { Database = name }.ToString();
        Database = Connection is null ? DatabaseSettings.Sqlite(Path.Combine(folder, "workflowjobs.db")) : DatabaseSettings.PostgreSql(Connection);
        var collection = new ServiceCollection();
        collection.AddSingleton(TimeProvider.System);
        collection.AddSingleton<IVault>(new AesVault(MasterKey.FromHex(MasterKeyText)));
        collection.AddRuntime(Database);
        collection.AddDomainParts();
        services = collection.BuildServiceProvider();
    }

    /// <summary>The server that <c>WORKFLOWJOBS_PG</c> names; null without one.</summary>
    public static string? PostgreSqlServer { get; } = Environment.GetEnvironmentVariable("WORKFLOWJOBS_PG") is { Length: > 0 } server ? server : null;

    /// <summary>The servers' data folder; of the PostgreSQL ones it holds the anchors.</summary>
    public string Folder { get; }

    public string? Connection { get; }

    /// <summary>The database's name on its PostgreSQL server.</summary>
    public string? Name => name;

    public DatabaseSettings Database { get; }

    public IReadOnlyList<string> Officers { get; } = [.. Enumerable.Range(1, 8).Select(number => "th" + number)];

    /// <summary>A place with no data yet.</summary>
    public static async Task<Site> Empty(string database)
    {
        var folder = Directory.CreateTempSubdirectory("workflowjobs-torture-").FullName;
        Directory.CreateDirectory(Path.Combine(folder, "workflows"));
        string? name = null;
        if (database == PostgreSql)
            await Execute(PostgreSqlServer ?? throw new InvalidOperationException("WORKFLOWJOBS_PG names no server."), "CREATE DATABASE " + (name = "torture_" + Guid.NewGuid().ToString("N")[..12]));
        return new Site(folder, name);
    }

    public static async Task<Site> Open(string database, int instances)
    {
        var site = await Empty(database);
        await site.Database.Prepare(CancellationToken.None);
        await site.Get<IWriter>().Write(async (work, cancel) =>
        {
            await SeedData.Load(work, cancel);
            foreach (var officer in site.Officers)
            {
                work.Db.Users.Add(new User { Id = officer, UserName = officer, NormalizedUserName = officer.ToUpperInvariant(), DisplayName = officer, Active = true });
                work.Db.RoleAssignments.Add(new RoleAssignment { Id = officer, UserId = officer, Role = Roles.TownHandler, UnitId = Unit });
            }

            return true;
        });
        foreach (var flow in new[] { Flows.Child(), Flows.Parent() })
            await site.Publish(flow);
        for (var number = 0; number < instances; number++)
            await site.Get<IWriter>().Write((work, cancel) => site.Get<ProcessHost>().Start(work, Flows.ParentId, new Subject("torture", "s" + number), [], Actor.System, cancel));
        return site;
    }

    public T Get<T>()
        where T : notnull => services.GetRequiredService<T>();

    /// <summary>An access token that every server of this site takes.</summary>
    public static string Token(string officer) => new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
    {
        Issuer = TokenService.Issuer,
        Audience = TokenService.Issuer,
        Subject = new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, officer), new Claim(ClaimTypes.Name, officer)]),
        Expires = TimeProvider.System.GetUtcNow().UtcDateTime.AddDays(2),
        SigningCredentials = new SigningCredentials(new SymmetricSecurityKey(Encoding.UTF8.GetBytes(SigningKeyText)), SecurityAlgorithms.HmacSha256),
    });

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        if (name is not null)
        {
            NpgsqlConnection.ClearAllPools();
            await Execute(PostgreSqlServer!, $"DROP DATABASE IF EXISTS {name} WITH (FORCE)");
        }

        Directory.Delete(Folder, recursive: true);
    }

    public static async Task Execute(string server, string sql)
    {
        await using var connection = new NpgsqlConnection(server);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Publishes a definition.</summary>
    public Task Publish(string json) => Get<IWriter>().Write(async (work, cancel) =>
    {
        var saved = await Get<DefinitionStore>().Save(work, json, null, Actor.System, cancel);
        var published = saved.Version is null ? null : (await Get<DefinitionStore>().Publish(work, saved.Version.Id, Actor.System, cancel)).Value;
        return published ?? throw new InvalidOperationException(string.Join("; ", saved.Problems.Select(problem => problem.Code + " " + problem.JsonPath)));
    });
}
