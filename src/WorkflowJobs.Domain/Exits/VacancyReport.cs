using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Identity;
using WorkflowJobs.Domain.Placements;
using WorkflowJobs.Domain.Runtime.Instances;
using WorkflowJobs.Domain.Runtime.Tasks;
using WorkflowJobs.Engine.Activities;
using WorkflowJobs.Engine.Execution;

namespace WorkflowJobs.Domain.Exits;

/// <summary>
/// The town has reported the vacancy. After <c>vacancy.reportDays</c> it counts as 虚报冒领 (DOMAIN §4.5): the discipline offices are told, and
/// what was paid after the last day is recovered.
/// </summary>
public sealed class RecordVacancyReport : ICallHandler
{
    public ActivityDescriptor Descriptor { get; } = ExitCalls.Record(nameof(RecordVacancyReport), "登记空岗报告", "Record the report of the vacancy", "InTime", "Late");

    public IReadOnlyList<string> BindingOutcomes { get; } = ["InTime", "Late"];

    public async Task<CallAnswer> Answer(CallContext context, CancellationToken cancel)
    {
        var work = context.Work;
        var exit = await context.Exit(cancel);
        exit.VacancyReportedAt = work.Now;
        exit.VacancyLate = exit.VacancyDueOn is { } due && work.Now >= ShanghaiTime.EndOfDay(due);
        exit.Revision++;
        if (!exit.VacancyLate)
            return new CallAnswer.Done("InTime");
        var placement = await work.Placement(exit.PlacementId, cancel);
        var told = (await Holders.Of(work, Roles.TownDiscipline, exit.TownId, cancel)).Concat(await Holders.Of(work, Roles.Discipline, exit.TownId, cancel)).Select(holder => holder.UserId).Distinct();
        TaskEvents.Ring(work, told, "VacancyLate",
            $"岗位{placement.PostNumber}的空岗报告逾期（应于{exit.VacancyDueOn?.Iso()}前上报），按虚报冒领处理。",
            $"The vacancy of post {placement.PostNumber} was reported late (due {exit.VacancyDueOn?.Iso()}); this counts as a false claim.", null);
        return new CallAnswer.Done("Late");
    }
}
