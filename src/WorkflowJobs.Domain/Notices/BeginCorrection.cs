using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Identity;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Instances;
using WorkflowJobs.Domain.Runtime.Tasks;
using WorkflowJobs.Engine.Execution;

namespace WorkflowJobs.Domain.Notices;

/// <summary>The task in which the town's handler drafts the correction.</summary>
public sealed record CorrectionBegun(string InstanceId, string? TaskId);

/// <summary>The town's handler begins a correction of a published notice; the task starts with the text in force.</summary>
public sealed class BeginCorrection(CommandRunner commands, IProcessHost host, TaskCommands tasks)
{
    public const string DefinitionId = "notice-correction";

    private static readonly Refusal Running = new("CORRECTION_RUNNING", "该公告已有更正正在办理，请先办完", "A correction of this notice is under way; finish it first.") { Status = 409 };
    private static readonly Refusal ProcessMissing = new("PROCESS_MISSING", "公告更正流程尚未发布", "The process of a correction is not published.") { Status = 409 };

    public Task<Result<CorrectionBegun>> Run(Actor actor, string operationId, string noticeId, CancellationToken cancel) =>
        commands.Run<CorrectionBegun>("notice.correct", actor, operationId, new { noticeId }, async (work, token) =>
        {
            var notice = await work.Db.Notices.Include(n => n.Lines).Include(n => n.Posts).AsSplitQuery().FirstOrDefaultAsync(n => n.Id == noticeId, token);
            if (notice is null || (notice.PublishedAt is null && !actor.Has(Roles.TownHandler, notice.TownId)))
                return Refusals.NotFound;
            if (!actor.Has(Roles.TownHandler, notice.TownId))
                return Refusals.Forbidden;
            if (CorrectionRules.MayCorrect(notice.Status, notice.ClosesAt, work.Now) is { } not)
                return not;
            var prefix = notice.Id + ".";
            if (await work.Db.Instances.AnyAsync(i => i.SubjectType == CorrectionCase.Type && i.SubjectId.StartsWith(prefix) && i.Status == WorkflowStatus.Running, token))
                return Running;
            return await Begin(work, notice, operationId, actor, token);
        }, cancel);

    private async Task<Result<CorrectionBegun>> Begin(Work work, Notice notice, string operationId, Actor actor, CancellationToken cancel)
    {
        var subject = new Subject(CorrectionCase.Type, new CorrectionCase(notice.Id, Guid.NewGuid().ToString("N")[..8]).Id);
        var instance = await host.Start(work, DefinitionId, subject, new JsonObject { ["noticeId"] = notice.Id }, actor, cancel);
        if (instance is null)
            return ProcessMissing;
        var task = await work.Db.UserTasks.FirstOrDefaultAsync(row => row.InstanceId == instance && row.CompletedAt == null, cancel);
        if (task is not null && (await tasks.SaveDraft(work, new TaskCall(task.Id, operationId, null), CorrectionStore.Form(notice), actor, cancel)).Refusal is { } refusal)
            return refusal;
        return new CorrectionBegun(instance, task?.Id);
    }
}
