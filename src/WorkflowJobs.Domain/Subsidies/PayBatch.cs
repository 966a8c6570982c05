using System.Text;
using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Applications;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Identity;
using WorkflowJobs.Domain.Reviews;
using WorkflowJobs.Domain.Runtime.Instances;
using WorkflowJobs.Engine.Activities;
using WorkflowJobs.Engine.Execution;

namespace WorkflowJobs.Domain.Subsidies;

/// <summary>Finance pays: single lines are given back with a reason, all others that are due go out and stand in the ledger as paid.</summary>
public sealed class PayBatch(Submissions submissions, PaymentSafety safety, PayAccounts accounts, IVault vault, Lazy<IProcessHost> host) : ICallHandler
{
    public ActivityDescriptor Descriptor { get; } = CallDescriptors.Await(nameof(PayBatch), SubsidyCalls.Category, "发放补贴", "Pay the batch", "Sent", "Nothing") with
    {
        Inputs = [new InputDescriptor("submission", "Object", "表单结果", "Result of the task") { Required = true }],
    };

    public IReadOnlyList<string> BindingOutcomes { get; } = ["Sent"];

    public async Task<CallAnswer> Answer(CallContext context, CancellationToken cancel)
    {
        var work = context.Work;
        var batch = await context.Batch(cancel);
        var said = await submissions.Read(context, cancel);
        if (context.Call.Resumed is null)
        {
            batch.PayOn = said.Data.Date("payOn") ?? ShanghaiTime.DateOf(work.Now);
            foreach (var row in said.Data.Rows("returned"))
                await GiveBack(context, batch, row.Text("line") ?? "", row.Text("reason") ?? "", cancel);
        }

        var more = await BatchPieces.Lines(context, host.Value, batch, lines => lines.Where(line => line.Status == PayStatus.Due), async lines =>
        {
            // An account may have been changed since the check.
            await safety.Check(work, lines, cancel);
            var found = await accounts.Of(work, [.. lines.Select(line => line.PersonId)], cancel);
            foreach (var line in lines.Where(line => line.Status == PayStatus.Due))
            {
                line.Status = PayStatus.Sent;
                line.Issues++;
                line.AccountId = found[line.PersonId].Id;
                line.BankResult = null;
                line.Revision++;
                LedgerBook.Post(work, VoucherKind.Payment, VoucherAbout.Of(line), LedgerRules.Payment(line.PersonalFen), said.ByUserId);
            }
        }, cancel);
        if (more is not null)
            return more;
        await work.Flush(cancel);
        return new CallAnswer.Done(await work.Db.SubsidyLines.AnyAsync(line => line.BatchId == batch.Id && line.Status == PayStatus.Sent, cancel) ? "Sent" : "Nothing");
    }

    private async Task GiveBack(CallContext context, SubsidyBatch batch, string lineId, string reason, CancellationToken cancel)
    {
        if (await context.Work.Db.SubsidyLines.FindAsync([lineId], cancel) is not { Status: PayStatus.Due } line || line.BatchId != batch.Id)
            return;
        var person = (await context.Work.Db.People.FindAsync([line.PersonId], cancel))!;
        (line.Status, line.Holds) = (PayStatus.Held, HoldCodes.FinanceReturned);
        line.ReturnCipher = vault.Encrypt(person.WrappedKey, Encoding.UTF8.GetBytes(reason));
        line.Revision++;
    }
}
