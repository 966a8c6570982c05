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
        using var stream = new FileStream(Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd().Split('\n')[..^1];
    }

    /// <summary>How many whole lines there are, counted again only when somebody else changed the file.</summary>
    public int Count()
    {
        var length = File.Exists(Path) ? new FileInfo(Path).Length : 0;
        if (length != known.Length || length == 0)
            known = (length, Lines().Count);
        return known.Lines;
    }

    /// <summary>
    /// Appends durably those of the anchors that are not there yet, after removing what a crash left of a line. Nodes may share the file:
    /// while another one appends, nothing is done, and the next call catches up.
    /// </summary>
    /// <param name="first">Number of the first of them.</param>
    public async Task Append(long first, IReadOnlyList<string> anchors, CancellationToken cancel)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path)!);
        using var turn = Turn();
        if (turn is null)
            return;
        known = default;
        var lines = anchors.Skip((int)Math.Max(0, Count() + 1 - first)).ToList();
        await using var stream = new FileStream(Path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite);
        stream.SetLength(await EndOfLastLine(stream, cancel));
        stream.Seek(0, SeekOrigin.End);
        foreach (var line in lines)
            await stream.WriteAsync(Encoding.UTF8.GetBytes(line + "\n"), cancel);
        stream.Flush(flushToDisk: true);
        known = default;
    }

    private FileStream? Turn()
    {
        try
        {
            return new FileStream(Path + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            return null;
        }
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
