using System.Text;

namespace WorkflowJobs.Domain.Runtime.Journal;

/// <summary>The anchors outside the database, a line each, oldest first. Another node or an auditor may hold a copy.</summary>
public sealed class AnchorFile(string path)
{
    public string Path { get; } = System.IO.Path.GetFullPath(path);

    private (long Length, int Lines) known;

    /// <summary>The whole lines; none when there is no file yet. What a crash left of a line does not count.</summary>
    public IReadOnlyList<string> Lines()
    {
        if (!File.Exists(Path))
            return [];
        var text = File.ReadAllText(Path);
        var lines = text.Split('\n');
        return lines[..^1];
    }

    /// <summary>How many whole lines there are, counted again only when somebody else changed the file.</summary>
    public int Count()
    {
        var length = File.Exists(Path) ? new FileInfo(Path).Length : 0;
        if (length != known.Length || length == 0)
            known = (length, Lines().Count);
        return known.Lines;
    }

    /// <summary>Appends durably, after removing what a crash left of a line.</summary>
    public async Task Append(IReadOnlyList<string> lines, CancellationToken cancel)
    {
        var count = Count();
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path)!);
        await using var stream = new FileStream(Path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
        stream.SetLength(await EndOfLastLine(stream, cancel));
        stream.Seek(0, SeekOrigin.End);
        foreach (var line in lines)
            await stream.WriteAsync(Encoding.UTF8.GetBytes(line + "\n"), cancel);
        stream.Flush(flushToDisk: true);
        known = (stream.Length, count + lines.Count);
    }

    private static async Task<long> EndOfLastLine(FileStream stream, CancellationToken cancel)
    {
        var buffer = new byte[4096];
        for (var end = stream.Length; end > 0;)
        {
            var size = (int)Math.Min(buffer.Length, end);
            stream.Seek(end - size, SeekOrigin.Begin);
            await stream.ReadExactlyAsync(buffer.AsMemory(0, size), cancel);
            var last = Array.LastIndexOf(buffer, (byte)'\n', size - 1);
            if (last >= 0)
                return end - size + last + 1;
            end -= size;
        }

        return 0;
    }
}
