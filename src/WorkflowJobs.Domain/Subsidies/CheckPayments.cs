using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Reviews;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Instances;
using WorkflowJobs.Engine.Activities;
using WorkflowJobs.Engine.Execution;

namespace WorkflowJobs.Domain.Subsidies;

/// <summary>
/// Payment safety before anything is sent (DOMAIN §7; S24): a line whose account is missing, another's, shared by two workers or a village's, or
/// whose person a comparison bars, is held; the others go on. What points to somebody else's hand begins an alert to discipline.
/// </summary>
public sealed class CheckPayments(PaymentSafety safety, Lazy<IProcessHost> host) : ICallHandler
{
    public const string AlertDefinition = "pay-alert";
    public const string AlertType = "pay-alert";

    public ActivityDescriptor Descriptor { get; } =
        CallDescriptors.Await(nameof(CheckPayments), SubsidyCalls.Category, "发放安全检查", "Check payment safety", "Payable", "AllHeld");

    public async Task<CallAnswer> Answer(CallContext context, CancellationToken cancel)
    {
        var work = context.Work;
        var batch = await context.Batch(cancel);
        var more = await BatchPieces.Lines(context, host.Value, batch,
            lines => lines.Where(line => line.Status == PayStatus.Due || line.Status == PayStatus.Held || line.Status == PayStatus.Failed), lines => safety.Check(work, lines, cancel), cancel);
        if (more is not null)
            return more;
        await work.Flush(cancel);
        await Alert(work, batch, context.Actor, cancel);
        return new CallAnswer.Done(await work.Db.SubsidyLines.AnyAsync(line => line.BatchId == batch.Id && line.Status == PayStatus.Due, cancel) ? "Payable" : "AllHeld");
    }

    private async Task Alert(Work work, SubsidyBatch batch, Actor actor, CancellationToken cancel)
    {
        var held = await work.Db.SubsidyLines.Where(line => line.BatchId == batch.Id && line.Status == PayStatus.Held && line.Alerted == "").ToListAsync(cancel);
        var alarming = held.Where(line => line.HoldCodes.Any(HoldCodes.Alarming.Contains)).ToList();
        if (alarming.Count == 0)
            return;
        var id = $"{batch.Id}.{work.NextSortableId()}";
        alarming.ForEach(line => line.Alerted = id);
        await work.Flush(cancel);
        await host.Value.Start(work, AlertDefinition, new Subject(AlertType, id), new JsonObject { ["batchId"] = batch.Id, ["townId"] = batch.TownId, ["lines"] = alarming.Count }, actor, cancel);
    }
}
