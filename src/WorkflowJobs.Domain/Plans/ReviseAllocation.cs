using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Identity;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Instances;
using WorkflowJobs.Domain.Runtime.Tasks;
using WorkflowJobs.Engine.Execution;

namespace WorkflowJobs.Domain.Plans;

/// <summary>The task in which the district handler drafts the allocation.</summary>
public sealed record AllocationBegun(string InstanceId, string? TaskId);

/// <summary>The district begins a year's allocation, or its change after a notice. Who begins it has its task, which starts with the lines in force.</summary>
public sealed class ReviseAllocation(CommandRunner commands, IProcessHost host, TaskCommands tasks)
{
    public const string DefinitionId = "allocation";

    private static readonly Refusal YearUnknown = new("YEAR_INVALID", "请填写 2024 至 2099 之间的年度", "Give a year from 2024 to 2099.") { Status = 400 };
    private static readonly Refusal Running = new("ALLOCATION_RUNNING", "该年度的分配计划正在办理，请先办完", "An allocation of that year is under way; finish it first.") { Status = 409 };
    private static readonly Refusal ProcessMissing = new("PROCESS_MISSING", "分配计划流程尚未发布", "The process of the allocation is not published.") { Status = 409 };

    public Task<Result<AllocationBegun>> Run(Actor actor, string operationId, int year, CancellationToken cancel) =>
        commands.Run<AllocationBegun>("allocation.revise", actor, operationId, new { year }, async (work, token) =>
        {
            if (!actor.Has(Roles.DistrictHandler))
                return Refusals.Forbidden;
            if (year is < 2024 or > 2099)
                return YearUnknown;
            var prefix = year.ToString(CultureInfo.InvariantCulture) + ".";
            if (await work.Db.Instances.AnyAsync(i => i.SubjectType == AllocationProposal.Type && i.SubjectId.StartsWith(prefix) && i.Status == WorkflowStatus.Running, token))
                return Running;
            var proposal = new AllocationProposal(year, Guid.NewGuid().ToString("N")[..8]);
            var instance = await host.Start(work, DefinitionId, new Subject(AllocationProposal.Type, proposal.Id), new JsonObject { ["year"] = year }, actor, token);
            if (instance is null)
                return ProcessMissing;
            var task = await work.Db.UserTasks.FirstOrDefaultAsync(row => row.InstanceId == instance && row.CompletedAt == null, token);
            var lines = await AllocationStore.Current(work, year, token);
            if (task is not null && (await tasks.SaveDraft(work, new TaskCall(task.Id, operationId, null), AllocationStore.Form(lines), actor, token)).Refusal is { } refusal)
                return refusal;
            return new AllocationBegun(instance, task?.Id);
        }, cancel);
}
