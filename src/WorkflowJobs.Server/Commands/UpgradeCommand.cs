using System.CommandLine;
using System.Globalization;
using WorkflowJobs.Domain.Data;

namespace WorkflowJobs.Server.Commands;

/// <summary>Brings a database to this program's schema, after a backup.</summary>
internal static class UpgradeCommand
{
    public static Command Create()
    {
        var backup = new Option<string?>("--backup") { Description = "备份文件（默认 数据目录/backups/…）The backup written first (default DATA/backups/…)" };
        var command = new Command("upgrade", "先备份，再把数据库升级到本程序的版本；拒绝更新版本建立的数据库。服务器须停止。Backs up, then brings the database to this program's version; refuses a newer one. The server must be stopped") { backup };
        Installation.AddOptions(command);
        command.SetAction(async (parsed, cancel) =>
        {
            var installation = Installation.Of(parsed).Required();
            var (master, output) = (installation.MasterKey(), parsed.InvocationConfiguration.Output);
            using var alone = await installation.Alone(cancel);
            var state = await State(installation, cancel);
            if (state.IsNewer)
                throw new CommandRefusedException(SchemaState.NewerMessage);
            if (state.IsCurrent)
            {
                output.WriteLine("数据库已是本程序的版本，无需升级。The database is at this program's version; nothing to do.");
                return ExitCodes.Ok;
            }

            if (!state.IsEmpty)
            {
                var file = parsed.GetValue(backup) ?? Path.Combine(installation.Options.DataFolder, "backups",
                    $"before-upgrade-{TimeProvider.System.GetUtcNow().ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture)}.tar.gz");
                BackupCommand.Print(file, await BackupCommand.Write(installation, file, cancel), output);
            }

            await installation.Database.Value.Prepare(cancel);
            output.WriteLine($"已升级 {state.Pending.Count} 步。Upgraded by {state.Pending.Count} steps: {string.Join(", ", state.Pending)}");
            var report = await installation.Verify(master, null, cancel);
            VerifyCommand.Print(report, output);
            return report.Ok ? ExitCodes.Ok : ExitCodes.Unsound;
        });
        return command;
    }

    private static async Task<SchemaState> State(Installation installation, CancellationToken cancel)
    {
        await using var db = installation.Database.Value.CreateContext();
        return await SchemaState.Of(db, cancel);
    }
}
