using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace WorkflowJobs.Server.Tests;

/// <summary>What a scenario does over HTTP, as one account. A refusal that was not asked for fails the test with the server's whole answer.</summary>
public sealed class Api(HttpClient http, string? token)
{
    /// <summary>An answer: its status and its JSON, null when there is none.</summary>
    public sealed record Answer(HttpStatusCode Status, JsonNode? Body)
    {
        public string? Code => Body is JsonObject problem ? problem["code"]?.GetValue<string>() : null;
    }

    public static async Task<Api> SignIn(HttpClient http, string userName)
    {
        var tokens = await new Api(http, null).Post("/api/demo/sign-in", new { userName });
        return new Api(http, tokens["accessToken"]!.GetValue<string>());
    }

    public async Task<Answer> Send(HttpMethod method, string path, object? body = null)
    {
        using var request = new HttpRequestMessage(method, path);
        if (token is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        request.Content = body switch
        {
            null => null,
            HttpContent content => content,
            _ => JsonContent.Create(body, body.GetType()),
        };
        using var response = await http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        var isJson = response.Content.Headers.ContentType?.MediaType is { } type && type.EndsWith("json", StringComparison.Ordinal);
        return new Answer(response.StatusCode, isJson && text.Length > 0 ? JsonNode.Parse(text) : null);
    }

    public async Task<JsonNode> Get(string path) => Done(await Send(HttpMethod.Get, path), "GET", path);

    /// <summary>POST that must succeed.</summary>
    public async Task<JsonNode> Post(string path, object body) => Done(await Send(HttpMethod.Post, path, body), "POST", path);

    /// <summary>POST that must be refused with this code.</summary>
    public async Task<Answer> Refused(string path, object body, string code)
    {
        var answer = await Send(HttpMethod.Post, path, body);
        Assert.True(answer.Code == code, $"POST {path}: expected {code}, got {(int)answer.Status} {answer.Body?.ToJsonString()}");
        return answer;
    }

    /// <summary>The text of the answer as it came, whatever its status; JSON unescaped, so that words are found in it.</summary>
    public async Task<string> Text(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var response = await http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        return System.Text.RegularExpressions.Regex.Replace(
            text, @"\\u([0-9a-fA-F]{4})", match => ((char)Convert.ToInt32(match.Groups[1].Value, 16)).ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    /// <summary>The file that a POST answers.</summary>
    public async Task<byte[]> Download(string path, object body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body, body.GetType()) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var response = await http.SendAsync(request);
        Assert.True(response.IsSuccessStatusCode, $"POST {path}: {(int)response.StatusCode}");
        return await response.Content.ReadAsByteArrayAsync();
    }

    public async Task<byte[]> Bytes(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var response = await http.SendAsync(request);
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadAsByteArrayAsync();
    }

    // The clock

    /// <summary>Sets the clock to a local time of Shanghai, e.g. <c>2024-06-05T10:00</c>; what was due until then has happened when it returns.</summary>
    public Task<JsonNode> SetClock(string local) => Post("/api/demo/clock", new { now = (local.Length == 16 ? local + ":00" : local) + "+08:00" });

    public Task<JsonNode> Advance(string duration) => Post("/api/demo/clock", new { advance = duration });

    // Tasks

    /// <summary>Open tasks of the inbox, all pages.</summary>
    public async Task<IReadOnlyList<JsonNode>> Tasks(string query = "")
    {
        var found = new List<JsonNode>();
        for (string? cursor = null; ;)
        {
            var page = await Get($"/api/user-tasks?pageSize=200{query}{(cursor is null ? "" : "&cursor=" + Uri.EscapeDataString(cursor))}");
            found.AddRange(page["items"]!.AsArray().Select(item => item!));
            cursor = page["nextCursor"]?.GetValue<string>();
            if (cursor is null)
                return found;
        }
    }

    /// <summary>The one open task of the title whose subject's name contains the text; fails when there is none or are several.</summary>
    public async Task<JsonNode> FindTask(string title, string subject = "")
    {
        var all = await Tasks();
        var found = all.Where(task => Text(task, "title") == title && Text(task, "subjectName").Contains(subject, StringComparison.Ordinal)).ToList();
        Assert.True(found.Count == 1, $"{found.Count} tasks “{title}” for “{subject}”; the inbox has: {string.Join(" | ", all.Select(task => $"{Text(task, "title")} ({Text(task, "subjectName")})"))}");
        return found[0];
    }

    public async Task<bool> HasTask(string title, string subject = "") =>
        (await Tasks()).Any(task => Text(task, "title") == title && Text(task, "subjectName").Contains(subject, StringComparison.Ordinal));

    /// <summary>Claims the task and answers it with its form.</summary>
    public async Task<JsonNode> Claim(JsonNode task)
    {
        await Post($"/api/user-tasks/{Text(task, "id")}/claim", new { operationId = NewId() });
        return await Get($"/api/user-tasks/{Text(task, "id")}");
    }

    public Task<JsonNode> Complete(JsonNode task, string outcome, object? data = null, string? reason = null) =>
        Post($"/api/user-tasks/{Text(task, "id")}/complete", new { operationId = NewId(), outcome, data, reason });

    public async Task<JsonNode> Complete(string title, string subject, string outcome, object? data = null, string? reason = null) =>
        await Complete(await FindTask(title, subject), outcome, data, reason);

    public async Task<Answer> CompleteRefused(JsonNode task, string code, string outcome, object? data = null, string? reason = null) =>
        await Refused($"/api/user-tasks/{Text(task, "id")}/complete", new { operationId = NewId(), outcome, data, reason }, code);

    // Attachments

    /// <summary>A small picture that is one; the text makes it different from others.</summary>
    public async Task<string> Upload(string text = "scan")
    {
        var answer = await SendFile(SmallFiles.Png(text), text + ".png");
        return Done(answer, "POST", "/api/attachments")["id"]!.GetValue<string>();
    }

    public Task<Answer> SendFile(byte[] bytes, string fileName) => SendFile("/api/attachments", bytes, fileName);

    public async Task<Answer> SendFile(string path, byte[] bytes, string fileName)
    {
        using var form = new MultipartFormDataContent { { new ByteArrayContent(bytes), "file", fileName } };
        return await Send(HttpMethod.Post, path, form);
    }

    public static string NewId() => Guid.NewGuid().ToString("N");

    public static string Text(JsonNode? node, string name) => node?[name]?.ToString() ?? "";

    private static JsonNode Done(Answer answer, string method, string path)
    {
        Assert.True((int)answer.Status is >= 200 and < 300, $"{method} {path}: {(int)answer.Status} {answer.Body?.ToJsonString()}");
        return answer.Body ?? new JsonObject();
    }
}
