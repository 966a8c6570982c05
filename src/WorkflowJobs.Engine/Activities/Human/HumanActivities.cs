using System.Text.Json.Nodes;
using WorkflowJobs.Engine.Execution;

namespace WorkflowJobs.Engine.Activities.Human;

/// <summary>The human task: the one activity that administrators use most.</summary>
internal static class HumanActivities
{
    public static readonly Dictionary<string, ActivityBehavior> Behaviors = new()
    {
        [BuiltInActivities.HumanTask] = new HumanTaskBehavior(),
    };

    public static readonly ActivityDescriptor[] Descriptors =
    [
        new(BuiltInActivities.HumanTask, "人工", "人工任务", "Human Task")
        {
            DescriptionZh = "交给某个岗位的人员办理；办理结果决定下一步走哪条线。",
            DescriptionEn = "Work for the holders of a role; its outcome decides which connection is followed.",
            Inputs =
            [
                new("title", "String", "任务名称", "Title") { Required = true, HelpZh = "待办列表中显示的名称，请勿包含个人信息。" },
                new("titleEn", "String", "任务名称（英文）", "Title in English"),
                new("role", "String", "办理角色", "Role") { Required = true, UiHint = "dropdown" },
                new("scope", "String", "机构范围", "Scope") { UiHint = "dropdown", HelpZh = "哪一级单位中担任该角色的人员可以办理。" },
                new("unit", "String", "指定单位", "Unit") { HelpZh = "直接指定某个单位；留空则由机构范围决定。" },
                new("form", "String", "表单", "Form") { UiHint = "dropdown" },
                new("instructions", "String", "办理说明", "Instructions") { UiHint = "multiline" },
                new("instructionsEn", "String", "办理说明（英文）", "Instructions in English") { UiHint = "multiline" },
                new("dueInWorkingDays", "String", "办理期限（工作日）", "Due in working days") { HelpZh = "一个数，或参数名，例如 accept.days。" },
                new("outcomes", "Object", "办理结果", "Outcomes")
                {
                    Required = true, UiHint = "dynamic-outcomes",
                    HelpZh = "每个结果是一个出口，写作“名称”或“名称|中文|English”，名称区分大小写；名称后加“!”表示必须填写理由。",
                },
                new("groupKey", "String", "分组", "Group key") { HelpZh = "分组相同的任务可以一次成批办理。" },
                new("stage", "String", "进度阶段", "Stage") { HelpZh = "申请人在进度页看到的阶段名称。" },
                new("stageEn", "String", "进度阶段（英文）", "Stage in English"),
                new("subject", "String", "办理对象", "Subject") { HelpZh = "办理对象的编号，例如 application:ID。" },
            ],
            Outcomes = [],
            OutcomesInput = "outcomes",
            MayWait = true,
        },
    ];
}

/// <summary>Opens a bookmark with all evaluated inputs; completes with the outcome that the person chose.</summary>
internal sealed class HumanTaskBehavior : ActivityBehavior
{
    public override void Start(Burst burst, Frame frame)
    {
        var payload = burst.AllInputs(frame);
        if (payload.ContainsKey("outcomes"))
            payload["outcomes"] = new JsonArray([.. ValueConverter.ToTexts(payload["outcomes"]).Select(outcome => JsonValue.Create(outcome))]);
        burst.Open(frame, BookmarkKinds.HumanTask, payload: payload);
    }

    public override void Resume(Burst burst, Frame frame, Bookmark bookmark, JsonNode? payload)
    {
        burst.SetOutput(frame, "Result", payload);
        burst.Complete(frame, [ValueConverter.ToText((payload as JsonObject)?["outcome"]) ?? "Done"]);
    }
}
