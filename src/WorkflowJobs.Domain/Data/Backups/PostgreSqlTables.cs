using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace WorkflowJobs.Domain.Data.Backups;

/// <summary>The tables of the database as files in PostgreSQL's own binary form: no tool beside the program is needed.</summary>
internal static class PostgreSqlTables
{
    private const string History = "__EFMigrationsHistory";

    /// <summary>All but the history of migrations, those first that others refer to, with their columns.</summary>
    public static async Task<IReadOnlyList<(string Table, IReadOnlyList<string> Columns)>> List(AppDb db, CancellationToken cancel)
    {
        var rows = await db.Database.SqlQuery<TableColumn>(
            $"""
            SELECT c.table_name AS "Table", c.column_name AS "Column" FROM information_schema.columns c
            JOIN information_schema.tables t ON t.table_schema = c.table_schema AND t.table_name = c.table_name
            WHERE c.table_schema = 'public' AND t.table_type = 'BASE TABLE' AND c.table_name <> {History} ORDER BY c.table_name, c.ordinal_position
            """).ToListAsync(cancel);
        var references = await db.Database.SqlQuery<TableColumn>(
            $"""
            SELECT child.relname AS "Table", parent.relname AS "Column" FROM pg_constraint k
            JOIN pg_class child ON child.oid = k.conrelid JOIN pg_class parent ON parent.oid = k.confrelid
            WHERE k.contype = 'f' AND k.connamespace = 'public'::regnamespace
            """).ToListAsync(cancel);
        var parents = references.Where(row => row.Table != row.Column).ToLookup(row => row.Table, row => row.Column, StringComparer.Ordinal);
        var tables = rows.GroupBy(row => row.Table, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.Select(row => row.Column).ToList(), StringComparer.Ordinal);
        var ordered = new List<(string, IReadOnlyList<string>)>();
        var placed = new HashSet<string>(StringComparer.Ordinal);
        foreach (var table in tables.Keys.Order(StringComparer.Ordinal))
            Place(table);
        return ordered;

        void Place(string table)
        {
            if (!placed.Add(table))
                return;
            foreach (var parent in parents[table])
                Place(parent);
            ordered.Add((table, tables[table]));
        }
    }

    public static async Task Export(AppDb db, string table, IReadOnlyList<string> columns, string file, CancellationToken cancel)
    {
        await using var rows = await Connection(db).BeginRawBinaryCopyAsync($"COPY {Quoted(table)} ({Quoted(columns)}) TO STDOUT (FORMAT BINARY)", cancel);
        await using var target = File.Create(file);
        await rows.CopyToAsync(target, cancel);
    }

    public static async Task Import(AppDb db, string table, IReadOnlyList<string> columns, string file, CancellationToken cancel)
    {
        await using var rows = await Connection(db).BeginRawBinaryCopyAsync($"COPY {Quoted(table)} ({Quoted(columns)}) FROM STDIN (FORMAT BINARY)", cancel);
        await using var source = File.OpenRead(file);
        await source.CopyToAsync(rows, cancel);
    }

    /// <summary>Lets each identity column go on after the highest number that came in.</summary>
    public static async Task AdvanceIdentities(AppDb db, CancellationToken cancel)
    {
        var identities = await db.Database.SqlQuery<TableColumn>(
            $"""
            SELECT table_name AS "Table", column_name AS "Column" FROM information_schema.columns WHERE table_schema = 'public' AND is_identity = 'YES'
            """).ToListAsync(cancel);
        foreach (var (table, column) in identities.Select(row => (row.Table, row.Column)))
        {
            await using var command = Connection(db).CreateCommand();
            command.CommandText = $"SELECT setval(pg_get_serial_sequence('{Quoted(table)}', '{column}'), (SELECT coalesce(max({Quoted(column)}), 0) + 1 FROM {Quoted(table)}), false)";
            await command.ExecuteScalarAsync(cancel);
        }
    }

    private static NpgsqlConnection Connection(AppDb db) => (NpgsqlConnection)db.Database.GetDbConnection();

    private static string Quoted(string name) => "\"" + name.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";

    private static string Quoted(IEnumerable<string> names) => string.Join(", ", names.Select(Quoted));

    private sealed record TableColumn(string Table, string Column);
}
