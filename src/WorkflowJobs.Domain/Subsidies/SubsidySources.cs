using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Identity;
using WorkflowJobs.Domain.Parameters;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Tasks;

namespace WorkflowJobs.Domain.Subsidies;

/// <summary>What a batch comes to, as who decides it sees it.</summary>
public sealed class SubsidyTotalsSource(ParameterStore parameters) : IFormSource
{
    public string Name => "subsidy-totals";

    public async Task<JsonNode> Load(Work work, UserTask task, Actor actor, CancellationToken cancel)
    {
        var totals = await BatchTotals.Of(work, await work.FindBatch(task.SubjectId, cancel), parameters, cancel);
        var held = totals.Count(PayStatus.Held, PayStatus.Failed);
        return new JsonArray(new JsonObject
        {
            ["key"] = "totals",
            ["lines"] = totals.Lines.ToString(CultureInfo.InvariantCulture),
            ["accrual"] = Yuan.Of(totals.Figures.Accrual),
            ["deduction"] = Yuan.Of(totals.Figures.Deduction),
            ["personal"] = Yuan.Of(totals.Figures.Personal),
            ["other"] = Yuan.Of(totals.Figures.Other),
            ["surplus"] = Yuan.Of(totals.Figures.Surplus),
            ["shares"] = totals.Split is { } split ? $"{Yuan.Of(split.Province)} / {Yuan.Of(split.City)} / {Yuan.Of(split.District)}" : "—",
            ["held"] = held == 0 ? "—" : $"{held}（{Yuan.Of(totals.ByStatus.Where(row => row.Status is PayStatus.Held or PayStatus.Failed).Sum(row => row.PersonalFen))}）",
        });
    }
}

/// <summary>Lines that somebody has to look at, with why: held, failed, deducted.</summary>
public sealed class SubsidyExceptionsSource : IFormSource
{
    public string Name => "subsidy-exceptions";

    public async Task<JsonNode> Load(Work work, UserTask task, Actor actor, CancellationToken cancel) => await LineView.Rows(
        work, task.SubjectId, line => line.DeductionFen > 0 || line.Status == PayStatus.Held || line.Status == PayStatus.Failed || line.Warning != null, (line, row) => row["why"] = Why(line), cancel);

    private static string Why(SubsidyLine line) => string.Join('；', new[]
    {
        line.DeductionFen > 0 ? $"旷工{line.AbsentDays}天，扣发{Yuan.Of(line.DeductionFen)}" : null,
        line.Holds.Length > 0 ? "暂缓：" + string.Join('、', line.HoldCodes.Select(HoldWords.Zh)) : null,
        line.Status == PayStatus.Failed ? "银行退回" : null,
        line.Warning == "HOURS_EXCEED_PAY" ? "工时按小时最低工资计超过月补贴" : null,
    }.OfType<string>());
}

/// <summary>The objections to deductions of a batch, with what the person says.</summary>
public sealed class SubsidyContestsSource(IVault vault) : IFormSource
{
    public string Name => "subsidy-contests";

    public async Task<JsonNode> Load(Work work, UserTask task, Actor actor, CancellationToken cancel)
    {
        var people = new Dictionary<string, Person>();
        foreach (var person in await work.Db.People.Where(row => work.Db.SubsidyLines.Any(line => line.BatchId == task.SubjectId && line.Contest == ContestState.Raised && line.PersonId == row.Id)).ToListAsync(cancel))
            people[person.Id] = person;
        return await LineView.Rows(work, task.SubjectId, line => line.Contest == ContestState.Raised, (line, row) =>
        {
            row["deduction"] = $"旷工{line.AbsentDays}天，扣发{Yuan.Of(line.DeductionFen)}";
            row["reason"] = line.ContestCipher is { } cipher ? Encoding.UTF8.GetString(vault.Decrypt(people[line.PersonId].WrappedKey, cipher)) : "";
        }, cancel);
    }
}

/// <summary>Lines that finance may give back.</summary>
public sealed class SubsidyDueOptions : IFormSource
{
    public string Name => "subsidy-due";

    public async Task<JsonNode> Load(Work work, UserTask task, Actor actor, CancellationToken cancel) => await LineView.Options(work, task.SubjectId, PayStatus.Due, cancel);
}

/// <summary>Lines that the bank may have failed to pay.</summary>
public sealed class SubsidySentOptions : IFormSource
{
    public string Name => "subsidy-sent";

    public async Task<JsonNode> Load(Work work, UserTask task, Actor actor, CancellationToken cancel) => await LineView.Options(work, task.SubjectId, PayStatus.Sent, cancel);
}

/// <summary>The lines that an alert is about.</summary>
public sealed class PayAlertSource : IFormSource
{
    public string Name => "pay-alert";

    public async Task<JsonNode> Load(Work work, UserTask task, Actor actor, CancellationToken cancel) => await LineView.Rows(
        work, task.SubjectId.Split('.')[0], line => line.Alerted == task.SubjectId, (line, row) => row["why"] = string.Join('、', line.HoldCodes.Select(HoldWords.Zh)), cancel);
}

internal static class LineView
{
    public static async Task<JsonArray> Rows(
        Work work, string batchId, System.Linq.Expressions.Expression<Func<SubsidyLine, bool>> which, Action<SubsidyLine, JsonObject> fill, CancellationToken cancel)
    {
        var lines = await Named(work, work.Db.SubsidyLines.Where(line => line.BatchId == batchId).Where(which), cancel);
        var array = new JsonArray();
        foreach (var (line, name, village, post) in lines)
        {
            var row = new JsonObject { ["key"] = line.Id, ["name"] = name, ["village"] = village, ["post"] = post, ["amount"] = Yuan.Of(line.PersonalFen) };
            fill(line, row);
            array.Add((JsonNode)row);
        }

        return array;
    }

    public static async Task<JsonArray> Options(Work work, string batchId, PayStatus status, CancellationToken cancel)
    {
        var lines = await Named(work, work.Db.SubsidyLines.Where(line => line.BatchId == batchId && line.Status == status), cancel);
        return [.. lines.Select(row => (JsonNode)Applications.Options.Of(row.Line.Id, $"{row.Name}（{row.Village}）{Yuan.Of(row.Line.PersonalFen)}", $"{row.Name} ({row.Village}) {Yuan.Of(row.Line.PersonalFen)}"))];
    }

    private static async Task<List<(SubsidyLine Line, string Name, string Village, string Post)>> Named(Work work, IQueryable<SubsidyLine> lines, CancellationToken cancel)
    {
        var rows = await (
            from line in lines.AsNoTracking()
            join person in work.Db.People on line.PersonId equals person.Id
            join village in work.Db.Units on line.VillageId equals village.Id
            join placement in work.Db.Placements on line.PlacementId equals placement.Id
            orderby village.SortOrder, line.VillageId, placement.PostNumber, line.Id
            select new { Line = line, person.Name, Village = village.Name, placement.PostName }).ToListAsync(cancel);
        return rows.ConvertAll(row => (row.Line, row.Name, row.Village, row.PostName));
    }
}

/// <summary>Words of the codes of holds, for forms and papers; pages take theirs from the resources.</summary>
internal static class HoldWords
{
    public static string Status(PayStatus status) => status switch
    {
        PayStatus.Due => "待发放",
        PayStatus.Held => "暂缓",
        PayStatus.Sent => "银行办理中",
        PayStatus.Paid => "已发放",
        PayStatus.Failed => "银行退回",
        _ => "无发放",
    };

    public static string Zh(string code) => code switch
    {
        HoldCodes.AccountMissing => "无账户",
        HoldCodes.HolderName => "开户名不是本人",
        HoldCodes.HolderId => "开户证件不是本人",
        HoldCodes.UnitAccount => "单位账户",
        HoldCodes.SharedAccount => "多人共用账户",
        HoldCodes.BarredAccount => "村或村干部账户",
        HoldCodes.ComparisonHit => "比对命中",
        HoldCodes.FinanceReturned => "财政退回",
        _ => code,
    };
}
