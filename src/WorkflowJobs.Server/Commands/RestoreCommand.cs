using System.CommandLine;
using WorkflowJobs.Domain.Data.Backups;
using WorkflowJobs.Domain.Runtime.Journal;

namespace WorkflowJobs.Server.Commands;

/// <summary>Restores a backup into an empty place and verifies it.</summary>
internal static class RestoreCommand
{
    public static Command Create()
    {
        var file = new Argument<string>("file") { Description = "备份文件 The backup" };
        var force = new Option<bool>("--force") { Description = "目标不为空时也恢复；原数据另存到 replaced-… Restores although something is there, which is set aside as replaced-…" };
        var command = new Command("restore", "把备份恢复到空的位置，并校验。Restores a backup into an empty place and verifies it") { file, force };
        Installation.AddOptions(command);
        command.SetAction(async (parsed, cancel) =>
        {
            var installation = Installation.Of(parsed);
            var (options, master, output) = (installation.Options, installation.MasterKey(), parsed.InvocationConfiguration.Output);
            using var alone = await installation.Alone(cancel);
            var restore = new Restore(installation.Database.Value, master, options.DataFolder, options.DatabaseFile, new AnchorFile(options.AnchorFile), options.AttachmentsFolder, TimeProvider.System);
            var manifest = await restore.Read(parsed.GetValue(file)!, parsed.GetValue(force), cancel);
            output.WriteLine($"已恢复 {manifest.TakenAt:yyyy-MM-dd HH:mm:ss}Z 的备份。Restored the backup of {manifest.TakenAt:yyyy-MM-dd HH:mm:ss}Z.");
            var report = await installation.Verify(master, null, cancel);
            VerifyCommand.Print(report, output);
            return report.Ok ? ExitCodes.Ok : ExitCodes.Unsound;
        });
        return command;
    }
}
