using WorkflowJobs.Domain.Spreadsheets;

namespace WorkflowJobs.Domain.Insurance;

/// <summary>The sheets that go to the insurer and come back, and that of the employers' social-insurance payments.</summary>
public static class InsuranceSheets
{
    /// <summary>参保清单: who is to be insured; the insurer fills in the last three columns.</summary>
    public static Sheet Insured { get; } = new("insured", "参保清单", "List for the insurer",
    [
        new("id", "公民身份号码", "Identity number", ColumnType.CitizenId) { Required = true, Width = 22 },
        new("name", "姓名", "Name") { Required = true, MaxLength = 60 },
        new("town", "镇街", "Town"),
        new("village", "村（社区）", "Village"),
        new("post", "岗位", "Post"),
        new("startsOn", "拟上岗日期", "First day", ColumnType.Date),
        new("policy", "保单号", "Policy number") { MaxLength = 60, Width = 24 },
        new("from", "保险起期", "Covered from", ColumnType.Date),
        new("until", "保险止期", "Covered until", ColumnType.Date),
    ])
    { UniqueBy = ["id"] };

    /// <summary>The same as it comes back: with its policies.</summary>
    public static Sheet Returned { get; } = Insured with { Columns = [.. Insured.Columns.Select(column => column.Key is "policy" or "from" or "until" ? column with { Required = true } : column)] };

    /// <summary>社会保险单位缴费表, one row a person and month.</summary>
    public static Sheet SocialInsurance { get; } = new("social-insurance", "社会保险单位缴费表", "Employer's social insurance",
    [
        new("id", "公民身份号码", "Identity number", ColumnType.CitizenId) { Required = true, Width = 22 },
        new("name", "姓名", "Name") { Required = true, MaxLength = 60 },
        new("month", "所属月份", "Month", ColumnType.Date) { Required = true, AcceptsTextDate = true },
        new("base", "缴费基数", "Base", ColumnType.Money) { Required = true, Min = 0 },
        new("pension", "养老（单位）", "Pension", ColumnType.Money) { Required = true, Min = 0 },
        new("medical", "医疗（单位）", "Medical", ColumnType.Money) { Required = true, Min = 0 },
        new("unemployment", "失业（单位）", "Unemployment", ColumnType.Money) { Required = true, Min = 0 },
        new("injury", "工伤（单位）", "Injury", ColumnType.Money) { Required = true, Min = 0 },
        new("paidOn", "缴费日期", "Paid on", ColumnType.Date) { Required = true, AcceptsTextDate = true },
    ])
    { UniqueBy = ["id", "month"] };
}
