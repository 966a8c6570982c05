using System.Globalization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Identity;
using WorkflowJobs.Server.Components.Account;
using WorkflowJobs.Server.Components.Text;

namespace WorkflowJobs.Server.Components.Demo;

/// <summary>The banner's forms. They answer "not found" outside demo mode.</summary>
internal static class DemoActions
{
    public static void MapDemoActions(this WebApplication app)
    {
        app.MapPost("/demo/clock", Clock).AllowAnonymous().ExcludeFromDescription();
        app.MapPost("/demo/account", Account).AllowAnonymous().ExcludeFromDescription();
    }

    private static async Task<IResult> Clock([FromForm] string? now, [FromForm] string? advance, IDemoConsole demo, Texts texts, HttpContext http)
    {
        if (!demo.Enabled)
            return Results.NotFound();
        var target = Target(demo.Now, now, advance);
        var refusal = target is { } to
            ? await demo.SetClock(to, http.RequestAborted)
            : new Refusal("DEMO_CLOCK_TEXT", "无法识别的时间", "That is no time.");
        var back = AccountActions.Back(http);
        return Results.LocalRedirect(refusal is null ? WithoutMessage(back) : $"{WithoutMessage(back)}{(WithoutMessage(back).Contains('?') ? '&' : '?')}demo={Uri.EscapeDataString(texts.Of(refusal))}");
    }

    private static async Task<IResult> Account([FromForm] string account, IDemoConsole demo, SignInManager<User> signIn, HttpContext http)
    {
        if (!demo.Enabled)
            return Results.NotFound();
        var known = (await demo.Accounts(http.RequestAborted)).Any(one => one.UserId == account);
        if (!known || await signIn.UserManager.FindByIdAsync(account) is not { } user)
            return Results.NotFound();
        await signIn.SignOutAsync();
        await signIn.SignInAsync(user, isPersistent: false);
        return Results.LocalRedirect(user.PersonId is null ? "/start" : "/my");
    }

    /// <summary>A local time of the form (Shanghai), or so many hours or days on (<c>PT1H</c>, <c>P5D</c>).</summary>
    internal static DateTimeOffset? Target(DateTimeOffset from, string? now, string? advance)
    {
        if (!string.IsNullOrEmpty(advance) && advance.StartsWith('P') && TryDuration(advance, out var step))
            return from + step;
        return DateTime.TryParseExact(now, ["yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var local)
            ? new DateTimeOffset(local, ShanghaiTime.Offset)
            : null;
    }

    private static bool TryDuration(string text, out TimeSpan step)
    {
        try
        {
            step = System.Xml.XmlConvert.ToTimeSpan(text);
            return true;
        }
        catch (FormatException)
        {
            step = default;
            return false;
        }
    }

    private static string WithoutMessage(string address)
    {
        var at = address.IndexOf("demo=", StringComparison.Ordinal);
        return at <= 0 ? address : address[..(at - 1)];
    }
}
