using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Applications;
using WorkflowJobs.Domain.Identity;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Tasks;

namespace WorkflowJobs.Domain.Tests.Applications;

/// <summary>代办: what a person without an account has to do stands in the inbox of the officers who may do it for them.</summary>
public sealed class AssistedInboxTests : IAsyncLifetime
{
    private RoundFixture round = null!;
    private string application = "";

    public async ValueTask InitializeAsync()
    {
        round = await RoundFixture.Create();
        application = (await round.Assist("刘桂芳", "shiqiao-hudong", RoundFixture.Form("P01", "R-AGE"))).Value!.ApplicationId;
        var asked = new JsonObject { ["supplementItems"] = new JsonArray(new JsonObject { ["what"] = "户口簿" }) };
        Assert.Null((await round.Complete(application, "acceptance", "刘桂芳", "Supplement", asked, "缺户口簿")).Refusal);
    }

    public ValueTask DisposeAsync() => round.DisposeAsync();

    [Theory]
    [InlineData("刘桂芳", 1)]
    [InlineData("张伟民", 1)]
    [InlineData("曾庆国", 0)]
    [InlineData("孙莉", 0)]
    [InlineData("王建国", 0)]
    [InlineData("陈静", 0)]
    public async Task Supplement_OfWhoHasNoAccount_IsInTheInboxOfWhoMayAssist(string officer, int tasks)
    {
        Assert.Equal(tasks, await InInbox(officer));
        Assert.Equal(tasks, (await round.Get<TaskQueries>().Counts(TaskListScope.Inbox, await round.ActorOf(officer), default)).Where(count => count.Stage == "补正").Sum(count => count.Count));
    }

    [Fact]
    public async Task Supplement_TakenByOne_IsInNobodyElsesInbox()
    {
        var task = await Supplement();

        await round.Get<TaskCommands>().Claim(new TaskCall(task.Id, "c1", task.Revision), await round.ActorOf("张伟民"), default);

        Assert.Equal((1, 0), (await InInbox("张伟民"), await InInbox("刘桂芳")));
    }

    [Fact]
    public async Task Supplement_OncePersonHasAnAccount_IsInTheirInboxAlone()
    {
        var person = (await round.Application(application)).PersonId;
        await round.Get<IWriter>().Write((work, _) =>
        {
            work.Db.Users.Add(new User { Id = "own", UserName = "own", NormalizedUserName = "OWN", DisplayName = "孔令芝", PersonId = person });
            return Task.FromResult(0);
        });

        Assert.Equal((1, 0, 0), (await InInbox("own"), await InInbox("刘桂芳"), await InInbox("张伟民")));
        Assert.True((await round.Get<ApplicationQueries>().Get(await round.ActorOf("刘桂芳"), application, default)).Value!.HasAccount);
    }

    [Fact]
    public async Task Draft_NotYetHandedIn_IsNotTheOffices()
    {
        var (notice, line) = await round.Line("shiqiao");
        var form = RoundFixture.Form("P02", "R-AGE");
        var start = new StartBody(notice, line, "shiqiao-hudong") { IdNumber = form["idNumber"]!.ToString(), Name = form["name"]!.ToString() };
        Assert.Null((await round.Get<DraftApplication>().Start(await round.ActorOf("刘桂芳"), "d1", start, default)).Refusal);

        Assert.Equal(1, await InInbox("张伟民"));
    }

    [Fact]
    public async Task Urge_OfWhoHasNoAccount_RingsTheVillagesOfficer()
    {
        var task = await Supplement();

        Assert.Null((await round.Get<TaskCommands>().Urge(new TaskCall(task.Id, "u1", null), await round.ActorOf("张伟民"), default)).Refusal);

        Assert.Equal(["刘桂芳"], await round.Read(work => work.Db.OfficerNotices.Where(row => row.TaskId == task.Id).Select(row => row.UserId).ToListAsync()));
    }

    private Task<UserTask> Supplement() => round.Read(work => work.Db.UserTasks.SingleAsync(row => row.SubjectId == application && row.ActivityId == "supplement"));

    private async Task<int> InInbox(string user)
    {
        var actor = await round.ActorOf(user);
        return (await round.Get<TaskQueries>().List(new TaskFilter(), actor, default)).Items.Count(item => item.Role == Roles.Applicant);
    }
}
