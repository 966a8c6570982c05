using WorkflowJobs.Domain.Correspondence;

namespace WorkflowJobs.Server.Hosting;

/// <summary>Text messages over HTTP: POST of <c>{to, text, idempotencyKey}</c>. The answer is not read: it may repeat the number.</summary>
internal sealed class HttpSmsGateway(OutboundService service) : ISmsGateway, IDisposable
{
    private readonly OutboundClient client = new(service);

    /// <summary>Where text messages go: <c>Sms:Url</c>, and <c>Sms:Key</c> or <c>Sms:KeyFile</c>. Null without a URL: notices stay in the system.</summary>
    /// <exception cref="InvalidOperationException">Configured by halves, or over a line that others can read.</exception>
    public static OutboundService? Configured(IConfiguration configuration) => OutboundService.Read(configuration, "Sms", TimeSpan.FromSeconds(10));

    public bool IsConfigured => true;

    public Task Send(SmsMessage message, CancellationToken cancel) =>
        client.Post(new { to = message.To, text = message.Text, idempotencyKey = message.IdempotencyKey }, cancel);

    public void Dispose() => client.Dispose();
}
