using System.Globalization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Localization;
using Microsoft.AspNetCore.Mvc;
using WorkflowJobs.Domain.Identity;

namespace WorkflowJobs.Server.Components.Account;

/// <summary>What the frame does by plain requests: sign out, change the language.</summary>
internal static class AccountActions
{
    public static void MapAccountActions(this WebApplication app)
    {
        app.MapPost("/sign-out", async (SignInManager<User> signIn, [FromForm] string? unused) =>
        {
            await signIn.SignOutAsync();
            return Results.LocalRedirect("/");
        }).ExcludeFromDescription();

        app.MapGet("/language/{to}", (string to, HttpContext http) =>
        {
            if (to is "zh-CN" or "en")
                http.Response.Cookies.Append(
                    CookieRequestCultureProvider.DefaultCookieName,
                    CookieRequestCultureProvider.MakeCookieValue(new RequestCulture(CultureInfo.GetCultureInfo(to))),
                    new CookieOptions { MaxAge = TimeSpan.FromDays(365), HttpOnly = true, SameSite = SameSiteMode.Lax, IsEssential = true });
            return Results.LocalRedirect(Back(http));
        }).AllowAnonymous().ExcludeFromDescription();
    }

    /// <summary>The page the request came from, if it is one of ours.</summary>
    public static string Back(HttpContext http) =>
        Uri.TryCreate(http.Request.Headers.Referer, UriKind.Absolute, out var from) && from.Authority == http.Request.Host.Value
            ? from.PathAndQuery
            : "/";
}
