using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Identity;
using WorkflowJobs.Domain.Placements;
using WorkflowJobs.Domain.Plans;
using WorkflowJobs.Domain.Runtime.Commands;

namespace WorkflowJobs.Domain.Subsidies;

/// <summary>What the handler sets on a line: days where no attendance was audited, other cost, an urban wage and the insurance paid. What is null stays.</summary>
public sealed record LineFigures(int? ScheduledDays, int? AbsentDays, long? OtherFen, long? WageFen);

/// <summary>The town's handler sets figures of a line while the batch is being drafted; the rest is reckoned.</summary>
public sealed class SetLineFigures(CommandRunner commands, LineReckoning reckoning)
{
    private static readonly Refusal NotDrafting = new("BATCH_NOT_DRAFTING", "发放表已提交，退回后才能修改", "The batch was submitted; it must be returned first.") { Status = 409 };
    private static readonly Refusal Audited = new("ATTENDANCE_AUDITED", "考勤已审核，请按考勤变更办理", "The attendance was audited; correct it there.") { Status = 409 };
    private static readonly Refusal DaysInvalid = new("PAY_DAYS", "应出勤为1至31天，旷工不超过应出勤", "Scheduled days are 1 to 31, and absent days not more.") { Status = 400 };
    private static readonly Refusal TooMuch = new("OTHER_COST_EXCEEDS", "其他支出不得超过该行核定金额", "The other cost exceeds what the line comes to.") { Status = 422 };
    private static readonly Refusal NoWage = new("WAGE_RURAL", "乡村岗位不填工资", "A rural post has no wage.") { Status = 400 };

    public Task<Result<int>> Run(Actor actor, string operationId, string lineId, int? expectedRevision, LineFigures figures, CancellationToken cancel) =>
        commands.Run<int>("subsidy.figures", actor, operationId, new { lineId, expectedRevision, figures }, async (work, token) =>
        {
            if (await work.Db.SubsidyLines.FindAsync([lineId], token) is not { } line || !PlacementAccess.HoldsIn(actor, line.VillageId, [Roles.TownHandler]))
                return Refusals.NotFound;
            if (expectedRevision is { } expected && expected != line.Revision)
                return Refusals.StaleRevision(line.Revision);
            var batch = await work.FindBatch(line.BatchId, token);
            if (batch.Status != BatchStatus.Drafting)
                return NotDrafting;
            if (Wrong(batch, line, figures) is { } refusal)
                return refusal;
            (line.ScheduledDays, line.AbsentDays) = (figures.ScheduledDays ?? line.ScheduledDays, figures.AbsentDays ?? line.AbsentDays);
            (line.OtherFen, line.WageFen) = (figures.OtherFen ?? line.OtherFen, figures.WageFen ?? line.WageFen);
            await reckoning.Renew(work, batch, line, token);
            return figures.OtherFen is { } other && line.OtherFen != other ? TooMuch : line.Revision;
        }, cancel);

    private static Refusal? Wrong(SubsidyBatch batch, SubsidyLine line, LineFigures figures)
    {
        if (line.Attended && (figures.ScheduledDays is not null || figures.AbsentDays is not null))
            return Audited;
        var scheduled = figures.ScheduledDays ?? line.ScheduledDays;
        var absent = figures.AbsentDays ?? line.AbsentDays;
        if (scheduled is < 0 or > 31 || absent < 0 || absent > scheduled || figures.OtherFen is < 0 or > 10_000_000 || figures.WageFen is < 0 or > 100_000_000)
            return DaysInvalid;
        return batch.Kind == PostKind.Rural && figures.WageFen is not null ? NoWage : null;
    }
}
