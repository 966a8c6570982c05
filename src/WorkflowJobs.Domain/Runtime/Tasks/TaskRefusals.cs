using WorkflowJobs.Domain.Common;

namespace WorkflowJobs.Domain.Runtime.Tasks;

/// <summary>The named outcomes of verbs that meet each other, or the rules.</summary>
public static class TaskRefusals
{
    public static Refusal Closed(UserTask task) => new("TASK_CLOSED", "该待办已办结或已取消。", "This task was completed or cancelled already.")
    {
        Status = 409,
        Details = new Dictionary<string, string> { ["state"] = task.State.ToString() },
    };

    public static Refusal ClaimedByOther { get; } = new("TASK_CLAIMED_BY_OTHER", "该待办已由他人认领。", "Somebody else has claimed this task.") { Status = 409 };

    public static Refusal NotHolder { get; } = new("NOT_HOLDER", "您不是该待办的经办人。", "You do not hold this task.") { Status = 403 };

    public static Refusal OutcomeUnknown { get; } = new("OUTCOME_UNKNOWN", "该待办没有这个办理结果。", "The task has no such outcome.") { Status = 400 };

    public static Refusal ReasonRequired { get; } = new("REASON_REQUIRED", "请填写理由。", "A reason is required.");

    public static Refusal ReasonTooLong { get; } = new("REASON_TOO_LONG", "理由不能超过 2000 字。", "The reason may have 2000 characters at most.") { Status = 400 };

    public static Refusal NoForm { get; } = new("TASK_HAS_NO_FORM", "该待办没有表单。", "This task has no form.");

    public static Refusal AttachmentUnknown(IReadOnlyList<FieldError> errors) =>
        new("FORM_DATA", $"表单有{errors.Count}处需要更正", $"{errors.Count} field(s) need correction.") { Errors = errors };

    public static Refusal ReturnTarget { get; } = new("RETURN_TARGET_UNKNOWN", "不能退回到该环节。", "The task cannot be returned to that step.");

    public static Refusal RecallTooLate { get; } = new("RECALL_TOO_LATE", "下一环节已经办理或认领，不能撤回。", "The next step has been claimed or acted on; it is too late to recall.") { Status = 409 };

    public static Refusal NotCompleted { get; } = new("TASK_NOT_COMPLETED", "该待办尚未办结，无须撤回。", "The task is not completed; there is nothing to recall.") { Status = 409 };

    public static Refusal TransferTarget { get; } = new("TRANSFER_TARGET", "只能转办给同一角色的其他人员。", "A task can be transferred only to another holder of its role.");

    public static Refusal NoHolder(UserTask task) => new("NO_HOLDER", $"{task.UnitId} 没有角色 {task.Role} 的人员；请先在“账号”中授予该角色。", $"{task.UnitId} has no holder of role {task.Role}; give somebody the role under Accounts first.") { Status = 409 };

    public static Refusal PastEffect { get; } = new("EFFECT_NOT_UNDONE",
        "此后已有不可撤销的事项（如名额已占用、名单已公示、协议已登记），不能退回或撤回到该步骤；请按更正或退出程序办理。",
        "Something that binds has happened since (a place taken, a list posted, an agreement recorded); the process cannot go back behind it.")
    { Status = 409 };

    public static Refusal NotTransferable { get; } = new("TASK_NOT_TRANSFERABLE", "申请人本人的待办不能转办。", "A task of the applicant's own cannot be transferred.");

    public static Refusal UrgedRecently { get; } = new("URGED_RECENTLY", "24 小时内已催办过。", "It was urged within the last 24 hours.") { Status = 409 };

    public static Refusal UrgeOwn { get; } = new("URGE_OWN", "该待办由您本人办理，无须催办。", "You hold this task yourself.");

    public static Refusal DueInPast { get; } = new("DUE_IN_PAST", "期限不能早于现在。", "The due date cannot lie in the past.");
}
