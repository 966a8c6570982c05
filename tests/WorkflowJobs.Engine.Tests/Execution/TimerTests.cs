using System.Text.Json.Nodes;
using WorkflowJobs.Engine.Execution;

namespace WorkflowJobs.Engine.Tests.Execution;

public sealed class TimerTests
{
    /// <summary>Noon is Monday 2024-06-03, 12:00 in Shanghai.</summary>
    [Theory]
    [InlineData("Elsa.Delay", "timeSpan", "1.00:00:00", "2024-06-04T12:00:00+08:00")]
    [InlineData("Elsa.Delay", "timeSpan", "P5D", "2024-06-08T12:00:00+08:00")]
    [InlineData("Elsa.Timer", "interval", "00:30:00", "2024-06-03T12:30:00+08:00")]
    [InlineData("Elsa.StartAt", "dateTime", "2024-06-03T17:30:00", "2024-06-03T17:30:00+08:00")]
    [InlineData("Elsa.StartAt", "dateTime", "2024-06-03T17:30:00Z", "2024-06-04T01:30:00+08:00")]
    [InlineData("Elsa.StartAt", "dateTime", "2024-06-03T17:30:00.000Z", "2024-06-04T01:30:00+08:00")]
    [InlineData("Elsa.StartAt", "dateTime", "2024-06-04T09:00:00+09:00", "2024-06-04T08:00:00+08:00")]
    [InlineData("Elsa.StartAt", "dateTime", "2024-06-04", "2024-06-04T00:00:00+08:00")]
    [InlineData("Elsa.Cron", "cronExpression", "0 9 * * *", "2024-06-04T09:00:00+08:00")]
    [InlineData("Elsa.Cron", "cronExpression", "30 0 9 * * *", "2024-06-04T09:00:30+08:00")]
    [InlineData("Elsa.Cron", "cronExpression", "0 12 * * *", "2024-06-04T12:00:00+08:00")]
    [InlineData("Elsa.Cron", "cronExpression", "1 12 * * MON", "2024-06-03T12:01:00+08:00")]
    [InlineData("Elsa.Cron", "cronExpression", "0 18 L * *", "2024-06-30T18:00:00+08:00")]
    [InlineData("Elsa.Cron", "cronExpression", "0 0 29 2 *", "2028-02-29T00:00:00+08:00")]
    [InlineData("Elsa.Cron", "cronExpression", "@daily", "2024-06-04T00:00:00+08:00")]
    public void Timer_Opened_IsDueInShanghaiTime(string type, string input, string value, string due)
    {
        var instance = Started(type, input, value);

        var mark = Assert.Single(instance.State.Bookmarks);
        Assert.Equal((BookmarkKinds.Timer, DateTimeOffset.Parse(due, System.Globalization.CultureInfo.InvariantCulture)), (mark.Kind, mark.DueAt));
    }

    [Fact]
    public void Timer_Due_LetsTheFlowGoOn()
    {
        var instance = Started("Elsa.Delay", "timeSpan", "01:00:00");
        instance.MoveTo(TestInstance.Noon.AddHours(1));
        Assert.Equal(["after"], instance.Lines);
    }

    [Fact]
    public void StartAt_InThePast_GoesOnAtOnce()
    {
        var instance = Started("Elsa.StartAt", "dateTime", "2024-06-03T11:59:00");
        Assert.Equal(["after"], instance.Lines);
    }

    [Theory]
    [InlineData("Elsa.Delay", "timeSpan", "soon")]
    [InlineData("Elsa.StartAt", "dateTime", "30 February")]
    [InlineData("Elsa.StartAt", "dateTime", "2024-02-30T09:00:00")]
    [InlineData("Elsa.Cron", "cronExpression", "every day")]
    [InlineData("Elsa.Cron", "cronExpression", "")]
    [InlineData("Elsa.Cron", "cronExpression", "0 0 30 2 *")]
    [InlineData("Elsa.Cron", "cronExpression", "* * * * * * *")]
    public void Timer_WithNonsense_IsAnIncident(string type, string input, string value)
    {
        var instance = Started(type, input, value);
        Assert.Equal("wait", Assert.Single(instance.State.Incidents).ActivityId);
    }

    [Theory]
    [InlineData("Elsa.Timer", "interval", "00:30:00")]
    [InlineData("Elsa.Cron", "cronExpression", "0 9 * * *")]
    public void Timer_ThatStartedTheWorkflow_DoesNotBlock(string type, string input, string value)
    {
        var instance = new TestInstance(TestInstance.PlainEngine(), TestInstance.Read(Definition(type, input, value)));
        instance.Start(new Stimulus.Start([]) { TriggerActivityId = "wait" });
        Assert.Equal(["after"], instance.Lines);
    }

    private static TestInstance Started(string type, string input, string value) => TestInstance.Started(Definition(type, input, value));

    private static string Definition(string type, string input, string value)
    {
        var json = JsonNode.Parse(FlowText.Definition("start:S wait after", "start>wait wait>after"))!;
        var activity = json["root"]!["activities"]![1]!.AsObject();
        activity["type"] = type;
        activity[input] = FlowText.Wrapped("String", value);
        return json.ToJsonString();
    }
}
