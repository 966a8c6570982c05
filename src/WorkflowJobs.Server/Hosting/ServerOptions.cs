using System.Net;
using WorkflowJobs.Domain.Data;

namespace WorkflowJobs.Server.Hosting;

/// <summary>How the server was asked to start.</summary>
public sealed record ServerOptions
{
    /// <summary>Addresses, <c>;</c>-separated. Default http://localhost:5080.</summary>
    public string Urls { get; init; } = "http://localhost:5080";

    /// <summary>Folder of the database, attachments and anchors. Default ./.data.</summary>
    public string DataFolder { get; init; } = ".data";

    /// <summary>Demo mode: known accounts, a movable clock, loopback only. Default false; <c>./run</c> asks for it.</summary>
    public bool Demo { get; init; }

    /// <summary>Npgsql connection string; null means SQLite in the data folder.</summary>
    public string? PostgreSql { get; init; }

    /// <summary>Folder of definitions and forms; beside the program unless given.</summary>
    public string WorkflowsFolder { get; init; } = Path.Combine(AppContext.BaseDirectory, "workflows");

    /// <summary>Networks of the proxies in front, <c>;</c>-separated, e.g. 172.30.57.0/24: what they say of the caller's address is believed. Default none.</summary>
    public string? Proxies { get; init; }

    public string DatabaseFile => Path.Combine(DataFolder, "workflowjobs.db");

    public string AttachmentsFolder => Path.Combine(DataFolder, "attachments");

    public string AnchorFile => Path.Combine(DataFolder, "journal-anchors.jsonl");

    public DatabaseSettings Database() => PostgreSql is { } server ? DatabaseSettings.PostgreSql(server) : DatabaseSettings.Sqlite(DatabaseFile);

    /// <summary>Reads <c>--urls --data --demo --postgres --proxies --workflows</c> from the configuration.</summary>
    public static ServerOptions Read(IConfiguration configuration)
    {
        var defaults = new ServerOptions();
        return new ServerOptions
        {
            Urls = configuration["urls"] ?? defaults.Urls,
            DataFolder = Path.GetFullPath(configuration["data"] ?? defaults.DataFolder),
            Demo = string.Equals(configuration["demo"], "true", StringComparison.OrdinalIgnoreCase),
            PostgreSql = Secrets.Connection(configuration),
            Proxies = configuration["proxies"],
            WorkflowsFolder = configuration["workflows"] ?? defaults.WorkflowsFolder,
        };
    }

    /// <summary>Null when the server may start so, else why not.</summary>
    public string? Problem() => Demo && Urls.Split(';').Any(url => !IsLoopback(url))
        ? "演示模式只能在本机地址上运行（localhost）。Demo mode runs on loopback addresses only."
        : null;

    private static bool IsLoopback(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var uri)
        && (uri.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(uri.Host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address)));
}
