using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Applications;
using WorkflowJobs.Domain.Reviews;
using WorkflowJobs.Domain.Runtime.Commands;

namespace WorkflowJobs.Domain.Publicity;

/// <summary>What an entry means for the application: PUBLICITY while it hangs, OBJECTION while it is held.</summary>
internal static class PublicityStatus
{
    public static void Apply(Work work, Application application, PublicityList list, PublicityEntry entry)
    {
        if (application.Status.IsOver())
            return;
        if (entry.State == EntryStates.Held)
            StatusChanges.Apply(work, application, ApplicationStatus.Objection);
        else if (entry.State == EntryStates.Listed && list.Status == ListStates.Posted)
            StatusChanges.Apply(work, application, ApplicationStatus.Publicity);
    }

    /// <summary>The entry that counts for an application: that of its own list.</summary>
    public static async Task<(PublicityList List, PublicityEntry Entry)?> Find(Work work, Application application, CancellationToken cancel)
    {
        await work.Flush(cancel);
        var list = application.PublicityListId is null ? null : await work.Db.PublicityLists.FindAsync([application.PublicityListId], cancel);
        var entry = list is null
            ? null
            : await work.Db.PublicityEntries.FirstOrDefaultAsync(e => e.ListId == list.Id && e.ApplicationId == application.Id, cancel);
        return entry is null ? null : (list!, entry);
    }

    public static async Task<PublicityList> List(Work work, string id, CancellationToken cancel) =>
        await work.Db.PublicityLists.FindAsync([id], cancel) ?? throw new InvalidOperationException($"There is no publicity list {id}.");

    public static async Task<List<PublicityEntry>> Entries(Work work, string listId, CancellationToken cancel)
    {
        await work.Flush(cancel);
        return await work.Db.PublicityEntries.Where(e => e.ListId == listId).OrderBy(e => e.Position).ToListAsync(cancel);
    }
}
