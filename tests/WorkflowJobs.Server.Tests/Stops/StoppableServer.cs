using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using WorkflowJobs.Domain.Data;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Tests.Runtime.Stops;
using WorkflowJobs.Server.Hosting;
using WorkflowJobs.Torture;

namespace WorkflowJobs.Server.Tests.Stops;

/// <summary>
/// A server whose connections to the database can be ended at any statement: on SQLite the writer's, on PostgreSQL all. Nothing moves in it by
/// itself, so that the statements are those of what is asked.
/// </summary>
internal sealed class StoppableServer : IAsyncDisposable
{
    private readonly CutWire? wire;

    private StoppableServer(TestServer server, ICut cut, CutWire? wire) => (Server, Cut, this.wire) = (server, cut, wire);

    public TestServer Server { get; }

    public ICut Cut { get; }

    public IReader Reader => Server.Services.GetRequiredService<IReader>();

    public static async Task<StoppableServer> Over(TestData data, IEnumerable<string> accounts)
    {
        CutWire? wire = null;
        if (TestData.IsPostgreSql)
        {
            var postgres = new NpgsqlConnectionStringBuilder(Site.PostgreSqlServer);
            wire = new CutWire(postgres.Host!, postgres.Port);
        }

        var server = await TestServer.Over(await data.Copy(wire?.Port));
        await server.Services.GetRequiredService<PumpService>().StopAsync(CancellationToken.None);
        foreach (var account in accounts)
            await server.As(account);
        if (wire is not null)
            return new StoppableServer(server, wire, wire);
        var cut = new SqliteCut();
        server.Services.GetRequiredService<DatabaseSettings>().NewWriterConnection = text => new StoppingConnection(text, cut);
        // The writer opens another connection once it thinks that the one it has broke.
        await Assert.ThrowsAsync<SqliteException>(() => server.Services.GetRequiredService<IWriter>().Write<bool>((_, _) => throw new SqliteException("The connection ended.", 10)));
        return new StoppableServer(server, cut, null);
    }

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        if (wire is not null)
            await wire.DisposeAsync();
    }
}
