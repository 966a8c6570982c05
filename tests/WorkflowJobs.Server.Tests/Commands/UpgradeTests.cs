using System.Net;
using Microsoft.EntityFrameworkCore.Migrations;
using WorkflowJobs.Domain.Data;
using WorkflowJobs.Server.Commands;
using WorkflowJobs.Server.Hosting;

namespace WorkflowJobs.Server.Tests.Commands;

/// <summary>The database of this program meets a later version of it, which has one more migration.</summary>
[Trait("Database", "PostgreSQL")]
public sealed class UpgradeTests
{
    private const string Key = "demo-master.key";
    private const string Units = """SELECT count(*) FROM "Units" """;
    private const string Filled = """SELECT count(*) FROM "Units" WHERE "Motto" = "Name" """;

    [Fact]
    public async Task Upgrade_OfAnOlderDatabase_BacksItUpFirst_BringsItOn_AndVerifies()
    {
        var (data, upload) = await Used();
        await using var used = data;
        var backup = Path.Combine(data.Folder, "before.tar.gz");

        // The later server does not start on it, nor change it.
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => As<LaterMigration, Microsoft.AspNetCore.Builder.WebApplication>(() => ServerHost.Build(
            ["--urls", "http://127.0.0.1:0", .. data.Options, "--WORKFLOWJOBS_MASTER_KEY_FILE", Path.Combine(data.Folder, Key), "--WORKFLOWJOBS_SIGNING_KEY", "v3ry-l0ng-and-never-published-signing-key-7Qx"])));
        Assert.Contains("run upgrade first", refused.Message, StringComparison.Ordinal);
        Assert.Equal(0, await Columns(data));

        var done = await Later<LaterMigration>(["upgrade", "--backup", backup, .. data.Options]);
        Assert.True(done.Code == ExitCodes.Ok, done.Text);
        Assert.Contains(LaterMigration.Id, done.Text, StringComparison.Ordinal);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(backup));
        Assert.Equal((await data.Number(Units), true), (await data.Number(Filled), await data.Number(Units) > 10));
        Assert.Contains("nothing to do", (await Later<LaterMigration>(["upgrade", .. data.Options])).Text, StringComparison.Ordinal);

        // From now on this program is the older one.
        Assert.Equal(ExitCodes.Refused, (await Run(["upgrade", .. data.Options])).Code);
        Assert.Contains("newer version", (await Assert.ThrowsAsync<InvalidOperationException>(() => TestServer.Over(data))).Message, StringComparison.Ordinal);
        var newer = Path.Combine(data.Folder, "newer.tar.gz");
        Assert.Equal(ExitCodes.Ok, (await Later<LaterMigration>(["backup", newer, .. data.Options])).Code);
        await using var empty = await WithKeyOf(data);
        var tooNew = await Run(["restore", newer, .. empty.Options]);
        Assert.Equal(ExitCodes.Refused, tooNew.Code);
        Assert.Contains("newer version", tooNew.Text, StringComparison.Ordinal);

        // The backup brings the older one back to where it was; and the later one too, which brings it on.
        Assert.Equal(ExitCodes.Ok, (await Run(["restore", backup, .. empty.Options])).Code);
        Assert.Equal(0, await Columns(empty));
        await Serves(empty, upload);
        await using var other = await WithKeyOf(data);
        var brought = await Later<LaterMigration>(["restore", backup, .. other.Options]);
        Assert.True(brought.Code == ExitCodes.Ok, brought.Text);
        Assert.Equal(await other.Number(Units), await other.Number(Filled));
    }

    [Fact]
    public async Task Upgrade_ThatBreaks_LeavesTheDatabaseAsItWas_AndTheBackup()
    {
        var (data, upload) = await Used();
        await using var used = data;
        var broken = await Later<BrokenMigration>(["upgrade", .. data.Options]);
        Assert.Equal(ExitCodes.Failed, broken.Code);
        Assert.Single(Directory.EnumerateFiles(Path.Combine(data.Folder, "backups"), "before-upgrade-*.tar.gz"));
        Assert.Equal(0, await Columns(data));
        await Serves(data, upload);
        Assert.Equal(ExitCodes.Ok, (await Later<LaterMigration>(["upgrade", "--backup", Path.Combine(data.Folder, "again.tar.gz"), .. data.Options])).Code);
        Assert.Equal(await data.Number(Units), await data.Number(Filled));
    }

    [Fact]
    public async Task Upgrade_BesideARunningServer_IsRefused()
    {
        await using var server = await TestServer.Start();
        var refused = await Later<LaterMigration>(["upgrade", .. server.Data.Options]);
        Assert.Equal(ExitCodes.Refused, refused.Code);
        Assert.Contains("stop it first", refused.Text, StringComparison.Ordinal);
        Assert.Equal(0, await Columns(server.Data));
    }

    /// <summary>Data of this program with something in them; answers the id of an attachment.</summary>
    private static async Task<(TestData Data, string Upload)> Used()
    {
        await using var server = await TestServer.Start();
        var upload = await (await server.As("hudong-vo")).Upload("kept");
        await server.Leave();
        return (server.Data, upload);
    }

    private static async Task Serves(TestData data, string upload)
    {
        await using var server = await TestServer.Over(data);
        Assert.Equal(HttpStatusCode.OK, (await (await server.As("hudong-vo")).Send(HttpMethod.Get, $"/api/attachments/{upload}")).Status);
        Assert.True((await (await server.As("shebao-wa")).Get("/api/instances/verify"))["ok"]!.GetValue<bool>());
        await server.Leave();
    }

    private static async Task<TestData> WithKeyOf(TestData data)
    {
        var empty = await TestData.Empty();
        File.Copy(Path.Combine(data.Folder, Key), Path.Combine(empty.Folder, Key));
        return empty;
    }

    private static Task<long> Columns(TestData data) => data.Number(TestData.IsPostgreSql
        ? "SELECT count(*) FROM information_schema.columns WHERE table_schema = 'public' AND table_name = 'Units' AND column_name = 'Motto'" : "SELECT count(*) FROM pragma_table_info('Units') WHERE name = 'Motto'");

    private static Task<(int Code, string Text)> Later<T>(string[] args)
        where T : Migration => As<T, (int, string)>(() => Run(args));

    /// <summary>As the later program does it.</summary>
    private static async Task<TResult> As<T, TResult>(Func<Task<TResult>> work)
        where T : Migration
    {
        DatabaseSettings.Further.Value = options => options.ReplaceService<IMigrationsAssembly, MigrationsWith<T>>();
        return await work();
    }

    private static async Task<(int Code, string Text)> Run(string[] args)
    {
        await using var text = new StringWriter();
        var code = await CommandLine.Run(args, text, text);
        return (code, text.ToString());
    }
}
