using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Applications;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Parameters;
using WorkflowJobs.Domain.Plans;
using WorkflowJobs.Domain.Reviews;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Tasks;

namespace WorkflowJobs.Domain.Subsidies;

/// <summary>Where a pay batch belongs, and what it is called: 石桥镇2024年7月乡村补贴.</summary>
public sealed class SubsidyBatchSubjects : ISubjectDirectory
{
    public string SubjectType => SubsidyBatch.Type;

    public async Task<SubjectPlace?> Locate(Work work, string subjectId, CancellationToken cancel) =>
        await work.Db.SubsidyBatches.FindAsync([subjectId], cancel) is { } batch ? await SubjectPlaces.OfTown(work, batch.TownId, null, await Name(work, batch, cancel), cancel) : null;

    internal static async Task<string> Name(Work work, SubsidyBatch batch, CancellationToken cancel)
    {
        var town = await work.Db.Units.AsNoTracking().Where(unit => unit.Id == batch.TownId).Select(unit => unit.Name).FirstOrDefaultAsync(cancel);
        return $"{town}{batch.Year}年{batch.Month}月{(batch.Kind == PostKind.Rural ? "乡村" : "城镇")}补贴{(batch.Sequence == 1 ? "" : $"（补{batch.Sequence - 1}）")}";
    }
}

/// <summary>Alerts to discipline about accounts of a batch.</summary>
public sealed class PayAlertSubjects : ISubjectDirectory
{
    public string SubjectType => CheckPayments.AlertType;

    public async Task<SubjectPlace?> Locate(Work work, string subjectId, CancellationToken cancel) =>
        await work.Db.SubsidyBatches.FindAsync([subjectId.Split('.')[0]], cancel) is { } batch
            ? await SubjectPlaces.OfTown(work, batch.TownId, null, $"{await SubsidyBatchSubjects.Name(work, batch, cancel)}账户异常", cancel)
            : null;
}

/// <summary>Nobody acts in two roles on one batch or clawback, nor on a batch that pays them (DOMAIN §8: no self-approval).</summary>
public sealed class SubsidyApart : ITaskGuard
{
    public async Task<Refusal?> MayAct(Work work, UserTask task, Actor actor, CancellationToken cancel)
    {
        if (task.SubjectType is not (SubsidyBatch.Type or Clawbacks.Clawback.Type))
            return null;
        if (await SeparationOfDuty.Done(work, task, actor).AnyAsync(row => row.Role != task.Role, cancel))
            return new Refusal("SOD_SAME_PERSON", "您已在本事项的其他环节办理，不得再办理本环节，请转办", "You acted at another step of this matter; another person must act here.") { Status = 403 };
        return actor.PersonId is { } person && await work.Db.SubsidyLines.AnyAsync(line => line.BatchId == task.SubjectId && line.PersonId == person, cancel)
            ? new Refusal("OWN_CASE", "发放表中有您本人，不得办理，请转办", "You are in this batch yourself; transfer the task.") { Status = 403 }
            : null;
    }
}

/// <summary>URBAN_WAGE_MISSING, BELOW_MINIMUM_WAGE, MONEY_UNBALANCED: before a batch is submitted.</summary>
public sealed class SubsidyDraftCheck(ParameterStore parameters) : ITaskCheck
{
    public string Name => "subsidy-draft";

    public async Task<IReadOnlyList<FieldError>> Check(Work work, UserTask task, string outcome, JsonObject data, Actor actor, CancellationToken cancel)
    {
        if (outcome != "Submit")
            return [];
        var problems = new List<FieldError>();
        var batch = await work.FindBatch(task.SubjectId, cancel);
        if (batch.Kind == PostKind.Urban)
        {
            var lines = await work.Db.SubsidyLines.Where(line => line.BatchId == batch.Id && line.DaysOnPost > 0).ToListAsync(cancel);
            if (lines.Count(line => line.WageFen is null || line.OtherFen == 0) is var missing and > 0)
                problems.Add(new FieldError("totals", "URBAN_WAGE_MISSING", $"有{missing}人未填写工资或单位缴纳的社会保险费", $"{missing} people lack their wage or the employer's social insurance."));
            if (lines.Count(line => line.WageFen < line.LeastWageFen) is var below and > 0)
                problems.Add(new FieldError("totals", "BELOW_MINIMUM_WAGE", $"有{below}人工资低于当月最低工资标准", $"{below} wages are below the month's minimum wage."));
        }

        if (!(await BatchTotals.Of(work, batch, parameters, cancel)).AddsUp)
            problems.Add(Unbalanced);
        return problems;
    }

    internal static FieldError Unbalanced { get; } = new("totals", "MONEY_UNBALANCED", "金额勾稽不符，不能报送", "The money does not add up; the batch cannot be sent.");
}

/// <summary>MONEY_UNBALANCED, LINE_NOT_DUE, LINE_TWICE, PAY_DATE: before finance pays.</summary>
public sealed class SubsidyPayCheck(ParameterStore parameters) : ITaskCheck
{
    public string Name => "subsidy-pay";

    public async Task<IReadOnlyList<FieldError>> Check(Work work, UserTask task, string outcome, JsonObject data, Actor actor, CancellationToken cancel)
    {
        if (outcome != "Pay")
            return [];
        var problems = new List<FieldError>();
        var batch = await work.FindBatch(task.SubjectId, cancel);
        if (!(await BatchTotals.Of(work, batch, parameters, cancel)).AddsUp)
            problems.Add(SubsidyDraftCheck.Unbalanced);
        if (data.Date("payOn") is { } day && day < ShanghaiTime.DateOf(work.Now))
            problems.Add(new FieldError("payOn", "PAY_DATE", "发放日期不得早于今天", "The day of payment cannot be past."));
        problems.AddRange(await LineRows.Problems(work, batch, data, "returned", PayStatus.Due, cancel));
        return problems;
    }
}

/// <summary>LINE_NOT_SENT, LINE_TWICE: before a bank's return is recorded.</summary>
public sealed class BankReturnCheck : ITaskCheck
{
    public string Name => "bank-return";

    public async Task<IReadOnlyList<FieldError>> Check(Work work, UserTask task, string outcome, JsonObject data, Actor actor, CancellationToken cancel) =>
        await LineRows.Problems(work, await work.FindBatch(task.SubjectId, cancel), data, "failed", PayStatus.Sent, cancel);
}

internal static class LineRows
{
    public static async Task<IReadOnlyList<FieldError>> Problems(Work work, SubsidyBatch batch, JsonObject data, string table, PayStatus status, CancellationToken cancel)
    {
        var problems = new List<FieldError>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (row, i) in data.Rows(table).Select((row, i) => (row, i)))
        {
            var id = row.Text("line") ?? "";
            if (!seen.Add(id))
                problems.Add(new FieldError($"{table}[{i}].line", "LINE_TWICE", "同一人出现两次", "The same line twice."));
            else if (await work.Db.SubsidyLines.FindAsync([id], cancel) is not { } line || line.BatchId != batch.Id || line.Status != status)
                problems.Add(new FieldError($"{table}[{i}].line", status == PayStatus.Due ? "LINE_NOT_DUE" : "LINE_NOT_SENT", "该行不在待办范围内", "That line is not among those in question."));
        }

        return problems;
    }
}
