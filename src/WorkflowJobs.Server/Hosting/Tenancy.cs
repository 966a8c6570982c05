using WorkflowJobs.Domain.Data;

namespace WorkflowJobs.Server.Hosting;

/// <summary>The server's hold on its SQLite database while it runs: one writer, and no command that would change the data under it.</summary>
internal sealed class Tenancy : IDisposable
{
    private readonly Occupancy? occupancy;

    public Tenancy(DatabaseSettings settings, ServerOptions options)
    {
        if (settings.IsSqlite)
            occupancy = Occupancy.TakeFolder(options.DataFolder)
                ?? throw new InvalidOperationException("数据目录正被另一服务器或命令使用。Another server or command is using the data folder.");
    }

    public void Dispose() => occupancy?.Dispose();
}
