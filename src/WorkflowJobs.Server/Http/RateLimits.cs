using System.Threading.RateLimiting;
using WorkflowJobs.Domain.Common;

namespace WorkflowJobs.Server.Http;

/// <summary>How often one address may try what a stranger may try at all.</summary>
internal static class RateLimits
{
    /// <summary>Sign-in: 60 a minute. The lockout guards the single account.</summary>
    public const string SignIn = "sign-in";

    /// <summary>Public progress by receipt number: 10 a minute, so that numbers cannot be tried out; the page and the operation count together.</summary>
    public const string Progress = "progress";

    private static readonly Refusal TooMany = new("TOO_MANY_REQUESTS", "操作过于频繁，请一分钟后再试。", "Too many requests; wait a minute.") { Status = 429 };

    public static void AddRateLimits(this IServiceCollection services) => services.AddRateLimiter(options =>
    {
        options.AddPolicy(SignIn, http => Window(http, 60));
        // Showing the empty page tries nothing out.
        options.AddPolicy(Progress, http => HttpMethods.IsGet(http.Request.Method) ? RateLimitPartition.GetNoLimiter("") : Window(http, 10));
        options.OnRejected = async (context, cancel) => await (context.HttpContext.Request.Path.StartsWithSegments("/api")
            ? TooMany.ToHttp()
            : Results.Text($"{TooMany.MessageZh} {TooMany.MessageEn}", "text/plain", System.Text.Encoding.UTF8, TooMany.Status)).ExecuteAsync(context.HttpContext);
    });

    private static RateLimitPartition<string> Window(HttpContext http, int permits) => RateLimitPartition.GetFixedWindowLimiter(
        http.Connection.RemoteIpAddress?.ToString() ?? "?",
        _ => new FixedWindowRateLimiterOptions { PermitLimit = permits, Window = TimeSpan.FromMinutes(1) });
}
