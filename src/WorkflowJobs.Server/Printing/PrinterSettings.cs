namespace WorkflowJobs.Server.Printing;

/// <summary>How papers are printed, from the configuration's section <c>Documents</c>.</summary>
public sealed record PrinterSettings
{
    /// <summary>The program of Node.js. Default <c>node</c>, looked for on the path.</summary>
    public string Node { get; init; } = "node";

    /// <summary>Folder of the script, the compiler and the open fonts.</summary>
    public string Files { get; init; } = Path.Combine(AppContext.BaseDirectory, "printer");

    /// <summary>A folder of the customer's own fonts (仿宋_GB2312, 方正小标宋, 楷体, 黑体), used before the open ones; none unless given.</summary>
    public string? Fonts { get; init; }

    /// <summary>Time for one paper. Default 20 seconds; the first one of a process takes most of a second.</summary>
    public TimeSpan Deadline { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>Address space of a printer in KiB, kept by the operating system. Default 2 GiB, of which a usual paper touches some 150 MB.</summary>
    public int MemoryKiB { get; init; } = 2 * 1024 * 1024;

    /// <summary>Where the public reaches this server, for the QR code of a paper; null means the address that it listens on.</summary>
    public string? PublicUrl { get; init; }

    public static PrinterSettings Read(IConfiguration configuration)
    {
        var defaults = new PrinterSettings();
        var section = configuration.GetSection("Documents");
        return new PrinterSettings
        {
            Node = section["Node"] ?? defaults.Node,
            Fonts = section["Fonts"],
            PublicUrl = section["PublicUrl"]?.TrimEnd('/'),
        };
    }
}
