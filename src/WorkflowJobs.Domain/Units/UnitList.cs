using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Data;

namespace WorkflowJobs.Domain.Units;

/// <summary>All units: a few dozen, read by every transition and changed hardly ever, so they are kept in memory.</summary>
internal static class UnitList
{
    /// <summary>Shared: nobody may change them.</summary>
    public static Task<List<Unit>> All(AppDb db, CancellationToken cancel) =>
        db.Reference("units", static (db, token) => db.Units.AsNoTracking().ToListAsync(token), cancel);

    /// <summary>Areas by unit, each worked out when it is first asked for, as the units stand now.</summary>
    public static async Task<ConcurrentDictionary<string, HashSet<string>>> Areas(AppDb db, CancellationToken cancel) =>
        await db.Reference("areas", static (_, _) => Task.FromResult(new ConcurrentDictionary<string, HashSet<string>>(StringComparer.Ordinal)), cancel);
}
