using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Applications;
using WorkflowJobs.Domain.Reviews;
using WorkflowJobs.Domain.Runtime.Instances;
using WorkflowJobs.Domain.Supervision;
using WorkflowJobs.Engine.Activities;
using WorkflowJobs.Engine.Execution;

namespace WorkflowJobs.Domain.Subsidies;

/// <summary>Discipline takes up an alert about accounts: a clue for each of its lines, with what was found.</summary>
public sealed class ReferPayAlert(Submissions submissions, Clues clues) : ICallHandler
{
    public ActivityDescriptor Descriptor { get; } = CallDescriptors.Record(nameof(ReferPayAlert), SubsidyCalls.Category, "账户异常转问题线索", "Take an alert up as clues");

    public IReadOnlyList<string> BindingOutcomes { get; } = ["Done"];

    public async Task<CallAnswer> Answer(CallContext context, CancellationToken cancel)
    {
        var work = context.Work;
        var alert = context.Instance.SubjectId;
        var finding = (await submissions.Read(context, cancel)).Data.Text("finding") ?? "";
        var batch = await work.FindBatch(alert.Split('.')[0], cancel);
        foreach (var line in await work.Db.SubsidyLines.Where(line => line.Alerted == alert).OrderBy(line => line.Id).ToListAsync(cancel))
            await clues.Open(work, new NewClue(ClueSources.Payment, $"{CheckPayments.AlertType}:{line.Id}", line.HoldCodes.FirstOrDefault() ?? "ACCOUNT", batch.TownId,
                $"{line.Year}年{line.Month}月补贴账户异常（{string.Join('、', line.HoldCodes.Select(HoldWords.Zh))}）。{finding}")
            { PersonId = line.PersonId, PlacementId = line.PlacementId }, context.Actor, cancel);
        return new CallAnswer.Done();
    }
}
