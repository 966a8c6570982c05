using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using WorkflowJobs.Domain.Assessments;
using WorkflowJobs.Domain.Attendance;
using WorkflowJobs.Domain.Placements;
using WorkflowJobs.Domain.Renewals;

namespace WorkflowJobs.Domain;

public static partial class DomainParts
{
    static partial void OnPost(IServiceCollection services)
    {
        services.TryAddSingleton<RosterQueries>();
        services.TryAddSingleton<PlacementQueries>();
        services.TryAddSingleton<AgeLimits>();
        services.TryAddSingleton<RenewalTerms>();
        services.TryAddSingleton<PlacementMilestones>();
        services.TryAddSingleton<BeginPlacementProcess>();
        services.TryAddSingleton<DismissalProposals>();
        services.TryAddSingleton<ExportRoster>();
        services.TryAddSingleton<ImportAttendance>();
        services.TryAddSingleton<AttendanceQueries>();
        services.TryAddSingleton<RecordAttendance>();
        services.TryAddSingleton<AssessmentQueries>();
        services.TryAddSingleton<CorrectAttendance>();
    }
}
