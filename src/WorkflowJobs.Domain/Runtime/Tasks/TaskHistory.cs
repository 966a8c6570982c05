namespace WorkflowJobs.Domain.Runtime.Tasks;

/// <summary>What happened to tasks, in order. That a task was made is told by its own row, and not by an event beside it.</summary>
internal static class TaskHistory
{
    private const string Created = "Created";

    /// <param name="tasks">All that the events are of, and any others of the same process.</param>
    /// <param name="events">In the order in which they were written.</param>
    public static IReadOnlyList<(UserTask Task, UserTaskEvent Line)> Of(IEnumerable<UserTask> tasks, IEnumerable<UserTaskEvent> events)
    {
        var waiting = tasks.ToDictionary(task => task.Id, StringComparer.Ordinal);
        var byId = waiting.ToDictionary(StringComparer.Ordinal);
        var lines = new List<(UserTask Task, UserTaskEvent Line)>();
        foreach (var line in events)
        {
            // At one instant a task is made before anything else happens to it.
            if (waiting.TryGetValue(line.TaskId, out var made) && made.CreatedAt >= line.At)
            {
                waiting.Remove(line.TaskId);
                lines.Add((made, Making(made)));
            }

            if (byId.TryGetValue(line.TaskId, out var task))
                lines.Add((task, line));
        }

        // What was made at an instant was made by what happened then.
        foreach (var task in waiting.Values.OrderBy(task => task.CreatedAt).ThenBy(task => task.Id.Length).ThenBy(task => task.Id, StringComparer.Ordinal))
        {
            var at = lines.FindIndex(one => one.Line.At > task.CreatedAt);
            lines.Insert(at < 0 ? lines.Count : at, (task, Making(task)));
        }

        return lines;
    }

    private static UserTaskEvent Making(UserTask task) => new() { Id = "", TaskId = task.Id, Kind = Created, At = task.CreatedAt };
}
