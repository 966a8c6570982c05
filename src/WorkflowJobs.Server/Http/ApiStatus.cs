using Microsoft.AspNetCore.Localization;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Runtime.Commands;

namespace WorkflowJobs.Server.Http;

/// <summary>What the framework answers by itself under <c>/api</c> gets the same shape as our own refusals, and the caller's language.</summary>
internal static class ApiStatus
{
    private const string English = "en";
    private const string Chinese = "zh-CN";

    /// <summary>Under <c>/api</c> the caller's Accept-Language counts; pages have their own switch.</summary>
    public static void AddApiLanguage(this IServiceCollection services) => services.PostConfigure<RequestLocalizationOptions>(options =>
        options.RequestCultureProviders.Insert(0, new CustomRequestCultureProvider(http => Task.FromResult(
            http.Request.Path.StartsWithSegments("/api") ? new ProviderCultureResult(Wanted(http.Request.Headers.AcceptLanguage.ToString())) : null))));

    public static void UseApiStatus(this WebApplication app)
    {
        app.UseRequestLocalization();
        app.UseStatusCodePages(async pages =>
        {
            var http = pages.HttpContext;
            if (http.Request.Path.StartsWithSegments("/api"))
                await Results.Problem(Problems.Details(Of(http.Response.StatusCode))).ExecuteAsync(http);
        });
    }

    /// <summary>zh-CN unless English is what the caller names first.</summary>
    internal static string Wanted(string header)
    {
        foreach (var part in header.Split(','))
        {
            var name = part.Split(';')[0].Trim();
            if (name.StartsWith("zh", StringComparison.OrdinalIgnoreCase))
                return Chinese;
            if (name.StartsWith("en", StringComparison.OrdinalIgnoreCase))
                return English;
        }

        return Chinese;
    }

    private static Refusal Of(int status) => status switch
    {
        401 => new Refusal("UNAUTHENTICATED", "请先登录。", "Sign in first.") { Status = status },
        403 or 404 => Refusals.NotFound,
        405 => new Refusal("METHOD_NOT_ALLOWED", "此地址不支持该操作。", "This address does not take that method.") { Status = status },
        413 => new Refusal("REQUEST_TOO_LARGE", "内容超过允许的大小。", "The request is too large.") { Status = status },
        415 => new Refusal("MEDIA_TYPE_UNSUPPORTED", "不支持的内容类型，请使用 JSON。", "Unsupported content type; send JSON.") { Status = status },
        _ => new Refusal("REQUEST_INVALID", "请求内容无法识别，请检查格式。", "The request cannot be read; check its format.") { Status = status },
    };
}
