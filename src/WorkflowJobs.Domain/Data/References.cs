using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using WorkflowJobs.Domain.Calendars;
using WorkflowJobs.Domain.Documents;
using WorkflowJobs.Domain.Identity;
using WorkflowJobs.Domain.Parameters;
using WorkflowJobs.Domain.Runtime.Instances;
using WorkflowJobs.Domain.Runtime.Tasks;
using WorkflowJobs.Domain.Units;

namespace WorkflowJobs.Domain.Data;

/// <summary>
/// What every transition needs and what seldom changes (units, roles, parameters, calendars, published versions), kept in memory under a
/// stamp. The stamp is a row that is changed in the transaction that changes any of them and is read in the transaction that uses them:
/// what is used is what that transaction would have read, on every node.
/// </summary>
internal sealed class References
{
    private const string StampKey = "reference.stamp";

    /// <summary>The row that every use of what is kept here reads.</summary>
    public static Rows.RowKey StampRow { get; } = Rows.RowKey.Of<Setting>(StampKey);

    private readonly ConcurrentDictionary<string, (string Stamp, object Value)> known = new(StringComparer.Ordinal);

    /// <summary>The value as this transaction sees it. It is shared: nobody may change it.</summary>
    public async Task<T> Get<T>(AppDb db, string name, Func<AppDb, CancellationToken, Task<T>> load, CancellationToken cancel)
        where T : class
    {
        var stamp = await Stamp(db, cancel);
        if (known.TryGetValue(name, out var held) && held.Stamp == stamp)
            return (T)held.Value;
        var value = await load(db, cancel);
        known[name] = (stamp, value);
        return value;
    }

    /// <summary>Changes the stamp in the caller's unit of work when it changes anything that is kept here.</summary>
    public static async Task Touch(AppDb db, CancellationToken cancel)
    {
        if (!db.ChangeTracker.Entries().Any(IsReference))
            return;
        await db.Put(StampKey, Guid.NewGuid().ToString("N"), cancel);
        db.ChangeTracker.DetectChanges();
    }

    private static async Task<string> Stamp(AppDb db, CancellationToken cancel) =>
        (await db.Row<Setting>(cancel, StampKey))?.Value ?? "";

    private static bool IsReference(EntityEntry entry) => entry.State switch
    {
        EntityState.Unchanged or EntityState.Detached => false,
        _ => entry.Entity switch
        {
            Unit or RoleAssignment or Delegation or ParameterValue or CalendarYear or FormVersion or DefinitionVersion or DocumentTemplateVersion => true,
            // A sign-in changes an account too; only who may act and what they are called is kept here.
            User => entry.State != EntityState.Modified || entry.Property(nameof(User.Active)).IsModified || entry.Property(nameof(User.DisplayName)).IsModified,
            _ => false,
        },
    };
}
