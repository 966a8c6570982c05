using System.Security.Cryptography;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Identity;

namespace WorkflowJobs.Domain.Attachments;

/// <summary>The store: one encrypted file per content, named by the hash of the plain bytes, durable before anything cites it.</summary>
public sealed class AttachmentFiles(string folder, IVault vault)
{
    /// <summary>Writes unless it is there already; answers the SHA-256.</summary>
    public async Task<string> Save(byte[] bytes, CancellationToken cancel)
    {
        var hash = ContentHash.Of(bytes);
        var file = PathOf(hash);
        if (File.Exists(file))
            return hash;
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        var draft = $"{file}.{Guid.NewGuid():N}.tmp";
        await using (var stream = new FileStream(draft, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 16, FileOptions.Asynchronous))
        {
            await stream.WriteAsync(vault.EncryptSystem(bytes), cancel);
            stream.Flush(flushToDisk: true);
        }

        File.Move(draft, file, overwrite: true);
        return hash;
    }

    /// <summary>The plain bytes; null when the file is gone.</summary>
    /// <exception cref="CryptographicException">The file was tampered with, or the master key is another one.</exception>
    public async Task<byte[]?> Read(string hash, CancellationToken cancel) =>
        File.Exists(PathOf(hash)) ? vault.DecryptSystem(await File.ReadAllBytesAsync(PathOf(hash), cancel)) : null;

    public void Delete(string hash) => File.Delete(PathOf(hash));

    private string PathOf(string hash) => Path.Combine(folder, hash[..2], hash);
}
