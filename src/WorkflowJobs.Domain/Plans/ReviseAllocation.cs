using System.Globalization;
using System.Text.Json.Nodes;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Identity;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Instances;
using WorkflowJobs.Domain.Runtime.Tasks;

namespace WorkflowJobs.Domain.Plans;

/// <summary>The district begins a year's allocation, or its change after a notice. Who begins it has its task, which starts with the lines in force.</summary>
public sealed class ReviseAllocation(CommandRunner commands, DraftedProcess processes)
{
    public const string DefinitionId = "allocation";

    private static readonly Refusal YearUnknown = new("YEAR_INVALID", "请填写 2024 至 2099 之间的年度", "Give a year from 2024 to 2099.") { Status = 400 };
    private static readonly Refusal Running = new("ALLOCATION_RUNNING", "该年度的分配计划正在办理，请先办完", "An allocation of that year is under way; finish it first.") { Status = 409 };

    public Task<Result<ProcessBegun>> Run(Actor actor, string operationId, int year, CancellationToken cancel) =>
        commands.Run<ProcessBegun>("allocation.revise", actor, operationId, new { year }, (work, token) => Begin(work, actor, operationId, year, null, token), cancel);

    /// <summary>The lines of a sheet (D02) become the draft. Its rows are read before the command begins; which file it was is part of what is asked.</summary>
    /// <param name="lines">Replace the lines in force in the draft; the totals stay.</param>
    public Task<Result<ProcessBegun>> FromSheet(Actor actor, string operationId, int year, string sha256, IReadOnlyList<ProposedLine> lines, CancellationToken cancel) =>
        commands.Run<ProcessBegun>("allocation.import", actor, operationId, new { year, sha256, lines }, (work, token) => Begin(work, actor, operationId, year, lines, token), cancel);

    private async Task<Result<ProcessBegun>> Begin(Work work, Actor actor, string operationId, int year, IReadOnlyList<ProposedLine>? lines, CancellationToken cancel)
    {
        if (!actor.Has(Roles.DistrictHandler))
            return Refusals.Forbidden;
        if (year is < 2024 or > 2099)
            return YearUnknown;
        var prefix = year.ToString(CultureInfo.InvariantCulture) + ".";
        if (await DraftedProcess.IsRunning(work, AllocationProposal.Type, prefix, cancel))
            return Running;
        var proposal = new AllocationProposal(year, Guid.NewGuid().ToString("N")[..8]);
        lines ??= (await AllocationStore.Current(work, year, cancel)).ConvertAll(line => new ProposedLine(line.Kind, line.TownId, line.Batch, line.Number, line.PostNames));
        return await processes.Begin(work, DefinitionId, new Subject(AllocationProposal.Type, proposal.Id), new JsonObject { ["year"] = year },
            AllocationStore.Form(lines, await AllocationStore.CurrentTotals(work, year, cancel)), operationId, actor, cancel);
    }
}
