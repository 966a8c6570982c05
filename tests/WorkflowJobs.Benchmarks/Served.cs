using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using WorkflowJobs.Domain.Data;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Instances;
using WorkflowJobs.Torture;

namespace WorkflowJobs.Benchmarks;

/// <summary>A server as a process of its own, asked over HTTP as officers ask it; its database is prepared from this process.</summary>
internal sealed class Served : IAsyncDisposable
{
    /// <summary>Two human tasks in a ring without end.</summary>
    public const string Ring = "bench-ring";

    /// <summary>The same with a delay of a second between them.</summary>
    public const string Delayed = "bench-delayed";

    private readonly HttpClient http;

    private Served(Site site)
    {
        Site = site;
        Node = new Node(site);
        http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = 64, PooledConnectionLifetime = Timeout.InfiniteTimeSpan }) { Timeout = TimeSpan.FromMinutes(2) };
    }

    public Site Site { get; }

    public Node Node { get; }

    public DatabaseSettings Database => Site.Database;

    /// <summary>A prepared database; no server yet.</summary>
    public static async Task<Served> Prepare(string database)
    {
        var served = new Served(await Site.Open(database, 0));
        await served.Site.Publish(Flows.Ring(Ring));
        await served.Site.Publish(new Domain.Tests.Runtime.TestFlow(Delayed).Task("one", "Ok", inputs: ("unit", Site.Unit)).Elsa("pause", "Delay", ("timeSpan", "00:00:01"))
            .Link("one.Ok>pause", "pause>one").ToString());
        await served.Site.Publish(Flows.Delay("bench-delay"));
        return served;
    }

    public Task<string> Start(string definitionId = Ring) => Site.Get<IWriter>().Write((work, cancel) =>
        Site.Get<ProcessHost>().Start(work, definitionId, new Subject("bench", Guid.NewGuid().ToString("N")), [], Actor.System, cancel));

    public async Task Launch()
    {
        Node.Launch();
        await Node.Ready();
    }

    /// <summary>Completes a task; false when nobody could be reached.</summary>
    public async Task<bool> TryComplete(string taskId, string officer = "th1")
    {
        try
        {
            using var request = Request(HttpMethod.Post, $"/api/user-tasks/{taskId}/complete", officer);
            request.Content = JsonContent.Create(new { operationId = Guid.NewGuid().ToString("N"), outcome = "Ok" });
            using var response = await http.SendAsync(request);
            return response.IsSuccessStatusCode ? true : throw new InvalidOperationException($"{(int)response.StatusCode} {await response.Content.ReadAsStringAsync()}");
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    public async Task Complete(string taskId, string officer = "th1")
    {
        if (!await TryComplete(taskId, officer))
            throw new InvalidOperationException("The server does not answer.");
    }

    public async Task<JsonNode> Get(string path, string officer = "th1")
    {
        using var request = Request(HttpMethod.Get, path, officer);
        using var response = await http.SendAsync(request);
        response.EnsureSuccessStatusCode();
        return JsonNode.Parse(await response.Content.ReadAsStreamAsync())!;
    }

    /// <summary>The same without reading what it says.</summary>
    public async Task Ask(string path, string officer = "th1")
    {
        using var request = Request(HttpMethod.Get, path, officer);
        using var response = await http.SendAsync(request);
        response.EnsureSuccessStatusCode();
        await response.Content.ReadAsByteArrayAsync();
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await Node.DisposeAsync();
        await Site.DisposeAsync();
    }

    private HttpRequestMessage Request(HttpMethod method, string path, string officer)
    {
        var request = new HttpRequestMessage(method, new Uri(Node.Address, path));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Tokens[officer]);
        return request;
    }

    private static readonly Dictionary<string, string> Tokens = Enumerable.Range(1, 8).ToDictionary(number => "th" + number, number => Site.Token("th" + number), StringComparer.Ordinal);
}
