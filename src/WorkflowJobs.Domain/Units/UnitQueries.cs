using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Runtime.Commands;

namespace WorkflowJobs.Domain.Units;

public sealed class UnitQueries(IReader reader)
{
    /// <summary>All units in their printed order.</summary>
    public Task<IReadOnlyList<Unit>> All(CancellationToken cancel) =>
        reader.Read<IReadOnlyList<Unit>>(async (work, token) => await work.Db.Units.OrderBy(unit => unit.SortOrder).ThenBy(unit => unit.Id).ToListAsync(token), cancel);
}
