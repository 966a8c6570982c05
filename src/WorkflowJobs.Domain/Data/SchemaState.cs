using Microsoft.EntityFrameworkCore;

namespace WorkflowJobs.Domain.Data;

/// <summary>How the database's schema stands to this program's.</summary>
/// <param name="Unknown">Applied by a newer program.</param>
public sealed record SchemaState(IReadOnlyList<string> Applied, IReadOnlyList<string> Pending, IReadOnlyList<string> Unknown)
{
    public bool IsEmpty => Applied.Count == 0;

    public bool IsNewer => Unknown.Count > 0;

    public bool IsCurrent => Pending.Count == 0 && Unknown.Count == 0;

    public static string NewerMessage =>
        "数据库由更新版本的程序建立，本程序不能使用；请使用新版本。A newer version of the program made this database; this one cannot use it.";

    public static async Task<SchemaState> Of(AppDb db, CancellationToken cancel)
    {
        var known = db.Database.GetMigrations().ToList();
        var applied = (await db.Database.GetAppliedMigrationsAsync(cancel)).ToList();
        return new SchemaState(applied, [.. known.Except(applied)], [.. applied.Except(known)]);
    }
}
