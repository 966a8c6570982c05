using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Identity;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Instances;
using WorkflowJobs.Domain.Runtime.Tasks;

namespace WorkflowJobs.Domain.Tests.Runtime;

/// <summary>Running instances stay on their version until an administrator moves them, previewed, logged, and to be undone until they move on.</summary>
public sealed class MoveInstanceTests
{
    private static readonly Actor Administrator = new("wa", "流程管理员", [new RoleGrant(Roles.WorkflowAdministrator, "taibaihu", new HashSet<string>())]);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Instances_Moved_GoOnThroughTheNewStepAndReplay(bool postgres)
    {
        Assert.SkipWhen(postgres && TestDatabase.PostgreSqlServer is null, "WORKFLOWJOBS_PG names no server.");
        await using var runtime = postgres ? await RuntimeFixture.PostgreSql(Parts) : await RuntimeFixture.Sqlite(Parts);
        await runtime.Publish(First());
        string[] ids = [await runtime.Start("p", "s1"), await runtime.Start("p", "s2"), await runtime.Start("p", "s3")];
        await runtime.Publish(WithStep());
        var task = await runtime.TaskOf(ids[0], "a");

        var preview = await Previews(runtime, "p-v2");
        Assert.Equal(ids.Order(), preview.Select(one => one.InstanceId).Order());
        Assert.All(preview, one => Assert.Equal((1, true, "a"), (one.FromVersion, one.MayMove, string.Join(' ', one.Kept))));
        foreach (var one in preview)
            Assert.Null((await Move(runtime, one.InstanceId, "p-v2", one.Revision)).Refusal);

        Assert.Equal((task.Id, task.Revision), ((await runtime.TaskOf(ids[0], "a")).Id, (await runtime.TaskOf(ids[0], "a")).Revision));
        await runtime.Complete(ids[0], "a", "th1");
        Assert.Equal("new", await runtime.Open(ids[0]));
        Assert.Equal("MOVED_ON", (await Undo(runtime, ids[0])).Refusal?.Code);

        Assert.Null((await Undo(runtime, ids[1])).Refusal);
        Assert.Equal(1, (await runtime.Instance(ids[1])).Version);
        await runtime.Complete(ids[1], "a", "th1");
        Assert.Equal("b", await runtime.Open(ids[1]));

        foreach (var id in ids)
            Assert.All(await runtime.Read(work => runtime.Get<InstanceHistory>().Replay(work, id, CancellationToken.None)), step => Assert.True(step.Agrees, step.StimulusKind));
        var logged = await runtime.Read(work => work.Db.UserTaskEvents.Where(row => row.Kind == "Administration").OrderBy(row => row.Id).Select(row => row.Note).ToListAsync());
        Assert.Equal(["move: 新增环节", "move: 新增环节", "move: 新增环节", "undo-move: 新增环节"], logged);
    }

    [Fact]
    public async Task OpenStep_WithoutCounterpart_StaysWhereItIs()
    {
        await using var runtime = await RuntimeFixture.Sqlite(Parts);
        await runtime.Publish(First());
        var id = await runtime.Start("p");
        await runtime.Publish(new TestFlow("p").Elsa("start", "Start").Task("x", "Ok").Link("start>x").ToString());
        var before = await runtime.Instance(id);

        var preview = Assert.Single(await Previews(runtime, "p-v2"));
        Assert.Equal((false, "a"), (preview.MayMove, string.Join(' ', preview.Missing)));
        Assert.Equal("STEP_WITHOUT_COUNTERPART", (await Move(runtime, id, "p-v2")).Refusal?.Code);

        var after = await runtime.Instance(id);
        Assert.Equal((before.State, before.Revision, before.Version), (after.State, after.Revision, after.Version));
    }

    [Fact]
    public async Task OpenStep_ThatAsksAnotherRole_IsAskedAnew()
    {
        await using var runtime = await RuntimeFixture.Sqlite(Parts);
        await runtime.Publish(First());
        var id = await runtime.Start("p");
        var old = await runtime.TaskOf(id, "a");
        await runtime.Publish(new TestFlow("p").Elsa("start", "Start").Task("a", "Ok", role: "TL").Task("b", "Ok").Link("start>a", "a.Ok>b").ToString());

        Assert.Equal(["a"], Assert.Single(await Previews(runtime, "p-v2")).Reopened);
        Assert.Null((await Move(runtime, id, "p-v2")).Refusal);

        Assert.Equal("TL", (await runtime.TaskOf(id, "a")).Role);
        Assert.Equal(UserTaskState.Cancelled, await runtime.Read(work => work.Db.UserTasks.Where(row => row.Id == old.Id).Select(row => row.State).SingleAsync()));
    }

    [Fact]
    public async Task Moves_ByAnyoneElse_ToADraft_OrStale_AreRefused()
    {
        await using var runtime = await RuntimeFixture.Sqlite(Parts);
        await runtime.Publish(First());
        var id = await runtime.Start("p");
        await runtime.Write(async work => Assert.NotNull((await runtime.Get<DefinitionStore>().Save(work, WithStep(), null, Administrator, CancellationToken.None)).Version));

        Assert.Equal(Refusals.NotFound.Code, (await Move(runtime, id, "p-v2")).Refusal?.Code);
        Assert.Equal(Refusals.NotFound.Code, (await runtime.Get<MoveQueries>().Preview(Administrator, "p-v2", PageOf.First, CancellationToken.None)).Refusal?.Code);
        await runtime.Publish(WithStep());
        var officer = await runtime.ActorOf("th1");
        Assert.Equal(Refusals.NotFound.Code, (await runtime.Get<InstanceCommands>().Move(id, "p-v2", "op", null, "依据", officer, CancellationToken.None)).Refusal?.Code);
        Assert.Equal("STALE_REVISION", (await Move(runtime, id, "p-v2", expectedRevision: 99)).Refusal?.Code);
        Assert.Equal("REASON_REQUIRED", (await runtime.Get<InstanceCommands>().Move(id, "p-v2", "op2", null, " ", Administrator, CancellationToken.None)).Refusal?.Code);
    }

    private static void Parts(IServiceCollection services) => services.AddSingleton<InstanceCommands>().AddSingleton<MoveQueries>();

    private static string First() => new TestFlow("p").Elsa("start", "Start").Task("a", "Ok").Task("b", "Ok").Link("start>a", "a.Ok>b").ToString();

    private static string WithStep() => new TestFlow("p").Elsa("start", "Start").Task("a", "Ok").Task("new", "Ok").Task("b", "Ok").Link("start>a", "a.Ok>new", "new.Ok>b").ToString();

    private static async Task<IReadOnlyList<InstanceMovePreview>> Previews(RuntimeFixture runtime, string to) =>
        (await runtime.Get<MoveQueries>().Preview(Administrator, to, PageOf.First, CancellationToken.None)).Value!.Items;

    private static Task<Result<int>> Move(RuntimeFixture runtime, string id, string to, int? expectedRevision = null) =>
        runtime.Get<InstanceCommands>().Move(id, to, Guid.NewGuid().ToString("N"), expectedRevision, "新增环节", Administrator, CancellationToken.None);

    private static Task<Result<int>> Undo(RuntimeFixture runtime, string id) =>
        runtime.Get<InstanceCommands>().UndoMove(id, Guid.NewGuid().ToString("N"), null, "新增环节", Administrator, CancellationToken.None);
}
