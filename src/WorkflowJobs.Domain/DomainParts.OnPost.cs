using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using WorkflowJobs.Domain.Attendance;
using WorkflowJobs.Domain.Placements;

namespace WorkflowJobs.Domain;

public static partial class DomainParts
{
    static partial void OnPost(IServiceCollection services)
    {
        services.TryAddSingleton<RosterQueries>();
        services.TryAddSingleton<PlacementQueries>();
        services.TryAddSingleton<DismissalProposals>();
        services.TryAddSingleton<AttendanceQueries>();
        services.TryAddSingleton<RecordAttendance>();
        services.TryAddSingleton<CorrectAttendance>();
    }
}
