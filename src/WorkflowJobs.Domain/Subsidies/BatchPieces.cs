using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Reviews;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Instances;
using WorkflowJobs.Engine.Execution;

namespace WorkflowJobs.Domain.Subsidies;

/// <summary>
/// Work on a batch is cut into pieces, each a transaction of its own: a call does one piece, sends its own instance a message and waits for it.
/// A message is a row, so the work goes on after a crash where it stood.
/// </summary>
internal static class BatchPieces
{
    /// <summary>People of one piece: with their vouchers some 500 rows.</summary>
    public const int Size = 100;

    public static string Key(string batchId) => $"{SubsidyBatch.Type}:{batchId}/work";

    public static async Task<SubsidyBatch> Batch(this CallContext context, CancellationToken cancel) => await context.Work.FindBatch(context.Instance.SubjectId, cancel);

    public static async Task<SubsidyBatch> FindBatch(this Work work, string id, CancellationToken cancel) =>
        await work.Db.SubsidyBatches.FindAsync([id], cancel) ?? throw new InvalidOperationException($"There is no pay batch {id}.");

    /// <summary>
    /// Does the next piece over lines of the batch, in the order of their ids. Null when it was the last; else the answer to give: waiting for its own message.
    /// </summary>
    public static async Task<CallAnswer?> Lines(
        CallContext context, IProcessHost host, SubsidyBatch batch, Func<IQueryable<SubsidyLine>, IQueryable<SubsidyLine>> which, Func<List<SubsidyLine>, Task> piece, CancellationToken cancel)
    {
        var work = context.Work;
        await work.Flush(cancel);
        var lines = which(work.Db.SubsidyLines.Where(line => line.BatchId == batch.Id));
        if (context.Call.Resumed is null)
            (batch.Cursor, batch.Done, batch.ToDo) = ("", 0, await lines.CountAsync(cancel));
        var from = batch.Cursor ?? "";
        var next = await lines.Where(line => string.Compare(line.Id, from) > 0).OrderBy(line => line.Id).Take(Size).ToListAsync(cancel);
        await piece(next);
        return Went(context, host, batch, next.Count, next.Count == 0 ? from : next[^1].Id);
    }

    /// <summary>Notes how far it went; answers the waiting while there may be more.</summary>
    public static CallAnswer? Went(CallContext context, IProcessHost host, SubsidyBatch batch, int done, string cursor)
    {
        batch.Done += done;
        batch.Revision++;
        if (done < Size)
        {
            batch.Cursor = null;
            return null;
        }

        batch.Cursor = cursor;
        host.Signal(context.Work, Key(batch.Id));
        return new CallAnswer.Wait(Key(batch.Id));
    }
}
