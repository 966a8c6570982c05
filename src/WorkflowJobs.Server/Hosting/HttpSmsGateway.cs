using System.Net;
using System.Net.Http.Headers;
using WorkflowJobs.Domain.Correspondence;
using WorkflowJobs.Domain.Runtime.Outbox;

namespace WorkflowJobs.Server.Hosting;

/// <summary>
/// Text messages over HTTP: POST of <c>{to, text, idempotencyKey}</c> with a bearer key; any 2xx means taken. 400, 404, 410 and 422 mean that this
/// message will never be taken; everything else is tried again with the same key. What the gateway answers is not read: it may repeat the number.
/// </summary>
internal sealed class HttpSmsGateway(SmsSettings settings) : ISmsGateway, IDisposable
{
    private readonly HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) })
    {
        Timeout = settings.Timeout,
    };

    public bool IsConfigured => true;

    public async Task Send(SmsMessage message, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, settings.Url)
        {
            Content = JsonContent.Create(new { to = message.To, text = message.Text, idempotencyKey = message.IdempotencyKey }),
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
