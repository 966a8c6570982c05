using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Applications;
using WorkflowJobs.Domain.Notices;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Instances;
using WorkflowJobs.Domain.Runtime.Tasks;

namespace WorkflowJobs.Domain.Reviews;

/// <summary>Loading that the handlers share.</summary>
internal static class WorkQueries
{
    /// <summary>Writes what this command has changed so far, so that a query sees it. Still one transaction.</summary>
    public static Task Flush(this Work work, CancellationToken cancel)
    {
        // The writers detect changes when they save and not before, so that what only changed a property would be overlooked.
        work.Db.ChangeTracker.DetectChanges();
        return work.Db.ChangeTracker.HasChanges() ? work.Db.SaveChangesAsync(cancel) : Task.CompletedTask;
    }

    /// <summary>What was handed in last at a step of an instance that has one of these forms; null when nothing was.</summary>
    public static async Task<FormSubmission?> LatestForm(this Work work, string instanceId, IReadOnlyList<string> formKeys, CancellationToken cancel)
    {
        await work.Flush(cancel);
        return await (
            from one in work.Db.FormSubmissions
            join task in work.Db.UserTasks on one.TaskId equals task.Id
            where task.InstanceId == instanceId && formKeys.Contains(one.FormKey) && !one.IsDraft
            orderby one.At descending
            select one).FirstOrDefaultAsync(cancel);
    }

    public static async Task<Application> Application(this CallContext context, CancellationToken cancel) =>
        await context.Work.Db.Applications.FindAsync([context.Instance.SubjectId], cancel)
        ?? throw new InvalidOperationException($"There is no application {context.Instance.SubjectId}.");

    public static async Task<Round> Round(this Work work, string id, CancellationToken cancel) =>
        await work.Db.Rounds.FindAsync([id], cancel) ?? throw new InvalidOperationException($"There is no round {id}.");

    public static async Task<NoticeLine> Line(this Work work, string id, CancellationToken cancel) =>
        await work.Db.NoticeLines.FindAsync([id], cancel) ?? throw new InvalidOperationException($"There is no notice line {id}.");

    /// <summary>All applications of a round that were submitted, whatever became of them.</summary>
    public static async Task<List<Application>> ApplicationsOf(this Work work, string roundId, CancellationToken cancel)
    {
        await work.Flush(cancel);
        return await work.Db.Applications
            .Where(a => a.LineId == roundId && a.Status != ApplicationStatus.Draft)
            .ToListAsync(cancel);
    }

    public static string NewId() => Guid.NewGuid().ToString("N");
}
