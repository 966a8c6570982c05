using System.Text;
using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Identity;
using WorkflowJobs.Domain.Runtime.Journal;

namespace WorkflowJobs.Domain.Data.Backups;

/// <summary>
/// Database, anchors and attachments of one moment, while the server goes on: first a snapshot of the database, then as many anchors as it
/// has, then the attachments that it names (they are durable before a row names them, and what is cited is never swept).
/// </summary>
public sealed class Backup(DatabaseSettings settings, MasterKey master, AnchorFile anchors, string attachments, TimeProvider clock)
{
    /// <exception cref="BackupException">An attachment that the database names is not there, or the key is another one.</exception>
    public async Task<BackupManifest> Write(string file, CancellationToken cancel)
    {
        var target = Path.GetFullPath(file);
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        var scratch = Directory.CreateDirectory(target + ".work").FullName;
        try
        {
            await using var archive = BackupArchive.Create(target);
            return settings.IsSqlite ? await WriteSqlite(archive, scratch, cancel) : await WritePostgreSql(archive, scratch, cancel);
        }
        finally
        {
            Directory.Delete(scratch, recursive: true);
        }
    }

    private async Task<BackupManifest> WriteSqlite(BackupArchive archive, string scratch, CancellationToken cancel)
    {
        var copy = Path.Combine(scratch, BackupManifest.DatabaseEntry);
        await SqliteSnapshot.Write(settings, copy, cancel);
        Facts facts;
        await using (var db = DatabaseSettings.SqliteFile(copy).CreateContext())
            facts = await Facts.Read(db, cancel);
        await archive.Add(BackupManifest.DatabaseEntry, copy, cancel);
        return await Finish(archive, facts, BackupManifest.Sqlite, new Dictionary<string, IReadOnlyList<string>>(), cancel);
    }

    private async Task<BackupManifest> WritePostgreSql(BackupArchive archive, string scratch, CancellationToken cancel)
    {
        await using var db = settings.CreateContext();
        await using var snapshot = await settings.BeginSnapshot(db, cancel);
        var facts = await Facts.Read(db, cancel);
        var tables = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        foreach (var (table, columns) in await PostgreSqlTables.List(db, cancel))
        {
            var path = Path.Combine(scratch, table);
            await PostgreSqlTables.Export(db, table, columns, path, cancel);
            await archive.Add($"{BackupManifest.TablesFolder}/{table}", path, cancel);
            File.Delete(path);
            tables[table] = columns;
        }

        return await Finish(archive, facts, BackupManifest.PostgreSql, tables, cancel);
    }

    private async Task<BackupManifest> Finish(
        BackupArchive archive, Facts facts, string database, IReadOnlyDictionary<string, IReadOnlyList<string>> tables, CancellationToken cancel)
    {
        if (facts.MasterKeyId is { } id && id != master.Id)
            throw new BackupException($"主密钥与数据不符（数据使用 {id}）。The master key is not the one of these data (they are under {id}).");
        // What the file says comes first: it is the witness. A crash may have left it one behind the database.
        var lines = anchors.Lines().Take(facts.Anchors.Count).ToList();
        lines.AddRange(facts.Anchors.Skip(lines.Count));
        await archive.Add(BackupManifest.AnchorsEntry, Encoding.UTF8.GetBytes(string.Concat(lines.Select(line => line + "\n"))), cancel);
        foreach (var (hash, cited) in facts.Attachments)
        {
            var path = Path.Combine(attachments, hash[..2], hash);
            if (File.Exists(path))
                await archive.Add($"{BackupManifest.AttachmentsFolder}/{hash[..2]}/{hash}", path, cancel);
            else if (cited)
                throw new BackupException($"附件文件缺失：{hash}。An attachment's file is missing: {hash}.");
        }

        var manifest = new BackupManifest(BackupManifest.CurrentFormat, database, clock.GetUtcNow(), master.Id, facts.Migrations, lines.Count, tables, archive.Files);
        await archive.Complete(manifest, cancel);
        return manifest;
    }

    /// <summary>What the snapshot says.</summary>
    private sealed record Facts(string? MasterKeyId, IReadOnlyList<string> Migrations, IReadOnlyList<string> Anchors, IReadOnlyList<(string Hash, bool Cited)> Attachments)
    {
        public static async Task<Facts> Read(AppDb db, CancellationToken cancel)
        {
            var migrations = (await db.Database.GetAppliedMigrationsAsync(cancel)).ToList();
            if (migrations.Count == 0)
                throw new BackupException("数据库是空的，没有可备份的内容。The database is empty; there is nothing to back up.");
            var key = await db.Settings.AsNoTracking().Where(row => row.Key == KeyRing.Current).Select(row => row.Value).FirstOrDefaultAsync(cancel);
            var anchors = await db.JournalEntries.AsNoTracking().Where(entry => entry.Stream == JournalAnchors.Stream)
                .OrderBy(entry => entry.Sequence).Select(entry => entry.Body).ToListAsync(cancel);
            var attachments = await db.Attachments.AsNoTracking().GroupBy(row => row.Sha256)
                .Select(group => new { Hash = group.Key, Cited = group.Max(row => row.SubjectId) }).ToListAsync(cancel);
            return new Facts(key, migrations, anchors, [.. attachments.Select(row => (row.Hash, row.Cited != null))]);
        }
    }
}
