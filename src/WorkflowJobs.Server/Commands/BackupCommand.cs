using System.CommandLine;
using WorkflowJobs.Domain.Data.Backups;
using WorkflowJobs.Domain.Runtime.Journal;

namespace WorkflowJobs.Server.Commands;

/// <summary>Writes a backup while the server goes on.</summary>
internal static class BackupCommand
{
    public static Command Create()
    {
        var file = new Argument<string>("file") { Description = "备份文件（.tar.gz，仅本人可读）The backup (.tar.gz, readable by its owner alone)" };
        var command = new Command("backup", "备份数据库、附件与锚点（不含主密钥），服务器可照常运行。Backs up database, attachments and anchors (never the master key); the server may go on") { file };
        Installation.AddOptions(command);
        command.SetAction(async (parsed, cancel) =>
        {
            var path = parsed.GetValue(file)!;
            if (File.Exists(path))
                throw new CommandRefusedException($"文件已存在：{path}。The file exists: {path}.");
            Print(path, await Write(Installation.Of(parsed).Required(), path, cancel), parsed.InvocationConfiguration.Output);
            return ExitCodes.Ok;
        });
        return command;
    }

    public static Task<BackupManifest> Write(Installation installation, string file, CancellationToken cancel)
    {
        var options = installation.Options;
        return new Backup(installation.Database.Value, installation.MasterKey(), new AnchorFile(options.AnchorFile), options.AttachmentsFolder, TimeProvider.System).Write(file, cancel);
    }

    public static void Print(string file, BackupManifest manifest, TextWriter output)
    {
        var attachments = manifest.Files.Keys.Count(name => name.StartsWith(BackupManifest.AttachmentsFolder, StringComparison.Ordinal));
        output.WriteLine($"已备份 Backed up: {file} ({new FileInfo(file).Length:N0} bytes)");
        output.WriteLine($"  附件 attachments {attachments}, 锚点 anchors {manifest.Anchors}, 主密钥 master key {manifest.MasterKeyId}（请另行保管 keep the key itself elsewhere）");
    }
}
