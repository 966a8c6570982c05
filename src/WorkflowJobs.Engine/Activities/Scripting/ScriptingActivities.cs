using System.Text.Json.Nodes;
using WorkflowJobs.Engine.Execution;

namespace WorkflowJobs.Engine.Activities.Scripting;

/// <summary>Activities that run a script.</summary>
internal static class ScriptingActivities
{
    public static readonly Dictionary<string, ActivityBehavior> Behaviors = new()
    {
        ["Elsa.RunJavaScript"] = new SimpleBehavior(RunJavaScript),
    };

    public static readonly ActivityDescriptor[] Descriptors =
    [
        new("Elsa.RunJavaScript", "脚本", "运行 JavaScript", "Run JavaScript")
        {
            DescriptionZh = "运行一段受限的 JavaScript，结果可存入变量。",
            DescriptionEn = "Runs bounded JavaScript; its value may go to a variable.",
            Inputs =
            [
                new("script", "String", "脚本", "Script") { UiHint = "code-editor", Required = true },
                new("possibleOutcomes", "Object", "可能的结果", "Possible outcomes") { UiHint = "dynamic-outcomes" },
            ],
            OutcomesInput = "possibleOutcomes",
        },
    ];

    private static void RunJavaScript(Burst burst, Frame frame)
    {
        var script = burst.Text(frame, "script") ?? "";
        burst.SetOutput(frame, "Result", Burst.Detached(
            burst.Expression(frame, "JavaScript", JsonValue.Create(script))));
    }
}
