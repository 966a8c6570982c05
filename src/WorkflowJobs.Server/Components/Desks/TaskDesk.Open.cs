using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
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
        var file = isApplication && actor.PersonId is null ? await applications.Read(summary.SubjectId, actor, cancel) : null;
        var calendar = await reader.Read((work, token) => calendars.Load(work.Db, token), cancel);
        var isOpen = summary.CompletedAt is null && summary.State is UserTaskState.Available or UserTaskState.Assigned or UserTaskState.Unassigned;
        var form = view.Form is { } shown ? State(shown, summary, actor) : isOpen && view.AllowedActions.Contains("complete") ? await Unclaimed(taskId, actor, cancel) : null;
        return new Page.TaskView(Row(summary, await names.Process(summary.DefinitionId), calendar, actor, view.AssigneeName), isOpen)
        {
            Instructions = view.Instructions,
            Form = form,
            Outcomes = [.. view.Outcomes.Select(one => new TaskOption(one.Key, Names.Pick(one.Zh, one.En), one.Negative))],
            Barred = view.BarredBy is null ? null : new Refusal(view.BarredBy, view.BarredZh ?? "", view.BarredEn ?? ""),
            CanAct = view.AllowedActions.Contains("complete"),
            CanClaim = view.AllowedActions.Contains("claim"),
            CanRelease = view.AllowedActions.Contains("release") && summary.Role != Roles.Applicant,
            CanRecall = view.AllowedActions.Contains("recall"),
            CanUrge = view.AllowedActions.Contains("urge") && !view.AllowedActions.Contains("claim"),
            ReturnTargets = [.. view.ReturnTargets.Select((target, index) => new Page.ReturnTarget(target.ActivityId,
                Names.Pick(target.Title, target.TitleEn) + (target.IsApplicant ? texts["task.theApplicant"] : ""), index == 0))],
            Colleagues = view.AllowedActions.Contains("transfer") ? await Colleagues(summary, actor, cancel) : [],
            File = file?.Form,
            Findings = file?.Findings ?? [],
            Attachments = isApplication && actor.PersonId is null ? await AttachmentsOf(summary, cancel) : [],
            History = await History(summary, cancel),
            Picture = await pictures.Of(summary.InstanceId, cancel),
            CaseAddress = actor.PersonId is not null ? null : isApplication && file is not null ? $"/cases/{summary.SubjectId}" : summary.SubjectType == Subject.Round ? $"/rounds/{summary.SubjectId}" : null,
        };
    }

    /// <summary>A free task shows its empty form, so that one sees what it asks before claiming; saving or completing claims it.</summary>
    private Task<FormState?> Unclaimed(string taskId, Actor actor, CancellationToken cancel) => reader.Read(async (work, token) =>
    {
        if (await work.Db.UserTasks.FindAsync([taskId], token) is not { FormKey: not null } task || await forms.Document(work, task, token) is not { } document)
            return null;
        var sources = await forms.Sources(work, task, document, actor, token);
        return new FormState(document, []) { Roles = RolesOf(task.Role, actor), Sources = sources, Today = Today };
    }, cancel);

    private FormState State(TaskFormView form, TaskSummary summary, Actor actor) => new(FormDocument.Read(form.Json).Value!, (JsonObject?)form.Data?.DeepClone() ?? [])
    {
        Roles = RolesOf(summary.Role, actor),
        Sources = form.Sources,
        Today = Today,
    };

    private static HashSet<string> RolesOf(string taskRole, Actor actor) => [.. actor.Grants.Select(grant => grant.Role), taskRole];

    private Task<IReadOnlyList<Colleague>> Colleagues(TaskSummary task, Actor actor, CancellationToken cancel) => reader.Read<IReadOnlyList<Colleague>>(async (work, token) =>
        [.. (await Holders.Of(work, task.Role, task.UnitId, token)).Where(holder => holder.UserId != actor.UserId && holder.UserId != task.AssigneeId).Select(holder => new Colleague(holder.UserId, holder.DisplayName))], cancel);

    private Task<IReadOnlyList<string>> AttachmentsOf(TaskSummary task, CancellationToken cancel) => reader.Read<IReadOnlyList<string>>(async (work, token) =>
        await work.Db.Attachments.Where(row => row.SubjectType == task.SubjectType && row.SubjectId == task.SubjectId).OrderBy(row => row.Id).Select(row => row.Id).ToListAsync(token), cancel);

    /// <summary>What happened to the tasks of this subject, newest first: the officer sees the road behind the task.</summary>
    private Task<IReadOnlyList<HistoryLine>> History(TaskSummary task, CancellationToken cancel) => reader.Read<IReadOnlyList<HistoryLine>>(async (work, token) =>
    {
        var rows = await (
            from line in work.Db.UserTaskEvents
            join row in work.Db.UserTasks on line.TaskId equals row.Id
            where row.InstanceId == task.InstanceId && line.Kind != "DraftSaved"
            orderby line.At descending, line.Id descending
            select new { line.At, line.Kind, line.ActorName, line.Note, row.Title, row.TitleEn, row.Outcome, row.Outcomes }).Take(60).ToListAsync(token);
        return [.. rows.Select(row => new HistoryLine(row.At, row.ActorName ?? texts["history.system"], What(row.Title, row.TitleEn, row.Kind, row.Outcome, row.Outcomes), row.Note))];
    }, cancel);

    private string What(string title, string? titleEn, string kind, string? outcome, string outcomes)
    {
        var chosen = kind == "Completed" ? System.Text.Json.JsonSerializer.Deserialize<List<TaskOutcome>>(outcomes, Web)?.FirstOrDefault(one => one.Key == outcome) : null;
        return $"{Names.Pick(title, titleEn)}：{(chosen is null ? texts.Code("taskEvent", kind) : Names.Pick(chosen.Zh, chosen.En))}";
    }

    private static readonly System.Text.Json.JsonSerializerOptions Web = new(System.Text.Json.JsonSerializerDefaults.Web);
}
