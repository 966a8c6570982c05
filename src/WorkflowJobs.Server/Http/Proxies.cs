using Microsoft.AspNetCore.HttpOverrides;
using WorkflowJobs.Server.Hosting;

namespace WorkflowJobs.Server.Http;

/// <summary>Behind a proxy the caller's address and scheme are what the proxy says; from anybody else such headers count for nothing.</summary>
internal static class Proxies
{
    public static void UseProxies(this WebApplication app, ServerOptions options)
    {
        if (options.Proxies is not { Length: > 0 } networks)
            return;
        var forwarded = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto };
        forwarded.KnownProxies.Clear();
        forwarded.KnownIPNetworks.Clear();
        foreach (var network in networks.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            forwarded.KnownIPNetworks.Add(System.Net.IPNetwork.Parse(network));
        app.UseForwardedHeaders(forwarded);
    }
}
