using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Instances;

namespace WorkflowJobs.Domain.Tests.Runtime;

/// <summary>The folder <c>workflows/</c> at each start: what is new takes effect, and what the district decided itself stays.</summary>
public abstract class WorkflowFilesTests : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("workflow-files").FullName;
    private RuntimeFixture runtime = null!;

    protected abstract Task<RuntimeFixture> Open();

    public async ValueTask InitializeAsync() => runtime = await Open();

    public async ValueTask DisposeAsync()
    {
        await runtime.DisposeAsync();
        Directory.Delete(folder, true);
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task AFile_TakesEffect_AndAgainWhenItChanged()
    {
        Assert.Equal("p: Published", await Start("first"));
        Assert.Equal("", await Start("first"));
        Assert.Equal("p: Published", await Start("second"));
        Assert.Equal(2, await InForce());
    }

    [Fact]
    public async Task ARedesign_StaysThroughEveryStart()
    {
        await Start("first");
        await runtime.Publish(Flow("ours"));
        await File.WriteAllTextAsync(Path.Combine(folder, "note.txt"), "Another fingerprint: the folder is read again.");
        Assert.Equal("p: Unchanged", await Start("first"));
        Assert.Equal(2, await InForce());
    }

    [Fact]
    public async Task ANewFile_WaitsAsADraft_BesideARedesign()
    {
        await Start("first");
        await runtime.Publish(Flow("ours"));
        Assert.Equal("p: Waiting", await Start("second"));
        Assert.Equal((2, 3), (await InForce(), (await Latest()).Version));
        // Whoever edits what waits makes a version of their own, and the file's stays to be compared with.
        await runtime.Write(work => runtime.Get<DefinitionStore>().Save(work, Flow("merged"), null, Actor.System, default));
        Assert.Equal(4, (await Latest()).Version);
        Assert.Equal("p: Unchanged", await Start("second"));
    }

    [Fact]
    public async Task ANewFile_OverwritesNoPersonsDraft()
    {
        await Start("first");
        await runtime.Write(work => runtime.Get<DefinitionStore>().Save(work, Flow("half"), null, Actor.System, default));
        Assert.Equal("p: Waiting", await Start("second"));
        var versions = await runtime.Write(work => DefinitionStore.Versions(work, "p", default));
        Assert.Equal([3, 2, 1], versions.Select(version => version.Version));
        Assert.Contains("\"half\"", versions[1].Json, StringComparison.Ordinal);
        Assert.Equal(1, await InForce());
    }

    [Fact]
    public async Task ARetractedProcess_IsNotPutInForceByAFile()
    {
        await Start("first");
        await runtime.Write(work => runtime.Get<DefinitionStore>().Retract(work, "p", Actor.System, default));
        Assert.Equal("p: Waiting", await Start("second"));
        Assert.Equal(0, await InForce());
    }

    /// <summary>What a start of the server does with the folder, the file saying so.</summary>
    private async Task<string> Start(string task)
    {
        await File.WriteAllTextAsync(Path.Combine(folder, "p.json"), Flow(task));
        await runtime.Restart();
        return string.Join(", ", (await runtime.Get<WorkflowFiles>().Import(folder, default)).Select(file => Path.GetFileNameWithoutExtension(file.Name) + ": " + file.Result));
    }

    private static string Flow(string task) => new TestFlow("p").Task(task, "Ok").ToString();

    private async Task<int> InForce() => (await runtime.Read(work => DefinitionStore.Published(work.Db, "p", default)))?.Version ?? 0;

    private async Task<DefinitionVersion> Latest() => (await runtime.Write(work => DefinitionStore.Versions(work, "p", default)))[0];
}

public sealed class SqliteWorkflowFilesTests : WorkflowFilesTests
{
    protected override Task<RuntimeFixture> Open() => RuntimeFixture.Sqlite();
}

public sealed class PostgreSqlWorkflowFilesTests : WorkflowFilesTests
{
    protected override Task<RuntimeFixture> Open()
    {
        Assert.SkipWhen(TestDatabase.PostgreSqlServer is null, "WORKFLOWJOBS_PG names no server.");
        return RuntimeFixture.PostgreSql();
    }
}
