using System.Collections.Frozen;
using System.Security.Cryptography;

namespace WorkflowJobs.Server.Designer;

/// <summary>A file of the designer: where it lies, whether it is compressed there, and how long a browser may keep it.</summary>
internal sealed class DesignerFile(string location, string contentType, bool isCompressed, bool isImmutable)
{
    private readonly Lazy<string> hash = new(() =>
    {
        using var content = File.OpenRead(location);
        return Convert.ToHexStringLower(SHA256.HashData(content))[..20];
    });

    public string Location => location;

    public string ContentType => contentType;

    public bool IsCompressed => isCompressed;

    public bool IsImmutable => isImmutable;

    /// <summary>Of the bytes as they lie there; what is sent uncompressed has another tag.</summary>
    public string Hash => hash.Value;
}

/// <summary>Elsa Studio's files, as the build fetched them. Only what is listed at start is ever served.</summary>
internal sealed class DesignerFiles
{
    private static readonly Dictionary<string, string> ContentTypes = new(StringComparer.Ordinal)
    {
        [".js"] = "text/javascript",
        [".css"] = "text/css",
        [".json"] = "application/json",
        [".wasm"] = "application/wasm",
        [".dat"] = "application/octet-stream",
        [".cur"] = "image/x-icon",
        [".ico"] = "image/x-icon",
        [".png"] = "image/png",
        [".woff2"] = "font/woff2",
        [".webmanifest"] = "application/manifest+json",
    };

    private readonly FrozenDictionary<string, DesignerFile> files;

    public DesignerFiles(string folder) => files = Directory.Exists(folder)
        ? Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Select(file => Describe(folder, file)).ToFrozenDictionary(StringComparer.Ordinal)
        : FrozenDictionary<string, DesignerFile>.Empty;

    public int Count => files.Count;

    public DesignerFile? Find(string path) => files.GetValueOrDefault(path);

    private static KeyValuePair<string, DesignerFile> Describe(string folder, string file)
    {
        var path = Path.GetRelativePath(folder, file).Replace(Path.DirectorySeparatorChar, '/');
        var isCompressed = path.EndsWith(".br", StringComparison.Ordinal);
        if (isCompressed)
            path = path[..^3];
        var contentType = ContentTypes.GetValueOrDefault(Path.GetExtension(path), "application/octet-stream");
        return new(path, new DesignerFile(file, contentType, isCompressed, IsHashed(path)));
    }

    /// <summary>Under _framework a name that ends in .HASH.ext never changes its content; blazor.webassembly.js and dotnet.js have no hash.</summary>
    private static bool IsHashed(string path)
    {
        var parts = Path.GetFileName(path).Split('.');
        return path.StartsWith("_framework/", StringComparison.Ordinal) && parts.Length >= 3
            && parts[^2].Length == 10 && parts[^2].All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c));
    }
}
