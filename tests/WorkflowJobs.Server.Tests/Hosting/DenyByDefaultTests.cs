using System.Net;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace WorkflowJobs.Server.Tests.Hosting;

public sealed class DenyByDefaultTests(ServerFixture fixture) : IClassFixture<ServerFixture>
{
    // What a stranger may ask, each for a reason: signing in, what is public by law, static files, how the API is described.
    private static readonly string[] OpenToAll =
    [
        "/api/auth/", "/api/public/", "/api/demo/", "/openapi/", "/api-docs", "/health", "/language/", "/sign-in", "/demo/", "/_framework/", "/_content/", "/public",
        "/not-found", "/_blazor", "/",
    ];

    [Fact]
    public void Endpoints_AllOfThem_HavePolicyOrSayThatTheyAreOpen()
    {
        var silent = Endpoints().Where(endpoint =>
            endpoint.Metadata.GetMetadata<IAuthorizeData>() is null && endpoint.Metadata.GetMetadata<IAllowAnonymous>() is null
            && endpoint.RoutePattern.RawText?.StartsWith("/api", StringComparison.Ordinal) == true).Select(endpoint => endpoint.RoutePattern.RawText);

        Assert.Empty(silent);
    }

    [Fact]
    public void Endpoints_UnderApi_AreClosedButTheNamedOnes()
    {
        var open = Endpoints().Where(endpoint => endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null)
            .Select(endpoint => endpoint.RoutePattern.RawText ?? "")
            .Where(path => path.StartsWith("/api", StringComparison.Ordinal) && !OpenToAll.Any(prefix => prefix != "/" && path.StartsWith(prefix, StringComparison.Ordinal)));

        Assert.Empty(open);
    }

    [Fact]
    public async Task Api_EveryClosedEndpoint_TellsAStrangerNothing()
    {
        var told = new List<string>();
        foreach (var endpoint in Endpoints().Where(endpoint => endpoint.Metadata.GetMetadata<IAllowAnonymous>() is null))
        {
            if (endpoint.RoutePattern.RawText is not { } raw || !raw.StartsWith("/api/", StringComparison.Ordinal))
                continue;
            var path = string.Join('/', raw.Split('/').Select(part => part.StartsWith('{') ? "x" : part));
            var method = endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods[0] ?? "GET";
            var answer = await fixture.Server.Anonymous.Send(new HttpMethod(method), path, method == "GET" ? null : new { });
            if (answer.Status != HttpStatusCode.Unauthorized || answer.Code != "UNAUTHENTICATED")
                told.Add($"{method} {path}: {answer.Status}");
        }

        Assert.Empty(told);
    }

    [Fact]
    public async Task Hidden_AndMissing_AnswerTheSameBody()
    {
        var officer = await fixture.Server.As("heyuan-vo");

        var missing = await officer.Send(HttpMethod.Get, "/api/attachments/00000000000000000000000000000000");
        var noRoute = await officer.Send(HttpMethod.Get, "/api/no-such-thing");
        var hidden = await officer.Send(HttpMethod.Get, $"/api/attachments/{await (await fixture.Server.As("hudong-vo")).Upload("hidden")}");

        Assert.Equal(HttpStatusCode.NotFound, missing.Status);
        Assert.Equal(missing.Body!.ToJsonString(), hidden.Body!.ToJsonString());
        Assert.Equal(missing.Body!.ToJsonString(), noRoute.Body!.ToJsonString());
    }

    private IEnumerable<RouteEndpoint> Endpoints() =>
        fixture.Server.Services.GetRequiredService<IEnumerable<EndpointDataSource>>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>();
}
