using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Attachments;
using WorkflowJobs.Domain.Data;
using WorkflowJobs.Domain.Identity;
using WorkflowJobs.Domain.Publicity;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Journal;
using WorkflowJobs.Domain.Tests.Runtime;

namespace WorkflowJobs.Domain.Tests.Identity;

public sealed class KeyRotationTests
{
    private const string IdNumber = "110101199003074258";
    private static readonly MasterKey Former = MasterKey.FromHex(new string('a', 64));
    private static readonly MasterKey Next = MasterKey.FromHex(new string('b', 64));
    private static readonly byte[] Scan = Encoding.UTF8.GetBytes("scan");

    /// <summary>Stopped at every write that it makes, and run again: whatever was left, the second run finishes.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Rotate_StoppedAnywhereAndRepeated_PutsAllUnderTheNewKey(bool postgres)
    {
        Assert.SkipWhen(postgres && TestDatabase.PostgreSqlServer is null, "WORKFLOWJOBS_PG names no server.");
        var finished = false;
        for (var write = 1; !finished; write++)
        {
            await using var database = postgres ? await TestDatabase.PostgreSql() : await TestDatabase.Sqlite();
            var hash = await Fill(database);
            using var stop = new CancellationTokenSource();
            var clock = new StoppingClock(write, stop);
            try
            {
                await Rotation(database, clock).Run(stop.Token);
                finished = true;
            }
            catch (OperationCanceledException)
            {
                await using var db = database.Settings.CreateContext();
                if (write > 1)
                    Assert.NotNull(await KeyRing.Problem(db, Former, CancellationToken.None));
                await Rotation(database, TimeProvider.System).Run(CancellationToken.None);
            }

            await AssertUnderNext(database, hash);
            Assert.True((await Rotation(database, TimeProvider.System).Run(CancellationToken.None)).AlreadyDone);
        }
    }

    [Fact]
    public async Task Rotate_FromAKeyThatIsNotTheDatas_IsRefusedAndChangesNothing()
    {
        await using var database = await TestDatabase.Sqlite();
        await Fill(database);
        var wrong = new KeyRotation(database.Settings, MasterKey.FromHex(new string('c', 64)), Next, Folder(database), TimeProvider.System);
        await Assert.ThrowsAsync<MasterKeyException>(() => wrong.Run(CancellationToken.None));
        await using var db = database.Settings.CreateContext();
        Assert.Null(await KeyRing.Problem(db, Former, CancellationToken.None));
    }

    /// <summary>Who has the former key and the database cannot sign new anchors with it.</summary>
    [Fact]
    public void FormerKey_AfterTheRotation_SignsNoMore()
    {
        var former = AnchorKeys.Of(Former.Derive("journal-anchor"));
        var keys = new AnchorKeys(Next.Derive("journal-anchor"), [new RetiredAnchorKey(former.Current, 5)]);
        Assert.NotNull(keys.Read(former.Sign(Body(5)).ToJsonString()));
        Assert.Null(keys.Read(former.Sign(Body(6)).ToJsonString()));

        static System.Text.Json.Nodes.JsonObject Body(long number) => new() { ["number"] = number, ["previous"] = "", ["at"] = 1, ["heads"] = new System.Text.Json.Nodes.JsonObject() };
    }

    private static string Folder(TestDatabase database) => Path.Combine(database.Folder, "attachments");

    private static KeyRotation Rotation(TestDatabase database, TimeProvider clock) => new(database.Settings, Former, Next, Folder(database), clock);

    private static async Task<string> Fill(TestDatabase database)
    {
        var vault = new AesVault(Former);
        var writer = database.Settings.CreateWriter(TimeProvider.System);
        await using var _ = writer as IAsyncDisposable;
        await KeyRing.Claim(writer, Former, CancellationToken.None);
        await writer.Write((work, _) =>
        {
            var key = vault.NewWrappedKey();
            work.Db.People.Add(new Person
            {
                Id = "p",
                Name = "某",
                Sex = "F",
                IdMasked = "*",
                VillageId = "v",
                WrappedKey = key,
                IdNumberCipher = vault.Encrypt(key, Encoding.UTF8.GetBytes(IdNumber)),
                IdNumberIndex = vault.BlindIndex(BlindIndexes.Id, IdNumber),
                PhoneCipher = vault.Encrypt(key, "13900000000"u8),
                PhoneIndex = vault.BlindIndex(BlindIndexes.Phone, "13900000000"),
            });
            // Erased: the key is destroyed, nothing opens any more.
            work.Db.People.Add(new Person { Id = "erased", Name = "", Sex = "F", IdMasked = "*", VillageId = "v", WrappedKey = [], IdNumberCipher = [1], IdNumberIndex = "erased" });
            work.Db.Objections.Add(TestObjection(vault));
            work.Db.Settings.Add(new Setting { Key = KeyRing.ProtectionPrefix + "1", Value = Convert.ToBase64String(Sealing.Seal(Former.Derive(KeyRing.ProtectionPurpose), Scan)) });
            return JournalChain.Append(work, "operation", "Test", null, [], CancellationToken.None);
        });
        await new JournalAnchors(writer, new Reader(database.Settings, TimeProvider.System), AnchorFileOf(database), AnchorKeys.Of(Former.Derive("journal-anchor"))).Anchor(CancellationToken.None);
        return await new AttachmentFiles(Folder(database), vault).Save(Scan, CancellationToken.None);
    }

    private static AnchorFile AnchorFileOf(TestDatabase database) => new(Path.Combine(database.Folder, "anchors"));

    private static async Task AssertUnderNext(TestDatabase database, string hash)
    {
        var vault = new AesVault(Next);
        await using var db = database.Settings.CreateContext();
        Assert.Null(await KeyRing.Problem(db, Next, CancellationToken.None));
        Assert.NotNull(await KeyRing.Problem(db, Former, CancellationToken.None));
        var person = await db.People.SingleAsync(row => row.IdNumberIndex == vault.BlindIndex(BlindIndexes.Id, IdNumber));
        Assert.Equal(IdNumber, Encoding.UTF8.GetString(vault.Decrypt(person.WrappedKey, person.IdNumberCipher)));
        Assert.Equal(vault.BlindIndex(BlindIndexes.Phone, "13900000000"), person.PhoneIndex);
        Assert.ThrowsAny<CryptographicException>(() => new AesVault(Former).Decrypt(person.WrappedKey, person.IdNumberCipher));
        Assert.Equal("来信人", Encoding.UTF8.GetString(vault.DecryptSystem((await db.Objections.SingleAsync()).ObjectorCipher!)));
        Assert.Equal(Scan, await new AttachmentFiles(Folder(database), vault).Read(hash, CancellationToken.None));
        var protection = await db.Settings.SingleAsync(row => row.Key == KeyRing.ProtectionPrefix + "1");
        Assert.Equal(Scan, Sealing.Open(Next.Derive(KeyRing.ProtectionPurpose), Convert.FromBase64String(protection.Value)));
        var report = await new JournalVerifier(AnchorFileOf(database), KeyRing.AnchorKeys(database.Settings, Next)).Verify(db, CancellationToken.None);
        Assert.Empty(report.Problems);
        Assert.Equal(1, report.Anchor);
    }

    private static Objection TestObjection(AesVault vault) => new()
    {
        Id = "o",
        ListId = "l",
        ApplicationId = "a",
        ReceivedAt = DateTimeOffset.UnixEpoch,
        IsRealName = true,
        Channel = "web",
        ObjectorCipher = vault.EncryptSystem("来信人"u8),
        ContentCipher = [],
    };

    /// <summary>The writer reads the clock once a command: at the k-th the work is stopped.</summary>
    private sealed class StoppingClock(int write, CancellationTokenSource stop) : TimeProvider
    {
        private int reads;

        public override DateTimeOffset GetUtcNow()
        {
            if (Interlocked.Increment(ref reads) == write)
                stop.Cancel();
            return base.GetUtcNow();
        }
    }
}
