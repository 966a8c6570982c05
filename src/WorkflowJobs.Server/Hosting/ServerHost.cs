using Scalar.AspNetCore;
using WorkflowJobs.Domain.Agreements.Signing;
using WorkflowJobs.Domain.Attachments;
using WorkflowJobs.Domain.Correspondence;
using WorkflowJobs.Domain.Documents;
using WorkflowJobs.Domain.Identity;
using WorkflowJobs.Domain.Runtime.Journal;
using WorkflowJobs.Server.Auth;
using WorkflowJobs.Server.Components;
using WorkflowJobs.Server.Demo;
using WorkflowJobs.Server.Designer;
using WorkflowJobs.Server.ElsaApi;
using WorkflowJobs.Server.Endpoints;
using WorkflowJobs.Server.Hosting.Health;
using WorkflowJobs.Server.Http;
using WorkflowJobs.Server.Printing;

namespace WorkflowJobs.Server.Hosting;

/// <summary>The composition root: everything the server is made of, in the order in which a request meets it.</summary>
public static class ServerHost
{
    /// <summary>Builds the application and prepares its database, definitions and, in demo mode, its accounts and clock.</summary>
    /// <exception cref="InvalidOperationException">It may not start so: a demo on an outside address, a short or known key.</exception>
    public static async Task<WebApplication> Build(string[] args)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            Args = args,
            ContentRootPath = AppContext.BaseDirectory,
            ApplicationName = typeof(ServerHost).Assembly.GetName().Name,
        });
        // From the build's output too, not only when published.
        builder.WebHost.UseStaticWebAssets();
        var options = ServerOptions.Read(builder.Configuration);
        if (options.Problem() is { } problem)
            throw new InvalidOperationException(problem);
        Directory.CreateDirectory(options.DataFolder);
        builder.WebHost.UseUrls(options.Urls.Split(';'));
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = AttachmentCommands.MaxBytes + (1 << 20));
        // It logs every address with its query, in which somebody may have typed a name.
        builder.Logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.Warning);
        AddServices(builder, options);

        var app = builder.Build();
        UsePipeline(app, options);
        try
        {
            await StartUp.Run(app.Services, options);
            return app;
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
    }

    private static void AddServices(WebApplicationBuilder builder, ServerOptions options)
    {
        var services = builder.Services;
        var settings = options.Database();
        DomainClock clock = options.Demo ? new DemoClock() : new DomainClock();
        services.AddSingleton(options);
        services.AddSingleton(settings);
        services.AddSingleton(clock);
        services.AddScoped(_ => settings.CreateContext());
        if (HttpSmsGateway.Configured(builder.Configuration) is { } sms)
            services.AddSingleton<ISmsGateway>(new HttpSmsGateway(sms));
        if (SigningSettings.Read(builder.Configuration) is { } signing)
            services.AddSingleton(signing).AddSingleton<ISigningAdapter>(new HttpSigningAdapter(signing));
        var printer = PrinterSettings.Read(builder.Configuration);
        services.AddSingleton(printer);
        services.AddSingleton(new PublicAddress(printer.PublicUrl ?? options.Urls.Split(';')[0].TrimEnd('/')));
        services.AddSingleton<IDocumentPrinter, NodePrinter>();
        services.AddDomain(settings, clock);
        var master = Secrets.MasterKey(builder.Configuration, options);
        services.AddSingleton(master);
        services.AddSingleton<Tenancy>();
        services.AddSingleton<IVault>(new AesVault(master));
        services.AddSingleton(new AnchorFile(options.AnchorFile));
        services.AddSingleton(_ => KeyRing.AnchorKeys(settings, master));
        services.AddSingleton<JournalAnchors>();
        services.AddSingleton<JournalVerifier>();
        services.AddSingleton<VerifyJournal>();
        services.AddSingleton(provider => new AttachmentFiles(options.AttachmentsFolder, provider.GetRequiredService<IVault>()));
        services.AddHealth();
        services.AddTelemetry(builder.Configuration);
        services.AddRateLimits();
        services.AddOpenApi();
        // Without the trace id: what is hidden and what is missing answer the same, to the letter.
        services.AddProblemDetails(problems => problems.CustomizeProblemDetails = context => context.ProblemDetails.Extensions.Remove("traceId"));
        services.AddApiLanguage();
        services.ConfigureHttpJsonOptions(json => json.SerializerOptions.Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping);
        services.ConfigureHttpJsonOptions(json => json.SerializerOptions.Converters.Add(new System.Text.Json.Serialization.JsonStringEnumConverter(null, allowIntegerValues: false)));
        builder.AddAuth(options.Demo ? SigningKey.Ephemeral() : SigningKey.FromText(Secrets.Text(builder.Configuration, "SIGNING_KEY")));
        services.AddProtectionKeys();
        services.AddPageSeams();
        services.AddDesigner();
        services.AddElsaApi();
        if (options.Demo)
            services.AddDemo((DemoClock)clock);
        builder.AddPages();
    }

    private static void UsePipeline(WebApplication app, ServerOptions options)
    {
        app.UseProxies(options);
        app.UseSecurityHeaders();
        app.UseProblems();
        app.UseApiStatus();
        app.UseElsaCompression();
        app.UseRateLimiter();
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapOpenApi("/openapi/{documentName}.json").AllowAnonymous();
        app.MapScalarApiReference("/api-docs").AllowAnonymous();
        app.MapGet("/health", () => Results.Ok(new { status = "ok" })).AllowAnonymous().ExcludeFromDescription();
        app.MapHealth();
        var api = app.MapGroup("/api").RequireAuthorization().AddEndpointFilter(Caller.RefuseNobody).AddEndpointFilterFactory(Problems.RefuseUndefined).DeclareProblems();
        api.MapAuth();
        api.MapAccounts();
        api.MapPeople();
        api.MapUserTasks();
        api.MapAttachments();
        api.MapNotices();
        api.MapApplications();
        api.MapRounds();
        api.MapOnPost();
        api.MapSupervision();
        api.MapPersonalData();
        api.MapPublicSupervision();
        api.MapExits();
        api.MapSubsidies();
        api.MapDelegations();
        api.MapPublic();
        api.MapDocuments();
        api.MapPublicDocuments();
        api.MapDefinitions();
        api.MapInstances();
        api.MapSettings();
        api.MapComparison();
        api.MapInsurance();
        api.MapSigning();
        api.MapReports();
        api.MapDashboards();
        api.MapOpenings();
        if (options.Demo)
            api.MapDemo();
        app.MapElsaApi();
        app.MapDesigner();
        app.MapPages();
    }
}
