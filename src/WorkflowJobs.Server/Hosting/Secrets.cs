using Npgsql;
using WorkflowJobs.Domain.Identity;

namespace WorkflowJobs.Server.Hosting;

/// <summary>Secrets come from files or the environment, never from the command line, which others can read.</summary>
internal static class Secrets
{
    /// <summary>The file that a demo made for itself.</summary>
    private static string DemoKey(ServerOptions options) => Path.Combine(options.DataFolder, "demo-master.key");

    /// <exception cref="MasterKeyException">Missing, malformed, or others can read it.</exception>
    public static MasterKey MasterKey(IConfiguration configuration, ServerOptions options)
    {
        if (configuration["WORKFLOWJOBS_MASTER_KEY_FILE"] is { Length: > 0 } file)
            return Domain.Identity.MasterKey.FromFile(file);
        if (configuration["WORKFLOWJOBS_MASTER_KEY"] is { Length: > 0 } hex)
            return Domain.Identity.MasterKey.FromHex(hex);
        return options.Demo
            ? Domain.Identity.MasterKey.FromFileOrNew(DemoKey(options))
            : throw new MasterKeyException("缺少主密钥：请设置 WORKFLOWJOBS_MASTER_KEY_FILE 或 WORKFLOWJOBS_MASTER_KEY。The master key is missing: set WORKFLOWJOBS_MASTER_KEY_FILE or WORKFLOWJOBS_MASTER_KEY.");
    }

    /// <summary>The key for a command on an installation that may be a demo's: its own key file is there only then.</summary>
    public static MasterKey MasterKeyForCommand(IConfiguration configuration, ServerOptions options) =>
        MasterKey(configuration, options with { Demo = File.Exists(DemoKey(options)) });

    public static string? Text(IConfiguration configuration, string name) =>
        configuration[$"WORKFLOWJOBS_{name}_FILE"] is { Length: > 0 } file ? File.ReadAllText(file) : configuration[$"WORKFLOWJOBS_{name}"];

    /// <summary>The connection string of <c>--postgres</c>, with the password from WORKFLOWJOBS_POSTGRES_PASSWORD[_FILE] unless it has one.</summary>
    public static string? Connection(IConfiguration configuration)
    {
        if (configuration["postgres"] is not { Length: > 0 } text)
            return null;
        var connection = new NpgsqlConnectionStringBuilder(text);
        if (string.IsNullOrEmpty(connection.Password) && Text(configuration, "POSTGRES_PASSWORD")?.Trim() is { Length: > 0 } password)
            connection.Password = password;
        if (string.IsNullOrEmpty(connection.ApplicationName))
            connection.ApplicationName = "workflowjobs";
        return connection.ToString();
    }
}
