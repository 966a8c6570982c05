using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Runtime.Commands;

namespace WorkflowJobs.Domain.Applications;

/// <summary>The expected refusals around an application.</summary>
public static class ApplicationRefusals
{
    public static Refusal NotOpen(DateTimeOffset opensAt) => new(
        "NOT_OPEN",
        $"报名尚未开始，开始时间为{ShanghaiTime.DateOf(opensAt).Iso()}",
        $"The window is not open yet; it opens on {ShanghaiTime.DateOf(opensAt).Iso()}.")
    { Status = 409 };

    public static Refusal WindowClosed(DateTimeOffset closesAt) => new(
        "WINDOW_CLOSED",
        $"已截止：报名截止时间为{closesAt.ToOffset(ShanghaiTime.Offset).ToString("yyyy-MM-dd HH:mm", System.Globalization.CultureInfo.InvariantCulture)}",
        $"Closed: the window ended at {closesAt.ToOffset(ShanghaiTime.Offset).ToString("yyyy-MM-dd HH:mm", System.Globalization.CultureInfo.InvariantCulture)}.")
    { Status = 409 };

    public static Refusal NotPublished { get; } = new("NOTICE_NOT_PUBLISHED", "公告尚未发布", "The notice is not published.") { Status = 409 };

    public static Refusal DuplicateActive { get; } = new(
        "DUPLICATE_ACTIVE",
        "您在本区另一批次已有进行中的申请或已在岗；如要改报，请先撤回原申请",
        "You already have an active application in another round, or hold a post, in this district. Withdraw it first.")
    { Status = 409 };

    public static Refusal NotADraft { get; } = new("NOT_A_DRAFT", "申请已提交，不能再修改", "The application was submitted and cannot be changed.") { Status = 409 };

    public static Refusal IdMismatch { get; } = new("ID_MISMATCH", "身份号码与申请人不一致", "The identity number is not the applicant's.");

    public static Refusal NameMismatch { get; } = new(
        "PERSON_NAME_MISMATCH", "该身份号码登记的姓名与所填不同，请核对身份证", "This identity number is registered under another name; check the card.")
    { Status = 409 };

    public static Refusal NameMissing { get; } = new("NAME_MISSING", "请填写姓名", "Enter the name.");

    public static Refusal VillageMismatch { get; } = new("VILLAGE_MISMATCH", "所选村（社区）不属于公告所在镇街", "The village is not in the notice's town.");

    public static Refusal LineMissing { get; } = new("LINE_MISSING", "公告没有所选的类别与批次", "The notice has no such kind and batch.");

    public static Refusal SignatureMissing { get; } = new("SIGNATURE_MISSING", "代办申请须上传申请人签字或现场照片", "An assisted application needs the applicant's signature or photo.");

    public static Refusal NewCategory { get; } = new("SUPPLEMENT_NEW_CATEGORY", "报名截止后不得新增申报类别", "No group may be added after the window has closed.");

    public static Refusal WithdrawTooLate { get; } = new(
        "WITHDRAW_TOO_LATE", "申请已获批准，不能撤回；可在签约环节放弃，上岗后按退出办理", "The application is approved and cannot be withdrawn; refuse the offer at signing, or leave the post by an exit.")
    { Status = 409 };

    public static Refusal AlreadyOver { get; } = new("APPLICATION_OVER", "申请已结束，不能撤回", "The application is over and cannot be withdrawn.") { Status = 409 };

    public static Refusal FormMissing { get; } = new("FORM_MISSING", "申请表单尚未导入，请联系流程管理员", "The application form is not imported; call the workflow administrator.") { Status = 409 };

    public static Refusal NoSupplementOpen { get; } = new("SUPPLEMENT_NOT_ASKED", "当前没有待补正的事项", "No supplement is asked for.") { Status = 409 };

    public static Refusal? Stale(int expected, int current) => expected == current ? null : Refusals.StaleRevision(current);
}
