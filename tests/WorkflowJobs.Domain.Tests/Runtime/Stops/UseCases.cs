using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using WorkflowJobs.Domain.Applications;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Identity;
using WorkflowJobs.Domain.Plans;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Instances;
using WorkflowJobs.Domain.Runtime.Tasks;
using WorkflowJobs.Engine.Execution;

namespace WorkflowJobs.Domain.Tests.Runtime.Stops;

/// <summary>
/// Everything that writes in one transaction and can be driven here: prepared on a runtime, and then done, again and again with the same
/// operation id until it was. Each answers with what a caller is told.
/// </summary>
internal static class UseCases
{
    private const string Operation = "the-operation";

    public delegate Task<Func<RuntimeFixture, Task<string>>> Prepare(RuntimeFixture runtime);

    public static IReadOnlyDictionary<string, Prepare> All { get; } = new Dictionary<string, Prepare>
    {
        ["start"] = Start,
        ["claim"] = OnTask("handle", "th1", (tasks, call, actor) => tasks.Claim(call, actor, CancellationToken.None)),
        ["release"] = OnTask("handle", "th1", (tasks, call, actor) => tasks.Release(call, actor, CancellationToken.None), claimed: true),
        ["transfer"] = OnTask("handle", "th1", (tasks, call, actor) => tasks.Transfer(call, "th2", "休假", actor, CancellationToken.None), claimed: true),
        ["urge"] = OnTask("handle", "tl", (tasks, call, actor) => tasks.Urge(call, actor, CancellationToken.None)),
        ["complete"] = OnTask("handle", "th1", (tasks, call, actor) => tasks.Complete(call, "Ok", null, null, actor, CancellationToken.None)),
        ["complete at a fork"] = OnTask("decide", "tl", (tasks, call, actor) => tasks.Complete(call, "Ok", null, null, actor, CancellationToken.None)),
        ["return"] = OnTask("decide", "tl", (tasks, call, actor) => tasks.Return(call, "handle", true, "材料不齐", actor, CancellationToken.None)),
        ["recall"] = Recall,
        ["cancel"] = Cancel,
        ["timer"] = Timer,
        ["message"] = Message,
        ["publish"] = Publish,
        ["withdraw"] = Withdraw,
        ["approve the last place"] = Approve,
    };

    public static void Add(IServiceCollection services) => services
        .AddSingleton<ISubjectDirectory, ApplicationsInTheVillage>()
        .AddSingleton<ICallHandler>(TestGates.TakeQuota())
        .AddSingleton<ICallHandler>(Status("SetApproved", ApplicationStatus.Approved))
        .AddSingleton<ICallHandler>(Status("SetWithdrawn", ApplicationStatus.Withdrawn));

    /// <summary>Handled, decided; then a task, a timer and an event side by side.</summary>
    private static string Flow(string definitionId) => new TestFlow(definitionId).Elsa("s", "Start").Task("handle", "Ok").Task("decide", "Ok", role: "TL")
        .Task("last", "Ok").Elsa("timer", "Delay", ("timeSpan", "01:00:00")).Elsa("news", "Event", ("eventName", "News")).Task("done", "Ok").Elsa("first", "FlowJoin", ("mode", "WaitAny"))
        .Link("s>handle", "handle.Ok>decide", "decide.Ok>last", "decide.Ok>timer", "decide.Ok>news", "last.Ok>first", "timer>first", "news>first", "first>done").ToString();

    private static async Task<string> Begun(RuntimeFixture runtime, string at)
    {
        await runtime.Publish(Flow("flow"));
        var id = await runtime.Start("flow");
        foreach (var (task, user) in new[] { ("handle", "th1"), ("decide", "tl") })
        {
            if (task == at)
                return id;
            Assert.Null((await runtime.Complete(id, task, user)).Refusal);
        }

        return id;
    }

    private static string Told<T>(Result<T> result) => result.Refusal?.Code ?? System.Text.Json.JsonSerializer.Serialize(result.Value);

    private static async Task<Func<RuntimeFixture, Task<string>>> Start(RuntimeFixture runtime)
    {
        await runtime.Publish(Flow("flow"));
        var actor = await runtime.ActorOf("th1");
        return async on => Told(await on.Get<CommandRunner>().Run<string>("test.start", actor, Operation, null, async (work, cancel) =>
            (await on.Host.Start(work, "flow", new Subject("test", "s1"), new JsonObject { ["n"] = 1 }, actor, cancel))!, CancellationToken.None));
    }

    private static Prepare OnTask(string at, string user, Func<TaskCommands, TaskCall, Actor, Task<Result<TaskAnswer>>> command, bool claimed = false) => async runtime =>
    {
        var id = await Begun(runtime, at);
        var actor = await runtime.ActorOf(user);
        if (claimed)
            Assert.Null((await runtime.Get<TaskCommands>().Claim(RuntimeFixture.Call(await runtime.TaskOf(id, at)), actor, CancellationToken.None)).Refusal);
        var call = RuntimeFixture.Call(await runtime.TaskOf(id, at), Operation);
        return async on => Told(await command(on.Get<TaskCommands>(), call, actor));
    };

    private static async Task<Func<RuntimeFixture, Task<string>>> Recall(RuntimeFixture runtime)
    {
        var id = await Begun(runtime, "decide");
        var handled = await runtime.Read(work => work.Db.UserTasks.SingleAsync(task => task.InstanceId == id && task.ActivityId == "handle"));
        var actor = await runtime.ActorOf("th1");
        return async on => Told(await on.Get<TaskCommands>().Recall(RuntimeFixture.Call(handled, Operation), null, actor, CancellationToken.None));
    }

    private static async Task<Func<RuntimeFixture, Task<string>>> Cancel(RuntimeFixture runtime)
    {
        var id = await Begun(runtime, "last");
        var administrator = await Administrator(runtime);
        return async on => Told(await on.Get<InstanceCommands>().Cancel(id, Operation, null, "重复立项", administrator, CancellationToken.None));
    }

    private static async Task<Func<RuntimeFixture, Task<string>>> Timer(RuntimeFixture runtime)
    {
        await Begun(runtime, "last");
        runtime.Clock.Advance(TimeSpan.FromHours(2));
        return async on => (await on.Timers.FireDue(CancellationToken.None)) is 0 or 1 ? "fired" : "twice";
    }

    private static async Task<Func<RuntimeFixture, Task<string>>> Message(RuntimeFixture runtime)
    {
        await Begun(runtime, "last");
        await runtime.Write(work =>
        {
            runtime.Host.SendEvent(work, "News", null, new JsonObject { ["n"] = 1 });
            return Task.CompletedTask;
        });
        return async on => (await on.Messages.Drain(CancellationToken.None)) is 0 or 1 ? "delivered" : "twice";
    }

    private static async Task<Func<RuntimeFixture, Task<string>>> Publish(RuntimeFixture runtime)
    {
        await runtime.Publish(Flow("flow"));
        var administrator = await Administrator(runtime);
        var draft = await runtime.Write(async work =>
            (await runtime.Get<DefinitionStore>().Save(work, new TestFlow("flow").Task("other", "Ok").ToString(), null, Actor.System, CancellationToken.None)).Version!.Id);
        return async on => Told(await new DefinitionCommands(on.Get<CommandRunner>(), on.Writer, on.Get<IReader>(), on.Get<DefinitionStore>()).Publish(administrator, Operation, draft, CancellationToken.None));
    }

    private static async Task<Func<RuntimeFixture, Task<string>>> Withdraw(RuntimeFixture runtime)
    {
        var (application, _) = await Application(runtime);
        var actor = await runtime.ActorOf("vo");
        return async on => Told(await new WithdrawApplication(on.Get<CommandRunner>(), on.Host).Run(actor, Operation, new WithdrawBody(application, null, null), CancellationToken.None));
    }

    private static async Task<Func<RuntimeFixture, Task<string>>> Approve(RuntimeFixture runtime)
    {
        var (_, instance) = await Application(runtime);
        var actor = await runtime.ActorOf("tl");
        var call = RuntimeFixture.Call(await runtime.TaskOf(instance, "approve"), Operation);
        return async on => Told(await on.Get<TaskCommands>().Complete(call, "Ok", null, null, actor, CancellationToken.None));
    }

    private static async Task<Actor> Administrator(RuntimeFixture runtime)
    {
        await runtime.Write(work =>
        {
            work.Db.Users.Add(new User { Id = "wa", UserName = "wa", NormalizedUserName = "WA", DisplayName = "wa" });
            work.Db.RoleAssignments.Add(new RoleAssignment { Id = "wa", UserId = "wa", Role = Roles.WorkflowAdministrator, UnitId = "department" });
            return Task.CompletedTask;
        });
        return await runtime.ActorOf("wa");
    }

    /// <summary>An application before its approval, as <see cref="RaceTests"/> race it, with one place left.</summary>
    private static async Task<(string Application, string Instance)> Application(RuntimeFixture runtime)
    {
        await runtime.Publish(new TestFlow("approval").Elsa("s", "Start").Task("approve", "Ok", role: "TL").Call("take", "TakeQuota").Call("approved", "SetApproved")
            .Task("after", "Ok").Elsa("withdrawn", "Event", ("eventName", ApplicationEvents.Withdrawn)).Call("gone", "SetWithdrawn").Elsa("end", "Finish")
            .Link("s>approve", "s>withdrawn", "approve.Ok>take", "take.Taken>approved", "approved>after", "withdrawn>gone", "gone>end").ToString());
        const string id = "application";
        var instance = await runtime.Write(async work =>
        {
            work.Db.QuotaLines.Add(new QuotaLine { Id = "line", Year = 2024, Kind = PostKind.Rural, TownId = "town", Batch = 1, Number = 1 });
            return (await TestApplications.AwaitApproval(runtime, work, id, "person", batch: 1)).InstanceId;
        });
        return (id, instance!);
    }

    private static TestCall Status(string name, ApplicationStatus status) => new(name, async context =>
    {
        StatusChanges.Apply(context.Work, (await context.Work.Db.Applications.FindAsync([context.Instance.SubjectId]))!, status);
        return new CallAnswer.Done();
    });

    private sealed class ApplicationsInTheVillage : ISubjectDirectory
    {
        public string SubjectType => Subject.Application;

        public Task<SubjectPlace?> Locate(Work work, string subjectId, CancellationToken cancel) => Task.FromResult<SubjectPlace?>(new SubjectPlace("village", "town", "district"));
    }
}
