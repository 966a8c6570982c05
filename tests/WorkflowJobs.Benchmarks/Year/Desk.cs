using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using WorkflowJobs.Server.Tests;

namespace WorkflowJobs.Benchmarks.Year;

/// <summary>Officers working through their inboxes.</summary>
internal sealed class Desk(YearServer server)
{
    /// <summary>Calls at once of one officer.</summary>
    private const int AtOnce = 8;

    /// <summary>Completes every open task of this title; answers how many there were.</summary>
    /// <param name="data">What the form says, from the task as it was claimed; null for a task that needs no look at its form.</param>
    /// <param name="only">Which tasks, by subject name; null for all.</param>
    public async Task<int> Each(string officer, string title, string outcome, Func<JsonNode, Api, Task<JsonObject>>? data = null, Func<JsonNode, bool>? only = null)
    {
        var api = await server.As(officer);
        var tasks = (await api.Tasks()).Where(task => Api.Text(task, "title") == title && only?.Invoke(task) != false).ToList();
        await Parallel.ForEachAsync(tasks, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (task, _) =>
        {
            var form = data is null ? [] : await data(await Claimed(api, task), api);
            await api.Complete(task, outcome, form);
        });
        return tasks.Count;
    }

    /// <summary>The task with its form, and under <c>row</c> as the inbox shows it.</summary>
    private static async Task<JsonNode> Claimed(Api api, JsonNode task)
    {
        var claimed = await api.Claim(task);
        claimed["row"] = task.DeepClone();
        return claimed;
    }

    /// <summary>The same for several officers, one after the other.</summary>
    public async Task<int> Each(IEnumerable<string> officers, string title, string outcome, Func<JsonNode, Api, Task<JsonObject>>? data = null, Func<JsonNode, bool>? only = null)
    {
        var done = 0;
        foreach (var officer in officers)
            done += await Each(officer, title, outcome, data, only);
        return done;
    }

    /// <summary>What comes of doing something for each of many, some at once.</summary>
    public static async Task<IReadOnlyList<TResult>> For<T, TResult>(IEnumerable<T> items, Func<T, Task<TResult>> act)
    {
        var results = new ConcurrentBag<TResult>();
        await Parallel.ForEachAsync(items, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (item, _) => results.Add(await act(item)));
        return [.. results];
    }
}
