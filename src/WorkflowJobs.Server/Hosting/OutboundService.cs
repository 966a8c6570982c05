using System.Net;
using System.Net.Http.Headers;
using WorkflowJobs.Domain.Runtime.Outbox;

namespace WorkflowJobs.Server.Hosting;

/// <summary>A service outside to which the outbox sends: its address, the bearer key that it expects, and how long one call may take.</summary>
public sealed record OutboundService(Uri Url, string Key, TimeSpan Timeout)
{
    /// <summary><c>SECTION:Url</c> with <c>SECTION:Key</c> or <c>SECTION:KeyFile</c>; null when none is configured.</summary>
    /// <param name="leastKey">Least length of the key.</param>
    /// <exception cref="InvalidOperationException">Configured by halves, or over a line that others can read.</exception>
    public static OutboundService? Read(IConfiguration configuration, string section, TimeSpan timeout, int leastKey = 1)
    {
        if (configuration[section + ":Url"] is not { Length: > 0 } url)
            return null;
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address) || !(address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback)))
            throw new InvalidOperationException($"{section}:Url 必须是 https 地址（本机可用 http）。{section}:Url must be an https address (http on loopback only).");
        var key = (configuration[section + ":KeyFile"] is { Length: > 0 } file ? File.ReadAllText(file) : configuration[section + ":Key"])?.Trim();
        if (key is not { Length: > 0 } || key.Length < leastKey)
            throw new InvalidOperationException(leastKey == 1
                ? $"已设置 {section}:Url，但缺少 {section}:Key 或 {section}:KeyFile。{section}:Url is set but {section}:Key or {section}:KeyFile is missing."
                : $"已设置 {section}:Url，但缺少不短于{leastKey}字的 {section}:Key 或 {section}:KeyFile。{section}:Url is set but {section}:Key or {section}:KeyFile is missing or shorter than {leastKey} characters.");
        return new OutboundService(address, key, timeout);
    }
}

/// <summary>
/// Posts JSON to a service outside. Any 2xx means taken; 400, 404, 410 and 422 that this one will never be taken; everything else is tried again by
/// the outbox. What is answered is not read.
/// </summary>
internal sealed class OutboundClient(OutboundService service) : IDisposable
{
    private readonly HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) })
    {
        Timeout = service.Timeout,
    };

    /// <exception cref="OutboxRefusedException">It will never be taken.</exception>
    /// <exception cref="HttpRequestException">It was not taken now.</exception>
    public async Task Post<T>(T body, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, service.Url) { Content = JsonContent.Create(body) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", service.Key);
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
