using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Runtime.Commands;

namespace WorkflowJobs.Benchmarks;

/// <summary>Open tasks to complete, looked up many at a time so that looking is not what is measured.</summary>
internal sealed class OpenTasks(IReader reader, string definitionId)
{
    private readonly ConcurrentQueue<string> ready = [];
    private readonly HashSet<string> given = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim gate = new(1);

    public async Task<string> Next()
    {
        while (true)
        {
            if (ready.TryDequeue(out var id))
                return id;
            await gate.WaitAsync();
            if (ready.IsEmpty)
            {
                var open = await reader.Read((work, cancel) => work.Db.UserTasks.Where(row => row.InboxKey != null && row.DefinitionId == definitionId).Select(row => row.Id).Take(5_000).ToArrayAsync(cancel));
                // Officers do not work on neighbours in an index.
                Random.Shared.Shuffle(open);
                foreach (var found in open)
                    // Not again what somebody is completing at this moment.
                    if (given.Add(found))
                        ready.Enqueue(found);
            }

            gate.Release();
        }
    }
}
