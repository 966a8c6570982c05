using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using Microsoft.Extensions.DependencyInjection;
using WorkflowJobs.Server.Designer;

namespace WorkflowJobs.Server.Tests.Designer;

/// <summary>How Studio's files leave the server.</summary>
public sealed class DesignerFilesTests(ServerFixture fixture) : IClassFixture<ServerFixture>
{
    private const string Script = "/designer/_framework/blazor.webassembly.js";

    [Fact]
    public async Task File_ForABrowserWithBrotli_GoesAsItLiesThere()
    {
        using var packed = await Ask(Script, "br");
        using var plain = await Ask(Script, null);
        await using var unpacked = new BrotliStream(await packed.Content.ReadAsStreamAsync(), CompressionMode.Decompress);
        using var text = new StreamReader(unpacked);

        Assert.Equal(["br"], packed.Content.Headers.ContentEncoding);
        Assert.Empty(plain.Content.Headers.ContentEncoding);
        Assert.Equal(await plain.Content.ReadAsStringAsync(), await text.ReadToEndAsync());
        Assert.Equal("Accept-Encoding", packed.Headers.Vary.Single());
        Assert.Equal("text/javascript", packed.Content.Headers.ContentType!.MediaType);
        Assert.NotEqual(packed.Headers.ETag, plain.Headers.ETag);
    }

    [Fact]
    public async Task File_WithAHashInItsName_MayBeKeptForAYearAndOthersAreAskedFor()
    {
        var hashed = fixture.Server.Services.GetRequiredService<DesignerFiles>();
        Assert.True(hashed.Count > 300, $"{hashed.Count} files");
        var folder = Path.Combine(AppContext.BaseDirectory, "designer", "_framework");
        var name = Path.GetFileName(Directory.EnumerateFiles(folder, "Elsa.Api.Client.*.wasm.br").Single())[..^3];

        using var kept = await Ask("/designer/_framework/" + name, "br");
        using var asked = await Ask(Script, "br");
        using var again = await Ask(Script, "br", asked.Headers.ETag);

        Assert.Equal("application/wasm", kept.Content.Headers.ContentType!.MediaType);
        Assert.Contains("immutable", kept.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
        Assert.True(asked.Headers.CacheControl!.NoCache);
        Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
    }

    [Theory]
    [InlineData("/designer/no-such-file.js")]
    [InlineData("/designer/_framework/../appsettings.json.br")]
    [InlineData("/designer/..%2fWorkflowJobs.Server.dll")]
    [InlineData("/designer/_framework/blazor.webassembly.js.br")]
    public async Task File_NotListed_IsNotFound(string path)
    {
        using var answer = await Ask(path, "br");

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task Page_HasItsOwnPolicyAndIsForReadersOfInstances()
    {
        using var stranger = await Ask("/designer?definition=application", "br");
        using var file = await Ask("/designer/host.js", "br");
        var policy = file.Headers.GetValues("Content-Security-Policy").Single();
        using var home = await Ask("/", "br");

        Assert.Equal(HttpStatusCode.Redirect, stranger.StatusCode);
        Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("'unsafe-inline'", policy.Split(';').Single(part => part.Contains("script-src", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.DoesNotContain("wasm-unsafe-eval", string.Join(';', home.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, await fixture.Server.SendWithCookie(await fixture.Server.PageCookie("shebao-wa"), HttpMethod.Get, "/designer?definition=application", null));
    }

    private async Task<HttpResponseMessage> Ask(string path, string? encoding, EntityTagHeaderValue? known = null)
    {
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = fixture.Server.Address };
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (encoding is not null)
            request.Headers.AcceptEncoding.ParseAdd(encoding);
        if (known is not null)
            request.Headers.IfNoneMatch.Add(known);
        return await http.SendAsync(request);
    }
}
