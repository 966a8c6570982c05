using System.Globalization;
using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Data;

namespace WorkflowJobs.Benchmarks;

/// <summary>Fills a database with copies of one instance's rows, by SQL inside the database: a million in a minute or so.</summary>
internal static class Copies
{
    private static readonly string[] Tables = ["Instances", "Bookmarks", "Timers", "UserTasks", "JournalHeads"];

    /// <summary>
    /// Copies the rows of an instance under the numbers <paramref name="from"/> up to <paramref name="to"/>, its id replaced wherever it stands in
    /// a text. Its journal is not copied: the copies run, and do not verify.
    /// </summary>
    public static async Task OfInstance(DatabaseSettings database, string instance, int from, int to)
    {
        await using var db = database.CreateContext();
        db.Database.SetCommandTimeout(TimeSpan.FromHours(1));
        await using var transaction = await db.Database.BeginTransactionAsync();
        var copy = CopyId(database, instance);
        foreach (var table in Tables)
        {
            var columns = Columns(db, table);
            var values = columns.Select(column => column.IsText ? $"replace({Quoted(column.Name)}, '{instance}', {copy})" : Quoted(column.Name));
            await Insert(db, table, columns, values, $"(SELECT * FROM {Quoted(table)} AS t WHERE {string.Join(" OR ", columns.Where(column => column.IsText).Select(column => $"{Quoted(column.Name)} LIKE '%{instance}%'"))}) AS row", from, to);
        }

        await transaction.CommitAsync();
    }

    /// <summary>
    /// Copies an open task: for inboxes to be long. They are spread over six towns, the handler's own among them, one in fifty of these claimed by
    /// the handler, and over due dates of a month; those that are closed stand in nobody's inbox.
    /// </summary>
    public static async Task OfTask(DatabaseSettings database, string task, bool open, int from, int to)
    {
        await using var db = database.CreateContext();
        db.Database.SetCommandTimeout(TimeSpan.FromHours(2));
        var columns = Columns(db, "UserTasks");
        const string due = "1700000000000 + (n * 7919 % 2592000) * 1000";
        var town = "CASE n % 6 WHEN 0 THEN \"UnitId\" ELSE 'town' || (n % 6) END";
        var values = columns.Select(column => (column.Name, open) switch
        {
            ("Id", true) => "'copy' || n",
            ("Id", false) => "'closed' || n",
            ("UnitId", _) => town,
            ("DueAt", _) => due,
            ("InboxDue", true) => due,
            ("InboxDue" or "InboxKey", false) => "NULL",
            ("AssigneeId", true) => "CASE n % 300 WHEN 0 THEN 'th1' END",
            ("State", true) => "CASE n % 300 WHEN 0 THEN 'Assigned' ELSE 'Available' END",
            ("InboxKey", true) => $"CASE n % 300 WHEN 0 THEN 'user:th1' ELSE \"Role\" || '@' || ({town}) END",
            ("State", false) => "'Completed'",
            ("CompletedAt", false) => "1690000000000 + n",
            ("CompletedBy", false) => "'officer' || (n % 400)",
            _ => Quoted(column.Name),
        });
        await Insert(db, "UserTasks", columns, values, $"(SELECT * FROM \"UserTasks\" WHERE \"Id\" = '{task}') AS row", from, to);
    }

    private static Task Insert(AppDb db, string table, IReadOnlyList<(string Name, bool IsText)> columns, IEnumerable<string> values, string source, int from, int to) =>
        // Names are the model's and ids are ours: nothing from outside.
        db.Database.ExecuteSqlRawAsync(string.Create(CultureInfo.InvariantCulture, $"""
            WITH RECURSIVE numbers(n) AS (SELECT CAST({from} AS bigint) UNION ALL SELECT n + 1 FROM numbers WHERE n + 1 < {to})
            INSERT INTO {Quoted(table)} ({string.Join(", ", columns.Select(column => Quoted(column.Name)))})
            SELECT {string.Join(", ", values)} FROM numbers CROSS JOIN {source}
            """));

    /// <summary>As long as the id that it replaces, so that sizes stay the same.</summary>
    private static string CopyId(DatabaseSettings database, string instance) => database.IsSqlite
        ? string.Create(CultureInfo.InvariantCulture, $"printf('%0{instance.Length}x', n)")
        : string.Create(CultureInfo.InvariantCulture, $"lpad(to_hex(n), {instance.Length}, '0')");

    private static IReadOnlyList<(string Name, bool IsText)> Columns(AppDb db, string table)
    {
        var entity = db.Model.GetEntityTypes().Single(type => type.GetTableName() == table);
        return [.. entity.GetProperties().Select(property => (property.GetColumnName(), property.GetRelationalTypeMapping() is { } mapping && (mapping.Converter?.ProviderClrType ?? property.ClrType) == typeof(string)))];
    }

    private static string Quoted(string name) => "\"" + name + "\"";
}
