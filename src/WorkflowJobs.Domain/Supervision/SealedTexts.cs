using System.Text;
using WorkflowJobs.Domain.Identity;
using WorkflowJobs.Domain.Runtime.Commands;

namespace WorkflowJobs.Domain.Supervision;

/// <summary>Free text in and out of its encryption: under the key of the person whom it is about, so that erasure takes it along, or the system's.</summary>
public sealed class SealedTexts(IVault vault)
{
    /// <summary>What stands in place of a text whose key was destroyed.</summary>
    public const string Destroyed = "（已按保存期限销毁）";

    public async Task<byte[]?> Seal(Work work, string? personId, string? text, CancellationToken cancel)
    {
        if (string.IsNullOrWhiteSpace(text))
            return null;
        var plain = Encoding.UTF8.GetBytes(text.Trim());
        return await KeyOf(work, personId, cancel) is { } key ? vault.Encrypt(key, plain) : vault.EncryptSystem(plain);
    }

    public async Task<string> Open(Work work, string? personId, byte[]? cipher, CancellationToken cancel)
    {
        if (cipher is null)
            return "";
        if (await KeyOf(work, personId, cancel) is not { } key)
            return Encoding.UTF8.GetString(vault.DecryptSystem(cipher));
        return key.Length == 0 ? Destroyed : Encoding.UTF8.GetString(vault.Decrypt(key, cipher));
    }

    private static async Task<byte[]?> KeyOf(Work work, string? personId, CancellationToken cancel) => personId is null
        ? null
        : (await work.Db.People.FindAsync([personId], cancel))?.WrappedKey ?? throw new InvalidOperationException($"There is no person {personId}.");
}
