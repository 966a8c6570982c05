using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using WorkflowJobs.Domain.Common;

namespace WorkflowJobs.Domain.Data.Backups;

/// <summary>A backup as a file: a compressed tar that only its owner can read, whole or not there.</summary>
internal sealed class BackupArchive : IAsyncDisposable
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };
    private readonly Dictionary<string, BackupFile> files = new(StringComparer.Ordinal);
    private readonly string file;
    private readonly string draft;
    private readonly FileStream stream;
    private readonly GZipStream zip;
    private readonly TarWriter tar;

    private BackupArchive(string file)
    {
        (this.file, draft) = (file, file + ".partial");
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        stream = new FileStream(draft, options);
        zip = new GZipStream(stream, CompressionLevel.Fastest, leaveOpen: true);
        tar = new TarWriter(zip, TarEntryFormat.Pax, leaveOpen: true);
    }

    public IReadOnlyDictionary<string, BackupFile> Files => files;

    public static BackupArchive Create(string file) => new(file);

    public async Task Add(string name, string path, CancellationToken cancel)
    {
        await using (var content = File.OpenRead(path))
            files[name] = new BackupFile(content.Length, Convert.ToHexStringLower(await SHA256.HashDataAsync(content, cancel)));
        await tar.WriteEntryAsync(path, name, cancel);
    }

    public async Task Add(string name, byte[] bytes, CancellationToken cancel)
    {
        files[name] = new BackupFile(bytes.Length, ContentHash.Of(bytes));
        await Write(name, bytes, cancel);
    }

    /// <summary>Only now the file is there under its name.</summary>
    public async Task Complete(BackupManifest manifest, CancellationToken cancel)
    {
        await Write(BackupManifest.Entry, JsonSerializer.SerializeToUtf8Bytes(manifest, Json), cancel);
        await tar.DisposeAsync();
        await zip.DisposeAsync();
        stream.Flush(flushToDisk: true);
        await stream.DisposeAsync();
        File.Move(draft, file, overwrite: true);
    }

    public async ValueTask DisposeAsync()
    {
        if (!File.Exists(draft))
            return;
        await stream.DisposeAsync();
        File.Delete(draft);
    }

    /// <summary>Unpacks into an empty folder and holds every file to the manifest.</summary>
    /// <exception cref="BackupException">Damaged, incomplete, or of another format.</exception>
    public static async Task<BackupManifest> Extract(string file, string folder, CancellationToken cancel)
    {
        try
        {
            await using var stream = File.OpenRead(file);
            await using var zip = new GZipStream(stream, CompressionMode.Decompress);
            // Entries that would lie outside the folder make it throw.
            await TarFile.ExtractToDirectoryAsync(zip, folder, overwriteFiles: false, cancel);
        }
        catch (Exception damage) when (damage is InvalidDataException or EndOfStreamException or FormatException)
        {
            throw Damaged();
        }

        var entry = Path.Combine(folder, BackupManifest.Entry);
        var manifest = File.Exists(entry) ? Read(await File.ReadAllTextAsync(entry, cancel)) : null;
        if (manifest is null)
            throw Damaged();
        if (manifest.Format != BackupManifest.CurrentFormat)
            throw new BackupException($"备份格式 {manifest.Format} 无法识别。The backup's format {manifest.Format} is unknown to this program.");
        foreach (var (name, expected) in manifest.Files)
        {
            var path = Path.Combine(folder, name);
            if (!File.Exists(path))
                throw Damaged();
            await using var content = File.OpenRead(path);
            if (Convert.ToHexStringLower(await SHA256.HashDataAsync(content, cancel)) != expected.Sha256)
                throw Damaged();
        }

        return manifest;
    }

    private static BackupManifest? Read(string json)
    {
        try
        {
            return JsonSerializer.Deserialize<BackupManifest>(json, Json);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static BackupException Damaged() => new("备份文件损坏或不完整。The backup is damaged or incomplete.");

    private async Task Write(string name, byte[] bytes, CancellationToken cancel)
    {
        await using var content = new MemoryStream(bytes);
        await tar.WriteEntryAsync(new PaxTarEntry(TarEntryType.RegularFile, name) { DataStream = content, Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite }, cancel);
    }
}
