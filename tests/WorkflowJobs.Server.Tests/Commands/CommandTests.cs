using Microsoft.Data.Sqlite;
using WorkflowJobs.Server.Commands;

namespace WorkflowJobs.Server.Tests.Commands;

/// <summary>The server executable's commands on a demo's data; its own key file stands for the installation's.</summary>
public sealed class CommandTests
{
    private const string Key = "demo-master.key";

    [Fact]
    public async Task Backup_OfARunningServer_RestoresToAServerThatStartsAndVerifies()
    {
        await using var server = await TestServer.Start();
        var officer = await server.As("hudong-vo");
        var upload = await officer.Upload("kept");
        var file = Path.Combine(server.Folder, "backup.tar.gz");
        Assert.Equal(ExitCodes.Ok, (await Run("backup", file, "--data", server.Folder)).Code);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        Assert.Equal(ExitCodes.Refused, (await Run("backup", file, "--data", server.Folder)).Code);

        var elsewhere = TestServer.NewFolder();
        Assert.Equal(ExitCodes.Refused, (await Run("restore", file, "--data", elsewhere)).Code);
        File.Copy(Path.Combine(server.Folder, Key), Path.Combine(elsewhere, Key));
        var restored = await Run("restore", file, "--data", elsewhere);
        Assert.True(restored.Code == ExitCodes.Ok, restored.Text);
        Assert.Equal(ExitCodes.Refused, (await Run("restore", file, "--data", elsewhere)).Code);
        await using var other = await TestServer.Open(elsewhere);
        var again = await other.As("hudong-vo");
        Assert.Equal(System.Net.HttpStatusCode.OK, (await again.Send(HttpMethod.Get, $"/api/attachments/{upload}")).Status);
        var administrator = await other.As("shebao-wa");
        Assert.True((await administrator.Get("/api/instances/verify"))["ok"]!.GetValue<bool>());
    }

    [Fact]
    public async Task Restore_BesideARunningServer_IsRefused()
    {
        await using var server = await TestServer.Start();
        var file = Path.Combine(server.Folder, "backup.tar.gz");
        await Run("backup", file, "--data", server.Folder);
        var refused = await Run("restore", file, "--force", "--data", server.Folder);
        Assert.Equal(ExitCodes.Refused, refused.Code);
        Assert.Contains("stop it first", refused.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Verify_SoundAndTamperedWith_NamesTheFirstBadEntry()
    {
        await using var server = await TestServer.Start();
        var sound = await Run("verify", "--data", server.Folder);
        Assert.True(sound.Code == ExitCodes.Ok, sound.Text);
        await using (var connection = new SqliteConnection($"Data Source={Path.Combine(server.Folder, "workflowjobs.db")}"))
        {
            await connection.OpenAsync();
            await using var command = connection.CreateCommand();
            command.CommandText = "UPDATE JournalEntries SET Body = '{}' WHERE Stream = 'definitions' AND Sequence = 2";
            Assert.Equal(1, await command.ExecuteNonQueryAsync());
        }

        var found = await Run("verify", "--data", server.Folder);
        Assert.Equal(ExitCodes.Unsound, found.Code);
        Assert.Contains("definitions #2 ENTRY_CHANGED", found.Text, StringComparison.Ordinal);
        var problems = (await (await server.As("shebao-wa")).Get("/api/instances/verify"))["problems"]!.AsArray();
        Assert.Equal(("definitions", 2), (problems.Single()!["stream"]!.GetValue<string>(), problems.Single()!["sequence"]!.GetValue<int>()));
    }

    [Fact]
    public async Task Verify_WhereNothingIs_IsRefusedAndMakesNothing()
    {
        var folder = Path.Combine(TestServer.NewFolder(), "none");
        Assert.Equal(ExitCodes.Refused, (await Run("verify", "--data", folder)).Code);
        Assert.False(Directory.Exists(folder));
    }

    [Fact]
    public async Task RotateKeys_StoppedServer_GoesOnUnderTheNewKeyOnly()
    {
        var server = await TestServer.Start();
        var folder = server.Folder;
        var upload = await (await server.As("hudong-vo")).Upload("kept");
        var next = Path.Combine(folder, "next.key");
        await File.WriteAllTextAsync(next, new string('7', 32) + new string('e', 32));
        File.SetUnixFileMode(next, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        Assert.Equal(ExitCodes.Refused, (await Run("rotate-keys", "--new-key-file", next, "--data", folder)).Code);
        var cookie = await server.PageCookie("hudong-vo");
        await server.Leave();

        var rotated = await Run("rotate-keys", "--new-key-file", next, "--data", folder);
        Assert.True(rotated.Code == ExitCodes.Ok, rotated.Text);
        var refused = await Assert.ThrowsAsync<Domain.Identity.MasterKeyException>(() => TestServer.Open(folder));
        Assert.Contains("not the one", refused.Message, StringComparison.Ordinal);
        File.Move(next, Path.Combine(folder, Key), overwrite: true);
        await using var again = await TestServer.Open(folder);
        var officer = await again.As("hudong-vo");
        Assert.Equal(System.Net.HttpStatusCode.OK, (await officer.Send(HttpMethod.Get, $"/api/attachments/{upload}")).Status);
        Assert.True((await (await again.As("shebao-wa")).Get("/api/instances/verify"))["ok"]!.GetValue<bool>());
        // The cookie's keys were in the database, under the former key, and are now under the new one.
        Assert.Equal(System.Net.HttpStatusCode.OK, await again.SendWithCookie(cookie, HttpMethod.Get, "/api/auth/me", null));
    }

    [Fact]
    public async Task Upgrade_OfADatabaseMadeByANewerProgram_IsRefused()
    {
        var folder = await TestServer.FreshFolder();
        Assert.Equal(ExitCodes.Ok, (await Run("upgrade", "--data", folder)).Code);
        await using (var connection = new SqliteConnection($"Data Source={Path.Combine(folder, "workflowjobs.db")};Pooling=False"))
        {
            await connection.OpenAsync();
            await using var command = connection.CreateCommand();
            command.CommandText = "INSERT INTO __EFMigrationsHistory VALUES ('99990101000000_Later', '99.0')";
            await command.ExecuteNonQueryAsync();
        }

        Assert.Equal(ExitCodes.Refused, (await Run("upgrade", "--data", folder)).Code);
        Assert.Contains("newer version", (await Assert.ThrowsAsync<InvalidOperationException>(() => TestServer.Open(folder))).Message, StringComparison.Ordinal);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Words_HelpAndMistakes_HaveTheirExitCodes()
    {
        var help = await Run("--help");
        Assert.Equal(ExitCodes.Ok, help.Code);
        foreach (var command in new[] { "verify", "backup", "restore", "rotate-keys", "upgrade" })
        {
            Assert.Contains(command, help.Text, StringComparison.Ordinal);
            Assert.Equal(ExitCodes.Ok, (await Run(command, "--help")).Code);
        }

        Assert.Equal(ExitCodes.Usage, (await Run("backup")).Code);
        Assert.Equal(ExitCodes.Usage, (await Run("verify", "--nonsense")).Code);
        Assert.True(CommandLine.IsCommand(["verify"]));
        Assert.False(CommandLine.IsCommand(["--urls", "http://localhost:0"]));
    }

    private static async Task<(int Code, string Text)> Run(params string[] args)
    {
        await using var text = new StringWriter();
        var code = await CommandLine.Run(args, text, text);
        return (code, text.ToString());
    }
}
