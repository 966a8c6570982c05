using System.CommandLine;
using WorkflowJobs.Domain.Data;
using WorkflowJobs.Domain.Identity;
using WorkflowJobs.Domain.Runtime.Journal;
using WorkflowJobs.Server.Hosting;

namespace WorkflowJobs.Server.Commands;

/// <summary>The installation that a command works on, named as for the server itself: its data folder, its database, its master key.</summary>
internal sealed class Installation
{
    private static readonly Option<string> Data = new("--data")
    {
        Description = "数据目录（默认 ./.data）The data folder (default ./.data)",
        DefaultValueFactory = _ => ".data",
    };

    private static readonly Option<string?> Postgres = new("--postgres")
    {
        Description = "PostgreSQL 连接串；不给则用数据目录中的 SQLite。PostgreSQL connection string; without it SQLite in the data folder",
    };

    private readonly IConfiguration configuration;

    private Installation(IConfiguration configuration)
    {
        this.configuration = configuration;
        Options = ServerOptions.Read(configuration);
        Database = new Lazy<DatabaseSettings>(Options.Database);
    }

    public ServerOptions Options { get; }

    public Lazy<DatabaseSettings> Database { get; }

    /// <summary>Something is there: a database file, or a server that is asked for.</summary>
    public bool Exists => Options.PostgreSql is not null || File.Exists(Options.DatabaseFile);

    public static void AddOptions(Command command)
    {
        command.Options.Add(Data);
        command.Options.Add(Postgres);
    }

    public static Installation Of(ParseResult parsed)
    {
        var given = new Dictionary<string, string?> { ["data"] = parsed.GetValue(Data) };
        if (parsed.GetValue(Postgres) is { } server)
            given["postgres"] = server;
        return new Installation(new ConfigurationBuilder().AddEnvironmentVariables().AddInMemoryCollection(given).Build());
    }

    /// <exception cref="CommandRefusedException">There is none: a wrong folder is not to be taken for a sound one.</exception>
    public Installation Required() => Exists ? this
        : throw new CommandRefusedException($"数据目录中没有数据库：{Options.DatabaseFile}。There is no database: {Options.DatabaseFile}.");

    /// <exception cref="CommandRefusedException">A server, or another such command, is at work.</exception>
    public async Task<Occupancy> Alone(CancellationToken cancel) => await Occupancy.Take(Database.Value, Options.DataFolder, cancel)
        ?? throw new CommandRefusedException("服务器或其他命令正在使用这些数据，请先停止。A server or another command is using these data; stop it first.");

    public MasterKey MasterKey() => Secrets.MasterKeyForCommand(configuration, Options);

    /// <summary>Verifies what is there now; the anchors' file may be a copy from elsewhere.</summary>
    public async Task<JournalReport> Verify(MasterKey master, string? anchors, CancellationToken cancel)
    {
        await using var db = Database.Value.CreateContext();
        if (await KeyRing.Problem(db, master, cancel) is { } problem)
            throw new CommandRefusedException(problem);
        var verifier = new JournalVerifier(new AnchorFile(anchors ?? Options.AnchorFile), KeyRing.AnchorKeys(Database.Value, master));
        await using var snapshot = await Database.Value.BeginSnapshot(db, cancel);
        return await verifier.Verify(db, cancel);
    }
}
