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
        var inputs = bookmark.Payload ?? [];
        var subject = SubjectOf(instance, Text(inputs, "subject"));
        var place = bySubject.TryGetValue(subject.Type, out var directory) ? await directory.Locate(work, subject.Id, cancel) : null;
        var role = Text(inputs, "role") ?? "";
        var scope = Text(inputs, "scope") ?? "";
        var unitId = Text(inputs, "unit") ?? UnitOf(scope, place);
        var isPersonal = scope == "Applicant" || role == Roles.Applicant;
        var holders = isPersonal || unitId.Length == 0 ? [] : await Holders.Of(work, role, unitId, cancel);
        var formKey = Text(inputs, "form");
        var due = await DueOf(work, Text(inputs, "dueInWorkingDays"), cancel);
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
            Title = Text(inputs, "title") ?? bookmark.ActivityId,
            TitleEn = Text(inputs, "titleEn"),
            Stage = Text(inputs, "stage") ?? "",
            StageEn = Text(inputs, "stageEn"),
            Role = role,
            UnitId = unitId,
            PersonId = isPersonal ? place?.PersonId : null,
            FormKey = formKey,
            FormVersion = formKey is null ? 0 : await FormStore.LatestVersion(work.Db, formKey, cancel),
            Instructions = Text(inputs, "instructions") ?? "",
            InstructionsEn = Text(inputs, "instructionsEn"),
            Outcomes = TaskOutcome.Write(Outcomes(inputs)),
            GroupKey = Text(inputs, "groupKey"),
            State = isPersonal || holders.Count > 0 ? UserTaskState.Available : UserTaskState.Unassigned,
            DueAt = due?.DueAt,
            DueProvisional = due?.Provisional ?? false,
            CreatedAt = work.Now,
        };
        work.Db.UserTasks.Add(task);
        TaskEvents.Add(work, task.Id, "Created", null);
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

    private static string UnitOf(string scope, SubjectPlace? place) => place is null ? "" : scope switch
    {
        "Town" => place.TownId,
        "District" => place.DistrictId,
        _ => place.VillageId ?? place.TownId,
    };

    private async Task<(DateTimeOffset DueAt, bool Provisional, int Days)?> DueOf(Work work, string? days, CancellationToken cancel)
    {
        if (days is null || await dueDates.Days(work, days, cancel) is not { } number)
            return null;
        var (dueAt, provisional) = await dueDates.After(work, work.Now, number, cancel);
        return (dueAt, provisional, number);
    }

    private static IEnumerable<TaskOutcome> Outcomes(JsonObject inputs) => inputs["outcomes"] is JsonArray { Count: > 0 } texts
        ? texts.Select(text => TaskOutcome.Parse(text!.ToString()))
        : [TaskOutcome.Parse("Done|完成|Done")];

    private static async Task TellThatNobodyHolds(Work work, UserTask task, SubjectPlace? place, CancellationToken cancel)
    {
        var unit = task.UnitId.Length > 0 ? task.UnitId : place?.TownId ?? "";
        var told = unit.Length > 0 ? await Holders.Leaders(work, unit, cancel) : [];
        var administrators = unit.Length > 0 ? await Holders.Of(work, Roles.WorkflowAdministrator, unit, cancel) : [];
        TaskEvents.Ring(work, told.Concat(administrators).Select(holder => holder.UserId), "Unassigned",
            $"“{task.Title}”无人可办：{task.UnitId} 没有角色 {task.Role} 的人员。", $"Nobody can handle “{task.TitleEn ?? task.Title}”: {task.UnitId} has no holder of role {task.Role}.", task.Id);
    }

    private static string? Text(JsonObject inputs, string name) =>
        inputs[name] is JsonValue value && value.ToString() is { Length: > 0 } text ? text : null;
}
