using WorkflowJobs.Domain.Parameters;
using WorkflowJobs.Domain.Reviews;
using WorkflowJobs.Domain.Runtime.Instances;
using WorkflowJobs.Engine.Activities;
using WorkflowJobs.Engine.Execution;

namespace WorkflowJobs.Domain.Subsidies;

/// <summary>
/// The approved batch enters the ledger: its total is split by source once, each line becomes payable. Money that does not add up goes no
/// further.
/// </summary>
public sealed class ApproveSubsidyBatch(Submissions submissions, ParameterStore parameters, Lazy<IProcessHost> host) : ICallHandler
{
    public ActivityDescriptor Descriptor { get; } = CallDescriptors.Await(nameof(ApproveSubsidyBatch), SubsidyCalls.Category, "补贴入账", "Enter the batch in the ledger", "Approved", "Unbalanced") with
    {
        Inputs = [new InputDescriptor("submission", "Object", "表单结果", "Result of the task") { Required = true }],
    };

    public IReadOnlyList<string> BindingOutcomes { get; } = ["Approved"];

    public async Task<CallAnswer> Answer(CallContext context, CancellationToken cancel)
    {
        var work = context.Work;
        var batch = await context.Batch(cancel);
        var by = (await submissions.Read(context, cancel)).ByUserId;
        if (context.Call.Resumed is null)
        {
            var totals = await BatchTotals.Of(work, batch, parameters, cancel);
            if (!totals.AddsUp)
                return new CallAnswer.Done("Unbalanced");
            (batch.AccrualFen, batch.DeductionFen, batch.PersonalFen, batch.OtherFen, batch.SurplusFen) =
                (totals.Figures.Accrual, totals.Figures.Deduction, totals.Figures.Personal, totals.Figures.Other, totals.Figures.Surplus);
            (batch.ProvinceFen, batch.CityFen, batch.DistrictFen) = (totals.Split?.Province ?? 0, totals.Split?.City ?? 0, totals.Split?.District ?? 0);
            batch.ApprovedAt = work.Now;
            LedgerBook.Post(work, VoucherKind.Funding, new VoucherAbout(batch.Id, batch.Id), LedgerRules.Funding(totals.Split, totals.Figures.Need), by);
        }

        var more = await BatchPieces.Lines(context, host.Value, batch, lines => lines, lines =>
        {
            foreach (var line in lines)
                LedgerBook.Post(work, VoucherKind.Accrual, VoucherAbout.Of(line), LedgerRules.Accrual(line.Figures), by);
            return Task.CompletedTask;
        }, cancel);
        if (more is null)
            batch.Status = BatchStatus.Approved;
        return more ?? new CallAnswer.Done("Approved");
    }
}
