using System.Text.Json.Nodes;
using WorkflowJobs.Engine.Execution;

namespace WorkflowJobs.Engine.Tests.Execution;

public sealed class HumanTaskTests
{
    private const string Flow = "start:S t:T yes no";
    private const string Connections = "start>t t.同意>yes t.不同意>no";

    [Fact]
    public void HumanTask_Opened_CarriesItsEvaluatedInputs()
    {
        var json = Definition();
        var task = json["root"]!["activities"]![1]!;
        task["title"] = FlowText.Wrapped("String", "'第' + getInput('Batch') + '批'", "JavaScript");
        task["dueInWorkingDays"] = FlowText.Wrapped("Int32", "5");
        task["outcomes"] = FlowText.Wrapped("Object", """["同意","不同意"]""", "Object");
        task["ward"] = FlowText.Wrapped("String", "柳沟村");

        var instance = TestInstance.Started(json.ToJsonString(), new JsonObject { ["Batch"] = 2 });

        var mark = Assert.Single(instance.State.Bookmarks);
        Assert.Equal(BookmarkKinds.HumanTask, mark.Kind);
        Assert.True(JsonNode.DeepEquals(
            JsonNode.Parse("""{"title":"第2批","dueInWorkingDays":5,"outcomes":["同意","不同意"],"ward":"柳沟村"}"""), mark.Payload), mark.Payload!.ToJsonString());
    }

    [Theory]
    [InlineData("同意", "yes")]
    [InlineData("不同意", "no")]
    [InlineData("弃权", "")]
    public void Outcome_OfThePerson_DecidesThePort(string outcome, string printed)
    {
        var instance = TestInstance.Started(FlowText.Definition(Flow, Connections));

        instance.Complete("t", outcome);

        Assert.Equal(printed, string.Join(' ', instance.Lines));
        Assert.Equal(WorkflowSubStatus.Finished, instance.State.SubStatus);
        Assert.Equal([outcome], instance.Executions.Values.First(execution => execution.ActivityId == "t").Outcomes);
    }

    [Fact]
    public void Payload_OfTheCompletion_IsTheTasksResult()
    {
        var json = Definition();
        json["root"]!["activities"]![2]!["text"] = FlowText.Wrapped("String", "getOutputFrom('t').submissionId + getLastResult().outcome", "JavaScript");
        var instance = TestInstance.Started(json.ToJsonString());

        instance.Resume("t", new JsonObject { ["outcome"] = "同意", ["submissionId"] = 12 });

        Assert.Equal(["12同意"], instance.Lines);
    }

    [Fact]
    public void Bookmark_ResumedASecondTime_ChangesNothing()
    {
        var instance = TestInstance.Started(FlowText.Definition("start:S t:T u:T", "start>t t>u"));
        var burnt = instance.Open("t").Id;
        instance.Complete("t", "Done");
        var before = instance.Json;

        instance.Step(new Stimulus.Resume(burnt, new JsonObject { ["outcome"] = "Done" }));

        Assert.False(instance.LastChanged);
        Assert.Equal(before, instance.Json);
    }

    private static JsonObject Definition() => JsonNode.Parse(FlowText.Definition(Flow, Connections))!.AsObject();
}
