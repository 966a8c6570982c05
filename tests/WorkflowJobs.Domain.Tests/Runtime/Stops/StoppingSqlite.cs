using Microsoft.Extensions.DependencyInjection;

namespace WorkflowJobs.Domain.Tests.Runtime.Stops;

/// <summary>SQLite whose writer's connection is a <see cref="StoppingConnection"/>.</summary>
internal sealed class StoppingSqlite : IStoppable
{
    private readonly SqliteCut cut = new();

    private StoppingSqlite(RuntimeFixture runtime) => Runtime = runtime;

    public RuntimeFixture Runtime { get; }

    public static async Task<StoppingSqlite> Open(Action<IServiceCollection>? add)
    {
        var stopping = new StoppingSqlite(await RuntimeFixture.Sqlite(add));
        stopping.Runtime.Database.Settings.NewWriterConnection = text => new StoppingConnection(text, stopping.cut);
        await stopping.Runtime.Restart();
        return stopping;
    }

    /// <summary>The whole process is killed once so many statements were executed.</summary>
    public void EndProcessAfter(int statement) => (cut.Left, cut.Moment, cut.Kills) = (statement, Moment.After, true);

    public void StopAt(int statement, Moment moment) => cut.StopAt(statement, moment);

    public Task<bool> Mend() => Task.FromResult(cut.Mend());

    public ValueTask DisposeAsync() => Runtime.DisposeAsync();
}
