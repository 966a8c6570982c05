using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace WorkflowJobs.Torture;

/// <summary>A completion that was asked for. Without a status nobody knows whether it was done.</summary>
public sealed record Attempt(string Officer, string OperationId, string TaskId)
{
    public int? Status { get; set; }

    public string? Text { get; set; }

    public bool IsDone => Status == 200;
}

/// <summary>
/// An officer over HTTP who completes whatever the inbox holds and writes down each answer. What was not answered is asked again, with the
/// same operation id, before anything new.
/// </summary>
public sealed class Client(string officer, int seed, Func<Uri?> address) : IDisposable
{
    /// <summary>Colleagues reach for the same tasks: these are the answers of who comes second.</summary>
    private static readonly string[] LostRaces = ["TASK_CLOSED", "TASK_CLAIMED_BY_OTHER"];

    private readonly HttpClient http = new() { Timeout = TimeSpan.FromSeconds(30) };
    private readonly Random random = new(seed);
    private readonly AuthenticationHeaderValue token = new("Bearer", Site.Token(officer));

    /// <summary>Asked and not answered.</summary>
    public List<Attempt> Open { get; } = [];

    /// <summary>Answered with done, in order.</summary>
    public List<Attempt> Done { get; } = [];

    /// <summary>How often a server said that the database is away.</summary>
    public int Unavailable { get; private set; }

    /// <summary>Answers that there should not be.</summary>
    public List<string> Wrong { get; } = [];

    /// <summary>Works until cancelled, or until nobody answers if it is to stop then.</summary>
    public async Task Work(bool untilAway, CancellationToken cancel)
    {
        while (!cancel.IsCancellationRequested)
            try
            {
                await AskAgain();
                foreach (var taskId in await Inbox())
                {
                    if (cancel.IsCancellationRequested)
                        return;
                    await Complete(taskId);
                }
            }
            catch (Exception away) when (away is HttpRequestException or TaskCanceledException or IOException)
            {
                if (untilAway)
                    return;
                await Task.Delay(random.Next(5, 50), CancellationToken.None);
            }
    }

    /// <summary>Completes a task; false when somebody else was first, or nobody answered.</summary>
    public async Task<bool> Complete(string taskId)
    {
        var attempt = new Attempt(officer, Guid.NewGuid().ToString("N"), taskId);
        Open.Add(attempt);
        await Ask(attempt);
        return attempt.IsDone;
    }

    /// <summary>What was not answered is asked again.</summary>
    public async Task AskAgain()
    {
        foreach (var attempt in Open.ToList())
            await Ask(attempt);
    }

    /// <summary>Asks what was answered once more: the same operation has the same answer.</summary>
    public async Task Repeat(Attempt answered)
    {
        var (status, text) = await Send(answered);
        if (status != answered.Status || text != answered.Text)
            Wrong.Add($"{answered.OperationId} was answered {answered.Status} {answered.Text}, and later {status} {text}");
    }

    /// <summary>Until everything is answered; then all of it once more.</summary>
    public async Task Settle()
    {
        while (Open.Count > 0)
            await AskAgain();
        foreach (var attempt in Done.ToList())
            await Repeat(attempt);
    }

    public void Dispose() => http.Dispose();

    private async Task Ask(Attempt attempt)
    {
        var (status, text) = await Send(attempt);
        var code = status == 200 ? null : Code(text);
        if (status == 503 && code == "SERVICE_UNAVAILABLE")
        {
            Unavailable++;
            await Task.Delay(random.Next(5, 50));
            return;
        }

        if (status != 200 && !LostRaces.Contains(code))
            Wrong.Add($"{attempt.OperationId} for {attempt.TaskId}: {status} {text}");
        (attempt.Status, attempt.Text) = (status, text);
        Open.Remove(attempt);
        if (attempt.IsDone)
            Done.Add(attempt);
    }

    private async Task<(int Status, string Text)> Send(Attempt attempt)
    {
        using var request = Request(HttpMethod.Post, $"/api/user-tasks/{attempt.TaskId}/complete");
        request.Content = JsonContent.Create(new { operationId = attempt.OperationId, outcome = "Ok" });
        using var response = await http.SendAsync(request);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    /// <summary>Ids of the open tasks, in an order of one's own.</summary>
    public async Task<IReadOnlyList<string>> Inbox()
    {
        using var request = Request(HttpMethod.Get, "/api/user-tasks?pageSize=200");
        using var response = await http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        if ((int)response.StatusCode == 503 && Code(text) == "SERVICE_UNAVAILABLE")
        {
            Unavailable++;
            await Task.Delay(random.Next(5, 50));
            return [];
        }

        if (!response.IsSuccessStatusCode)
        {
            Wrong.Add($"The inbox: {(int)response.StatusCode} {text}");
            return [];
        }

        var ids = JsonNode.Parse(text)!["items"]!.AsArray().Select(item => item!["id"]!.GetValue<string>()).ToArray();
        random.Shuffle(ids);
        if (ids.Length == 0)
            await Task.Delay(5);
        return ids;
    }

    private HttpRequestMessage Request(HttpMethod method, string path)
    {
        var server = address() ?? throw new HttpRequestException("No server runs.");
        var request = new HttpRequestMessage(method, new Uri(server, path));
        request.Headers.Authorization = token;
        return request;
    }

    private static string? Code(string text)
    {
        try
        {
            return JsonNode.Parse(text)?["code"]?.GetValue<string>();
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
