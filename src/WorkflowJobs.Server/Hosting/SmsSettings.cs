namespace WorkflowJobs.Server.Hosting;

/// <summary>Where text messages go: <c>Sms:Url</c>, and <c>Sms:Key</c> or <c>Sms:KeyFile</c>. Without a URL notices stay in the system.</summary>
public sealed record SmsSettings(Uri Url, string Key)
{
    /// <summary>How long one message may take.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Null when none is configured.</summary>
    /// <exception cref="InvalidOperationException">Configured by halves, or over a line that others can read.</exception>
    public static SmsSettings? Read(IConfiguration configuration)
    {
        if (configuration["Sms:Url"] is not { Length: > 0 } url)
            return null;
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address) || !(address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback)))
            throw new InvalidOperationException("Sms:Url 必须是 https 地址（本机可用 http）。Sms:Url must be an https address (http on loopback only).");
        var key = configuration["Sms:KeyFile"] is { Length: > 0 } file ? File.ReadAllText(file) : configuration["Sms:Key"];
        if (string.IsNullOrWhiteSpace(key))
            throw new InvalidOperationException("已设置 Sms:Url，但缺少 Sms:Key 或 Sms:KeyFile。Sms:Url is set but Sms:Key or Sms:KeyFile is missing.");
        return new SmsSettings(address, key.Trim());
    }
}
