using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace WorkflowJobs.Domain.Identity;

/// <summary>AES-256-GCM: nonce (12) + tag (16) + data. What was sealed with another key, or changed, does not open.</summary>
public static class Sealing
{
    private const int NonceLength = 12;
    private const int TagLength = 16;

    public static byte[] Seal(byte[] key, ReadOnlySpan<byte> plain)
    {
        var cipher = new byte[NonceLength + TagLength + plain.Length];
        RandomNumberGenerator.Fill(cipher.AsSpan(0, NonceLength));
        using var aes = new AesGcm(key, TagLength);
        aes.Encrypt(cipher.AsSpan(0, NonceLength), plain, cipher.AsSpan(NonceLength + TagLength), cipher.AsSpan(NonceLength, TagLength));
        return cipher;
    }

    public static byte[] Open(byte[] key, byte[] cipher)
    {
        var plain = new byte[cipher.Length - NonceLength - TagLength];
        using var aes = new AesGcm(key, TagLength);
        aes.Decrypt(cipher.AsSpan(0, NonceLength), cipher.AsSpan(NonceLength + TagLength), cipher.AsSpan(NonceLength, TagLength), plain);
        return plain;
    }

    public static bool TryOpen(byte[] key, byte[] cipher, [NotNullWhen(true)] out byte[]? plain)
    {
        plain = null;
        if (cipher.Length < NonceLength + TagLength)
            return false;
        try
        {
            plain = Open(key, cipher);
            return true;
        }
        catch (AuthenticationTagMismatchException)
        {
            return false;
        }
    }
}
