using System.Security.Cryptography;
using System.Text;

namespace WorkflowJobs.Domain.Identity;

/// <summary>AES-256-GCM. A cipher is nonce (12) + tag (16) + data; a wrapped key is a cipher of 32 random bytes.</summary>
public sealed class AesVault(MasterKey master) : IVault
{
    private const int NonceLength = 12;
    private const int TagLength = 16;
    private readonly byte[] wrappingKey = master.Derive("wrap");
    private readonly byte[] systemKey = master.Derive("system");
    private readonly byte[] indexKey = master.Derive("index");

    public byte[] NewWrappedKey() => Seal(wrappingKey, RandomNumberGenerator.GetBytes(MasterKey.Length));

    public byte[] Encrypt(byte[] wrappedKey, ReadOnlySpan<byte> plain) => Seal(Open(wrappingKey, wrappedKey), plain);

    public byte[] Decrypt(byte[] wrappedKey, byte[] cipher) => Open(Open(wrappingKey, wrappedKey), cipher);

    public byte[] EncryptSystem(ReadOnlySpan<byte> plain) => Seal(systemKey, plain);

    public byte[] DecryptSystem(byte[] cipher) => Open(systemKey, cipher);

    public string BlindIndex(string purpose, string normalisedValue) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(indexKey, Encoding.UTF8.GetBytes($"{purpose}:{normalisedValue}")));

    private static byte[] Seal(byte[] key, ReadOnlySpan<byte> plain)
    {
        var cipher = new byte[NonceLength + TagLength + plain.Length];
        RandomNumberGenerator.Fill(cipher.AsSpan(0, NonceLength));
        using var aes = new AesGcm(key, TagLength);
        aes.Encrypt(cipher.AsSpan(0, NonceLength), plain, cipher.AsSpan(NonceLength + TagLength), cipher.AsSpan(NonceLength, TagLength));
        return cipher;
    }

    private static byte[] Open(byte[] key, byte[] cipher)
    {
        var plain = new byte[cipher.Length - NonceLength - TagLength];
        using var aes = new AesGcm(key, TagLength);
        aes.Decrypt(cipher.AsSpan(0, NonceLength), cipher.AsSpan(NonceLength + TagLength), cipher.AsSpan(NonceLength, TagLength), plain);
        return plain;
    }
}
