using System.Xml;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Data;
using WorkflowJobs.Domain.Identity;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Server.Auth;
using WorkflowJobs.Server.Hosting;
using WorkflowJobs.Server.Http;

namespace WorkflowJobs.Server.Demo;

/// <summary>What exists in demo mode only: the clock and the list of accounts.</summary>
internal static class DemoEndpoints
{
    private static readonly Refusal NoTime = new("CLOCK_TEXT", "请给出 now（ISO 8601 时间）或 advance（ISO 8601 时长，如 P5D）。",
        "Give either now (an ISO 8601 instant) or advance (an ISO 8601 duration such as P5D).")
    { Status = 400 };

    public static void AddDemo(this IServiceCollection services, DemoClock clock)
    {
        services.AddSingleton(clock);
        services.AddSingleton<DemoService>();
        services.AddSingleton<DemoNoticeWalk>();
        services.AddSingleton<DemoPeople>();
        services.AddSingleton<DemoDirectory>();
    }

    public static void MapDemo(this RouteGroupBuilder api)
    {
        var demo = api.MapGroup("/demo").WithTags("demo").AllowAnonymous();
        demo.MapGet("/clock", (DemoService service) => Clock(service.Now)).Named("getDemoClock", "The domain's clock.");
        demo.MapPost("/clock", SetClock).Named("setDemoClock", "Sets or moves the domain's clock; due timers have fired when it answers.");
        demo.MapPost("/sign-in", SignIn).Named("demoSignIn", "Becomes a demo account by its user name: sets the pages' cookie and answers tokens.");
        demo.MapGet("/accounts", Accounts).Named("listDemoAccounts", "Who can sign in, and with which password.");
    }

    /// <summary>Any demo account by its name alone: known passwords protect nothing, and the demo is on loopback.</summary>
    private static async Task<IResult> SignIn(SignInRequest request, SignInManager<User> signIn, TokenService tokens)
    {
        if (await signIn.UserManager.FindByNameAsync(request.UserName ?? "") is not { Active: true } user || !user.Id.StartsWith("demo-", StringComparison.Ordinal))
            return Refusals.NotFound.ToHttp();
        await signIn.SignInAsync(user, isPersistent: false);
        return Results.Ok(await tokens.Issue(user));
    }

    private static async Task<IResult> SetClock(ClockRequest request, DemoService service, CancellationToken cancel)
    {
        if (Target(request, service.Now) is not { } target)
            return NoTime.ToHttp();
        var moved = await service.MoveTo(target, cancel);
        return moved.Refusal is { } refusal ? refusal.ToHttp() : Results.Ok(Clock(moved.Value));
    }

    private static async Task<IResult> Accounts(AppDb db, CancellationToken cancel) => Results.Ok(new
    {
        password = DemoAccounts.Password,
        accounts = DemoAccounts.For(await db.Units.AsNoTracking().ToListAsync(cancel)),
        applicants = DemoPeople.All.Select(persona => new { userName = DemoPeople.UserName(persona), displayName = persona.Name, unit = persona.Unit, role = Roles.Applicant }),
    });

    private static object Clock(DateTimeOffset now) => new { now = now.ToOffset(ShanghaiTime.Offset) };

    private static DateTimeOffset? Target(ClockRequest request, DateTimeOffset now)
    {
        if (request.Now is { } instant)
            return instant;
        try
        {
            return request.Advance is { Length: > 0 } text ? now + XmlConvert.ToTimeSpan(text) : null;
        }
        catch (Exception wrong) when (wrong is FormatException or OverflowException)
        {
            return null;
        }
    }

    public sealed record SignInRequest(string? UserName);

    public sealed record ClockRequest(DateTimeOffset? Now, string? Advance);
}
