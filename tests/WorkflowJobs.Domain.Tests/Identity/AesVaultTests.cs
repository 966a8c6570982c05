using System.Security.Cryptography;
using System.Text;
using WorkflowJobs.Domain.Identity;

namespace WorkflowJobs.Domain.Tests.Identity;

public sealed class AesVaultTests
{
    private readonly AesVault vault = new(MasterKey.FromHex(new string('a', 64)));

    [Fact]
    public void Decrypt_WithThePersonsOwnKey_GivesThePlainText()
    {
        var key = vault.NewWrappedKey();
        var cipher = vault.Encrypt(key, "370811196609029887"u8);

        Assert.Equal("370811196609029887", Encoding.UTF8.GetString(vault.Decrypt(key, cipher)));
        Assert.DoesNotContain("3708", Encoding.Latin1.GetString(cipher));
        Assert.ThrowsAny<CryptographicException>(() => vault.Decrypt(vault.NewWrappedKey(), cipher));
    }

    [Fact]
    public void Decrypt_OneBitChanged_IsRefused()
    {
        var cipher = vault.EncryptSystem("text"u8);
        cipher[^1] ^= 1;

        Assert.ThrowsAny<CryptographicException>(() => vault.DecryptSystem(cipher));
    }

    [Fact]
    public void BlindIndex_EqualValues_MeetOnlyUnderTheSameKeyAndPurpose()
    {
        var other = new AesVault(MasterKey.FromHex(new string('b', 64)));

        Assert.Equal(vault.BlindIndex("id", "1"), vault.BlindIndex("id", "1"));
        Assert.NotEqual(vault.BlindIndex("id", "1"), vault.BlindIndex("phone", "1"));
        Assert.NotEqual(vault.BlindIndex("id", "1"), other.BlindIndex("id", "1"));
    }

    [Fact]
    public void FromFile_ReadableByOthers_RefusesToStart()
    {
        var file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        MasterKey.FromFileOrNew(file);
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.OtherRead);

        Assert.Throws<MasterKeyException>(() => MasterKey.FromFile(file));
        File.Delete(file);
    }

    [Theory]
    [InlineData("")]
    [InlineData("abcd")]
    [InlineData("zz")]
    public void FromHex_NotAKey_IsRefused(string hex) => Assert.Throws<MasterKeyException>(() => MasterKey.FromHex(hex));
}
