using System.Globalization;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Data;
using WorkflowJobs.Domain.Runtime.Commands;

namespace WorkflowJobs.Server.Http;

/// <summary>Refusals as RFC 9457 problem details with a stable <c>code</c> and both languages.</summary>
internal static class Problems
{
    /// <summary>200 with the value, or the problem.</summary>
    public static Results<Ok<T>, ProblemHttpResult> ToHttp<T>(this Result<T> result) =>
        result.Refusal is { } refusal ? TypedResults.Problem(Details(refusal)) : TypedResults.Ok(result.Value!);

    public static IResult ToHttp(this Refusal refusal) => Results.Problem(Details(refusal));

    /// <summary>The value, or the same answer for what does not exist and what one may not see.</summary>
    public static IResult OrNotFound<T>(this T? value)
        where T : class => value is null ? Refusals.NotFound.ToHttp() : Results.Ok(value);

    public static ProblemDetails Details(Refusal refusal)
    {
        var english = CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en";
        var details = new ProblemDetails
        {
            Status = refusal.Status,
            Type = $"urn:workflowjobs:{refusal.Code}",
            Title = english ? refusal.MessageEn : refusal.MessageZh,
            Extensions = { ["code"] = refusal.Code, ["messageZh"] = refusal.MessageZh, ["messageEn"] = refusal.MessageEn },
        };
        if (refusal.Errors.Count > 0)
            details.Extensions["errors"] = refusal.Errors;
        foreach (var (name, value) in refusal.Details)
            details.Extensions[name] = value;
        return details;
    }

    /// <summary>Broken requests and bugs as problems too; a bug is logged and tells nothing.</summary>
    public static void UseProblems(this WebApplication app) => app.UseExceptionHandler(handler => handler.Run(async http =>
    {
        var failure = http.Features.Get<IExceptionHandlerFeature>()?.Error;
        var refusal = failure switch
        {
            BadHttpRequestException bad => RequestInvalid with { Status = bad.StatusCode },
            _ when DatabaseFailure.IsUnstorable(failure) => RequestInvalid,
            _ when DatabaseFailure.IsUnreachable(failure) => Unavailable,
            _ => new Refusal("INTERNAL_ERROR", "系统出错，操作没有保存。请稍后重试。", "Something broke and nothing was saved. Try again later.") { Status = 500 },
        };
        if (refusal == Unavailable)
            http.Response.Headers.RetryAfter = "5";
        await Results.Problem(Details(refusal)).ExecuteAsync(http);
    }));

    /// <summary>For endpoints: a number, or a word, that none of an enumeration's members has; a year that no calendar date can be in.</summary>
    public static EndpointFilterDelegate RefuseUndefined(EndpointFilterFactoryContext endpoint, EndpointFilterDelegate next)
    {
        var years = endpoint.MethodInfo.GetParameters().Where(parameter => parameter.Name == "year").Select(parameter => parameter.Position).ToArray();
        return context => context.Arguments.Any(argument => argument is Enum value && !Enum.IsDefined(value.GetType(), value))
            || years.Any(at => context.Arguments[at] is int and (< FirstYear or > LastYear))
            ? ValueTask.FromResult<object?>(RequestInvalid.ToHttp())
            : next(context);
    }

    private const int FirstYear = 1900;
    private const int LastYear = 2200;

    private static readonly Refusal RequestInvalid = new("REQUEST_INVALID", "请求内容无法识别，请检查格式。", "The request cannot be read; check its format.") { Status = 400 };

    /// <summary>Whether it was saved is not known: the same operation id, sent again, tells.</summary>
    private static readonly Refusal Unavailable = new("SERVICE_UNAVAILABLE",
        "数据库暂时无法使用，请稍后用同一操作编号重试。", "The database cannot be reached for now. Try again later with the same operation id.")
    { Status = 503 };
}
