using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Identity;
using WorkflowJobs.Domain.Parameters;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Instances;
using WorkflowJobs.Domain.Runtime.Tasks;
using WorkflowJobs.Engine.Activities;
using WorkflowJobs.Engine.Definitions;

namespace WorkflowJobs.Domain.Processes;

/// <summary>
/// ROLE_UNKNOWN, ROLE_UNHELD, SCOPE_UNKNOWN, FORM_UNKNOWN, DUE_UNKNOWN: what a human task names as a literal must exist. That somebody holds the
/// role is not asked of the files published at start, since accounts are made later.
/// </summary>
public sealed class HumanTaskCheck : IDefinitionCheck
{
    private static readonly string[] Scopes = ["Village", "Town", "District", "Applicant"];
    private static readonly HashSet<string> Known = [.. typeof(Roles).GetFields().Where(field => field.IsLiteral).Select(field => (string)field.GetRawConstantValue()!)];

    public async Task<IReadOnlyList<DefinitionProblem>> Check(Work work, WorkflowDefinition definition, Actor actor, CancellationToken cancel)
    {
        var today = ShanghaiTime.DateOf(work.Now);
        var held = await work.Db.RoleAssignments.Where(row => (row.From == null || row.From <= today) && (row.To == null || row.To >= today)).Select(row => row.Role).Distinct().ToListAsync(cancel);
        var problems = new List<DefinitionProblem>();
        foreach (var task in definition.Root.SelfAndDescendants().Where(node => node.Type == BuiltInActivities.HumanTask))
        {
            if (Literal(task, "role") is { } role && !Known.Contains(role))
                problems.Add(Problem(task, "role", "ROLE_UNKNOWN", $"没有角色“{role}”", $"there is no role \"{role}\""));
            else if (Literal(task, "role") is { } asked && asked != Roles.Applicant && actor.UserId != Actor.System.UserId && !held.Contains(asked))
                problems.Add(Problem(task, "role", "ROLE_UNHELD", $"没有人担任角色“{asked}”", $"nobody holds the role \"{asked}\""));
            if (Literal(task, "scope") is { } scope && !Scopes.Contains(scope))
                problems.Add(Problem(task, "scope", "SCOPE_UNKNOWN", $"没有机构范围“{scope}”", $"there is no scope \"{scope}\""));
            if (Literal(task, "form") is { } form && await FormStore.LatestVersion(work.Db, form, cancel) == 0)
                problems.Add(Problem(task, "form", "FORM_UNKNOWN", $"没有表单“{form}”", $"there is no form \"{form}\""));
            if (Literal(task, "dueInWorkingDays") is { } days && ParameterSet.Defaults.Days(days) is null)
                problems.Add(Problem(task, "dueInWorkingDays", "DUE_UNKNOWN", $"办理期限“{days}”既不是天数也不是参数名", $"the due date \"{days}\" is neither a number of days nor a parameter"));
        }

        return problems;
    }

    /// <summary>The value of an input that is no expression; null when there is none, or when it is worked out as the process runs.</summary>
    internal static string? Literal(ActivityNode node, string input) =>
        node.Json[input].Member("expression") is { } expression && expression.Member("type")?.ToString() is null or "Literal" && expression.Member("value")?.ToString() is { Length: > 0 } value ? value : null;

    private static DefinitionProblem Problem(ActivityNode task, string input, string code, string zh, string en) => new(
        code, ProblemSeverity.PublishError, $"{task.JsonPath}.{input}", $"“{task.Title}”：{zh}。", $"\"{task.Id}\": {en}.");
}
