using WorkflowJobs.Domain.Agreements.Signing;

namespace WorkflowJobs.Server.Hosting;

/// <summary>Where agreements go to be signed: <c>Signing:Url</c>, and <c>Signing:Key</c> or <c>Signing:KeyFile</c>, which both sides show. Without a URL they are signed on paper.</summary>
public sealed record SigningSettings(OutboundService Service)
{
    /// <summary>Null when none is configured.</summary>
    /// <exception cref="InvalidOperationException">Configured by halves, or over a line that others can read.</exception>
    public static SigningSettings? Read(IConfiguration configuration) =>
        OutboundService.Read(configuration, "Signing", TimeSpan.FromSeconds(30), leastKey: 16) is { } service ? new SigningSettings(service) : null;
}

/// <summary>
/// Agreements over HTTP: POST of <c>{requestId, title, sha256, pdf}</c>. The provider answers later, at <c>/api/public/signing/answers</c>, with the same key.
/// </summary>
internal sealed class HttpSigningAdapter(SigningSettings settings) : ISigningAdapter, IDisposable
{
    private readonly OutboundClient client = new(settings.Service);

    public bool IsConfigured => true;

    public Task Send(SigningJob job, CancellationToken cancel) =>
        client.Post(new { requestId = job.RequestId, title = job.Title, sha256 = job.Sha256, pdf = job.Pdf }, cancel);

    public void Dispose() => client.Dispose();
}
