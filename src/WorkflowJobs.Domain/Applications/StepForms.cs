using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Instances;
using WorkflowJobs.Domain.Runtime.Tasks;

namespace WorkflowJobs.Domain.Applications;

/// <summary>What an officer filled in at an earlier step of an application.</summary>
internal static class StepForms
{
    /// <summary>The form as it was last handed in at that step, whatever its outcome; null when it never was.</summary>
    public static Task<FormSubmission?> Last(Work work, string applicationId, string formKey, CancellationToken cancel) => (
        from task in work.Db.UserTasks
        join said in work.Db.FormSubmissions on task.SubmissionId equals said.Id
        where task.SubjectType == Subject.Application && task.SubjectId == applicationId && task.FormKey == formKey && !said.IsDraft
        orderby task.CompletedAt descending
        select said).FirstOrDefaultAsync(cancel);
}
