using WorkflowJobs.Domain.Common;

namespace WorkflowJobs.Domain.Identity;

/// <summary>What creating and keeping accounts is refused for.</summary>
public static class AccountRefusals
{
    public static Refusal UserName { get; } = new("USER_NAME", "用户名为 3 至 40 位小写字母、数字、点或连字符。", "A user name is 3 to 40 lower-case letters, digits, dots or hyphens.") { Status = 400 };
    public static Refusal UserNameTaken { get; } = new("USER_NAME_TAKEN", "用户名已被使用。", "This user name is taken.") { Status = 409 };
    public static Refusal DisplayName { get; } = new("DISPLAY_NAME", "请填写姓名，不超过 60 字。", "Give the name, up to 60 characters.") { Status = 400 };

    public static Refusal Password { get; } = new("PASSWORD_WEAK",
        $"密码至少 {PasswordRules.MinLength} 位，含字母和数字，且不含用户名。", $"A password has at least {PasswordRules.MinLength} characters with letters and digits, and not the user name.")
    { Status = 400 };

    public static Refusal Role { get; } = new("ROLE_UNKNOWN", "角色与单位不相符，或没有这样的角色、单位。", "No such role or unit, or the role does not fit the unit.") { Status = 400 };
    public static Refusal Dates { get; } = new("ROLE_DATES", "任职结束日期不能早于开始日期。", "The last day cannot be before the first.") { Status = 400 };
    public static Refusal RoleTwice { get; } = new("ROLE_TWICE", "该账号在此单位已有这一角色。", "The account already holds this role in this unit.") { Status = 409 };
    public static Refusal Own { get; } = new("OWN_ACCOUNT", "不能更改自己的账号权限。", "One cannot change the rights of one's own account.") { Status = 403 };
    public static Refusal Applicants { get; } = new("APPLICANT_BY_INVITATION", "申请人账号只能凭邀请码开通。", "An applicant's account is opened with an invitation code.");
    public static Refusal Invitation { get; } = new("INVITATION_INVALID", "邀请码不正确、已使用或已过期，或身份证号后四位不符。", "The invitation code is wrong, used or expired, or the last four of the ID do not match.");
    public static Refusal HasAccount { get; } = new("PERSON_HAS_ACCOUNT", "该申请人已有账号。", "This applicant has an account already.") { Status = 409 };
    public static Refusal Bootstrap { get; } = new("BOOTSTRAP_INVALID", "一次性口令不正确，或系统已有管理员。", "The bootstrap secret is wrong, or there is an administrator already.") { Status = 403 };
    public static Refusal WrongPassword { get; } = new("PASSWORD_WRONG", "原密码不正确。", "The present password is wrong.") { Status = 403 };
}
