using System.CommandLine;
using WorkflowJobs.Domain.Identity;

namespace WorkflowJobs.Server.Commands;

/// <summary>Puts the data under a new master key.</summary>
internal static class RotateKeysCommand
{
    public static Command Create()
    {
        var next = new Option<string>("--new-key-file")
        {
            Description = "新主密钥文件（64 位十六进制，权限 600）The new master key's file (64 hexadecimal digits, mode 600)",
            Required = true,
        };
        var command = new Command("rotate-keys", "更换主密钥：个人数据、附件等改用新密钥；中断后再次执行即可完成。服务器须停止。Puts all data under a new master key; run it again if it was interrupted. The server must be stopped") { next };
        Installation.AddOptions(command);
        command.SetAction(async (parsed, cancel) =>
        {
            var installation = Installation.Of(parsed).Required();
            var (former, fresh, output) = (installation.MasterKey(), MasterKey.FromFile(parsed.GetValue(next)!), parsed.InvocationConfiguration.Output);
            using var alone = await installation.Alone(cancel);
            var report = await new KeyRotation(installation.Database.Value, former, fresh, installation.Options.AttachmentsFolder, TimeProvider.System).Run(cancel);
            output.WriteLine(report.AlreadyDone
                ? $"数据已使用主密钥 {fresh.Id}。The data are under the master key {fresh.Id} already."
                : $"主密钥已从 {former.Id} 更换为 {fresh.Id}（{report.Rows} 行，{report.Files} 个附件）。The master key was changed from {former.Id} to {fresh.Id} ({report.Rows} rows, {report.Files} attachments).");
            var verified = await installation.Verify(fresh, null, cancel);
            VerifyCommand.Print(verified, output);
            output.WriteLine("请让服务器改用新密钥文件；旧密钥只用于旧备份。Start the server with the new key; keep the former one for former backups.");
            return verified.Ok ? ExitCodes.Ok : ExitCodes.Unsound;
        });
        return command;
    }
}
