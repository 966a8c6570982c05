using WorkflowJobs.Domain.Runtime.Tasks;

namespace WorkflowJobs.Domain.Tests.Runtime;

/// <summary>A task's making stands where it belongs among the events, also when everything happened at one instant.</summary>
public sealed class TaskHistoryTests
{
    private static readonly DateTimeOffset Monday = RuntimeFixture.Monday;

    [Fact]
    public void Of_EverythingAtOneInstant_MakesEachTaskBeforeWhatHappenedToIt() => Assert.Equal(
        "a Created, a Claimed, a Completed, b Created, b Completed, c Created",
        Text([Task("c", 0), Task("b", 0), Task("a", 0)], [Line("a", "Claimed", 0), Line("a", "Completed", 0), Line("b", "Completed", 0)]));

    [Fact]
    public void Of_TasksMadeOneByOne_MakesEachAfterWhatMadeIt() => Assert.Equal(
        "a Created, a Completed, b Created, c Created, b Completed, c Urged",
        Text([Task("a", 0), Task("b", 5), Task("c", 5)], [Line("a", "Completed", 5), Line("b", "Completed", 9), Line("c", "Urged", 12)]));

    [Fact]
    public void Of_EventsOfOthers_LeavesThemOut() => Assert.Equal("a Created", Text([Task("a", 0)], [Line("x", "Claimed", 1)]));

    private static string Text(UserTask[] tasks, UserTaskEvent[] events) => string.Join(", ", TaskHistory.Of(tasks, events).Select(one => $"{one.Task.Id} {one.Line.Kind}"));

    private static UserTaskEvent Line(string task, string kind, int minute) => new() { Id = "", TaskId = task, Kind = kind, At = Monday.AddMinutes(minute) };

    private static UserTask Task(string id, int minute) => new()
    {
        Id = id,
        InstanceId = "i",
        DefinitionId = "d",
        ActivityId = id,
        ExecutionId = "e",
        SubjectType = "test",
        SubjectId = "s",
        Title = id,
        Role = "TH",
        UnitId = "town",
        Outcomes = "[]",
        CreatedAt = Monday.AddMinutes(minute),
    };
}
