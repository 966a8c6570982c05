using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using WorkflowJobs.Domain.Agreements;
using WorkflowJobs.Domain.Applications;
using WorkflowJobs.Domain.Approvals;
using WorkflowJobs.Domain.Attachments;
using WorkflowJobs.Domain.Calendars;
using WorkflowJobs.Domain.Correspondence;
using WorkflowJobs.Domain.Documents;
using WorkflowJobs.Domain.Eligibility;
using WorkflowJobs.Domain.Identity;
using WorkflowJobs.Domain.Notices;
using WorkflowJobs.Domain.Parameters;
using WorkflowJobs.Domain.Plans;
using WorkflowJobs.Domain.Processes;
using WorkflowJobs.Domain.Publicity;
using WorkflowJobs.Domain.Reviews;
using WorkflowJobs.Domain.Runtime.Instances;
using WorkflowJobs.Domain.Runtime.Outbox;
using WorkflowJobs.Domain.Runtime.Tasks;
using WorkflowJobs.Domain.Training;
using WorkflowJobs.Domain.Units;

namespace WorkflowJobs.Domain;

/// <summary>
/// Registers the business: whatever implements one of the runtime's seams is found by itself, so that a new call, check or source needs
/// no line here; the services that they share, and the use cases, are named area by area. All are singletons without state.
/// </summary>
public static partial class DomainParts
{
    private static readonly Type[] Seams =
    [
        typeof(ICallHandler), typeof(ISubjectDirectory), typeof(ITaskGuard), typeof(ITaskCheck), typeof(ITaskObserver), typeof(IFormSource), typeof(IListMembers),
        typeof(IDueDates), typeof(IOutboxSender), typeof(IInstanceObserver), typeof(IDefinitionCheck), typeof(IDocumentFacts), typeof(IFileImport),
    ];

    public static IServiceCollection AddDomainParts(this IServiceCollection services)
    {
        foreach (var type in typeof(DomainParts).Assembly.GetTypes().Where(type => type is { IsClass: true, IsAbstract: false }))
            foreach (var seam in Seams.Where(seam => seam.IsAssignableFrom(type)))
            {
                services.TryAddSingleton(type);
                services.TryAddEnumerable(ServiceDescriptor.Singleton(seam, type));
            }

        // Handlers may start processes, and the host knows its handlers: one of the two must be found late.
        services.AddSingleton(provider => new Lazy<IProcessHost>(provider.GetRequiredService<IProcessHost>));
        OnPost(services);
        Subsidies(services);
        Exits(services);
        Comparisons(services);
        Oversight(services);
        PlansAndReports(services);
        Delegations(services);
        return services.AddShared().AddUseCases().AddApplications().AddNotices();
    }

    // An area states its shared services and use cases in DomainParts.AREA.cs beside this file.
    static partial void OnPost(IServiceCollection services);

    static partial void Subsidies(IServiceCollection services);

    static partial void Exits(IServiceCollection services);

    static partial void Comparisons(IServiceCollection services);

    static partial void Oversight(IServiceCollection services);

    static partial void PlansAndReports(IServiceCollection services);

    static partial void Delegations(IServiceCollection services);

    private static IServiceCollection AddShared(this IServiceCollection services)
    {
        services.TryAddSingleton<ParameterStore>();
        services.TryAddSingleton<CalendarStore>();
        services.TryAddSingleton<PeopleRegistry>();
        services.TryAddSingleton<PersonNotices>();
        services.TryAddSingleton<ISmsGateway, NoSmsGateway>();
        services.TryAddSingleton<IDocumentPrinter, NoDocumentPrinter>();
        services.TryAddSingleton(new PublicAddress("http://localhost:5080"));
        services.TryAddSingleton<DocumentTemplates>();
        services.TryAddSingleton<DocumentContents>();
        services.TryAddSingleton<DocumentOrders>();
        services.TryAddSingleton<PaperPictures>();
        services.TryAddSingleton<ApplicationForms>();
        services.TryAddSingleton<ActiveApplications>();
        services.TryAddSingleton<EligibilityReader>();
        services.TryAddSingleton<ApprovalGate>();
        services.TryAddSingleton<Submissions>();
        services.TryAddSingleton<Kinship>();
        services.TryAddSingleton<RoundSignals>();
        services.TryAddSingleton<VoidedAgreements>();
        services.TryAddSingleton<EmptyMeetings>();
        services.TryAddSingleton<MeetingPeople>();
        services.TryAddSingleton<Waitlist>();
        services.TryAddSingleton<PublicityListFactory>();
        services.TryAddSingleton<PublicityPeriods>();
        services.TryAddSingleton<TrainingLimits>();
        return services;
    }

    private static IServiceCollection AddUseCases(this IServiceCollection services)
    {
        services.TryAddSingleton<AttachmentCommands>();
        services.TryAddSingleton<AttachmentQueries>();
        services.TryAddSingleton<SetParameter>();
        services.TryAddSingleton<ParameterQueries>();
        services.TryAddSingleton<ImportCalendar>();
        services.TryAddSingleton<UnitCommands>();
        services.TryAddSingleton<UnitQueries>();
        services.TryAddSingleton<DryRun>();
        services.TryAddSingleton<PlanQueries>();
        services.TryAddSingleton<ReviseAllocation>();
        services.TryAddSingleton<InstanceQueries>();
        services.TryAddSingleton<PictureQueries>();
        services.TryAddSingleton<FailureQueries>();
        services.TryAddSingleton<StuckQueries>();
        services.TryAddSingleton<MoveQueries>();
        services.TryAddSingleton<CompareVersions>();
        services.TryAddSingleton<RetryFailure>();
        services.TryAddSingleton<CalendarQueries>();
        services.TryAddSingleton<LineQueries>();
        services.TryAddSingleton<FileObjection>();
        services.TryAddSingleton<RecordInterruption>();
        services.TryAddSingleton<RestartPublicity>();
        services.TryAddSingleton<PublicityQueries>();
        services.TryAddSingleton<RoundQueries>();
        services.TryAddSingleton<MeetingQueries>();
        services.TryAddSingleton<TrainingQueries>();
        services.TryAddSingleton<DefinitionCommands>();
        services.TryAddSingleton<DefinitionDrafts>();
        services.TryAddSingleton<DefinitionQueries>();
        services.TryAddSingleton<RunQueries>();
        services.TryAddSingleton<FormQueries>();
        services.TryAddSingleton<DocumentQueries>();
        services.TryAddSingleton<DocumentTemplateQueries>();
        services.TryAddSingleton<PublishTemplate>();
        services.TryAddSingleton<OrderDocument>();
        services.TryAddSingleton<VerifyDocument>();
        return services;
    }
}
