using System.Text.Json.Nodes;
using WorkflowJobs.Domain.Applications;
using WorkflowJobs.Domain.Attachments;
using WorkflowJobs.Domain.Calendars;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Tasks;
using WorkflowJobs.Server.Components.Officer;
using WorkflowJobs.Server.Components.Shared;
using WorkflowJobs.Server.Components.Text;
using Page = WorkflowJobs.Server.Components.Officer;

namespace WorkflowJobs.Server.Components.Desks;

/// <summary>The pages' human tasks, on the runtime's queries and commands. It arranges; it decides nothing.</summary>
internal sealed partial class TaskDesk(
    TaskQueries queries, TaskCommands commands, GroupJobs groups, CalendarQueries calendars, ApplicationQueries applications, AttachmentQueries attachments, TimeProvider clock,
    CurrentActor me, Names names, Pictures pictures, Texts texts) : ITaskDesk
{
    private const int MostInGroup = 200;

    private DateOnly Today => ShanghaiTime.DateOf(clock.GetUtcNow());

    public async Task<Page.InboxView> Inbox(InboxFilter filter, CancellationToken cancel)
    {
        var actor = await me.Require();
        var page = await queries.List(Filter(filter), actor, cancel);
        var counts = await queries.Counts(TaskListScope.Inbox, actor, cancel);
        var rows = await Rows(page.Items.Where(item => Fits(item, filter)).ToList(), actor, cancel);
        var dueToday = await queries.List(new TaskFilter { DueBefore = EndOf(Today), PageSize = 200 }, actor, cancel);
        var rounds = await names.Lines([.. counts.Select(count => count.GroupKey).OfType<string>()]);
        var processes = new List<Facet>();
        foreach (var group in counts.GroupBy(count => count.DefinitionId))
            processes.Add(new Facet(group.Key, await names.Process(group.Key), group.Sum(count => count.Count)));
        return new Page.InboxView(
            [.. rows.Select(row => row with { InGroup = counts.Where(count => count.GroupKey is not null && count.GroupKey == row.GroupKey).Sum(count => count.Count) })],
            counts.Sum(count => count.Count), counts.Sum(count => count.Overdue), dueToday.Items.Count(item => !item.Overdue))
        {
            Processes = processes,
            Stages = [.. counts.GroupBy(count => count.Stage).Select(group => new Facet(group.Key, Names.Pick(group.Key, group.First().StageEn), group.Sum(count => count.Count)))],
            Rounds = [.. counts.Where(count => count.GroupKey is not null).GroupBy(count => count.GroupKey!).Select(group => new Facet(group.Key, rounds.GetValueOrDefault(group.Key, group.Key), group.Sum(count => count.Count)))],
            OrMore = counts.Any(count => count.OrMore),
            Next = page.NextCursor,
        };
    }

    public async Task<IReadOnlyList<InboxRow>> Group(string groupKey, string activityId, CancellationToken cancel)
    {
        var actor = await me.Require();
        var page = await queries.List(new TaskFilter { GroupKey = groupKey, PageSize = MostInGroup }, actor, cancel);
        return await Rows(page.Items.Where(item => activityId.Length == 0 || item.ActivityId == activityId).ToList(), actor, cancel);
    }

    public async Task<ListPage<DoneRow>> DoneByMe(string? cursor, CancellationToken cancel)
    {
        var actor = await me.Require();
        var page = await queries.DoneByMe(actor, cursor, PageOf.Usual, cancel);
        var rows = new List<DoneRow>();
        foreach (var item in page.Items)
        {
            // Only the latest may still be recalled; asking the engine for each of many would be slow.
            var view = cursor is null && rows.Count < 20 ? await queries.Get(item.Id, actor, cancel) : default;
            var outcome = view.Value?.Outcomes.FirstOrDefault(one => one.Key == item.Outcome);
            rows.Add(new DoneRow(item.Id, Names.Pick(item.Title, item.TitleEn), item.SubjectName, Outcome(item.Outcome, outcome), item.CompletedAt ?? item.CreatedAt,
                view.Value?.AllowedActions.Contains("recall") ?? false, item.Revision));
        }

        return new(rows, page.NextCursor);
    }

    public async Task<Refusal?> Do(TaskVerb verb, string taskId, int revision, string? note, CancellationToken cancel)
    {
        var actor = await me.Require();
        var call = new TaskCall(taskId, Guid.NewGuid().ToString("N"), revision);
        return (verb switch
        {
            TaskVerb.Claim => await commands.Claim(call, actor, cancel),
            TaskVerb.Release => await commands.Release(call, actor, cancel),
            TaskVerb.Recall => await commands.Recall(call, note, actor, cancel),
            _ => await commands.Urge(call, actor, cancel),
        }).Refusal;
    }

    public async Task<Result<int>> SaveDraft(string taskId, int revision, JsonObject data, CancellationToken cancel)
    {
        var saved = await commands.SaveDraft(new TaskCall(taskId, Guid.NewGuid().ToString("N"), revision), data, await me.Require(), cancel);
        return saved.Refusal is { } refusal ? refusal : saved.Value!.Revision;
    }

    public async Task<Refusal?> Complete(Page.TaskAnswer answer, CancellationToken cancel) =>
        (await commands.Complete(new TaskCall(answer.TaskId, answer.OperationId, answer.Revision), answer.Outcome, answer.Data, answer.Reason, await me.Require(), cancel)).Refusal;

    public async Task<Refusal?> Return(string taskId, int revision, string targetActivityId, bool directBack, string reason, CancellationToken cancel) =>
        (await commands.Return(new TaskCall(taskId, Guid.NewGuid().ToString("N"), revision), targetActivityId, directBack, reason, await me.Require(), cancel)).Refusal;

    public async Task<Refusal?> Transfer(string taskId, int revision, string toUserId, string reason, CancellationToken cancel) =>
        (await commands.Transfer(new TaskCall(taskId, Guid.NewGuid().ToString("N"), revision), toUserId, reason, await me.Require(), cancel)).Refusal;

    public async Task<Result<string>> StartGroup(GroupAnswer answer, CancellationToken cancel) =>
        await groups.Start(answer.OperationId, answer.Title, Items(answer), await me.Require(), cancel);

    public async Task<Result<GroupCheck>> CheckGroup(GroupAnswer answer, CancellationToken cancel)
    {
        var preview = await groups.Preview(Items(answer), await me.Require(), cancel);
        return preview.Value is not { } found ? preview.Refusal! : new GroupCheck(found.Ready,
            found.Items.Where(item => item.State != "Ready").ToDictionary(item => item.TaskId, item => Why(item.Code!, item.Zh!, item.En!)), [.. found.Others.Select(Other)]);
    }

    private static IReadOnlyList<GroupItem> Items(GroupAnswer answer) =>
        [.. answer.Members.Select(member => new GroupItem(member.TaskId, member.Revision, answer.Outcome, member.Data, answer.Reason))];

    private static GroupOther Other(ListMember member) => new(member.SubjectName, $"/cases/{member.SubjectId}", Why(member.Code, member.Zh, member.En));

    private static string Why(string code, string zh, string en) => $"{Names.Pick(zh, en)}（{code}）";

    public async Task<GroupView?> GroupJob(string jobId, CancellationToken cancel)
    {
        var progress = await groups.Progress(jobId, await me.Require(), cancel);
        return progress.Value is not { } job ? null : new GroupView(job.Title, job.Total, job.Done, job.Failed, job.Finished,
            [.. job.Items.Select(item => new GroupLine(item.TaskId, item.SubjectName, item.State, item.Zh is null ? null : Why(item.Code!, item.Zh, item.En!)))])
        {
            Others = [.. job.Others.Select(Other)],
        };
    }

    private TaskFilter Filter(InboxFilter filter) => new()
    {
        Scope = filter.Whose == "mine" ? TaskListScope.Mine : TaskListScope.Inbox,
        DefinitionId = filter.Process,
        Stage = filter.Stage,
        GroupKey = filter.Round,
        DueBefore = filter.Due switch { "overdue" => clock.GetUtcNow(), "today" => EndOf(Today), "week" => EndOf(Today.AddDays(7)), _ => null },
        Cursor = filter.After,
    };

    private static bool Fits(TaskSummary item, InboxFilter filter) =>
        (filter.Whose != "free" || item.AssigneeId is null) && (filter.Due is not ("today" or "week") || !item.Overdue);

    /// <summary>Due instants lie at 24:00; what is due by the end of a day is due before a moment after it.</summary>
    private static DateTimeOffset EndOf(DateOnly date) => ShanghaiTime.EndOfDay(date).AddMilliseconds(1);

    private async Task<List<InboxRow>> Rows(List<TaskSummary> items, Actor actor, CancellationToken cancel)
    {
        var calendar = await calendars.Load(cancel);
        var rows = new List<InboxRow>();
        foreach (var item in items)
            rows.Add(Row(item, await names.Process(item.DefinitionId), calendar, actor, item.AssigneeName));
        return rows;
    }

    private InboxRow Row(TaskSummary item, string process, WorkingDayCalendar calendar, Actor actor, string? holder)
    {
        var lastDay = Dates.LastDay(item.DueAt);
        // 颜秀云 SQ2024…: the receipt, where there is one, is the last word of the subject's name.
        var (subject, receipt) = Split(item.SubjectType, item.SubjectName);
        return new InboxRow(item.Id, item.Revision, Names.Pick(item.Title, item.TitleEn), subject, Names.Pick(item.Stage, item.StageEn), process)
        {
            Receipt = receipt,
            DueAt = item.DueAt,
            DueProvisional = item.DueProvisional,
            Overdue = item.Overdue,
            DaysLeft = lastDay is not { } day ? null : item.Overdue ? -Math.Max(1, calendar.WorkingDaysIn(day.AddDays(1), Today)) : calendar.WorkingDaysIn(Today.AddDays(1), day),
            Assignee = holder,
            IsMine = item.AssigneeId == actor.UserId,
            OnBehalf = item.Role == Domain.Identity.Roles.Applicant && actor.PersonId is null,
            GroupKey = item.GroupKey,
            ActivityId = item.ActivityId,
            CreatedAt = item.CreatedAt,
        };
    }

    private static (string Subject, string? Receipt) Split(string type, string name) =>
        type == Domain.Runtime.Instances.Subject.Application && name.LastIndexOf(' ') is > 0 and var at ? (name[..at], name[(at + 1)..]) : (name, null);

    private string Outcome(string? key, TaskOutcome? outcome) =>
        outcome is not null ? Names.Pick(outcome.Zh, outcome.En) : key == TaskOutcome.Returned ? texts["task.returned"] : key ?? "";
}
