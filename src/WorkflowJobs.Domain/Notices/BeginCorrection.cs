using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Identity;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Instances;
using WorkflowJobs.Domain.Runtime.Tasks;

namespace WorkflowJobs.Domain.Notices;

/// <summary>The town's handler begins a correction of a published notice; the task starts with the text in force.</summary>
public sealed class BeginCorrection(CommandRunner commands, DraftedProcess processes)
{
    public const string DefinitionId = "notice-correction";

    private static readonly Refusal Running = new("CORRECTION_RUNNING", "该公告已有更正正在办理，请先办完", "A correction of this notice is under way; finish it first.") { Status = 409 };

    public Task<Result<ProcessBegun>> Run(Actor actor, string operationId, string noticeId, CancellationToken cancel) =>
        commands.Run<ProcessBegun>("notice.correct", actor, operationId, new { noticeId }, async (work, token) =>
        {
            var notice = await work.Db.Notices.Include(n => n.Lines).Include(n => n.Posts).AsSplitQuery().FirstOrDefaultAsync(n => n.Id == noticeId, token);
            if (notice is null || (notice.PublishedAt is null && !actor.Has(Roles.TownHandler, notice.TownId)))
                return Refusals.NotFound;
            if (!actor.Has(Roles.TownHandler, notice.TownId))
                return Refusals.Forbidden;
            if (CorrectionRules.MayCorrect(notice.Status, notice.ClosesAt, work.Now) is { } not)
                return not;
            if (await DraftedProcess.IsRunning(work, CorrectionCase.Type, notice.Id + ".", token))
                return Running;
            var subject = new Subject(CorrectionCase.Type, new CorrectionCase(notice.Id, Guid.NewGuid().ToString("N")[..8]).Id);
            return await processes.Begin(work, DefinitionId, subject, new JsonObject { ["noticeId"] = notice.Id },
                CorrectionStore.Form(notice), operationId, actor, token);
        }, cancel);
}
