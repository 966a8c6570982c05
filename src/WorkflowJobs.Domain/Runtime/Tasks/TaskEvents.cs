using WorkflowJobs.Domain.Correspondence;
using WorkflowJobs.Domain.Runtime.Commands;

namespace WorkflowJobs.Domain.Runtime.Tasks;

/// <summary>Audit events of tasks and lines in officers' bells.</summary>
internal static class TaskEvents
{
    public static void Add(Work work, string taskId, string kind, Actor? actor, string? note = null) => work.Db.UserTaskEvents.Add(new UserTaskEvent
    {
        Id = work.NextSortableId(),
        TaskId = taskId,
        Kind = kind,
        ActorId = actor?.UserId,
        ActorName = actor?.DisplayName,
        Note = string.IsNullOrWhiteSpace(note) ? null : note,
        At = work.Now,
    });

    public static void Ring(Work work, IEnumerable<string> userIds, string kind, string zh, string en, string? taskId)
    {
        foreach (var userId in userIds.Distinct(StringComparer.Ordinal))
            work.Db.OfficerNotices.Add(new OfficerNotice
            {
                Id = work.NextSortableId(),
                UserId = userId,
                Kind = kind,
                TextZh = zh,
                TextEn = en,
                TaskId = taskId,
                At = work.Now,
            });
    }
}
