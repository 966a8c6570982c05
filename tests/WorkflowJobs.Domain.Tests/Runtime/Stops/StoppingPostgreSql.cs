using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace WorkflowJobs.Domain.Tests.Runtime.Stops;

/// <summary>PostgreSQL behind a <see cref="CutWire"/>.</summary>
internal sealed class StoppingPostgreSql : IStoppable
{
    private readonly CutWire wire;

    private StoppingPostgreSql(CutWire wire, RuntimeFixture runtime) => (this.wire, Runtime) = (wire, runtime);

    public RuntimeFixture Runtime { get; }

    public static async Task<StoppingPostgreSql> Open(Action<IServiceCollection>? add)
    {
        var server = new NpgsqlConnectionStringBuilder(TestDatabase.PostgreSqlServer);
        var wire = new CutWire(server.Host!, server.Port);
        return new StoppingPostgreSql(wire, await RuntimeFixture.On(await TestDatabase.PostgreSqlThrough(wire.Port), add));
    }

    public void StopAt(int statement, Moment moment) => wire.StopAt(statement, moment);

    public Task<bool> Mend() => Task.FromResult(wire.Mend());

    public async ValueTask DisposeAsync()
    {
        await Runtime.DisposeAsync();
        await wire.DisposeAsync();
    }
}
