using WorkflowJobs.Domain.Spreadsheets;

namespace WorkflowJobs.Domain.Openings;

/// <summary>The provincial system's export (DOMAIN §11, D09): its sixteen columns. What it says of address, category and dates of birth is not taken over.</summary>
public static class ProvincialSheet
{
    public static Sheet Declared { get; } = new("provincial", "省系统花名册", "Roster of the provincial system",
    [
        new SheetColumn("idNumber", "公民身份号码", "ID number", ColumnType.CitizenId) { Required = true, Width = 22 },
        new SheetColumn("name", "个人姓名", "Name") { Required = true, MaxLength = 50 },
        new SheetColumn("personNumber", "个人编号", "Person number") { MaxLength = 40 },
        new SheetColumn("serial", "登记流水号", "Registration number") { MaxLength = 40, Width = 22 },
        new SheetColumn("hardship", "困难人员编号", "Hardship number") { MaxLength = 40 },
        new SheetColumn("sex", "性别", "Sex"),
        new SheetColumn("birth", "出生日期", "Born", ColumnType.Date) { AcceptsTextDate = true },
        new SheetColumn("employer", "单位名称", "Employer"),
        new SheetColumn("post", "公益性岗位名称", "Post"),
        new SheetColumn("address", "家庭住址", "Address"),
        new SheetColumn("category", "困难人员类别", "Category"),
        new SheetColumn("approval", "审批状态", "Approval") { MaxLength = 40 },
        new SheetColumn("agency", "创建机构名称", "Created by") { MaxLength = 80 },
        new SheetColumn("createdOn", "创建日期", "Created on", ColumnType.Date) { AcceptsTextDate = true },
        new SheetColumn("kind", "岗位类型", "Kind of post"),
        new SheetColumn("filed", "是否已备案", "Filed", ColumnType.Choice) { Options = [new("Yes", "是", "Yes"), new("No", "否", "No")] },
    ])
    {
        UniqueBy = ["idNumber"],

        // Our own columns of D09, so that a roster that went out comes back as it is.
        Ignored = ["序号", "备注", "镇街", "村（社区）", "岗位编号", "协议起始", "协议终止", "保单号", "开户行", "账号", "在岗状态", "退出日期", "退出原因"],
    };

    public static ProvincialData Of(SheetRow row) => new(
        row.Text("personNumber"), row.Text("serial"), row.Text("hardship"), row.Text("approval"), row.Text("agency"), row.Date("createdOn"), row.Text("filed") switch { "Yes" => true, "No" => false, _ => null });
}
