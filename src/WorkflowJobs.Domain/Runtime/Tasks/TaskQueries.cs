using System.Globalization;
using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Identity;
using WorkflowJobs.Domain.Runtime.Commands;

namespace WorkflowJobs.Domain.Runtime.Tasks;

/// <summary>Inboxes and tasks as an actor sees them. What one may not see answers like what does not exist.</summary>
public sealed class TaskQueries(IReader reader, TaskAccess access, TaskForms forms, TaskCommands commands)
{
    private const int LargestPage = 200;

    /// <summary>So many open tasks of a user, role or unit are counted; of more it is said that there are more.</summary>
    private const int MostCounted = 1_000;

    /// <summary>Open tasks, the earliest due first, those without a due date last.</summary>
    public Task<TaskPage> List(TaskFilter filter, Actor actor, CancellationToken cancel) => reader.Read(async (work, token) =>
    {
        var size = Math.Clamp(filter.PageSize, 1, LargestPage);
        var (due, id) = Position(filter.Cursor) ?? (DateTimeOffset.UnixEpoch, "");
        var places = new HashSet<InboxPlace>();
        foreach (var source in await InboxSources.Of(work.Db, filter.Scope, actor, token))
        {
            // Said twice, so that the walk begins at the due date and not at the beginning.
            var after = InboxSources.Filtered(source, filter).Where(task => task.InboxDue >= due && (task.InboxDue > due || string.Compare(task.Id, id) > 0));
            places.UnionWith(await after.OrderBy(task => task.InboxDue).ThenBy(task => task.Id).Take(size + 1).Select(task => new InboxPlace(task.InboxDue!.Value, task.Id)).ToListAsync(token));
        }

        var ids = places.OrderBy(place => place.Due).ThenBy(place => place.Id, StringComparer.Ordinal).Take(size + 1).Select(place => place.Id).ToList();
        var items = (await work.Db.UserTasks.Where(task => ids.Contains(task.Id)).Select(TaskSummary.At(work.Now)).ToListAsync(token)).InOrder(ids, task => task.Id);
        return Page(await Named(work, items, token), size, task => task.DueAt ?? InboxKeys.Never);
    }, cancel);

    /// <summary>What the actor ended, the latest first.</summary>
    public Task<TaskPage> DoneByMe(Actor actor, string? cursor, int pageSize, CancellationToken cancel) => reader.Read(async (work, token) =>
    {
        var tasks = work.Db.UserTasks.Where(task => task.CompletedBy == actor.UserId && task.State == UserTaskState.Completed);
        if (Position(cursor) is var (at, id))
            tasks = tasks.Where(task => task.CompletedAt < at || (task.CompletedAt == at && string.Compare(task.Id, id) < 0));
        var size = Math.Clamp(pageSize, 1, LargestPage);
        var items = await tasks.OrderByDescending(task => task.CompletedAt).ThenByDescending(task => task.Id).Take(size + 1).Select(TaskSummary.At(work.Now)).ToListAsync(token);
        return Page(items, size, task => task.CompletedAt ?? InboxKeys.Never);
    }, cancel);

    /// <summary>Counts of the inbox by process, stage and group, the earliest due being counted first.</summary>
    public Task<IReadOnlyList<TaskCount>> Counts(TaskListScope scope, Actor actor, CancellationToken cancel) => reader.Read<IReadOnlyList<TaskCount>>(async (work, token) =>
    {
        var now = work.Now;
        var counted = new List<TaskCount>();
        foreach (var source in await InboxSources.Of(work.Db, scope, actor, token))
        {
            var groups = await source.OrderBy(task => task.InboxDue).ThenBy(task => task.Id).Take(MostCounted)
                .GroupBy(task => new { task.DefinitionId, task.Stage, task.StageEn, task.GroupKey })
                .Select(group => new TaskCount(group.Key.DefinitionId, group.Key.Stage, group.Key.StageEn, group.Key.GroupKey, group.Count(), group.Count(task => task.InboxDue < now)))
                .ToListAsync(token);
            var more = groups.Sum(group => group.Count) == MostCounted;
            counted.AddRange(groups.Select(group => group with { OrMore = more }));
        }

        return [.. counted.GroupBy(count => (count.DefinitionId, count.Stage, count.StageEn, count.GroupKey))
            .OrderBy(group => group.Key.DefinitionId, StringComparer.Ordinal).ThenBy(group => group.Key.Stage, StringComparer.Ordinal).ThenBy(group => group.Key.GroupKey, StringComparer.Ordinal)
            .Select(group => group.First() with { Count = group.Sum(count => count.Count), Overdue = group.Sum(count => count.Overdue), OrMore = group.Any(count => count.OrMore) })];
    }, cancel);

    public Task<Result<TaskView>> Get(string taskId, Actor actor, CancellationToken cancel) => reader.Read<Result<TaskView>>(async (work, token) =>
    {
        var found = await access.Find(work, taskId, actor, token);
        if (found.Value is not { } task)
            return found.Refusal!;
        var holds = task.IsOpen && (TaskAccess.Holds(task, actor) || (task.PersonId is not null && task.PersonId == actor.PersonId));
        var barred = task.IsOpen && TaskAccess.MayHold(task, actor) ? await access.Guard(work, task, actor, token) : null;
        var targets = holds && barred is null ? await ReturnTargets(work, task, token) : [];
        var allowed = await Allowed(work, task, actor, barred is not null, targets.Count > 0, token);
        return new TaskView(TaskSummary.At(work.Now).Compile()(task), task.Instructions, task.InstructionsEn, TaskOutcome.Of(task))
        {
            Candidates = task.Role == Roles.Applicant ? 1 : (await Holders.Of(work, task.Role, task.UnitId, token)).Count,
            AssigneeName = task.AssigneeId is null ? null : await work.Db.Users.Where(user => user.Id == task.AssigneeId).Select(user => user.DisplayName).FirstOrDefaultAsync(token),
            AllowedActions = allowed,
            BarredBy = barred?.Code,
            BarredZh = barred?.MessageZh,
            BarredEn = barred?.MessageEn,
            ReturnTargets = targets,
            Form = (holds && barred is null) || (!task.IsOpen && task.CompletedBy == actor.UserId) ? await Form(work, task, actor, token)
                // A free task shows its empty form to who may claim it, so that one sees what it asks.
                : allowed.Contains("complete") ? await EmptyForm(work, task, actor, token) : null,
        };
    }, cancel);

    /// <summary>What happened to the task, in order.</summary>
    public Task<Result<IReadOnlyList<TaskEventView>>> Events(string taskId, Actor actor, CancellationToken cancel) => reader.Read<Result<IReadOnlyList<TaskEventView>>>(async (work, token) =>
    {
        var found = await access.Find(work, taskId, actor, token);
        if (found.Value is not { } task)
            return found.Refusal!;
        var events = await work.Db.UserTaskEvents.Where(row => row.TaskId == taskId).OrderBy(row => row.Id).ToListAsync(token);
        return TaskHistory.Of([task], events).Select(one => new TaskEventView(one.Line.Kind, one.Line.ActorName, one.Line.Note, one.Line.At)).ToArray();
    }, cancel);

    /// <summary>Who else may take the task over.</summary>
    public Task<Result<IReadOnlyList<Holder>>> Colleagues(string taskId, Actor actor, CancellationToken cancel) => reader.Read<Result<IReadOnlyList<Holder>>>(async (work, token) =>
    {
        var found = await access.Find(work, taskId, actor, token);
        if (found.Value is not { } task)
            return found.Refusal!;
        return task.Role == Roles.Applicant
            ? Array.Empty<Holder>()
            : (await Holders.Of(work, task.Role, task.UnitId, token)).Where(holder => holder.UserId != actor.UserId && holder.UserId != task.AssigneeId).ToArray();
    }, cancel);

    /// <summary>The road behind the task: what was done with all tasks of its process, the latest first.</summary>
    public Task<Result<IReadOnlyList<ProcessEventView>>> History(string taskId, Actor actor, CancellationToken cancel) => reader.Read<Result<IReadOnlyList<ProcessEventView>>>(async (work, token) =>
    {
        var found = await access.Find(work, taskId, actor, token);
        if (found.Value is not { } task)
            return found.Refusal!;
        var tasks = await work.Db.UserTasks.Where(row => row.InstanceId == task.InstanceId).ToListAsync(token);
        var lines = await work.Db.UserTaskEvents.Where(line => work.Db.UserTasks.Any(row => row.Id == line.TaskId && row.InstanceId == task.InstanceId) && line.Kind != "DraftSaved")
            .OrderByDescending(line => line.Id).Take(LargestPage).ToListAsync(token);
        return TaskHistory.Of(tasks, lines.AsEnumerable().Reverse()).Reverse().Take(LargestPage).Select(row => new ProcessEventView(row.Line.At, row.Line.Kind, row.Line.ActorName, row.Line.Note, row.Task.Id, row.Task.Title, row.Task.TitleEn,
            row.Line.Kind == "Completed" ? TaskOutcome.Of(row.Task).FirstOrDefault(one => one.Key == row.Task.Outcome) : null)).ToArray();
    }, cancel);

    private static async Task<List<TaskSummary>> Named(Work work, List<TaskSummary> items, CancellationToken cancel)
    {
        var ids = items.Select(item => item.AssigneeId).OfType<string>().Distinct().ToList();
        var names = await work.Db.Users.Where(user => ids.Contains(user.Id)).ToDictionaryAsync(user => user.Id, user => user.DisplayName, cancel);
        return items.ConvertAll(item => item.AssigneeId is { } id ? item with { AssigneeName = names.GetValueOrDefault(id) } : item);
    }

    private async Task<TaskFormView?> EmptyForm(Work work, UserTask task, Actor actor, CancellationToken cancel)
    {
        if (task.FormKey is null || await forms.Document(work, task, cancel) is not { } form)
            return null;
        var sources = await forms.Sources(work, task, form, actor, cancel);
        return new TaskFormView(form.Key, task.FormVersion, form.Json, sources, form.Beginning(sources), false);
    }

    private async Task<IReadOnlyList<ReturnTarget>> ReturnTargets(Work work, UserTask task, CancellationToken cancel)
    {
        var targets = new List<ReturnTarget>();
        foreach (var activityId in await commands.ReturnTargets(work, task, cancel))
            if (await work.Db.UserTasks.Where(row => row.InstanceId == task.InstanceId && row.ActivityId == activityId).OrderByDescending(row => row.CreatedAt).FirstOrDefaultAsync(cancel) is { } earlier)
                targets.Add(new ReturnTarget(activityId, earlier.Title, earlier.TitleEn, earlier.Role == Roles.Applicant));
        return targets;
    }

    private async Task<TaskFormView?> Form(Work work, UserTask task, Actor actor, CancellationToken cancel)
    {
        if (await forms.Document(work, task, cancel) is not { } form)
            return null;
        var submission = task.IsOpen
            ? await work.Db.FormSubmissions.Where(row => row.TaskId == task.Id && row.IsDraft).FirstOrDefaultAsync(cancel) ?? await HandedInBefore(work, task, cancel)
            : await work.Db.FormSubmissions.FirstOrDefaultAsync(row => row.Id == task.SubmissionId, cancel);
        var sources = await forms.Sources(work, task, form, actor, cancel);
        var data = submission is null ? form.Beginning(sources) : await forms.Read(work, submission, cancel);
        return new TaskFormView(form.Key, task.FormVersion, form.Json, sources, data, submission?.IsDraft ?? false);
    }

    /// <summary>What this step's last completion said: a returned or recalled task begins with it.</summary>
    private static Task<FormSubmission?> HandedInBefore(Work work, UserTask task, CancellationToken cancel) => (
        from earlier in work.Db.UserTasks
        join submission in work.Db.FormSubmissions on earlier.SubmissionId equals submission.Id
        where earlier.InstanceId == task.InstanceId && earlier.ActivityId == task.ActivityId && earlier.FormKey == task.FormKey
        orderby submission.At descending
        select submission).FirstOrDefaultAsync(cancel);

    private async Task<IReadOnlyList<string>> Allowed(Work work, UserTask task, Actor actor, bool barred, bool mayReturn, CancellationToken cancel)
    {
        var allowed = new List<string>();
        var (mine, free) = (TaskAccess.Holds(task, actor), task.AssigneeId is null);
        if (!task.IsOpen)
        {
            if (task.State == UserTaskState.Completed && task.CompletedBy == actor.UserId && await commands.MayRecall(work, task, actor, cancel))
                allowed.Add("recall");
            return allowed;
        }

        if (!barred && (mine || (free && TaskAccess.MayHold(task, actor))))
        {
            if (free)
                allowed.Add("claim");
            if (task.FormKey is not null)
                allowed.Add("draft");
            allowed.Add("complete");
            if (mayReturn)
                allowed.Add("return");
        }

        if (task.AssigneeId == actor.UserId)
            allowed.Add("release");
        if (task.Role != Roles.Applicant && (mine || (free && TaskAccess.MayHold(task, actor)) || TaskAccess.Leads(task, actor)))
            allowed.Add("transfer");
        if (!mine)
            allowed.Add("urge");
        if (TaskAccess.Leads(task, actor))
            allowed.Add("change");
        return allowed;
    }

    private static TaskPage Page(List<TaskSummary> items, int size, Func<TaskSummary, DateTimeOffset> key)
    {
        if (items.Count <= size)
            return new TaskPage(items, null);
        items.RemoveAt(size);
        return new TaskPage(items, string.Create(CultureInfo.InvariantCulture, $"{key(items[^1]).ToUnixTimeMilliseconds()}_{items[^1].Id}"));
    }

    /// <summary>Where a page begins; a cursor that is none begins at the beginning.</summary>
    private static (DateTimeOffset At, string Id)? Position(string? cursor) =>
        cursor?.Split('_', 2) is [var at, var id] && long.TryParse(at, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var milliseconds)
        && milliseconds is > -62135596800000 and < 253402300800000
            ? (DateTimeOffset.FromUnixTimeMilliseconds(milliseconds), id)
            : null;

    private sealed record InboxPlace(DateTimeOffset Due, string Id);
}
