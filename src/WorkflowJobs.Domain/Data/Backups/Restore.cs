using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql;
using WorkflowJobs.Domain.Identity;
using WorkflowJobs.Domain.Runtime.Journal;

namespace WorkflowJobs.Domain.Data.Backups;

/// <summary>Puts a backup into an empty place, or, forced, in the place of what is there, which is set aside and not deleted.</summary>
public sealed class Restore(DatabaseSettings settings, MasterKey master, string dataFolder, string databaseFile, AnchorFile anchors, string attachments, TimeProvider clock)
{
    /// <exception cref="BackupException">Nothing was changed.</exception>
    public async Task<BackupManifest> Read(string file, bool force, CancellationToken cancel)
    {
        if (!File.Exists(file))
            throw new BackupException($"找不到备份文件：{file}。There is no such backup: {file}.");
        Directory.CreateDirectory(dataFolder);
        var staging = Directory.CreateDirectory(Path.Combine(dataFolder, $"restoring-{Guid.NewGuid():N}")).FullName;
        try
        {
            var manifest = await BackupArchive.Extract(file, staging, cancel);
            await Check(manifest, staging, force, cancel);
            SetAside();
            if (Directory.Exists(Path.Combine(staging, BackupManifest.AttachmentsFolder)))
                Directory.Move(Path.Combine(staging, BackupManifest.AttachmentsFolder), attachments);
            File.Move(Path.Combine(staging, BackupManifest.AnchorsEntry), anchors.Path);
            if (settings.IsSqlite)
                File.Move(Path.Combine(staging, BackupManifest.DatabaseEntry), databaseFile);
            else
                await FillPostgreSql(manifest, staging, cancel);
            await settings.Prepare(cancel);
            await Note(manifest, cancel);
            return manifest;
        }
        finally
        {
            Directory.Delete(staging, recursive: true);
        }
    }

    private async Task Check(BackupManifest manifest, string staging, bool force, CancellationToken cancel)
    {
        var kind = settings.IsSqlite ? BackupManifest.Sqlite : BackupManifest.PostgreSql;
        if (manifest.Database != kind)
            throw new BackupException($"备份来自 {manifest.Database}，目标是 {kind}。The backup is of {manifest.Database}, the target is {kind}.");
        if (manifest.MasterKeyId != master.Id)
            throw new BackupException($"备份的数据使用主密钥 {manifest.MasterKeyId}，提供的是 {master.Id}。The backup's data are under the master key {manifest.MasterKeyId}; given was {master.Id}.");
        await using var db = settings.CreateContext();
        if (manifest.Migrations.Except(db.Database.GetMigrations()).Any())
            throw new BackupException(SchemaState.NewerMessage);
        if (!force && (File.Exists(databaseFile) || File.Exists(anchors.Path) || (Directory.Exists(attachments) && Directory.EnumerateFileSystemEntries(attachments).Any()) || await HasTables(db, cancel)))
            throw new BackupException("目标不是空的；确要替换请加 --force（原数据会另存，不会删除）。The target is not empty; with --force what is there is set aside and replaced.");
        if (settings.IsSqlite)
            await CheckIntegrity(Path.Combine(staging, BackupManifest.DatabaseEntry), cancel);
    }

    private static async Task CheckIntegrity(string file, CancellationToken cancel)
    {
        await using var connection = await DatabaseSettings.SqliteFile(file).OpenUnpooled(cancel);
        if (await SqliteSnapshot.Integrity(connection, cancel) is var found && found != "ok")
            throw new BackupException($"备份中的数据库已损坏。The database in the backup is damaged: {found}");
    }

    private async Task<bool> HasTables(AppDb db, CancellationToken cancel) => !settings.IsSqlite && await db.Database
        .SqlQuery<int>($"""SELECT count(*)::int AS "Value" FROM information_schema.tables WHERE table_schema = 'public'""").SingleAsync(cancel) > 0;

    /// <summary>Moves what is there into a folder, or a schema, of its own.</summary>
    private void SetAside()
    {
        var name = "replaced-" + clock.GetUtcNow().ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture) + "-" + Guid.NewGuid().ToString("N")[..6];
        SqliteConnection.ClearAllPools();
        string[] files = [databaseFile, databaseFile + "-wal", databaseFile + "-shm", anchors.Path];
        foreach (var file in files.Where(File.Exists))
        {
            Directory.CreateDirectory(Path.Combine(dataFolder, name));
            File.Move(file, Path.Combine(dataFolder, name, Path.GetFileName(file)));
        }

        if (Directory.Exists(attachments))
        {
            Directory.CreateDirectory(Path.Combine(dataFolder, name));
            Directory.Move(attachments, Path.Combine(dataFolder, name, Path.GetFileName(attachments)));
        }
    }

    private async Task FillPostgreSql(BackupManifest manifest, string staging, CancellationToken cancel)
    {
        await using var db = settings.CreateContext();
        if (await HasTables(db, cancel))
            await SetSchemaAside(db, cancel);
        await db.GetService<IMigrator>().MigrateAsync(manifest.Migrations[^1], cancel);
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        foreach (var (table, _) in await PostgreSqlTables.List(db, cancel))
            if (manifest.Tables.TryGetValue(table, out var columns))
                await PostgreSqlTables.Import(db, table, columns, Path.Combine(staging, BackupManifest.TablesFolder, table), cancel);
        await PostgreSqlTables.AdvanceIdentities(db, cancel);
        await transaction.CommitAsync(cancel);
    }

    private async Task SetSchemaAside(AppDb db, CancellationToken cancel)
    {
        var name = "replaced_" + clock.GetUtcNow().ToString("yyyyMMdd_HHmmss", CultureInfo.InvariantCulture);
        await db.Database.OpenConnectionAsync(cancel);
        await using (var command = db.Database.GetDbConnection().CreateCommand())
        {
            command.CommandText = $"ALTER SCHEMA public RENAME TO {name}; CREATE SCHEMA public";
            await command.ExecuteNonQueryAsync(cancel);
        }

        await db.Database.CloseConnectionAsync();
        NpgsqlConnection.ClearAllPools();
    }

    /// <summary>That history goes on from a backup is itself an entry.</summary>
    private async Task Note(BackupManifest manifest, CancellationToken cancel)
    {
        var writer = settings.CreateWriter(clock);
        await using var _ = writer as IAsyncDisposable;
        await writer.Write((work, token) => JournalChain.Append(work, "operation", "Restored", null, new JsonObject
        {
            ["takenAt"] = manifest.TakenAt.ToUnixTimeMilliseconds(),
            ["anchors"] = manifest.Anchors,
        }, token), cancel);
    }
}
