using Microsoft.Extensions.DependencyInjection;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Instances;
using WorkflowJobs.Engine.Definitions;

namespace WorkflowJobs.Domain.Tests.Runtime;

/// <summary>The folder <c>workflows/</c> at each start: what is new takes effect, and what the district decided itself stays.</summary>
public abstract class WorkflowFilesTests : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("workflow-files").FullName;
    private RuntimeFixture runtime = null!;

    private readonly Program program = new();

    protected abstract Task<RuntimeFixture> Open(Action<IServiceCollection> add);

    public async ValueTask InitializeAsync() => runtime = await Open(services => services.AddSingleton<IDefinitionCheck>(program));

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

    /// <summary>A file that this program does not pass, whether the process is new or in force already: a later program that passes it puts it in force.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task AFileThatFailedItsChecks_TakesEffect_OnceAProgramPassesIt(bool isInForce)
    {
        if (isInForce)
            await Start("first");
        program.Passes = false;
        Assert.Equal("p: Draft", await Start("second"));
        Assert.Equal("p: Unchanged", await Start("second"));
        Assert.Equal(isInForce ? 1 : 0, await InForce());
        program.Passes = true;
        Assert.Equal("p: Published", await Start("second"));
        Assert.Equal(isInForce ? 2 : 1, await InForce());
        Assert.Equal("", await Start("second"));
    }

    /// <summary>Whatever an administrator did about the process since the file failed: it is theirs, and the file stays a draft.</summary>
    [Theory]
    [InlineData("draft", 1)]
    [InlineData("redesign", 3)]
    [InlineData("retract", 0)]
    [InlineData("again", 1)]
    public async Task AFileThatFailedItsChecks_StaysADraft_OnceAPersonTookTheProcessInHand(string act, int inForce)
    {
        await Start("first");
        program.Passes = false;
        Assert.Equal("p: Draft", await Start("second"));
        program.Passes = true;
        runtime.Clock.Advance(TimeSpan.FromMinutes(1));
        switch (act)
        {
            case "draft":
                await runtime.Write(work => runtime.Get<DefinitionStore>().Save(work, Flow("half"), null, Actor.System, default));
                break;
            case "redesign":
                await runtime.Publish(Flow("ours"));
                break;
            case "retract":
                await runtime.Write(work => runtime.Get<DefinitionStore>().Retract(work, "p", Actor.System, default));
                break;
            default:
                await runtime.Write(work => runtime.Get<DefinitionStore>().Retract(work, "p", Actor.System, default));
                await runtime.Write(work => runtime.Get<DefinitionStore>().Publish(work, "p-v1", Actor.System, default));
                break;
        }

        Assert.Equal("p: Unchanged", await Start("second"));
        Assert.Equal(inForce, await InForce());
    }

    /// <summary>A file beside a redesign waits for a person even when it failed first.</summary>
    [Fact]
    public async Task AFileThatFailedBesideARedesign_IsNotPutInForce()
    {
        await Start("first");
        await runtime.Publish(Flow("ours"));
        program.Passes = false;
        Assert.Equal("p: Draft", await Start("second"));
        program.Passes = true;
        Assert.Equal("p: Unchanged", await Start("second"));
        Assert.Equal(2, await InForce());
    }

    /// <summary>What a start of the server does with the folder, the file saying so.</summary>
    private async Task<string> Start(string task)
    {
        await File.WriteAllTextAsync(Path.Combine(folder, "p.json"), Flow(task));
        await runtime.Restart();
        return string.Join(", ", (await runtime.Get<WorkflowFiles>().Import(folder, default)).Select(file => Path.GetFileNameWithoutExtension(file.Name) + ": " + file.Result));
    }

    /// <summary>What a program finds about every definition: nothing, or one thing that bars it.</summary>
    private sealed class Program : IDefinitionCheck
    {
        public bool Passes { get; set; } = true;

        public Task<IReadOnlyList<DefinitionProblem>> Check(Work work, WorkflowDefinition definition, Actor actor, CancellationToken cancel) =>
            Task.FromResult<IReadOnlyList<DefinitionProblem>>(Passes ? [] : [new DefinitionProblem("NOT_YET", ProblemSeverity.PublishError, "$", "尚不支持", "Not yet")]);
    }

    private static string Flow(string task) => new TestFlow("p").Task(task, "Ok").ToString();

    private async Task<int> InForce() => (await runtime.Read(work => DefinitionStore.Published(work.Db, "p", default)))?.Version ?? 0;

    private async Task<DefinitionVersion> Latest() => (await runtime.Write(work => DefinitionStore.Versions(work, "p", default)))[0];
}

public sealed class SqliteWorkflowFilesTests : WorkflowFilesTests
{
    protected override Task<RuntimeFixture> Open(Action<IServiceCollection> add) => RuntimeFixture.Sqlite(add);
}

public sealed class PostgreSqlWorkflowFilesTests : WorkflowFilesTests
{
    protected override Task<RuntimeFixture> Open(Action<IServiceCollection> add)
    {
        Assert.SkipWhen(TestDatabase.PostgreSqlServer is null, "WORKFLOWJOBS_PG names no server.");
        return RuntimeFixture.PostgreSql(add);
    }
}
