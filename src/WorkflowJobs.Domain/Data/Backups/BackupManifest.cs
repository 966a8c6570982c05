namespace WorkflowJobs.Domain.Data.Backups;

/// <summary>The last entry of a backup: what it holds and how it must look. The master key is not in it, only its name.</summary>
/// <param name="Format">1. A program refuses formats that it does not know.</param>
/// <param name="Database">sqlite or postgresql.</param>
/// <param name="Migrations">Those applied, the oldest first.</param>
/// <param name="Anchors">Lines of the anchors' file, as many as the database has anchors.</param>
/// <param name="Tables">On PostgreSQL the tables with their columns, in the order of the rows.</param>
/// <param name="Files">All other entries.</param>
public sealed record BackupManifest(
    int Format, string Database, DateTimeOffset TakenAt, string MasterKeyId, IReadOnlyList<string> Migrations, int Anchors,
    IReadOnlyDictionary<string, IReadOnlyList<string>> Tables, IReadOnlyDictionary<string, BackupFile> Files)
{
    public const int CurrentFormat = 1;
    public const string Sqlite = "sqlite";
    public const string PostgreSql = "postgresql";

    /// <summary>Names of entries.</summary>
    public const string Entry = "manifest.json";

    public const string DatabaseEntry = "workflowjobs.db";
    public const string AnchorsEntry = "journal-anchors.jsonl";
    public const string AttachmentsFolder = "attachments";
    public const string TablesFolder = "tables";
}

public sealed record BackupFile(long Size, string Sha256);

/// <summary>The backup cannot be taken or restored so; nothing was changed.</summary>
public sealed class BackupException(string message) : Exception(message);
