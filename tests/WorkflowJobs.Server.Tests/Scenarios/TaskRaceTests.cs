using System.Net;

namespace WorkflowJobs.Server.Tests.Scenarios;

/// <summary>What comes second: a stale revision, another's claim, a second completion. Each is told for what it is, and nothing is half done.</summary>
public sealed class TaskRaceTests(ServerFixture fixture) : IClassFixture<ServerFixture>
{
    [Fact]
    public async Task Task_StaleThenCompletedTwice_EachRefusalHasItsNameInTheCallersLanguage()
    {
        var town = new Town(fixture.Server, "shiqiao");
        var person = await town.Apply("liugou", Town.Form("P23", "R-AGE"));
        var officer = await town.Village("liugou");
        var task = await officer.FindTask("受理初审", person.Receipt);
        var path = $"/api/user-tasks/{Api.Text(task, "id")}/complete";
        var data = await town.Checklist("liugou", person);

        var stale = await officer.Refused(path, new { operationId = Api.NewId(), expectedRevision = 99, outcome = "Accept", data }, "STALE_REVISION");
        Assert.Equal(HttpStatusCode.Conflict, stale.Status);
        Assert.NotEqual("", Api.Text(stale.Body, "currentRevision"));
        Assert.Equal("SUBMITTED", (await town.Case(person)).Status);

        var first = new { operationId = Api.NewId(), outcome = "Accept", data };
        var answer = await officer.Post(path, first);
        Assert.Equal(answer.ToJsonString(), (await officer.Post(path, first)).ToJsonString());
        var second = await officer.Refused(path, new { operationId = Api.NewId(), outcome = "Accept", data }, "TASK_CLOSED");
        Assert.Equal("Completed", Api.Text(second.Body, "state"));
        Assert.Equal("SUBMITTED ACCEPTED", (await town.Case(person)).Statuses);
    }
}
