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
        Assert.Equal(ExitCodes.Ok, (await Run(["backup", file, .. server.Data.Options])).Code);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        Assert.Equal(ExitCodes.Refused, (await Run(["backup", file, .. server.Data.Options])).Code);

        var elsewhere = await TestData.Empty();
        Assert.Equal(ExitCodes.Refused, (await Run(["restore", file, .. elsewhere.Options])).Code);
        File.Copy(Path.Combine(server.Folder, Key), Path.Combine(elsewhere.Folder, Key));
        var restored = await Run(["restore", file, .. elsewhere.Options]);
        Assert.True(restored.Code == ExitCodes.Ok, restored.Text);
        Assert.Equal(ExitCodes.Refused, (await Run(["restore", file, .. elsewhere.Options])).Code);
        await using var other = await TestServer.Over(elsewhere);
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
        await Run(["backup", file, .. server.Data.Options]);
        var refused = await Run(["restore", file, "--force", .. server.Data.Options]);
        Assert.Equal(ExitCodes.Refused, refused.Code);
        Assert.Contains("stop it first", refused.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Verify_SoundAndTamperedWith_NamesTheFirstBadEntry()
    {
        await using var server = await TestServer.Start();
        var sound = await Run(["verify", .. server.Data.Options]);
        Assert.True(sound.Code == ExitCodes.Ok, sound.Text);
        Assert.Equal(1, await server.Data.Execute("""UPDATE "JournalEntries" SET "Body" = '{}' WHERE "Stream" = 'definitions' AND "Sequence" = 2"""));
        var found = await Run(["verify", .. server.Data.Options]);
        Assert.Equal(ExitCodes.Unsound, found.Code);
        Assert.Contains("definitions #2 ENTRY_CHANGED", found.Text, StringComparison.Ordinal);
        var problems = (await (await server.As("shebao-wa")).Get("/api/instances/verify"))["problems"]!.AsArray();
        Assert.Equal(("definitions", 2), (problems.Single()!["stream"]!.GetValue<string>(), problems.Single()!["sequence"]!.GetValue<int>()));
    }

    [Fact]
    public async Task Verify_WhereNothingIs_IsRefusedAndMakesNothing()
    {
        var folder = Path.Combine(TestData.NewFolder(), "none");
        Assert.Equal(ExitCodes.Refused, (await Run("verify", "--data", folder)).Code);
        Assert.False(Directory.Exists(folder));
    }

    [Fact]
    public async Task RotateKeys_StoppedServer_GoesOnUnderTheNewKeyOnly()
    {
        var server = await TestServer.Start();
        var (data, folder) = (server.Data, server.Folder);
        var upload = await (await server.As("hudong-vo")).Upload("kept");
        var next = Path.Combine(folder, "next.key");
        await File.WriteAllTextAsync(next, new string('7', 32) + new string('e', 32));
        File.SetUnixFileMode(next, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        Assert.Equal(ExitCodes.Refused, (await Run(["rotate-keys", "--new-key-file", next, .. data.Options])).Code);
        var cookie = await server.PageCookie("hudong-vo");
        await server.Leave();

        var rotated = await Run(["rotate-keys", "--new-key-file", next, .. data.Options]);
        Assert.True(rotated.Code == ExitCodes.Ok, rotated.Text);
        var refused = await Assert.ThrowsAsync<Domain.Identity.MasterKeyException>(() => TestServer.Over(data));
        Assert.Contains("not the one", refused.Message, StringComparison.Ordinal);
        File.Move(next, Path.Combine(folder, Key), overwrite: true);
        await using var again = await TestServer.Over(data);
        var officer = await again.As("hudong-vo");
        Assert.Equal(System.Net.HttpStatusCode.OK, (await officer.Send(HttpMethod.Get, $"/api/attachments/{upload}")).Status);
        Assert.True((await (await again.As("shebao-wa")).Get("/api/instances/verify"))["ok"]!.GetValue<bool>());
        // The cookie's keys were in the database, under the former key, and are now under the new one.
        Assert.Equal(System.Net.HttpStatusCode.OK, await again.SendWithCookie(cookie, HttpMethod.Get, "/api/auth/me", null));
    }

    [Fact]
    public async Task Upgrade_OfADatabaseMadeByANewerProgram_IsRefused()
    {
        await using var data = await TestData.Fresh();
        Assert.Equal(ExitCodes.Ok, (await Run(["upgrade", .. data.Options])).Code);
        await data.Execute("""INSERT INTO "__EFMigrationsHistory" VALUES ('99990101000000_Later', '99.0')""");
        var refused = await Run(["upgrade", .. data.Options]);
        Assert.Equal(ExitCodes.Refused, refused.Code);
        Assert.Contains("newer version", refused.Text, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(data.Folder, "backups")), "It is refused before anything is written.");
        Assert.Contains("newer version", (await Assert.ThrowsAsync<InvalidOperationException>(() => TestServer.Over(data))).Message, StringComparison.Ordinal);
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
