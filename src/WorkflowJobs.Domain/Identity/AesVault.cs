using System.Security.Cryptography;
using System.Text;
using static WorkflowJobs.Domain.Identity.Sealing;

namespace WorkflowJobs.Domain.Identity;

/// <summary>AES-256-GCM. A cipher is nonce (12) + tag (16) + data; a wrapped key is a cipher of 32 random bytes.</summary>
public sealed class AesVault(MasterKey master) : IVault
{
    internal const string WrapPurpose = "wrap";
    internal const string SystemPurpose = "system";

    private readonly byte[] wrappingKey = master.Derive(WrapPurpose);
    private readonly byte[] systemKey = master.Derive(SystemPurpose);
    private readonly byte[] indexKey = master.Derive("index");

    public byte[] NewWrappedKey() => Seal(wrappingKey, RandomNumberGenerator.GetBytes(MasterKey.Length));

    public byte[] Encrypt(byte[] wrappedKey, ReadOnlySpan<byte> plain) => Seal(Open(wrappingKey, wrappedKey), plain);

    public byte[] Decrypt(byte[] wrappedKey, byte[] cipher) => Open(Open(wrappingKey, wrappedKey), cipher);

    public byte[] EncryptSystem(ReadOnlySpan<byte> plain) => Seal(systemKey, plain);

    public byte[] DecryptSystem(byte[] cipher) => Open(systemKey, cipher);

    public string BlindIndex(string purpose, string normalisedValue) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(indexKey, Encoding.UTF8.GetBytes($"{purpose}:{normalisedValue}")));
}
