using System.Buffers.Binary;

namespace WorkflowJobs.Domain.Attachments;

/// <summary>What a file is by its bytes, whatever its name or declared type says.</summary>
public static class FileContent
{
    /// <summary>The content type of an image or PDF that is whole at its beginning and end; null for anything else.</summary>
    public static string? TypeOf(ReadOnlySpan<byte> bytes)
    {
        if (IsPng(bytes))
            return "image/png";
        if (IsJpeg(bytes))
            return "image/jpeg";
        if (IsWebP(bytes))
            return "image/webp";
        return IsPdf(bytes) ? "application/pdf" : null;
    }

    private static bool IsPng(ReadOnlySpan<byte> bytes) =>
        bytes.Length > 45
        && bytes.StartsWith((ReadOnlySpan<byte>)[0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])
        && bytes.Slice(12, 4).SequenceEqual("IHDR"u8)
        && BinaryPrimitives.ReadUInt32BigEndian(bytes[16..]) > 0
        && BinaryPrimitives.ReadUInt32BigEndian(bytes[20..]) > 0
        && bytes[^8..^4].SequenceEqual("IEND"u8);

    /// <summary>Begins with SOI and a marker, has a frame header, ends with EOI (cameras may pad after it).</summary>
    private static bool IsJpeg(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 100 || !bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]))
            return false;
        var position = 2;
        while (position + 4 <= bytes.Length && bytes[position] == 0xFF)
        {
            var marker = bytes[position + 1];
            if (marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC))
                return bytes.LastIndexOf((ReadOnlySpan<byte>)[0xFF, 0xD9]) > position;
            position += 2 + BinaryPrimitives.ReadUInt16BigEndian(bytes[(position + 2)..]);
        }

        return false;
    }

    private static bool IsWebP(ReadOnlySpan<byte> bytes) =>
        bytes.Length > 30
        && bytes.StartsWith("RIFF"u8)
        && bytes.Slice(8, 4).SequenceEqual("WEBP"u8)
        && BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]) + 8 <= bytes.Length;

    private static bool IsPdf(ReadOnlySpan<byte> bytes) =>
        bytes.Length > 60 && bytes.StartsWith("%PDF-"u8) && bytes[^Math.Min(1024, bytes.Length)..].LastIndexOf("%%EOF"u8) >= 0;
}
