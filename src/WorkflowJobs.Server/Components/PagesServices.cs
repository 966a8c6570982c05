using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Localization;
using MudBlazor;
using MudBlazor.Services;
using WorkflowJobs.Server.Components.Account;
using WorkflowJobs.Server.Components.Admin;
using WorkflowJobs.Server.Components.Demo;
using WorkflowJobs.Server.Components.Desks;
using WorkflowJobs.Server.Components.Text;
using WorkflowJobs.Server.Demo;
using WorkflowJobs.Server.Endpoints;

namespace WorkflowJobs.Server.Components;

/// <summary>The registration of the pages: Blazor, MudBlazor, their words and their policies.</summary>
public static class PagesServices
{
    private static readonly CultureInfo[] Languages = [CultureInfo.GetCultureInfo("zh-CN"), CultureInfo.GetCultureInfo("en")];

    public static WebApplicationBuilder AddPages(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton<Texts>();
        services.AddTransient<MudLocalizer, MudTexts>();
        services.AddRazorComponents().AddInteractiveServerComponents();
        services.AddMudServices(options =>
        {
            options.SnackbarConfiguration.PositionClass = Defaults.Classes.Position.BottomCenter;
            options.SnackbarConfiguration.PreventDuplicates = true;
        });
        services.AddCascadingAuthenticationState();
        services.AddHttpContextAccessor();
        services.AddDesks(isDemo: services.Any(service => service.ServiceType == typeof(DemoService)));
        services.AddScoped<IAuthorizationHandler, PageAudienceHandler>();
        services.AddAuthorizationBuilder().AddPageAudiences();
        services.Configure<RequestLocalizationOptions>(options =>
        {
            options.DefaultRequestCulture = new RequestCulture(Languages[0]);
            options.SupportedCultures = Languages;
            options.SupportedUICultures = Languages;
            // zh-CN first: a browser's English is no wish; the switch is (its cookie).
            options.RequestCultureProviders = [new CookieRequestCultureProvider()];
        });
        return builder;
    }

    public static WebApplication MapPages(this WebApplication app)
    {
        app.UseRequestLocalization();
        app.UseAntiforgery();
        app.MapStaticAssets().AllowAnonymous();
        app.MapAccountActions();
        app.MapDemoActions();
        app.MapRosterPage();
        app.MapDefinitionExport();
        app.MapTemplatePreview();
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode();
        return app;
    }
}
