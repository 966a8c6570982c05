using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Applications;
using WorkflowJobs.Domain.Correspondence;
using WorkflowJobs.Domain.Reviews;
using WorkflowJobs.Domain.Runtime.Instances;
using WorkflowJobs.Engine.Activities;
using WorkflowJobs.Engine.Execution;

namespace WorkflowJobs.Domain.Subsidies;

/// <summary>What the bank answered: paid lines are paid and told, a failed one is reversed and waits for its correction. Nothing is deleted.</summary>
public sealed class RecordBankReturn(Submissions submissions, PersonNotices notices, Lazy<IProcessHost> host) : ICallHandler
{
    public const string Ok = "OK";

    public ActivityDescriptor Descriptor { get; } = CallDescriptors.Await(nameof(RecordBankReturn), SubsidyCalls.Category, "登记银行回单", "Record the bank's return", "AllPaid", "Open") with
    {
        Inputs = [new InputDescriptor("submission", "Object", "表单结果", "Result of the task") { Required = true }],
    };

    public IReadOnlyList<string> BindingOutcomes { get; } = ["AllPaid", "Open"];

    public async Task<CallAnswer> Answer(CallContext context, CancellationToken cancel)
    {
        var work = context.Work;
        var batch = await context.Batch(cancel);
        var said = await submissions.Read(context, cancel);
        var failed = said.Data.Rows("failed").ToLookup(row => row.Text("line") ?? "", row => row.Text("reason") ?? "OTHER");
        var more = await BatchPieces.Lines(context, host.Value, batch, lines => lines.Where(line => line.Status == PayStatus.Sent), async lines =>
        {
            foreach (var line in lines)
            {
                line.BankResult = failed[line.Id].FirstOrDefault() ?? line.BankResult ?? Ok;
                line.Revision++;
                if (line.BankResult == Ok)
                {
                    (line.Status, line.PaidOn) = (PayStatus.Paid, batch.PayOn);
                    await Tell(line, NoticeKinds.SubsidyPaid, "");
                }
                else
                {
                    line.Status = PayStatus.Failed;
                    await LedgerBook.Reverse(work, line, said.ByUserId, cancel);
                    await Tell(line, NoticeKinds.SubsidyFailed, "，银行未能入账");
                }
            }
        }, cancel);
        if (more is not null)
            return more;
        await work.Flush(cancel);
        var open = await work.Db.SubsidyLines.AnyAsync(line => line.BatchId == batch.Id && line.Status != PayStatus.Paid && line.Status != PayStatus.Nothing, cancel);
        return new CallAnswer.Done(open ? "Open" : "AllPaid");

        Task Tell(SubsidyLine line, string kind, string more) => PayNotices.Send(work, notices, line, kind, facts => facts with
        {
            DueOn = batch.PayOn,
            Reason = $"{line.Year}年{line.Month}月补贴{Yuan.Of(line.PersonalFen)}元{more}",
            ReasonEn = $"{Yuan.Of(line.PersonalFen)} for {line.Year}-{line.Month:00}",
        }, cancel);
    }
}

/// <summary>The batch is closed; what is held stays held, and total = paid + held.</summary>
public sealed class CloseSubsidyBatch : ICallHandler
{
    public ActivityDescriptor Descriptor { get; } = CallDescriptors.Act(nameof(CloseSubsidyBatch), SubsidyCalls.Category, "发放表办结", "Close the pay batch");

    public IReadOnlyList<string> BindingOutcomes { get; } = ["Done"];

    public async Task<CallAnswer> Answer(CallContext context, CancellationToken cancel)
    {
        var batch = await context.Batch(cancel);
        batch.Status = BatchStatus.Closed;
        batch.Revision++;
        return new CallAnswer.Done();
    }
}
