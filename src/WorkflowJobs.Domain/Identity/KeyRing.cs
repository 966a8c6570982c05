using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Data;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Journal;

namespace WorkflowJobs.Domain.Identity;

/// <summary>What the database knows of keys: which master key it is under, whether a rotation is under way, and the anchors' former keys, sealed.</summary>
public static class KeyRing
{
    internal const string Current = "keys.master";
    internal const string RotatingTo = "keys.rotating-to";
    internal const string Retired = "keys.retired-anchors";
    internal const string AnchorPurpose = "journal-anchor";
    internal const string RingPurpose = "keyring";

    /// <summary>Rows of ASP.NET's Data Protection keys, sealed.</summary>
    public const string ProtectionPrefix = "protection.";

    public const string ProtectionPurpose = "data-protection";

    /// <summary>Binds a new database to the key; refuses another key than the one that its data are under, and a rotation left half done.</summary>
    /// <exception cref="MasterKeyException">The server must not start with this key.</exception>
    public static Task Claim(IWriter writer, MasterKey master, CancellationToken cancel) => writer.Write(async (work, token) =>
    {
        if (await Problem(work.Db, master, token) is { } problem)
            throw new MasterKeyException(problem);
        if (await work.Db.Settings.FindAsync([Current], token) is null)
            work.Db.Settings.Add(new Setting { Key = Current, Value = master.Id });
        return true;
    }, cancel);

    /// <summary>Why this key does not fit the database; null when it does.</summary>
    public static async Task<string?> Problem(AppDb db, MasterKey master, CancellationToken cancel)
    {
        var stored = await db.Settings.AsNoTracking().Where(row => row.Key == Current || row.Key == RotatingTo).ToDictionaryAsync(row => row.Key, row => row.Value, cancel);
        if (stored.ContainsKey(RotatingTo))
            return "主密钥更换尚未完成，请再次执行 rotate-keys。A rotation of the master key is unfinished; run rotate-keys again.";
        return stored.TryGetValue(Current, out var id) && id != master.Id
            ? $"主密钥与数据不符（数据使用 {id}，提供的是 {master.Id}）。The master key is not the one of these data (they are under {id}, given was {master.Id})."
            : null;
    }

    /// <summary>The anchors' keys: the master key's own, and those of former master keys.</summary>
    public static AnchorKeys AnchorKeys(DatabaseSettings settings, MasterKey master)
    {
        using var db = settings.CreateContext();
        var stored = db.Settings.AsNoTracking().FirstOrDefault(row => row.Key == Retired)?.Value;
        return new AnchorKeys(master.Derive(AnchorPurpose), Open(stored, master));
    }

    internal static IReadOnlyList<RetiredAnchorKey> Open(string? stored, MasterKey master) => stored is null
        ? []
        : JsonSerializer.Deserialize<List<RetiredAnchorKey>>(Sealing.Open(master.Derive(RingPurpose), Convert.FromBase64String(stored))) ?? [];

    internal static string Seal(IReadOnlyList<RetiredAnchorKey> keys, MasterKey master) =>
        Convert.ToBase64String(Sealing.Seal(master.Derive(RingPurpose), JsonSerializer.SerializeToUtf8Bytes(keys)));
}
