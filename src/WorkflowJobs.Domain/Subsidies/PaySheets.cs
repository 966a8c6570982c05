using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Identity;
using WorkflowJobs.Domain.Parameters;
using WorkflowJobs.Domain.Placements;
using WorkflowJobs.Domain.Plans;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Spreadsheets;

namespace WorkflowJobs.Domain.Subsidies;

/// <summary>补贴发放表 (D17) as a spreadsheet with real numbers: a tab of lines, a tab of totals by source. Numbers of people and accounts are masked.</summary>
public sealed class PaySheets(IReader reader, ParameterStore parameters)
{
    private static readonly string[] Exporters = [Roles.TownHandler, Roles.TownLeader, Roles.DistrictHandler, Roles.DistrictLeader, Roles.Finance, Roles.Discipline];

    public static Sheet Lines { get; } = new("pay-sheet", "补贴发放表", "Pay sheet",
    [
        new("number", "序号", "No.", ColumnType.Number) { Width = 6 }, new("name", "姓名", "Name") { Width = 12 }, new("id", "身份证号", "ID") { Width = 22 },
        new("village", "村（社区）", "Village"), new("post", "岗位", "Post") { Width = 20 }, new("days", "在岗天数", "Days on post", ColumnType.Number) { Width = 10 },
        new("scheduled", "应出勤", "Scheduled", ColumnType.Number) { Width = 8 }, new("absent", "旷工", "Absent", ColumnType.Number) { Width = 8 },
        new("accrual", "应发", "Accrual", ColumnType.Money), new("deduction", "扣减", "Deduction", ColumnType.Money), new("other", "其他支出", "Other cost", ColumnType.Money),
        new("surplus", "结余", "Surplus", ColumnType.Money), new("personal", "实发", "To the person", ColumnType.Money), new("account", "账号", "Account") { Width = 22 },
        new("status", "状态", "Status") { Width = 10 }, new("holds", "暂缓原因", "Held for") { Width = 30 }, new("paidOn", "发放日期", "Paid on", ColumnType.Date),
    ]);

    public static Sheet Totals { get; } = new("pay-totals", "合计与分担", "Totals and shares",
        [new("item", "项目", "Item") { Width = 20 }, new("amount", "金额", "Amount", ColumnType.Money)]);

    public Task<Result<DownloadedSheet>> Get(Actor actor, string batchId, CancellationToken cancel) => reader.Read<Result<DownloadedSheet>>(async (work, token) =>
    {
        if (await work.Db.SubsidyBatches.FindAsync([batchId], token) is not { } batch || !PlacementAccess.HoldsIn(actor, batch.TownId, Exporters))
            return Refusals.NotFound;
        var ids = await SubsidyQueries.Ordered(work, work.Db.SubsidyLines.Where(line => line.BatchId == batchId)).ToListAsync(token);
        var views = await SubsidyQueries.Views(work, ids, token);
        var numbers = await (from line in work.Db.SubsidyLines join person in work.Db.People on line.PersonId equals person.Id where line.BatchId == batchId select new { line.Id, person.IdMasked }).ToDictionaryAsync(row => row.Id, row => row.IdMasked, token);
        var totals = await BatchTotals.Of(work, batch, parameters, token);
        var bytes = SheetWriter.Write([new SheetContent(Lines, [.. views.Select((line, i) => Row(line, i + 1, numbers[line.Id]))]), new SheetContent(Totals, [.. Sums(totals, batch.Kind)])]);
        return new DownloadedSheet($"{await SubsidyBatchSubjects.Name(work, batch, token)}发放表.xlsx", bytes);
    }, cancel);

    private static Dictionary<string, object?> Row(SubsidyLineView line, int number, string id) => new()
    {
        ["number"] = number,
        ["name"] = line.Name,
        ["id"] = id,
        ["village"] = line.Village,
        ["post"] = line.PostName,
        ["days"] = line.DaysOnPost,
        ["scheduled"] = line.ScheduledDays,
        ["absent"] = line.AbsentDays,
        ["accrual"] = line.AccrualFen,
        ["deduction"] = line.DeductionFen,
        ["other"] = line.OtherFen,
        ["surplus"] = line.SurplusFen,
        ["personal"] = line.PersonalFen,
        ["account"] = line.AccountMasked,
        ["status"] = HoldWords.Status(line.Status),
        ["holds"] = string.Join('、', line.Holds.Select(HoldWords.Zh)),
        ["paidOn"] = line.PaidOn,
    };

    private static IEnumerable<Dictionary<string, object?>> Sums(BatchTotals totals, PostKind kind)
    {
        var figures = totals.Figures;
        yield return Sum("应发合计", figures.Accrual);
        yield return Sum("扣减合计", figures.Deduction);
        yield return Sum("其他支出", figures.Other);
        yield return Sum("结余退回", figures.Surplus);
        yield return Sum("个人实发", figures.Personal);
        if (kind == PostKind.Rural && totals.Split is { } split)
        {
            yield return Sum("省级分担", split.Province);
            yield return Sum("市级分担", split.City);
            yield return Sum("区级分担", split.District);
        }

        yield return Sum("已发放", totals.Paid);
        yield return Sum("未发放（暂缓、退回）", totals.Open);
    }

    private static Dictionary<string, object?> Sum(string item, long fen) => new() { ["item"] = item, ["amount"] = fen };
}

/// <summary>A workbook to download.</summary>
public sealed record DownloadedSheet(string Name, byte[] Content);
