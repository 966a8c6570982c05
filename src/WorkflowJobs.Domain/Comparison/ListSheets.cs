using WorkflowJobs.Domain.Spreadsheets;

namespace WorkflowJobs.Domain.Comparison;

/// <summary>A row of a list as facts: null when it tells nothing that counts (a deregistered business, self-paid insurance).</summary>
public sealed record ListFact(string Variant, DateOnly? From, DateOnly? Until, string Detail, string? HouseholdNumber = null);

/// <summary>How each department's list is laid out, and what a row of it says.</summary>
public static class ListSheets
{
    private static readonly SheetColumn Id = new("id", "公民身份号码", "Identity number", ColumnType.CitizenId) { Required = true, Aliases = ["身份证号", "身份证号码", "身份号码"], Width = 22 };
    private static readonly SheetColumn Name = new("name", "姓名", "Name") { MaxLength = 50, Width = 12 };

    private static readonly Dictionary<ListKind, Sheet> Sheets = new()
    {
        [ListKind.Deaths] = Of("deaths", "死亡信息", "Deaths", Day("from", "死亡日期", "Date of death", required: true)),
        [ListKind.School] = Of("school", "学籍信息", "School rolls", Text("detail", "学校", "School"), Day("from", "入学日期", "Enrolled on"), Day("until", "毕（结）业日期", "Leaves on")),
        [ListKind.Pensions] = Of("pensions", "养老待遇领取", "Pensions",
            Choice("type", "待遇类型", "Kind", ("EMPLOYEE", "职工养老", "Employee"), ("RESIDENT", "城乡居民养老", "Resident")), Day("from", "领取起始日期", "Drawn since"), Day("until", "停发日期", "Stopped on")),
        [ListKind.OtherPosts] = Of("other-posts", "其他公益性岗位", "Other public-welfare posts", Text("detail", "岗位或单位", "Post or unit"), Day("from", "上岗日期", "On post since"), Day("until", "退岗日期", "Until")),
        [ListKind.Payroll] = Of("payroll", "财政供养人员", "Public payroll", Text("detail", "单位", "Unit"), Day("from", "起始日期", "Since"), Day("until", "截止日期", "Until")),
        [ListKind.Cadres] = Of("cadres", "村干部及亲属", "Village cadres and relatives",
            Choice("type", "与干部关系", "Relation to the cadre", ("SELF", "本人", "Self"), ("SPOUSE", "配偶", "Spouse"), ("PARENT", "父母", "Parent"), ("CHILD", "子女", "Child")),
            Text("detail", "村及职务", "Village and office"), Day("from", "任职日期", "In office since"), Day("until", "离任日期", "Until")),
        [ListKind.Business] = Of("business", "工商登记", "Business register",
            Choice("type", "登记状态", "State", ("OPERATING", "存续", "In operation"), ("OPERATING2", "在业", "Trading"), ("DORMANT", "歇业", "At rest"), ("DORMANT2", "停业", "Closed for the time being"), ("DORMANT3", "注销中", "Being deregistered"), ("GONE", "注销", "Deregistered"), ("GONE2", "吊销", "Revoked")),
            Text("detail", "企业或字号", "Business"), Text("office", "身份", "Capacity"), Day("from", "登记日期", "Registered on"), Day("until", "注销日期", "Deregistered on")),
        [ListKind.Insurance] = Of("insurance", "社保参保缴费", "Social insurance",
            Choice("type", "参保类型", "Kind", ("EMPLOYER", "单位职工", "Employee"), ("SELF", "灵活就业", "Self-paid"), ("RESIDENT", "城乡居民", "Resident")),
            Text("detail", "缴费单位", "Employer"), Day("from", "缴费起始", "Paid since"), Day("until", "缴费截止", "Paid until")),
        [ListKind.Prison] = Of("prison", "服刑及限制人身自由", "Sentences", Day("from", "起始日期", "Since"), Day("until", "截止日期", "Until")),
        [ListKind.Households] = Of("households", "户籍同户", "Households", Text("household", "户号", "Household number", required: true), Text("relation", "与户主关系", "Relation to the head")),
        [ListKind.Destitute] = Of("destitute", "特困供养", "Destitute", Day("from", "认定日期", "Since"), Day("until", "停止日期", "Until")),
        [ListKind.Assets] = Of("assets", "房产车辆", "Property and vehicles", Text("detail", "说明", "What"), Day("from", "登记日期", "Registered on")),
    };

    public static Sheet Of(ListKind kind) => Sheets[kind];

    /// <summary>What the row says; null when it is nothing that excludes.</summary>
    public static ListFact? FactOf(ListKind kind, SheetRow row)
    {
        var has = Sheets[kind].Columns.Select(c => c.Key).ToHashSet();
        var type = has.Contains("type") ? row.Text("type") : null;
        var variant = type switch
        {
            "RESIDENT" or "SELF" when kind is ListKind.Pensions or ListKind.Insurance => null,
            "GONE" or "GONE2" => null,
            "DORMANT" or "DORMANT2" or "DORMANT3" => FactVariants.Dormant,
            "SPOUSE" or "PARENT" or "CHILD" => FactVariants.Relative,
            _ => FactVariants.Plain,
        };
        if (variant is null)
            return null;
        string?[] words = [Value("detail"), Value("office"), Value("relation")];
        return new ListFact(variant, has.Contains("from") ? row.Date("from") : null, has.Contains("until") ? row.Date("until") : null,
            string.Join('，', words.Where(w => !string.IsNullOrEmpty(w))), Value("household"));

        string? Value(string key) => has.Contains(key) ? row.Text(key) : null;
    }

    private static Sheet Of(string key, string zh, string en, params SheetColumn[] columns) => new(key, zh, en, [Id, Name, .. columns]) { MaxRows = 50_000, MaxBytes = 16 * 1024 * 1024 };

    private static SheetColumn Day(string key, string zh, string en, bool required = false) => new(key, zh, en, ColumnType.Date) { Required = required };

    private static SheetColumn Text(string key, string zh, string en, bool required = false) => new(key, zh, en) { Required = required, MaxLength = 100, Width = 28 };

    private static SheetColumn Choice(string key, string zh, string en, params (string Value, string Zh, string En)[] options) =>
        new(key, zh, en, ColumnType.Choice) { Required = true, Options = [.. options.Select(o => new SheetOption(o.Value, o.Zh, o.En))] };
}
