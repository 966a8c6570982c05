using System.Net;
using System.Net.Http.Headers;
using WorkflowJobs.Domain.Agreements.Signing;
using WorkflowJobs.Domain.Runtime.Outbox;

namespace WorkflowJobs.Server.Hosting;

/// <summary>Where agreements go to be signed: <c>Signing:Url</c>, and <c>Signing:Key</c> or <c>Signing:KeyFile</c>, which both sides show. Without a URL they are signed on paper.</summary>
public sealed record SigningSettings(Uri Url, string Key)
{
    /// <summary>Null when none is configured.</summary>
    /// <exception cref="InvalidOperationException">Configured by halves, or over a line that others can read.</exception>
    public static SigningSettings? Read(IConfiguration configuration)
    {
        if (configuration["Signing:Url"] is not { Length: > 0 } url)
            return null;
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address) || !(address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback)))
            throw new InvalidOperationException("Signing:Url 必须是 https 地址（本机可用 http）。Signing:Url must be an https address (http on loopback only).");
        var key = configuration["Signing:KeyFile"] is { Length: > 0 } file ? File.ReadAllText(file) : configuration["Signing:Key"];
        if (string.IsNullOrWhiteSpace(key) || key.Trim().Length < 16)
            throw new InvalidOperationException("已设置 Signing:Url，但缺少不短于16字的 Signing:Key 或 Signing:KeyFile。Signing:Url is set but Signing:Key or Signing:KeyFile is missing or shorter than 16 characters.");
        return new SigningSettings(address, key.Trim());
    }
}

/// <summary>
/// Agreements over HTTP: POST of <c>{requestId, title, sha256, pdf}</c> with a bearer key; any 2xx means taken. 400, 404, 410 and 422 mean that this one will
/// never be taken; everything else is tried again under the same id. The provider answers later, at <c>/api/public/signing/answers</c>, with the same key.
/// </summary>
internal sealed class HttpSigningAdapter(SigningSettings settings) : ISigningAdapter, IDisposable
{
    private readonly HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) })
    {
        Timeout = TimeSpan.FromSeconds(30),
    };

    public bool IsConfigured => true;

    public async Task Send(SigningJob job, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, settings.Url)
        {
            Content = JsonContent.Create(new { requestId = job.RequestId, title = job.Title, sha256 = job.Sha256, pdf = job.Pdf }),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", settings.Key);
        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancel);
        if (response.IsSuccessStatusCode)
            return;
        var code = $"HTTP_{(int)response.StatusCode}";
        throw response.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.NotFound or HttpStatusCode.Gone or HttpStatusCode.UnprocessableEntity
            ? new OutboxRefusedException(code)
            : new HttpRequestException(code);
    }

    public void Dispose() => http.Dispose();
}
