using Microsoft.AspNetCore.Builder;
using WorkflowJobs.Domain.Identity;
using WorkflowJobs.Server.Hosting;

namespace WorkflowJobs.Server.Tests.Hosting;

// Alone, since it listens to the console.
[Collection(nameof(StartTests))]
[CollectionDefinition(nameof(StartTests), DisableParallelization = true)]
public sealed class StartTests : IDisposable
{
    private const string MasterKeyHex = "5d1f0a7be3c94286b05d1f0a7be3c94286b05d1f0a7be3c94286b05d1f0a7be3";
    private const string GoodKey = "v3ry-l0ng-and-never-published-signing-key-7Qx";
    private readonly string folder = TestData.NewFolder();

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    [Theory]
    [InlineData("http://0.0.0.0:0")]
    [InlineData("http://localhost:0;http://192.168.1.10:0")]
    [InlineData("http://example.org:5080")]
    [InlineData("http://*:5080")]
    public async Task Demo_OnAnOutsideAddress_RefusesToStart(string urls) =>
        Assert.Contains("loopback", (await Assert.ThrowsAsync<InvalidOperationException>(() => Build("--demo", "true", "--urls", urls))).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData(null)]
    [InlineData("short")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    [InlineData("sufficiently-large-secret-signing-key")]
    public async Task Server_MissingShortOrKnownSigningKey_RefusesToStart(string? key) =>
        Assert.Contains("signing key", (await Assert.ThrowsAsync<InvalidOperationException>(() =>
            Build([.. Master(), .. key is null ? Array.Empty<string>() : ["--WORKFLOWJOBS_SIGNING_KEY", key]]))).Message, StringComparison.Ordinal);

    [Fact]
    public async Task Server_WithoutMasterKey_RefusesToStart() =>
        await Assert.ThrowsAsync<MasterKeyException>(() => Build("--WORKFLOWJOBS_SIGNING_KEY", GoodKey));

    [Fact]
    public async Task Server_MasterKeyFileThatOthersCanRead_RefusesToStart()
    {
        var file = Path.Combine(folder, "master.key");
        await File.WriteAllTextAsync(file, MasterKeyHex);
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.GroupRead);

        await Assert.ThrowsAsync<MasterKeyException>(() => Build("--WORKFLOWJOBS_SIGNING_KEY", GoodKey, "--WORKFLOWJOBS_MASTER_KEY_FILE", file));
    }

    [Fact]
    public async Task Demo_MasterKeyItMakes_IsReadableByItsOwnerAlone()
    {
        await using var app = await Build("--demo", "true");

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(folder, "demo-master.key")));
    }

    [Fact]
    public async Task OutsideDemo_FirstStart_HasNoAccountNoDemoRoutesAndOneBootstrapSecret()
    {
        var printed = await Captured(async () =>
        {
            await using var app = await Build([.. Master(), "--WORKFLOWJOBS_SIGNING_KEY", GoodKey]);
            await app.StartAsync();
            using var http = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
            var stranger = new Api(http, null);
            Assert.Equal(System.Net.HttpStatusCode.Unauthorized, (await stranger.Send(HttpMethod.Get, "/api/demo/clock")).Status);
            await stranger.Refused("/api/auth/login", new { userName = "hudong-vo", password = Demo.DemoAccounts.Password }, "SIGN_IN_FAILED");
            await stranger.Refused("/api/auth/bootstrap", new { secret = "guess", userName = "root.admin", displayName = "管理员", password = "first-password-1" }, "BOOTSTRAP_INVALID");
            await app.StopAsync();
        });

        Assert.Single(Secrets(printed));
    }

    [Fact]
    public async Task Bootstrap_WithThePrintedSecret_MakesTheFirstAdministratorOnce()
    {
        WebApplication? started = null;
        var printed = await Captured(async () => started = await Build([.. Master(), "--WORKFLOWJOBS_SIGNING_KEY", GoodKey]));
        await using var running = started!;
        await running.StartAsync();
        using var http = new HttpClient { BaseAddress = new Uri(running.Urls.First()) };
        var stranger = new Api(http, null);
        var body = new { secret = Secrets(printed).Single(), userName = "root.admin", displayName = "管理员", password = "first-password-1" };

        await stranger.Post("/api/auth/bootstrap", body);

        await stranger.Refused("/api/auth/bootstrap", body, "BOOTSTRAP_INVALID");
        var tokens = await stranger.Post("/api/auth/login", new { userName = "root.admin", password = "first-password-1" });
        var administrator = new Api(http, Api.Text(tokens, "accessToken"));
        Assert.Equal("SA", Api.Text((await administrator.Get("/api/auth/me"))["roles"]![0], "role"));
        Assert.Equal(System.Net.HttpStatusCode.NotFound, (await administrator.Send(HttpMethod.Get, "/api/demo/clock")).Status);
        await running.StopAsync();
    }

    private static string[] Master() => ["--WORKFLOWJOBS_MASTER_KEY", MasterKeyHex];

    private Task<WebApplication> Build(params string[] args) =>
        ServerHost.Build([.. args.Contains("--urls") ? Array.Empty<string>() : ["--urls", "http://127.0.0.1:0"], "--data", folder, "--Logging:LogLevel:Default", "Error", .. args]);

    private static IEnumerable<string> Secrets(string printed) =>
        printed.Split('\n').Select(line => line.Trim()).Where(line => line.Length == 32 && line.All(char.IsAsciiHexDigitLower));

    private static async Task<string> Captured(Func<Task> action)
    {
        var before = Console.Out;
        await using var text = new StringWriter();
        Console.SetOut(text);
        try
        {
            await action();
        }
        finally
        {
            Console.SetOut(before);
        }

        return text.ToString();
    }
}
