using System.Text.Json.Nodes;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Runtime.Commands;

namespace WorkflowJobs.Domain.Runtime.Tasks;

/// <summary>Business knowledge that the task runtime needs of a subject; the runtime refers to no business folder.</summary>
public interface ISubjectDirectory
{
    string SubjectType { get; }

    /// <summary>The unit of the scope (Village, Town, District, Department code …) for this subject; null when it has none.</summary>
    Task<SubjectPlace?> Locate(Work work, string subjectId, CancellationToken cancel);
}

/// <summary>Where a subject belongs. Department is found by the role: HH and HL hold theirs in the employment department.</summary>
public sealed record SubjectPlace(string? VillageId, string TownId, string DistrictId)
{
    /// <summary>The person whose task an AP task is.</summary>
    public string? PersonId { get; init; }

    /// <summary>What an inbox row shows: name and receipt, or the notice's title. Never an ID number.</summary>
    public string DisplayName { get; init; } = "";
}

/// <summary>Decides whether this actor may act on this task at all, beyond role and area: separation of duty, relatives, own case.</summary>
public interface ITaskGuard
{
    Task<Refusal?> MayAct(Work work, UserTask task, Actor actor, CancellationToken cancel);
}

/// <summary>A named check of a form (its <c>checks</c>) or of the task's activity before completion; all its problems at once.</summary>
public interface ITaskCheck
{
    string Name { get; }

    Task<IReadOnlyList<FieldError>> Check(Work work, UserTask task, string outcome, JsonObject data, Actor actor, CancellationToken cancel);
}

/// <summary>Called in the transaction of a completion, return or recall, so that the business can record a Decision and the like.</summary>
public interface ITaskObserver
{
    Task Completed(Work work, UserTask task, Actor actor, string outcome, string reason, CancellationToken cancel);

    Task Reversed(Work work, UserTask task, Actor actor, string verb, string reason, CancellationToken cancel);
}

/// <summary>Rows and values that a form shows for a subject: the people of a list, posts to choose from. By the source's name in the form document.</summary>
public interface IFormSource
{
    string Name { get; }

    Task<JsonNode> Load(Work work, UserTask task, Actor actor, CancellationToken cancel);
}

/// <summary>
/// Who belongs to a list that is handled in one sitting (a group key) and has no task in it now: held, or still at an earlier step. So that
/// nobody is left out of a list without a word. Answers nothing for keys of others, and for whom the actor may not see.
/// </summary>
public interface IListMembers
{
    Task<IReadOnlyList<ListMember>> WithoutTask(Work work, string groupKey, Actor actor, CancellationToken cancel);
}

/// <summary>Somebody of a list without a task in it, and why.</summary>
public sealed record ListMember(string SubjectType, string SubjectId, string SubjectName, string Code, string Zh, string En);

/// <summary>How many working days make a due date; the calendar is the business's.</summary>
public interface IDueDates
{
    Task<(DateTimeOffset DueAt, bool Provisional)> After(Work work, DateTimeOffset from, int workingDays, CancellationToken cancel);

    /// <summary>A number of working days, written as a number or as the key of a parameter (<c>accept.days</c>); null when it is neither.</summary>
    Task<int?> Days(Work work, string numberOrKey, CancellationToken cancel);

    /// <summary>On which working days a task is reminded of, from its due date; T−1, T, T+1 unless configured.</summary>
    Task<IReadOnlyList<int>> Reminders(Work work, CancellationToken cancel) => Task.FromResult<IReadOnlyList<int>>([-1, 0, 1]);
}
