using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;
using WorkflowJobs.Domain.Attachments;
using WorkflowJobs.Domain.Data;
using WorkflowJobs.Domain.Identity;
using WorkflowJobs.Domain.Runtime.Commands;

namespace WorkflowJobs.Domain.Tests.Attachments;

public sealed class AttachmentTests : IAsyncDisposable
{
    private static readonly byte[] Png = Convert.FromBase64String(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

    private static readonly Actor Officer = new("u1", "刘桂芳", []);
    private readonly string folder = Directory.CreateTempSubdirectory().FullName;
    private readonly FakeTimeProvider clock = new(new DateTimeOffset(2024, 6, 3, 1, 0, 0, TimeSpan.Zero));
    private readonly DatabaseSettings settings;
    private readonly SqliteWriter writer;
    private readonly AttachmentCommands commands;

    public AttachmentTests()
    {
        settings = DatabaseSettings.Sqlite(Path.Combine(folder, "a.db"));
        using (var db = settings.CreateContext())
            db.Database.EnsureCreated();
        writer = new SqliteWriter(settings, clock);
        var files = new AttachmentFiles(Path.Combine(folder, "files"), new AesVault(MasterKey.FromHex(new string('1', 64))));
        commands = new AttachmentCommands(writer, files, new AttachmentQueries(new Reader(settings, clock), files, []));
    }

    public async ValueTask DisposeAsync()
    {
        await writer.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Upload_AnImage_IsStoredEncryptedUnderItsHash()
    {
        var attachment = (await commands.Upload(Officer, "../card.png", Png, default)).Value!;

        var file = Assert.Single(Directory.GetFiles(Path.Combine(folder, "files"), "*", SearchOption.AllDirectories));
        Assert.Equal(attachment.Sha256, Path.GetFileName(file));
        Assert.Equal("card.png", attachment.FileName);
        Assert.NotEqual(Png, File.ReadAllBytes(file));
    }

    [Theory]
    [InlineData("MZ not an image")]
    [InlineData("<html><script>alert(1)</script></html>")]
    public async Task Upload_APictureThatIsNotOne_IsRefused(string content)
    {
        var result = await commands.Upload(Officer, "photo.jpg", [.. System.Text.Encoding.UTF8.GetBytes(content), .. new byte[200]], default);

        Assert.Equal("ATTACHMENT_NOT_AN_IMAGE", result.Refusal!.Code);
    }

    [Fact]
    public async Task Upload_ATruncatedImage_IsRefused() =>
        Assert.Equal("ATTACHMENT_NOT_AN_IMAGE", (await commands.Upload(Officer, "a.png", Png[..^6], default)).Refusal!.Code);

    [Fact]
    public async Task Upload_TooLarge_IsRefused() =>
        Assert.Equal("ATTACHMENT_TOO_LARGE", (await commands.Upload(Officer, "a.png", new byte[AttachmentCommands.MaxBytes + 1], default)).Refusal!.Code);

    [Fact]
    public async Task Sweep_AfterADay_RemovesOnlyWhatNobodyCites()
    {
        var cited = (await commands.Upload(Officer, "a.png", Png, default)).Value!;
        var orphan = (await commands.Upload(Officer, "b.png", Png, default)).Value!;
        await writer.Write(async (work, cancel) =>
        {
            await AttachmentCommands.Cite(work, new JsonObject { ["card"] = new JsonArray(cited.Id) }, "application", "a1", cancel);
            return 0;
        });
        clock.Advance(TimeSpan.FromHours(25));

        Assert.Equal(1, await commands.Sweep(default));

        await using var db = settings.CreateContext();
        var left = await db.Attachments.SingleAsync();
        Assert.Equal((cited.Id, "a1", "card"), (left.Id, left.SubjectId, left.Field));
        Assert.NotEqual(orphan.Id, left.Id);
        Assert.Single(Directory.GetFiles(Path.Combine(folder, "files"), "*", SearchOption.AllDirectories));
    }
}
