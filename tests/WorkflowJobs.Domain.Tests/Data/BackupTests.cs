using System.Text;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Attachments;
using WorkflowJobs.Domain.Data.Backups;
using WorkflowJobs.Domain.Identity;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Journal;
using WorkflowJobs.Domain.Tests.Runtime;

namespace WorkflowJobs.Domain.Tests.Data;

public sealed class BackupTests
{
    private static readonly MasterKey Master = MasterKey.FromHex(new string('a', 64));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Backup_WhileWritesGoOn_RestoresOneMoment(bool postgres)
    {
        await using var place = await Place.Filled(postgres);
        var file = Path.Combine(place.Database.Folder, "backup.tar.gz");
        using var stop = new CancellationTokenSource();
        var writing = place.WriteOn(stop.Token);
        await place.Written(20);
        await place.Backup.Write(file, CancellationToken.None);
        await place.Written(5);
        await stop.CancelAsync();
        await writing;

        await using var other = await Place.Empty(postgres);
        await other.Restore.Read(file, force: false, CancellationToken.None);
        var report = await other.Verify();
        Assert.Empty(report.Problems);
        Assert.True(report.Anchor > 0);
        await using var db = other.Database.Settings.CreateContext();
        var counts = await db.JournalEntries.Where(entry => entry.Stream == "x" || entry.Stream == "y").GroupBy(entry => entry.Stream).Select(group => group.Count()).ToListAsync();
        Assert.True(counts[0] >= 20 && counts[0] == counts[1], $"x and y are written together, and were restored {counts[0]} and {counts[1]} long.");
        var attachment = await db.Attachments.SingleAsync();
        Assert.Equal("scan", Encoding.UTF8.GetString((await other.Files.Read(attachment.Sha256, CancellationToken.None))!));
        Assert.Single(await db.JournalEntries.Where(entry => entry.Stream == "operation" && entry.Kind == "Restored").ToListAsync());
        // Identity columns go on where they were.
        db.UserClaims.Add(new() { UserId = "u", ClaimType = "t", ClaimValue = "v" });
        await db.SaveChangesAsync();
        Assert.Equal(2, await db.UserClaims.CountAsync());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Restore_WhereSomethingIs_IsRefusedUnlessForced(bool postgres)
    {
        await using var place = await Place.Filled(postgres);
        var file = Path.Combine(place.Database.Folder, "backup.tar.gz");
        await place.Backup.Write(file, CancellationToken.None);
        await place.Append();
        await place.Anchors.Anchor(CancellationToken.None);
        await place.Release();
        await Assert.ThrowsAsync<BackupException>(() => place.Restore.Read(file, force: false, CancellationToken.None));
        Assert.Empty((await place.Verify()).Problems);
        await place.Restore.Read(file, force: true, CancellationToken.None);
        Assert.Empty((await place.Verify()).Problems);
        await using var db = place.Database.Settings.CreateContext();
        Assert.Equal(0, await db.JournalEntries.CountAsync(entry => entry.Stream == "x"));
        Assert.NotEmpty(Directory.EnumerateDirectories(place.Database.Folder, "replaced-*"));
    }

    [Fact]
    public async Task Restore_OfADamagedBackupOrWithAnotherKey_ChangesNothing()
    {
        await using var place = await Place.Filled(false);
        var file = Path.Combine(place.Database.Folder, "backup.tar.gz");
        await place.Backup.Write(file, CancellationToken.None);
        await using var other = await Place.Empty(false);
        await Assert.ThrowsAsync<BackupException>(() => other.RestoreWith(MasterKey.FromHex(new string('b', 64))).Read(file, force: true, CancellationToken.None));
        var bytes = await File.ReadAllBytesAsync(file);
        foreach (var damaged in new[] { bytes[..(bytes.Length / 2)], [.. bytes[..100], (byte)(bytes[100] ^ 1), .. bytes[101..]] })
        {
            await File.WriteAllBytesAsync(file, damaged);
            await Assert.ThrowsAsync<BackupException>(() => other.Restore.Read(file, force: true, CancellationToken.None));
        }

        Assert.False(File.Exists(Path.Combine(other.Database.Folder, "test.db")));
        Assert.Empty(Directory.EnumerateDirectories(other.Database.Folder));
    }

    [Fact]
    public async Task Backup_OfWhichACitedFileIsMissing_IsRefused()
    {
        await using var place = await Place.Filled(false);
        Directory.Delete(place.Attachments, recursive: true);
        var file = Path.Combine(place.Database.Folder, "backup.tar.gz");
        await Assert.ThrowsAsync<BackupException>(() => place.Backup.Write(file, CancellationToken.None));
        Assert.Empty(Directory.EnumerateFiles(place.Database.Folder, "backup*"));
    }

    /// <summary>An installation: database, anchors, attachments.</summary>
    private sealed class Place : IAsyncDisposable
    {
        private IWriter? writer;
        private int written;

        private Place(TestDatabase database) => Database = database;

        public TestDatabase Database { get; }

        public string Attachments => Path.Combine(Database.Folder, "attachments");

        public AttachmentFiles Files => new(Attachments, new AesVault(Master));

        public AnchorFile AnchorFile => new(Path.Combine(Database.Folder, "anchors"));

        public JournalAnchors Anchors => new(Writer, new Reader(Database.Settings, TimeProvider.System), AnchorFile, AnchorKeys.Of(Master.Derive("journal-anchor")));

        public Backup Backup => new(Database.Settings, Master, AnchorFile, Attachments, TimeProvider.System);

        public Restore Restore => RestoreWith(Master);

        private IWriter Writer => writer ??= Database.Settings.CreateWriter(TimeProvider.System);

        public Restore RestoreWith(MasterKey master) =>
            new(Database.Settings, master, Database.Folder, Path.Combine(Database.Folder, "test.db"), AnchorFile, Attachments, TimeProvider.System);

        public static async Task<Place> Empty(bool postgres)
        {
            Assert.SkipWhen(postgres && TestDatabase.PostgreSqlServer is null, "WORKFLOWJOBS_PG names no server.");
            return new Place(await TestDatabase.Empty(postgres));
        }

        public static async Task<Place> Filled(bool postgres)
        {
            var place = await Empty(postgres);
            await place.Database.Settings.Prepare(CancellationToken.None);
            await KeyRing.Claim(place.Writer, Master, CancellationToken.None);
            var hash = await place.Files.Save(Encoding.UTF8.GetBytes("scan"), CancellationToken.None);
            await place.Writer.Write((work, _) =>
            {
                work.Db.Attachments.Add(new Attachment { Id = "f", Sha256 = hash, Size = 4, ContentType = "image/png", FileName = "f", UploadedBy = "u", SubjectType = "s", SubjectId = "s" });
                work.Db.Users.Add(new User { Id = "u", UserName = "u", DisplayName = "u" });
                work.Db.UserClaims.Add(new() { UserId = "u", ClaimType = "t", ClaimValue = "v" });
                return JournalChain.Append(work, "operation", "Test", null, [], CancellationToken.None);
            });
            await place.Anchors.Anchor(CancellationToken.None);
            return place;
        }

        /// <summary>Two streams that grow together, and anchors now and then.</summary>
        public async Task WriteOn(CancellationToken stop)
        {
            var anchors = Anchors;
            while (!stop.IsCancellationRequested)
            {
                await Append();
                if (Interlocked.Increment(ref written) % 7 == 0)
                    await anchors.Anchor(CancellationToken.None);
            }
        }

        public async Task Append() => await Writer.Write(async (work, token) =>
        {
            await JournalChain.Append(work, "x", "Test", null, new JsonObject(), token);
            return await JournalChain.Append(work, "y", "Test", null, new JsonObject(), token);
        });

        /// <summary>Until so many more were written.</summary>
        public async Task Written(int more)
        {
            var until = Volatile.Read(ref written) + more;
            while (Volatile.Read(ref written) < until)
                await Task.Delay(5);
        }

        public async Task<JournalReport> Verify()
        {
            await using var db = Database.Settings.CreateContext();
            return await new JournalVerifier(AnchorFile, KeyRing.AnchorKeys(Database.Settings, Master)).Verify(db, CancellationToken.None);
        }

        public async Task Release()
        {
            if (writer is IAsyncDisposable disposable)
                await disposable.DisposeAsync();
            writer = null;
        }

        public async ValueTask DisposeAsync()
        {
            await Release();
            await Database.DisposeAsync();
        }
    }
}
