using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Eligibility;
using WorkflowJobs.Domain.Placements;
using WorkflowJobs.Domain.Plans;
using WorkflowJobs.Domain.Spreadsheets;

namespace WorkflowJobs.Domain.Openings;

/// <summary>A person already on post, as the sheet says.</summary>
public sealed record OpeningRow(
    int Row, string IdNumber, string Name, string VillageId, PostKind Kind, int Year, int Batch, string PostName, DateOnly ApprovedOn, DateOnly OnPostSince, DateOnly AgreementFrom, DateOnly AgreementTo,
    int MonthsHundredths, long PaidCents, string? PolicyNumber, DateOnly? PolicyFrom, string? Account, string? Phone, WorkerCategory? WomanCategory, long? PaidThisYearCents = null);

/// <summary>The sheet of people already on post, and what must fit in a row of it. Pure.</summary>
public static class OpeningSheet
{
    public static Sheet Declared { get; } = new("opening", "在岗人员期初", "People already on post",
    [
        new SheetColumn("id", "公民身份号码", "Identity number", ColumnType.CitizenId) { Required = true, Aliases = ["身份证号"], Width = 22 },
        new SheetColumn("name", "姓名", "Name") { Required = true, MaxLength = 50, Width = 10 },
        new SheetColumn("village", "村（社区）", "Village") { Required = true, MaxLength = 50 },
        new SheetColumn("kind", "岗位类别", "Kind", ColumnType.Choice) { Required = true, Options = [new("Rural", "乡村", "Rural"), new("Urban", "城镇", "Urban")] },
        new SheetColumn("year", "计划年度", "Plan year", ColumnType.Number) { Required = true, Min = 2018, Max = 2099 },
        new SheetColumn("batch", "批次", "Batch", ColumnType.Number) { Min = 1, Max = 20 },
        new SheetColumn("post", "岗位名称", "Post") { Required = true, MaxLength = 60 },
        new SheetColumn("approved", "首次核定日期", "First approved on", ColumnType.Date) { Required = true },
        new SheetColumn("since", "上岗日期", "On post since", ColumnType.Date) { Required = true },
        new SheetColumn("from", "协议起始日", "Agreement from", ColumnType.Date) { Required = true },
        new SheetColumn("to", "协议终止日", "Agreement to", ColumnType.Date) { Required = true },
        new SheetColumn("months", "累计已用月数", "Months used", ColumnType.Number) { Required = true, Scale = 2, Min = 0, Max = 240 },
        new SheetColumn("paid", "累计已发金额", "Amount paid", ColumnType.Money) { Required = true, Min = 0 },
        new SheetColumn("paidThisYear", "其中本年已发金额", "Of it for this year", ColumnType.Money) { Min = 0, Width = 18 },
        new SheetColumn("policy", "意外险保单号", "Accident policy") { MaxLength = 60, Width = 20 },
        new SheetColumn("policyFrom", "保单生效日", "Policy from", ColumnType.Date),
        new SheetColumn("account", "收款账号", "Account") { MaxLength = 30, Width = 24 },
        new SheetColumn("phone", "联系电话", "Telephone") { MaxLength = 20 },
        new SheetColumn("category", "女性退休类别", "Woman's category", ColumnType.Choice) { Options = [new("Woman50", "工人岗（50）", "Woman50"), new("Woman55", "管理技术岗（55）", "Woman55")] },
    ])
    {
        UniqueBy = ["id"],
        MaxRows = 2_000,
    };

    /// <summary>
    /// What does not fit: OPENING_ORDER (dates), OPENING_OVER (the agreement ended before the day), OPENING_MONTHS (fewer months used than the
    /// agreement alone makes), OPENING_PAID (more paid for the year than in all), OPENING_POLICY (a rural post without its policy).
    /// </summary>
    public static IEnumerable<FieldError> Problems(SheetRow row, DateOnly asOf, int maxMonths)
    {
        var (from, to, since, approved) = (row.Date("from")!.Value, row.Date("to")!.Value, row.Date("since")!.Value, row.Date("approved")!.Value);
        if (to <= from)
            yield return row.Problem("to", "OPENING_ORDER", "协议终止日应晚于起始日", "The agreement must end after it begins.");
        else if (to > from.AddMonths(maxMonths))
            yield return row.Problem("to", "OPENING_TERM", $"协议期限超过{maxMonths}个月", $"The agreement is longer than {maxMonths} months.");
        if (since > asOf || from > asOf)
            yield return row.Problem(since > asOf ? "since" : "from", "OPENING_ORDER", $"应不晚于截至日{asOf.Iso()}", $"Must not be after {asOf.Iso()}.");
        else if (to < asOf)
            yield return row.Problem("to", "OPENING_OVER", $"协议在截至日{asOf.Iso()}前已终止，不在岗", $"The agreement ended before {asOf.Iso()}; not on post.");
        if (approved > since)
            yield return row.Problem("approved", "OPENING_ORDER", "首次核定日期不得晚于上岗日期", "The first approval must not be after the first day on post.");
        if (from <= asOf && row.Number("months")!.Value + Tolerance < PostMonths.In([new DateRange(from, to)], asOf))
            yield return row.Problem("months", "OPENING_MONTHS", "累计已用月数少于本协议已履行的月数", "Fewer months than the agreement itself has run.");
        if (row.Money("paidThisYear") > row.Money("paid"))
            yield return row.Problem("paidThisYear", "OPENING_PAID", "本年已发金额不得大于累计已发金额", "More for the year than in all.");
        if (row.Text("kind") == nameof(PostKind.Rural) && (row.Text("policy") is null || row.Date("policyFrom") is null))
            yield return row.Problem("policy", "OPENING_POLICY", "乡村岗位须填写意外险保单号和生效日", "A rural post needs its accident policy and the day it takes effect.");
    }

    /// <summary>Offices count begun months differently.</summary>
    private const decimal Tolerance = 1m;

    /// <param name="asOf">The day up to which the amounts are counted: who began in its year was paid everything for it.</param>
    public static OpeningRow Of(SheetRow row, string villageId, DateOnly asOf) => new(
        row.RowNumber, row.Id("id")!.Number, row.Text("name")!, villageId, Enum.Parse<PostKind>(row.Text("kind")!), (int)row.Number("year")!, (int)(row.Number("batch") ?? 1), row.Text("post")!,
        row.Date("approved")!.Value, row.Date("since")!.Value, row.Date("from")!.Value, row.Date("to")!.Value, (int)(row.Number("months")!.Value * 100), row.Money("paid")!.Value,
        row.Text("policy"), row.Date("policyFrom"), row.Text("account"), row.Text("phone"), row.Text("category") is { } category ? Enum.Parse<WorkerCategory>(category) : null,
        row.Money("paidThisYear") ?? (row.Date("since")!.Value.Year == asOf.Year ? row.Money("paid") : null));
}
