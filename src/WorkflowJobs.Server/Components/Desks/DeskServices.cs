using WorkflowJobs.Server.Components.Account;
using WorkflowJobs.Server.Components.Admin;
using WorkflowJobs.Server.Components.Applicant;
using WorkflowJobs.Server.Components.Demo;
using WorkflowJobs.Server.Components.Forms;
using WorkflowJobs.Server.Components.Officer;
using WorkflowJobs.Server.Components.Public;

namespace WorkflowJobs.Server.Components.Desks;

internal static class DeskServices
{
    /// <summary>The desks behind the pages; the domain's queries and commands are registered by the composition root.</summary>
    public static void AddDesks(this IServiceCollection services, bool isDemo)
    {
        services.AddScoped<Names>();
        services.AddScoped<Pictures>();
        services.AddSingleton<Paths>();
        services.AddScoped<FormFiles>();
        services.AddScoped<IFormFiles>(provider => provider.GetRequiredService<FormFiles>());
        services.AddScoped<IFileMarks>(provider => provider.GetRequiredService<FormFiles>());
        services.AddScoped<ITaskDesk, TaskDesk>();
        services.AddSingleton<ILiveTasks, LiveTasks>();
        services.AddScoped<ICaseDesk, CaseDesk>();
        services.AddScoped<IPublicDesk, PublicDesk>();
        services.AddScoped<IApplyDesk, ApplyDesk>();
        services.AddScoped<IInvitations, PageInvitations>();
        services.AddScoped<IDefinitionDesk, DefinitionDesk>();
        if (isDemo)
            services.AddScoped<IDemoConsole, DemoConsole>();
        else
            services.AddScoped<IDemoConsole, NoDemoConsole>();
    }
}
