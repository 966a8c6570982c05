using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Data;
using WorkflowJobs.Domain.Identity;
using WorkflowJobs.Domain.Runtime.Commands;

namespace WorkflowJobs.Domain.Runtime.Tasks;

/// <summary>Does the work of group jobs, oldest first. The command of an item is done once however often the pump is started over.</summary>
public sealed class GroupJobPump(IWriter writer, IReader reader, GroupJobs jobs, TaskCommands tasks, RuntimeSignals signals, TimeProvider clock)
{
    private static readonly TimeSpan LongestNap = TimeSpan.FromSeconds(10);

    private static readonly Refusal Failed = new("ITEM_FAILED", "系统故障，本项未办理，请单独办理。", "The system failed on this item; handle it on its own.") { Status = 500 };
    private static readonly Refusal Inactive = new("ACTOR_INACTIVE", "账号已停用。", "The account is disabled.") { Status = 403 };

    /// <summary>Does what is pending; answers how many items it did.</summary>
    public async Task<int> Drain(CancellationToken cancel, int atMost = int.MaxValue)
    {
        var done = 0;
        while (done < atMost && await Next(cancel) is var (job, item))
        {
            var refusal = await Perform(job, item, cancel);
            await writer.Write((work, token) => Note(work, job, item, refusal, token), cancel);
            done++;
        }

        return done;
    }

    public async Task Run(Action<Exception> report, CancellationToken cancel)
    {
        while (!cancel.IsCancellationRequested)
        {
            try
            {
                await Drain(cancel);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                report(failure);
            }

            await signals.Jobs.Wait(LongestNap, clock, cancel);
        }
    }

    private Task<(GroupJob Job, GroupJobItem Item)?> Next(CancellationToken cancel) => reader.Read<(GroupJob, GroupJobItem)?>(async (work, token) =>
    {
        var next = await (
            from job in work.Db.GroupJobs
            join item in work.Db.GroupJobItems on job.Id equals item.JobId
            where job.FinishedAt == null && item.State == "Pending"
            orderby job.CreatedAt, job.Id, item.Position
            select new { job, item }).FirstOrDefaultAsync(token);
        return next is null ? null : (next.job, next.item);
    }, cancel);

    private async Task<Refusal?> Perform(GroupJob job, GroupJobItem item, CancellationToken cancel)
    {
        try
        {
            var actor = await reader.Read((work, token) => ActorResolver.Resolve(work.Db, job.ActorId, ShanghaiTime.DateOf(work.Now), token), cancel);
            if (actor is null)
                return Inactive;
            var body = jobs.Body(item);
            var answer = await tasks.Complete(new TaskCall(item.TaskId, item.Id, item.ExpectedRevision), item.Outcome, body.Data, body.Reason, actor, cancel);
            return answer.Refusal;
        }
        catch (Exception failure) when (failure is not OperationCanceledException && !DatabaseFailure.IsUnreachable(failure))
        {
            return Failed;
        }
    }

    private static async Task<bool> Note(Work work, GroupJob of, GroupJobItem done, Refusal? refusal, CancellationToken cancel)
    {
        var job = (await work.Db.GroupJobs.FindAsync([of.Id], cancel))!;
        var item = (await work.Db.GroupJobItems.FindAsync([done.Id], cancel))!;
        if (item.State != "Pending")
            return false;
        // A list that is handled again changes nothing, and what it did before has not failed.
        var before = refusal is null ? null : await GroupJobs.DoneBefore(work, item.TaskId, item.Outcome, job.ActorId, cancel);
        item.State = refusal is null || before is not null ? "Done" : "Refused";
        (item.RefusalCode, item.RefusalZh, item.RefusalEn) = GroupJobs.Words(before ?? refusal);
        item.DataCipher = [];
        if (item.State == "Done")
            job.Done++;
        else
            job.Failed++;
        if (job.Done + job.Failed == job.Total)
            job.FinishedAt = work.Now;
        return true;
    }
}
