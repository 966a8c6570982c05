using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Data;

namespace WorkflowJobs.Domain.Parameters;

/// <summary>The stored parameters of DOMAIN §6. There are few rows and they are read whole, so a day's set is always of one piece.</summary>
public sealed class ParameterStore
{
    public Task<ParameterHistory> History(AppDb db, CancellationToken cancel) => db.Reference("parameters", static async (db, token) =>
        new ParameterHistory(await db.ParameterValues.AsNoTracking().ToListAsync(token)), cancel);

    /// <summary>The parameters in force on a day in Shanghai.</summary>
    public async Task<ParameterSet> At(AppDb db, DateOnly date, CancellationToken cancel) => (await History(db, cancel)).At(date);

    public Task<ParameterSet> At(AppDb db, DateTimeOffset now, CancellationToken cancel) => At(db, ShanghaiTime.DateOf(now), cancel);
}
