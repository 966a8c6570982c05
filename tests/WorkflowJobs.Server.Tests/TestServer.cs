using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using Microsoft.AspNetCore.Builder;
using WorkflowJobs.Server.Hosting;

namespace WorkflowJobs.Server.Tests;

/// <summary>
/// The real server in this process: Kestrel on a free loopback port, a database of its own (<see cref="TestData"/>), demo mode, all pumps running.
/// </summary>
public sealed class TestServer : ITestHost, IAsyncDisposable
{
    private readonly TestData data;
    private readonly ConcurrentDictionary<string, Task<Api>> signedIn = new();
    private WebApplication app;
    private HttpClient http;

    private readonly string[] options;

    private bool left;

    private TestServer(TestData data, WebApplication app, string[] options)
    {
        this.data = data;
        this.app = app;
        this.options = options;
        http = ClientOf(app);
    }

    public Api Anonymous => new(http, null);

    /// <summary>A client with this access token.</summary>
    public Api With(string token) => new(http, token);

    /// <summary>The pages' cookie of an account.</summary>
    public async Task<string> PageCookie(string userName)
    {
        using var response = await http.PostAsJsonAsync("/api/demo/sign-in", new { userName });
        return response.Headers.GetValues("Set-Cookie").First(text => text.StartsWith("workflowjobs=", StringComparison.Ordinal)).Split(';')[0];
    }

    /// <summary>As a browser would send it: with the cookie, and the site that the request comes from.</summary>
    public async Task<HttpStatusCode> SendWithCookie(string cookie, HttpMethod method, string path, string? site)
    {
        using var request = new HttpRequestMessage(method, path) { Content = method == HttpMethod.Get ? null : JsonContent.Create(new { operationId = Api.NewId() }) };
        request.Headers.Add("Cookie", cookie);
        if (site is not null)
            request.Headers.Add("Sec-Fetch-Site", site);
        using var response = await http.SendAsync(request);
        return response.StatusCode;
    }

    /// <summary>A page as it is first rendered for the account of the cookie, entities decoded.</summary>
    public async Task<string> Page(string cookie, string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("Cookie", cookie);
        using var response = await http.SendAsync(request);
        return WebUtility.HtmlDecode(await response.Content.ReadAsStringAsync());
    }

    public IServiceProvider Services => app.Services;

    public Uri Address => http.BaseAddress!;

    public TestData Data => data;

    /// <summary>Where its files lie, and on SQLite its database.</summary>
    public string Folder => data.Folder;

    /// <summary>A server with a fresh demo: 2024-06-03 09:00; options as on the command line.</summary>
    public static async Task<TestServer> Start(params string[] options) => await Over(await TestData.Fresh(), options);

    /// <summary>A server on these data; they are deleted with it.</summary>
    public static async Task<TestServer> Over(TestData data, params string[] options) => new(data, await StartApp(data, options), options);

    /// <summary>Stops the server and leaves its data to the test.</summary>
    public async Task Leave()
    {
        left = true;
        await Stop();
        // Whoever comes next may want to be alone with the database.
        Npgsql.NpgsqlConnection.ClearAllPools();
    }

    public Task<Api> As(string userName) => signedIn.GetOrAdd(userName, async name => await Api.SignIn(http, name));

    /// <summary>Stops the server in order and starts another on its data (a kill is <see cref="ServerProcess"/>'s). Clients are signed in again on their next <see cref="As"/>.</summary>
    public async Task Restart()
    {
        await Stop();
        signedIn.Clear();
        app = await StartApp(data, options);
        http = ClientOf(app);
    }

    public async ValueTask DisposeAsync()
    {
        if (left)
            return;
        await Stop();
        await data.DisposeAsync();
    }

    private async Task Stop()
    {
        http.Dispose();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        await app.StopAsync(limit.Token);
        await app.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
    }

    private static async Task<WebApplication> StartApp(TestData data, string[] options)
    {
        var app = await ServerHost.Build(["--urls", "http://127.0.0.1:0", .. data.Options, "--demo", "true", "--Logging:LogLevel:Default", "Error", .. options]);
        await app.StartAsync();
        return app;
    }

    private static HttpClient ClientOf(WebApplication app) => new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
    {
        BaseAddress = new Uri(app.Urls.First()),
        Timeout = TimeSpan.FromMinutes(3),
    };
}
