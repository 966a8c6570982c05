using System.Text.Json.Nodes;
using WorkflowJobs.Domain.Identity;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Instances;
using WorkflowJobs.Engine.Execution;

namespace WorkflowJobs.Domain.Runtime.Tasks;

/// <summary>Makes a task row of a human task's bookmark, and closes it with the bookmark.</summary>
public sealed class TaskOpener(IEnumerable<ISubjectDirectory> directories, IDueDates dueDates)
{
    private readonly Dictionary<string, ISubjectDirectory> bySubject = directories.ToDictionary(directory => directory.SubjectType, StringComparer.Ordinal);

    public async Task Open(Work work, WorkflowInstance instance, Bookmark bookmark, CancellationToken cancel)
    {
        var inputs = TaskInputs.Read(bookmark);
        var subject = SubjectOf(instance, inputs.Subject);
        var place = bySubject.TryGetValue(subject.Type, out var directory) ? await directory.Locate(work, subject.Id, cancel) : null;
        var unitId = inputs.UnitAt(place);
        var holders = inputs.IsPersonal || unitId.Length == 0 ? [] : await Holders.Of(work, inputs.Role, unitId, cancel);
        var due = await DueOf(work, inputs.DueIn, cancel);
        var task = new UserTask
        {
            Id = bookmark.Id,
            InstanceId = instance.Id,
            DefinitionId = instance.DefinitionId,
            ActivityId = bookmark.ActivityId,
            ExecutionId = bookmark.ExecutionId,
            SubjectType = subject.Type,
            SubjectId = subject.Id,
            SubjectName = place?.DisplayName ?? "",
            Title = inputs.Title,
            TitleEn = inputs.TitleEn,
            Stage = inputs.Stage ?? "",
            StageEn = inputs.StageEn,
            Role = inputs.Role,
            UnitId = unitId,
            PersonId = inputs.IsPersonal ? place?.PersonId : null,
            FormKey = inputs.Form,
            FormVersion = inputs.Form is null ? 0 : await FormStore.LatestVersion(work.Db, inputs.Form, cancel),
            Instructions = inputs.Instructions ?? "",
            InstructionsEn = inputs.InstructionsEn,
            Outcomes = TaskOutcome.Write(inputs.Outcomes),
            GroupKey = inputs.GroupKey,
            State = inputs.IsPersonal || holders.Count > 0 ? UserTaskState.Available : UserTaskState.Unassigned,
            DueAt = due?.DueAt,
            DueProvisional = due?.Provisional ?? false,
            CreatedAt = work.Now,
        };
        work.Db.UserTasks.Add(task);
        if (task.State == UserTaskState.Unassigned)
            await TellThatNobodyHolds(work, task, place, cancel);
        if (due is not null)
            await TaskReminders.Plan(work, task, due.Value.Days, dueDates, cancel);
    }

    /// <summary>A task whose bookmark closed without the task's own command is cancelled, or completed by whoever resumed it.</summary>
    public async Task Close(Work work, IReadOnlyList<ClosedBookmark> closed, Stimulus stimulus, Actor actor, CancellationToken cancel)
    {
        foreach (var mark in closed)
        {
            if (await work.Db.Row<UserTask>(cancel, mark.Id) is not { } task || !task.IsOpen)
                continue;
            if (mark.Reason == "Resumed")
            {
                task.State = UserTaskState.Completed;
                task.Outcome = ((stimulus as Stimulus.Resume)?.Payload as JsonObject)?["outcome"]?.ToString();
                (task.CompletedAt, task.CompletedBy) = (work.Now, actor.UserId);
            }
            else
            {
                task.State = UserTaskState.Cancelled;
                task.CompletedAt = work.Now;
            }

            task.Revision++;
            TaskEvents.Add(work, task.Id, task.State.ToString(), actor);
        }
    }

    private static Subject SubjectOf(WorkflowInstance instance, string? named) =>
        named?.Split(':', 2) is [{ Length: > 0 } type, { Length: > 0 } id] ? new Subject(type, id) : new Subject(instance.SubjectType, instance.SubjectId);

    private async Task<(DateTimeOffset DueAt, bool Provisional, int Days)?> DueOf(Work work, string? days, CancellationToken cancel)
    {
        if (days is null || await dueDates.Days(work, days, cancel) is not { } number)
            return null;
        var (dueAt, provisional) = await dueDates.After(work, work.Now, number, cancel);
        return (dueAt, provisional, number);
    }

    private static async Task TellThatNobodyHolds(Work work, UserTask task, SubjectPlace? place, CancellationToken cancel)
    {
        var unit = task.UnitId.Length > 0 ? task.UnitId : place?.TownId ?? "";
        var told = unit.Length > 0 ? await Holders.Leaders(work, unit, cancel) : [];
        var administrators = unit.Length > 0 ? await Holders.Of(work, Roles.WorkflowAdministrator, unit, cancel) : [];
        TaskEvents.Ring(work, told.Concat(administrators).Select(holder => holder.UserId), "Unassigned",
            $"“{task.Title}”无人可办：{task.UnitId} 没有角色 {task.Role} 的人员。", $"Nobody can handle “{task.TitleEn ?? task.Title}”: {task.UnitId} has no holder of role {task.Role}.", task.Id);
    }
}
