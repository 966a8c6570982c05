using System.Security.Cryptography;

namespace WorkflowJobs.Domain.Identity;

/// <summary>The key above all others. It comes from a file or the environment and is never in a backup (invariant 13).</summary>
public sealed class MasterKey
{
    /// <summary>Bytes of a key: 32, written as 64 hexadecimal digits.</summary>
    public const int Length = 32;

    private readonly byte[] key;

    private MasterKey(byte[] key) => this.key = key;

    /// <exception cref="MasterKeyException">Not 64 hexadecimal digits.</exception>
    public static MasterKey FromHex(string hex)
    {
        try
        {
            var bytes = Convert.FromHexString(hex.Trim());
            return bytes.Length == Length ? new MasterKey(bytes) : throw new MasterKeyException("主密钥必须是 64 位十六进制数。The master key must be 64 hexadecimal digits.");
        }
        catch (FormatException)
        {
            throw new MasterKeyException("主密钥必须是 64 位十六进制数。The master key must be 64 hexadecimal digits.");
        }
    }

    /// <exception cref="MasterKeyException">Missing, malformed, or others can read it.</exception>
    public static MasterKey FromFile(string path)
    {
        if (!File.Exists(path))
            throw new MasterKeyException($"找不到主密钥文件。The master key file is missing: {Path.GetFileName(path)}");
        const UnixFileMode others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;
        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & others) != 0)
            throw new MasterKeyException("主密钥文件可被他人读取，请先执行 chmod 600。Others can read the master key file; run chmod 600 on it.");
        return FromHex(File.ReadAllText(path));
    }

    /// <summary>Demo mode only: makes the file on first use, readable by its owner alone.</summary>
    public static MasterKey FromFileOrNew(string path)
    {
        if (!File.Exists(path))
        {
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            using var writer = new StreamWriter(path, options);
            writer.Write(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(Length)));
        }

        return FromFile(path);
    }

    /// <summary>Names the key and tells nothing of it: stored beside what it protects, so that a wrong key is noticed before it does harm.</summary>
    public string Id => Convert.ToHexStringLower(Derive("id").AsSpan(0, 8));

    /// <summary>A key for one purpose; keys of different purposes tell nothing of each other.</summary>
    public byte[] Derive(string purpose) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, key, Length, info: System.Text.Encoding.UTF8.GetBytes("workflowjobs/" + purpose));
}

/// <summary>The server must not start with this key.</summary>
public sealed class MasterKeyException(string message) : Exception(message);
