using System.Text.Json.Nodes;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Forms;
using WorkflowJobs.Domain.Identity;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Instances;
using WorkflowJobs.Domain.Runtime.Tasks;
using WorkflowJobs.Server.Components.Forms;
using WorkflowJobs.Server.Components.Officer;
using Page = WorkflowJobs.Server.Components.Officer;

namespace WorkflowJobs.Server.Components.Desks;

internal sealed partial class TaskDesk
{
    public async Task<Page.TaskView?> Open(string taskId, CancellationToken cancel)
    {
        var actor = await me.Require();
        if ((await queries.Get(taskId, actor, cancel)).Value is not { } view)
            return null;
        var summary = view.Summary;
        var isApplication = summary.SubjectType == Subject.Application;
        var file = isApplication && actor.PersonId is null ? (await applications.Get(actor, summary.SubjectId, cancel)).Value : null;
        var calendar = await calendars.Load(cancel);
        var form = view.Form is { } shown ? State(shown, summary, actor) : null;
        return new Page.TaskView(Row(summary, await names.Process(summary.DefinitionId), calendar, actor, view.AssigneeName), summary.IsOpen)
        {
            Instructions = Names.Pick(view.Instructions, view.InstructionsEn),
            Form = form,
            Outcomes = [.. view.Outcomes.Select(one => new TaskOption(one.Key, Names.Pick(one.Zh, one.En), one.Negative))],
            Barred = view.BarredBy is null ? null : new Refusal(view.BarredBy, view.BarredZh ?? "", view.BarredEn ?? ""),
            CanAct = view.AllowedActions.Contains("complete"),
            CanClaim = view.AllowedActions.Contains("claim"),
            CanRelease = view.AllowedActions.Contains("release") && (summary.Role != Roles.Applicant || actor.PersonId is null),
            CanRecall = view.AllowedActions.Contains("recall"),
            CanUrge = view.AllowedActions.Contains("urge") && !view.AllowedActions.Contains("claim"),
            ReturnTargets = [.. view.ReturnTargets.Select((target, index) => new Page.ReturnTarget(target.ActivityId,
                Names.Pick(target.Title, target.TitleEn) + (target.IsApplicant ? texts["task.theApplicant"] : ""), index == 0))],
            Colleagues = view.AllowedActions.Contains("transfer") ? [.. ((await queries.Colleagues(taskId, actor, cancel)).Value ?? []).Select(holder => new Colleague(holder.UserId, holder.DisplayName))] : [],
            File = file is null ? null : CaseForms.Of(file, actor, Today),
            Findings = EligibilityFindings.Of(file?.Eligibility?.ToJsonString()),
            Attachments = (isApplication || summary.SubjectType == Domain.Publicity.ObjectionSubjects.Type) && actor.PersonId is null ? [.. (await attachments.Of(actor, summary.SubjectType, summary.SubjectId, cancel)).Select(one => one.Id)] : [],
            History = [.. ((await queries.History(taskId, actor, cancel)).Value ?? []).Take(60).Select(Line)],
            Picture = await pictures.Of(summary.InstanceId, cancel),
            ApplicationId = file is null ? null : summary.SubjectId,
            CaseAddress = actor.PersonId is not null ? null : isApplication && file is not null ? $"/cases/{summary.SubjectId}" : summary.SubjectType switch
            {
                Subject.Round => $"/rounds/{summary.SubjectId}",
                Subject.Placement => $"/placements/{summary.SubjectId}",
                Domain.Attendance.AttendanceSubjects.Type => $"/attendance/{summary.SubjectId}",
                _ => null,
            },
        };
    }

    public async Task<FormState?> Form(string taskId, CancellationToken cancel)
    {
        var actor = await me.Require();
        return (await queries.Get(taskId, actor, cancel)).Value is { Form: { } form } view ? State(form, view.Summary, actor) : null;
    }

    private FormState State(TaskFormView form, TaskSummary summary, Actor actor) => new(FormDocument.Read(form.Json).Value!, (JsonObject?)form.Data?.DeepClone() ?? [])
    {
        Roles = RolesOf(summary.Role, actor),
        Sources = form.Sources,
        Today = Today,
    };

    private static HashSet<string> RolesOf(string taskRole, Actor actor) => [.. actor.Grants.Select(grant => grant.Role), taskRole];

    /// <summary>What happened to a task of this process: the officer sees the road behind the task.</summary>
    private HistoryLine Line(ProcessEventView row) => new(
        row.At, row.ActorName ?? texts["history.system"],
        $"{Names.Pick(row.Title, row.TitleEn)}：{(row.Outcome is { } chosen ? Names.Pick(chosen.Zh, chosen.En) : texts.Code("taskEvent", row.Kind))}", row.Note);
}
