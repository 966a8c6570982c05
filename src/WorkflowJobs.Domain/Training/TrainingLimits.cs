using WorkflowJobs.Domain.Applications;
using WorkflowJobs.Domain.Calendars;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Parameters;
using WorkflowJobs.Domain.Runtime.Commands;

namespace WorkflowJobs.Domain.Training;

/// <summary>Until when a person must have passed: working days from the approval.</summary>
public sealed class TrainingLimits(ParameterStore parameters, CalendarStore calendars)
{
    public async Task<WorkingDayResult> Of(Work work, Application application, CancellationToken cancel)
    {
        var approved = application.ApprovedAt ?? work.Now;
        var days = (await parameters.At(work.Db, approved, cancel)).Int("training.within");
        return (await calendars.Load(work.Db, cancel)).AddWorkingDays(ShanghaiTime.DateOf(approved), days);
    }
}
