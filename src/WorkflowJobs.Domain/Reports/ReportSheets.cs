using WorkflowJobs.Domain.Eligibility;
using WorkflowJobs.Domain.Notices;
using WorkflowJobs.Domain.Spreadsheets;

namespace WorkflowJobs.Domain.Reports;

/// <summary>The sheets of D25 统计报表: 计划/开发/上岗/在岗/退出 by town, kind and group, with the progress in percent.</summary>
internal static class ReportSheets
{
    public static Sheet Lines { get; } = new("report-lines", "统计报表", "Report",
    [
        new("town", "镇街", "Town"), new("kind", "类别", "Kind"), new("batch", "批次", "Batch"),
        Count("planned", "计划", "Planned"), Count("announced", "开发", "Announced"), Count("applied", "申请", "Applied"), Count("approved", "批准", "Approved"),
        Count("onPost", "在岗", "On post"), Count("exited", "退出", "Exited"), new("progress", "进度%", "Progress %", ColumnType.Number) { Scale = 1 },
    ]);

    public static Sheet Groups { get; } = new("report-groups", "按人员类别", "By group",
    [
        new("town", "镇街", "Town"), new("kind", "类别", "Kind"), new("batch", "批次", "Batch"), new("group", "人员类别", "Group") { Width = 30 },
        Count("applied", "申请", "Applied"), Count("approved", "批准", "Approved"), Count("started", "上岗", "Started"), Count("onPost", "在岗", "On post"), Count("exited", "退出", "Exited"),
    ]);

    public static IReadOnlyDictionary<string, object?> Row(PlanProgress line, string town) => new Dictionary<string, object?>
    {
        ["town"] = town,
        ["kind"] = LineNames.Zh(line.Kind),
        ["batch"] = LineNames.BatchZh(line.Batch),
        ["planned"] = line.Planned,
        ["announced"] = line.Announced,
        ["applied"] = line.Applied,
        ["approved"] = line.Approved,
        ["onPost"] = line.OnPost,
        ["exited"] = line.Exited,
        ["progress"] = line.Planned == 0 ? null : Math.Round(100m * line.OnPost / line.Planned, 1),
    };

    public static IReadOnlyDictionary<string, object?> Row(FigureRow row, string town) => new Dictionary<string, object?>
    {
        ["town"] = town,
        ["kind"] = LineNames.Zh(row.Kind),
        ["batch"] = LineNames.BatchZh(row.Batch),
        ["group"] = row.Group is null ? "系统启用前在岗" : Categories.Find(row.Group)?.NameZh ?? row.Group,
        ["applied"] = row.Applied,
        ["approved"] = row.Approved,
        ["started"] = row.Started,
        ["onPost"] = row.OnPost,
        ["exited"] = row.Exited,
    };

    private static SheetColumn Count(string key, string zh, string en) => new(key, zh, en, ColumnType.Number) { Width = 10 };
}
