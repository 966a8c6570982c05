using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.IdentityModel.Tokens;
using WorkflowJobs.Domain.Data;
using WorkflowJobs.Domain.Identity;

namespace WorkflowJobs.Server.Auth;

/// <summary>ASP.NET Core Identity; JWT bearer for REST and a cookie for pages; nothing is open unless it says so.</summary>
internal static class AuthServices
{
    private const string Either = "bearer-or-cookie";

    public static WebApplicationBuilder AddAuth(this WebApplicationBuilder builder, SigningKey key)
    {
        builder.Services.AddSingleton(key);
        builder.Services.AddScoped<TokenService>();
        builder.Services.AddScoped<ActorAccessor>();
        builder.Services.AddSingleton<IPasswordHasher<User>, PasswordHasher<User>>();
        builder.Services.AddSingleton<AccountCommands>();
        builder.Services.AddSingleton<AccountQueries>();
        builder.Services.AddSingleton<Invitations>();
        builder.Services.AddSingleton<Bootstrap>();
        // A disabled account or a changed password ends page sessions within a minute.
        builder.Services.Configure<SecurityStampValidatorOptions>(options => (options.ValidationInterval, options.TimeProvider) = (TimeSpan.FromMinutes(1), TimeProvider.System));
        builder.Services.AddIdentityCore<User>(options =>
            {
                options.Password.RequiredLength = 10;
                options.Password.RequireNonAlphanumeric = false;
                options.Password.RequireUppercase = false;
                options.Lockout.MaxFailedAccessAttempts = 5;
                options.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(10);
                options.User.AllowedUserNameCharacters += "一-龥";
            })
            .AddEntityFrameworkStores<AppDb>()
            .AddSignInManager()
            .AddDefaultTokenProviders();
        builder.Services.AddAuthentication(options =>
            {
                options.DefaultScheme = Either;
                options.DefaultSignInScheme = IdentityConstants.ApplicationScheme;
            })
            .AddPolicyScheme(Either, null, options => options.ForwardDefaultSelector = http =>
                http.Request.Headers.Authorization.Count > 0 || http.Request.Path.StartsWithSegments("/elsa") || (http.Request.Path.StartsWithSegments("/api") && !IsOwnPage(http.Request))
                    ? JwtBearerDefaults.AuthenticationScheme
                    : IdentityConstants.ApplicationScheme)
            .AddJwtBearer(options =>
            {
                options.MapInboundClaims = false;
                options.TokenValidationParameters = new TokenValidationParameters
                {
                    ValidIssuer = TokenService.Issuer,
                    ValidAudience = TokenService.Issuer,
                    IssuerSigningKey = key.Key,
                    ClockSkew = TimeSpan.FromSeconds(30),
                    NameClaimType = System.Security.Claims.ClaimTypes.Name,
                };
            })
            .AddIdentityCookies();
        builder.Services.ConfigureApplicationCookie(options =>
        {
            options.Cookie.Name = Cookie;
            options.Cookie.HttpOnly = true;
            options.Cookie.SameSite = SameSiteMode.Lax;
            options.ExpireTimeSpan = TimeSpan.FromHours(8);
            options.SlidingExpiration = true;
            // Sessions live by the machine's clock: a jump of the demo's clock signs nobody out.
            options.TimeProvider = TimeProvider.System;
            options.LoginPath = "/sign-in";
            options.AccessDeniedPath = "/not-found";
            options.Events.OnRedirectToLogin = context => StatusForApi(context.HttpContext, context.RedirectUri, StatusCodes.Status401Unauthorized);
            options.Events.OnRedirectToAccessDenied = context => StatusForApi(context.HttpContext, context.RedirectUri, StatusCodes.Status404NotFound);
        });
        builder.Services.AddAuthorizationBuilder()
            .SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
        return builder;
    }

    public const string Cookie = "workflowjobs";

    /// <summary>Under <c>/api</c> the cookie counts for reading, and for writing from our own pages: another site's form cannot ride on it.</summary>
    private static bool IsOwnPage(HttpRequest request) => request.Cookies.ContainsKey(Cookie)
        && (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || request.Headers["Sec-Fetch-Site"] == "same-origin");

    private static Task StatusForApi(HttpContext http, string redirect, int status)
    {
        if (http.Request.Path.StartsWithSegments("/api"))
            http.Response.StatusCode = status;
        else
            http.Response.Redirect(redirect);
        return Task.CompletedTask;
    }
}
