using System.Globalization;
using WorkflowJobs.Domain.Common;

namespace WorkflowJobs.Domain.Correspondence;

/// <summary>Kinds of notices to a person.</summary>
public static class NoticeKinds
{
    public const string Receipt = "Receipt";
    public const string Accepted = "Accepted";
    public const string SupplementRequest = "SupplementRequest";
    public const string Reminder = "Reminder";
    public const string Lapsed = "Lapsed";
    public const string NotAccepted = "NotAccepted";
    public const string NotRecommended = "NotRecommended";
    public const string ReexaminationUpheld = "ReexaminationUpheld";
    public const string Rejected = "Rejected";
    public const string Waitlisted = "Waitlisted";
    public const string Promoted = "Promoted";
    public const string Approved = "Approved";
    public const string Training = "Training";
    public const string Signing = "Signing";
    public const string OfferLapsed = "OfferLapsed";
    public const string Withdrawn = "Withdrawn";
    public const string NoticeCorrected = "NoticeCorrected";
    public const string AgreementVoided = "AgreementVoided";
    public const string Revoked = "Revoked";
    public const string OnPost = "OnPost";
    public const string DataCopy = "DataCopy";
    public const string DataCorrected = "DataCorrected";
    public const string DataRefused = "DataRefused";
    public const string DataErased = "DataErased";
    public const string AttendanceCorrected = "AttendanceCorrected";
    public const string ExitProposed = "ExitProposed";
    public const string ExitApproved = "ExitApproved";
    public const string ExitDecided = "ExitDecided";
    public const string ExitRefused = "ExitRefused";
    public const string ExitOverturned = "ExitOverturned";
    public const string Deduction = "Deduction";
    public const string DeductionDecided = "DeductionDecided";
    public const string SubsidyPaid = "SubsidyPaid";
    public const string SubsidyFailed = "SubsidyFailed";
    public const string ClawbackNotice = "ClawbackNotice";
    public const string ClawbackRepaid = "ClawbackRepaid";
    public const string ClawbackTransferred = "ClawbackTransferred";
    public const string LeaveApproved = "LeaveApproved";
    public const string LeaveRefused = "LeaveRefused";
    public const string Transferred = "Transferred";
    public const string PostSuspended = "PostSuspended";
    public const string PostResumed = "PostResumed";
    public const string ChangeDeclined = "ChangeDeclined";
    public const string AgreementEnding = "AgreementEnding";
    public const string AgeLimitComing = "AgeLimitComing";
    public const string RenewalApproved = "RenewalApproved";
    public const string RenewalDeclined = "RenewalDeclined";
    public const string Renewed = "Renewed";
    public const string Assessed = "Assessed";
    public const string AssessmentDecided = "AssessmentDecided";
}

/// <summary>What a text may use of a case. Every field but the name may be missing.</summary>
public sealed record NoticeFacts(string Name)
{
    public string Receipt { get; init; } = "";
    public string NoticeTitle { get; init; } = "";

    /// <summary>Reason given by the officer, or what must be supplemented.</summary>
    public string Reason { get; init; } = "";

    public string ReasonEn { get; init; } = "";
    public DateOnly? DueOn { get; init; }
    public string Place { get; init; } = "";
}

/// <summary>Title and text of a notice in both languages.</summary>
public sealed record NoticeText(string TitleZh, string TitleEn, string Zh, string En);

/// <summary>Every text that goes to a person, in one place. None names an ID number, a phone or an account.</summary>
public static class NoticeTexts
{
    public static NoticeText Of(string kind, NoticeFacts f)
    {
        var due = f.DueOn is { } date ? date.ToString("yyyy年M月d日", CultureInfo.InvariantCulture) : "规定期限";
        var dueEn = f.DueOn?.Iso() ?? "the time limit";
        var reason = f.Reason.Length > 0 ? f.Reason : "见经办意见";
        var reasonEn = f.ReasonEn.Length > 0 ? f.ReasonEn : f.Reason.Length > 0 ? f.Reason : "see the officer's opinion";
        var (titleZh, titleEn, zh, en) = kind switch
        {
            NoticeKinds.Receipt => ("受理回执", "Receipt", $"您的申请已提交，回执编号{f.Receipt}。凭回执编号和身份证后四位可查询进度。", $"Your application was submitted under receipt {f.Receipt}. Follow it with this number and the last four of your ID."),
            NoticeKinds.Accepted => ("受理通知", "Accepted", "您的申请已受理，将进入民主评议。", "Your application was accepted and goes to the democratic review."),
            NoticeKinds.SupplementRequest => ("补正告知书", "Supplement required", $"您的申请需要补正：{reason}。请于{due}24时前补齐；逾期未补正的，视为撤回申请。", $"Your application needs a supplement: {reasonEn}. Hand it in by the end of {dueEn}; otherwise the application counts as withdrawn."),
            NoticeKinds.Reminder => ("补正提醒", "Reminder", $"您的申请尚待补正，期限为{due}24时。", $"Your application still waits for its supplement; the time limit is the end of {dueEn}."),
            NoticeKinds.Lapsed => ("申请失效告知", "Application lapsed", $"您的申请已失效（{reason}）。", $"Your application has lapsed ({reasonEn})."),
            NoticeKinds.NotAccepted => ("不予受理告知书", "Not accepted", $"您的申请不予受理。理由：{reason}。如有异议，可向镇街反映。", $"Your application was not accepted. Reason: {reasonEn}. You may turn to the town."),
            NoticeKinds.NotRecommended => ("评议结果告知", "Review result", $"民主评议未通过。{(f.Reason.Length > 0 ? $"理由：{f.Reason}。" : "")}您可在{due}前向镇街申请复核一次。", $"The democratic review did not recommend you. {(f.Reason.Length > 0 ? $"Reason: {reasonEn}. " : "")}You may ask the town once for a re-examination by {dueEn}."),
            NoticeKinds.ReexaminationUpheld => ("复核结果告知", "Re-examination result", $"经复核，维持评议结果。理由：{reason}。", $"The re-examination upheld the result. Reason: {reasonEn}."),
            NoticeKinds.Rejected => ("审核结果告知", "Rejected", $"您的申请未通过。理由：{reason}。如不服，可依法申请复核。", $"Your application was rejected. Reason: {reasonEn}. You may ask for a review as the law provides."),
            NoticeKinds.Waitlisted => ("候补告知", "Waitlisted", $"您已列入候补{(f.Reason.Length > 0 ? $"（{f.Reason}）" : "")}，有效期至{due}。有名额时将按顺序递补。", $"You are on the waitlist{(f.Reason.Length > 0 ? $" ({reasonEn})" : "")} until {dueEn} and will be called in turn when a place is free."),
            NoticeKinds.Promoted => ("递补告知", "Promoted", "您已由候补递补，将进入公示或审批。", "You were called from the waitlist; publicity or approval follows."),
            NoticeKinds.Approved => ("批准通知", "Approved", "您的申请已获区级批准，请按通知参加岗前培训。", "The district approved your application. Please attend the pre-job training."),
            NoticeKinds.Training => ("培训通知", "Training", $"请参加岗前培训{(f.DueOn is null ? "" : $"（{due}）")}{(f.Place.Length > 0 ? $"，地点：{f.Place}" : "")}。", $"Please attend the pre-job training{(f.DueOn is null ? "" : $" on {dueEn}")}{(f.Place.Length > 0 ? $" at {f.Place}" : "")}."),
            NoticeKinds.Signing => ("签约通知", "Signing", "您已通过培训，请到镇街签订协议。", "You passed the training; please sign the agreement at the town."),
            NoticeKinds.OfferLapsed => ("录用失效告知", "Offer lapsed", $"您的录用资格已失效（{reason}）。", $"Your offer has lapsed ({reasonEn})."),
            NoticeKinds.Withdrawn => ("撤回确认", "Withdrawn", "您的申请已撤回。报名期内可以重新申请。", "Your application was withdrawn. You may apply again while the window is open."),
            NoticeKinds.NoticeCorrected => ("公告更正告知", "The notice was corrected", $"您所申请的公告已更正（{reason}）。您的申请继续有效，无须重新提交；报名截止日期为{due}，截止前可以撤回或重新申请。", $"The notice that you applied under was corrected ({reasonEn}). Your application stays in force and need not be handed in again; the window closes on {dueEn}, and until then you may withdraw or apply anew."),
            NoticeKinds.AgreementVoided => ("协议失效告知", "Agreement voided", $"您签订的协议自{due}起失效（{reason}）。", $"Your agreement is void from {dueEn} ({reasonEn})."),
            NoticeKinds.Revoked => ("申请撤销告知", "Application revoked", $"您的申请已由管理员终止办理。理由：{reason}。报名期内可以重新申请；如有异议，可向镇街反映。", $"An administrator has ended your application. Reason: {reasonEn}. You may apply again while a window is open, or turn to the town."),
            NoticeKinds.OnPost => ("上岗告知", "On post", $"您自{due}起上岗，岗位：{f.Place}。请按时出勤；补贴发放情况可在“我的”页面查看。", $"You are on post from {dueEn}: {f.Place}. Your attendance and pay are shown on your page."),
            NoticeKinds.AttendanceCorrected => ("考勤更正告知", "Attendance corrected", $"您{(f.DueOn is { } corrected ? $"{corrected.Year}年{corrected.Month}月" : "")}的考勤已更正。理由：{reason}。如有异议，可向镇街反映。", $"Your attendance of {f.DueOn?.ToString("yyyy-MM", CultureInfo.InvariantCulture)} was corrected. Reason: {reasonEn}. You may turn to the town."),
            NoticeKinds.ExitProposed => ("拟退出告知书", "Exit proposed", $"拟对您作出退出岗位的处理（{reason}），拟定最后在岗日为{f.Place}。事实和依据见“我的”页面。您可在{due}24时前陈述申辩并提交材料；逾期视为放弃。", $"It is proposed to end your post ({reasonEn}); the facts are on your page. You may state your defence by the end of {dueEn}."),
            NoticeKinds.ExitApproved => ("退出通知", "Exit approved", $"您退出岗位的事项已批准（{reason}），最后在岗日为{f.Place}。需要培训、求职、创业担保贷款或社会救助的，可随时向村（社区）提出。", $"Your exit was approved ({reasonEn}). For training, a job, a start-up loan or relief, turn to the village."),
            NoticeKinds.ExitDecided => ("解除（清退）决定书", "Removal decided", $"已决定您退出岗位（{reason}），最后在岗日为{f.Place}。不服本决定的，可在{due}24时前申请复核。", $"Your removal from the post was decided ({reasonEn}). You may dispute it by the end of {dueEn}."),
            NoticeKinds.ExitRefused => ("退出事项告知", "Exit not approved", $"您的岗位退出事项（{reason}）未获批准，您继续在岗。", $"The exit ({reasonEn}) was not approved; you stay on post."),
            NoticeKinds.ExitOverturned => ("复核结果告知", "Removal overturned", $"经复核，撤销对您的退出决定（{reason}），您恢复在岗。", $"After re-examination the removal ({reasonEn}) is revoked; you are back on post."),
            NoticeKinds.DataCopy => ("个人信息副本已备好", "Copy of your data", "您申请的个人信息副本已备好，可在“我的个人信息”页面下载，或到窗口领取纸质件。", "The copy of your data is ready: download it on the page of your data, or fetch it on paper."),
            NoticeKinds.DataCorrected => ("个人信息更正告知", "Your data were corrected", "您申请更正的个人信息已更正。", "Your data were corrected as you asked."),
            NoticeKinds.DataRefused => ("个人信息申请答复", "Answer about your data", $"您关于个人信息的申请未予办理。理由：{reason}。{(f.DueOn is null ? "" : $"依法保存至{due}。")}如有异议，可依法申请复核。", $"Your request about your data was refused. Reason: {reasonEn}.{(f.DueOn is null ? "" : $" By law they are kept until {dueEn}.")} You may ask for a review as the law provides."),
            NoticeKinds.DataErased => ("个人信息删除告知", "Your data are deleted", "您的个人信息将按您的申请销毁。", "Your data are being destroyed as you asked."),
            NoticeKinds.Deduction => ("补贴扣发告知书", "Deduction from your pay", $"{reason}。如有异议，请于{due}24时前在“我的补贴”提出，或向村（社区）、镇街经办人员提出；期满后发放。", $"{reasonEn}. You may contest it by the end of {dueEn} on your page or through an officer; it is paid afterwards."),
            NoticeKinds.DeductionDecided => ("扣发异议答复", "Your objection to a deduction", $"您对扣发的异议已裁定：{reason}。", $"Your objection to the deduction was decided: {reasonEn}."),
            NoticeKinds.SubsidyPaid => ("补贴发放告知", "Your pay", $"{reason}，已于{due}发放至您本人账户。", $"{reasonEn} was paid to your own account on {dueEn}."),
            NoticeKinds.SubsidyFailed => ("补贴发放未成功", "Your pay did not arrive", $"{reason}。请向镇街核对本人开户名和账号，更正后重新发放。", $"{reasonEn}. Please check name and number of your account with the town; it is paid again after the correction."),
            NoticeKinds.ClawbackNotice => ("追缴通知书", "Notice of clawback", $"{reason}。请于{due}前缴回；确有困难的可以分期。如有异议，可依法申请复核。", $"{reasonEn}. Please pay it back by {dueEn}; instalments are possible. You may ask for a review as the law provides."),
            NoticeKinds.ClawbackRepaid => ("缴款告知", "Repayment received", $"{reason}。", $"{reasonEn}."),
            NoticeKinds.ClawbackTransferred => ("追缴移送告知", "Clawback transferred", $"{reason}，逾期未缴回，已移送区纪检监察工委；缴清前不得再次安置。", $"{reasonEn} was not paid back in time and has been handed to discipline; you cannot be placed again before it is paid."),
            NoticeKinds.LeaveApproved => ("请假批准", "Leave approved", $"您的请假（{f.Place}）已批准。", $"Your leave ({f.Place}) was approved."),
            NoticeKinds.LeaveRefused => ("请假未批准", "Leave refused", $"您的请假（{f.Place}）未获批准，请按时到岗。如有异议，可向镇街反映。", $"Your leave ({f.Place}) was refused; please come to work. You may turn to the town."),
            NoticeKinds.Transferred => ("岗位变更告知", "Post changed", $"您的岗位自{due}起变更为：{f.Place}。原协议期限和累计月数不变。", $"From {dueEn} your post is {f.Place}. The agreement and the months used stay as they are."),
            NoticeKinds.PostSuspended => ("停岗告知", "Suspended", $"您自{due}起停岗，停岗期间不计补贴，也不计累计月数。康复后请申请复岗。", $"From {dueEn} you are suspended: neither pay nor months run. Ask to resume when you are well."),
            NoticeKinds.PostResumed => ("复岗告知", "Resumed", $"您自{due}起复岗，岗位：{f.Place}。", $"From {dueEn} you are back on your post: {f.Place}."),
            NoticeKinds.ChangeDeclined => ("岗位变更未批准", "Change declined", $"您的岗位变更（停岗、复岗）申请未获批准。如有异议，可向镇街反映。", $"The change of your post was declined. You may turn to the town."),
            NoticeKinds.AgreementEnding => ("协议即将到期", "The agreement ends soon", $"您的协议将于{due}到期。符合条件需要续签的，请尽快在“我的岗位”或村（社区）提出续签申请。", $"Your agreement ends on {dueEn}. If you may renew it, ask for it soon on your page or at your village."),
            NoticeKinds.AgeLimitComing => ("即将达到年龄上限", "The age limit is near", $"您将于{due}达到在岗年龄上限，次日起退出岗位。", $"On {dueEn} you reach the age limit; you leave the post after that day."),
            NoticeKinds.RenewalApproved => ("续签批准", "Renewal approved", $"您的续签申请已批准，请到镇街签订协议。", $"Your renewal was approved; please sign the agreement at the town."),
            NoticeKinds.RenewalDeclined => ("续签未批准", "Renewal declined", $"您的续签申请未获批准，协议到期后退出岗位。如不服，可依法申请复核。", $"Your renewal was declined; you leave the post when the agreement ends. You may ask for a review as the law provides."),
            NoticeKinds.Renewed => ("续签完成", "Renewed", $"您的协议已续签，期限至{due}，岗位：{f.Place}。", $"Your agreement was renewed until {dueEn}: {f.Place}."),
            NoticeKinds.Assessed => ("月度考核结果", "Monthly assessment", $"您的月度考核结果（{f.Place}）。如有异议，请在{due}24时前提出；逾期未提出的，视为确认。", $"Your monthly assessment ({f.Place}). You may contest it until the end of {dueEn}; silence counts as confirmed."),
            NoticeKinds.AssessmentDecided => ("考核复核结果", "Assessment decided", $"您提出异议的月度考核已复核：{f.Place}。", $"The assessment that you contested was decided: {f.Place}."),
            _ => (kind, kind, reason, reasonEn),
        };
        var about = f.NoticeTitle.Length > 0 ? $"（{f.NoticeTitle}）" : "";
        return new NoticeText(titleZh, titleEn, $"{f.Name}：{zh}{about}", $"{f.Name}: {en}");
    }
}
