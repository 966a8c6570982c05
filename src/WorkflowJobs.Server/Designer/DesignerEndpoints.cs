using System.IO.Compression;
using System.Security.Cryptography;
using Microsoft.Net.Http.Headers;
using WorkflowJobs.Server.Components.Account;

namespace WorkflowJobs.Server.Designer;

/// <summary>Serves Elsa Studio under <c>/designer/</c>: its files as they are, and a page of our own that hosts one of its elements.</summary>
internal static class DesignerEndpoints
{
    /// <summary>
    /// The hash is that of the one inline script of Studio 3.8.2 (its Ctrl+S); another version has another. Everything else comes from here.
    /// </summary>
    private const string Policy =
        "default-src 'none'; base-uri 'self'; script-src 'self' 'wasm-unsafe-eval' 'sha256-snlP1jz0gjwc5cTz9ErZcliXuCK63+Mmf68RRCeptgc='; "
        + "style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; connect-src 'self'; worker-src 'self' blob:; "
        + "form-action 'self'; frame-ancestors 'self'";

    private static readonly Dictionary<string, OwnFile> OwnFiles = new[] { "host.js", "words.js", "words.zh-CN.json", "host.css" }
        .Select(OwnFile.Read).ToDictionary(file => file.Name, StringComparer.Ordinal);

    private static readonly OwnFile Page = OwnFile.Read("host.html");

    public static void AddDesigner(this IServiceCollection services) =>
        services.AddSingleton(new DesignerFiles(Path.Combine(AppContext.BaseDirectory, "designer")));

    public static void MapDesigner(this WebApplication app)
    {
        // Whoever may read instances may look at a drawing; who may change it is said by the API (links).
        app.MapGet("/designer", (HttpContext http) => Own(http, Page)).RequireAuthorization(Audiences.Instances).ExcludeFromDescription();
        app.MapMethods("/designer/{**path}", [HttpMethods.Get, HttpMethods.Head], File).AllowAnonymous().ExcludeFromDescription();
    }

    private static IResult File(string path, HttpContext http, DesignerFiles files)
    {
        if (OwnFiles.TryGetValue(path, out var own))
            return Own(http, own);
        if (files.Find(path) is not { } file)
            return Results.NotFound();
        var compressed = file.IsCompressed && TakesBrotli(http.Request);
        Head(http, file.IsImmutable);
        if (file.IsCompressed)
            http.Response.Headers.Vary = HeaderNames.AcceptEncoding;
        if (compressed)
            http.Response.Headers.ContentEncoding = "br";
        var tag = new EntityTagHeaderValue($"\"{file.Hash}{(file.IsCompressed && !compressed ? "-plain" : "")}\"");
        return file.IsCompressed && !compressed
            ? Results.Stream(new BrotliStream(System.IO.File.OpenRead(file.Location), CompressionMode.Decompress), file.ContentType, entityTag: tag)
            : Results.File(file.Location, file.ContentType, entityTag: tag);
    }

    private static IResult Own(HttpContext http, OwnFile file)
    {
        Head(http, isImmutable: false);
        return Results.Bytes(file.Content, file.ContentType, entityTag: new EntityTagHeaderValue($"\"{file.Hash}\""));
    }

    private static void Head(HttpContext http, bool isImmutable)
    {
        http.Response.Headers.ContentSecurityPolicy = Policy;
        http.Response.Headers.CacheControl = isImmutable ? "public, max-age=31536000, immutable" : "no-cache";
    }

    private static bool TakesBrotli(HttpRequest request) =>
        request.GetTypedHeaders().AcceptEncoding.Any(coding => coding.Value.Equals("br", StringComparison.OrdinalIgnoreCase) && coding.Quality is null or > 0);

    /// <summary>A file of our own around Studio, kept in the assembly.</summary>
    private sealed record OwnFile(string Name, string ContentType, byte[] Content, string Hash)
    {
        public static OwnFile Read(string name)
        {
            using var stream = typeof(DesignerEndpoints).Assembly.GetManifestResourceStream("designer/" + name)
                ?? throw new InvalidOperationException($"The assembly lacks designer/{name}.");
            using var content = new MemoryStream();
            stream.CopyTo(content);
            var type = Path.GetExtension(name) switch { ".html" => "text/html", ".js" => "text/javascript", ".css" => "text/css", _ => "application/json" };
            return new OwnFile(name, type + "; charset=utf-8", content.ToArray(), Convert.ToHexStringLower(SHA256.HashData(content.ToArray()))[..20]);
        }
    }
}
