using WorkflowJobs.Domain.Applications;
using WorkflowJobs.Domain.Correspondence;
using WorkflowJobs.Domain.Documents;
using WorkflowJobs.Domain.Identity;
using WorkflowJobs.Domain.Parameters;
using WorkflowJobs.Domain.Runtime.Tasks;
using WorkflowJobs.Domain.Units;
using WorkflowJobs.Engine.Activities;
using WorkflowJobs.Server.Components.Text;

namespace WorkflowJobs.Server.ElsaApi;

/// <summary>An entry of a drop-down: what it says and what is stored.</summary>
internal sealed record Choice(string Text, string Value);

/// <summary>What the designer's drop-downs offer, read anew each time: a form that was added a minute ago can be picked.</summary>
internal sealed class OptionLists(FormQueries forms, DocumentTemplateQueries documents, UnitQueries units, ParameterQueries parameters, Texts texts)
{
    private const int MostDays = 30;

    private static readonly string[] TaskRoles =
    [
        Roles.Applicant, Roles.VillageOfficer, Roles.TownHandler, Roles.TownLeader, Roles.TownDiscipline, Roles.Employer, Roles.Certifier,
        Roles.DistrictHandler, Roles.DistrictLeader, Roles.Finance, Roles.Discipline,
    ];

    private static readonly Choice[] Scopes = [new("村（社区）", "Village"), new("镇街", "Town"), new("区级", "District"), new("申请人本人", "Applicant")];

    private static readonly Choice[] Joins =
        [new("等全部分支（WaitAll）", "WaitAll"), new("等在走的分支（WaitAllActive）", "WaitAllActive"), new("先到先行，其余取消（WaitAny）", "WaitAny")];

    private static readonly Choice[] Matches = [new("只走第一条成立的", "MatchFirst"), new("走所有成立的", "MatchAny")];

    private static readonly Choice[] Phases = [new("受理时", "acceptance"), new("审批前", "approval")];

    /// <summary>By type and input; by input alone where the input means the same everywhere.</summary>
    public async Task<IReadOnlyDictionary<string, IReadOnlyList<Choice>>> Read(CancellationToken cancel)
    {
        var allForms = await forms.All(cancel);
        var allUnits = await units.All(cancel);
        var allParameters = await parameters.All(cancel);
        return new Dictionary<string, IReadOnlyList<Choice>>(StringComparer.Ordinal)
        {
            [BuiltInActivities.HumanTask + ".role"] = [.. TaskRoles.Select(role => new Choice(texts.Code("role", role), role))],
            [BuiltInActivities.HumanTask + ".scope"] = Scopes,
            [BuiltInActivities.HumanTask + ".unit"] = [new("（由机构范围决定）", ""), .. allUnits.Select(unit => new Choice(unit.Name, unit.Id))],
            [BuiltInActivities.HumanTask + ".form"] = [new("（不用表单）", ""), .. allForms.Select(form => new Choice($"{form.Title.Zh}（{form.Key}）", form.Key))],
            ["dueInWorkingDays"] =
            [
                new("（不限期）", ""),
                .. allParameters.Where(parameter => parameter is { Type: "Integer", Unit: "WorkingDays" }).Select(parameter => new Choice($"参数：{parameter.LabelZh}（现为 {parameter.Value} 个工作日）", parameter.Key)),
                .. Enumerable.Range(1, MostDays).Select(days => new Choice($"{days,2} 个工作日", $"{days}")),
            ],
            ["WorkflowJobs.SetStatus.status"] = [.. Enum.GetValues<ApplicationStatus>().Select(status => new Choice(texts.Code("status", status.ToString()), status.Code()))],
            ["WorkflowJobs.SetStatus.notice"] = [new("（不告知）", ""), .. NoticesToPeople()],
            ["WorkflowJobs.IssueDocument.document"] = [.. (await documents.Choices(cancel)).Select(one => new Choice($"{one.Code} {one.TitleZh}（{one.Key}）", one.Key))],
            ["WorkflowJobs.CheckEligibility.phase"] = Phases,
            ["Elsa.FlowJoin.mode"] = Joins,
            ["Elsa.FlowSwitch.mode"] = Matches,
        };
    }

    private static IEnumerable<Choice> NoticesToPeople() => typeof(NoticeKinds).GetFields()
        .Select(field => (string)field.GetRawConstantValue()!).Select(kind => new Choice(NoticeTexts.Of(kind, new NoticeFacts("")).TitleZh, kind));
}
