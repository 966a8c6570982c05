using System.CommandLine;
using Npgsql;
using WorkflowJobs.Domain.Data.Backups;
using WorkflowJobs.Domain.Identity;

namespace WorkflowJobs.Server.Commands;

/// <summary>What a command ends with.</summary>
internal static class ExitCodes
{
    public const int Ok = 0;

    /// <summary>Something broke: a file, the database.</summary>
    public const int Failed = 1;

    /// <summary>The command's words were wrong.</summary>
    public const int Usage = 2;

    /// <summary>It was not done, for a reason that it names; nothing was changed.</summary>
    public const int Refused = 3;

    /// <summary>The journal does not verify.</summary>
    public const int Unsound = 4;
}

/// <summary>The server executable's other words: an administrator's commands on an installation. Without one of them the server starts.</summary>
internal static class CommandLine
{
    private static Command[] All => [VerifyCommand.Create(), BackupCommand.Create(), RestoreCommand.Create(), RotateKeysCommand.Create(), UpgradeCommand.Create(), HealthCommand.Create()];

    public static bool IsCommand(string[] args) =>
        args.Length > 0 && (args[0] is "--help" or "-h" or "-?" or "--version" || All.Any(command => command.Name == args[0]));

    public static async Task<int> Run(string[] args, TextWriter output, TextWriter error)
    {
        var root = new RootCommand("""
            城乡公益性岗位审批系统。不带命令则启动服务器（--urls --data --postgres --demo --proxies --workflows）。
            Approval of public-welfare posts. Without a command the server starts (--urls --data --postgres --demo --proxies --workflows).
            退出码 exit codes: 0 完成 done, 1 出错 broke, 2 用法 usage, 3 拒绝执行 refused, 4 校验不通过 journal unsound.
            """);
        foreach (var command in All)
            root.Subcommands.Add(command);
        var parsed = root.Parse(args);
        var settings = new InvocationConfiguration { EnableDefaultExceptionHandler = false, Output = output, Error = error };
        if (parsed.Errors.Count > 0)
        {
            await parsed.InvokeAsync(settings);
            return ExitCodes.Usage;
        }

        try
        {
            return await parsed.InvokeAsync(settings);
        }
        catch (Exception refused) when (refused is CommandRefusedException or MasterKeyException or BackupException)
        {
            await error.WriteLineAsync(refused.Message);
            return ExitCodes.Refused;
        }
        catch (Exception failure) when (failure is IOException or HttpRequestException or UnauthorizedAccessException or NpgsqlException or Microsoft.Data.Sqlite.SqliteException)
        {
            await error.WriteLineAsync($"出错 Failed: {failure.Message}");
            return ExitCodes.Failed;
        }
    }
}

/// <summary>The command was not done, for this reason; nothing was changed.</summary>
internal sealed class CommandRefusedException(string message) : Exception(message);
