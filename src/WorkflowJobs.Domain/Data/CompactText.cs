using System.Text;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace WorkflowJobs.Domain.Data;

/// <summary>
/// JSON that the program itself writes in every transition, stored short: its usual parts as one control character each, which JSON never holds,
/// and the hash of a state in Base64. Every text comes back to the letter; one that holds none of the parts is stored as it is.
/// </summary>
internal sealed class CompactText() : ValueConverter<string, string>(static text => Shorten(text), static stored => Restore(stored))
{
    /// <summary>What follows is the text itself: it holds control characters of its own.</summary>
    private const char Verbatim = '\u001F';

    /// <summary>Stands for the member with the hash of a state, followed by its 43 characters.</summary>
    private const char Hash = '\u001E';

    private const string HashMember = ",\"stateHash\":\"";
    private const int HexLength = 64;

    /// <summary>Stored texts name a part by its place: new ones are added at the end, none is ever changed. A longer one stands before what it contains.</summary>
    private static readonly string[] Parts =
    [
        "{\"answers\":[],\"revision\":", "{\"answers\":[{\"callId\":\"", ",\"stimulus\":{\"bookmarkId\":\"", "\",\"kind\":\"Resume\",\"payload\":{\"actorId\":\"", "\",\"outcome\":\"",
        "\",\"submissionId\":null}},\"versionId\":\"", "\",\"submissionId\":\"", "\"}},\"versionId\":\"", "{\"id\":\"", "\",\"state\":", ",\"revision\":", ",\"assigneeId\":\"",
        "\",\"openedTaskId\":null}", "{\"key\":\"", "\",\"zh\":\"", "\",\"en\":\"", "\",\"negative\":false}", "\",\"negative\":true}", "\",\"name\":\"", "\",\"result\":null}",
    ];

    /// <summary>The control characters but for those of white space and the two above.</summary>
    private static readonly char[] Signs = [.. Enumerable.Range(1, 0x1D).Where(code => code is not (9 or 10 or 13)).Select(code => (char)code)];

    internal static string Shorten(string text)
    {
        if (text.AsSpan().IndexOfAnyInRange('\u0001', Verbatim) >= 0)
            return Verbatim + text;
        var shorter = new StringBuilder(text);
        if (text.IndexOf(HashMember, StringComparison.Ordinal) is >= 0 and var at && HashText.Shorten(Slice(text, at + HashMember.Length, HexLength)) is { Length: < HexLength } hash
            && Slice(text, at + HashMember.Length + HexLength, 1) == "\"")
            shorter.Remove(at, HashMember.Length + HexLength + 1).Insert(at, Hash + hash);
        for (var part = 0; part < Parts.Length; part++)
            shorter.Replace(Parts[part], Signs[part].ToString());
        return shorter.ToString();
    }

    internal static string Restore(string stored)
    {
        if (stored.Length > 0 && stored[0] == Verbatim)
            return stored[1..];
        if (stored.AsSpan().IndexOfAnyInRange('\u0001', Hash) < 0)
            return stored;
        var text = new StringBuilder(stored.Length * 4);
        for (var at = 0; at < stored.Length; at++)
        {
            if (stored[at] == Hash && HashText.Restore(Slice(stored, at + 1, HashText.StoredLength)) is { Length: HexLength } hex)
            {
                text.Append(HashMember).Append(hex).Append('"');
                at += HashText.StoredLength;
            }
            else if (Array.IndexOf(Signs, stored[at], 0, Parts.Length) is >= 0 and var part)
                text.Append(Parts[part]);
            else
                text.Append(stored[at]);
        }

        return text.ToString();
    }

    private static string Slice(string text, int from, int length) => from + length <= text.Length ? text.Substring(from, length) : "";
}

/// <summary>A SHA-256 in lower-case hexadecimal digits, stored as the 43 characters of its Base64; any other text as it is.</summary>
internal sealed class HashText() : ValueConverter<string, string>(static hex => Shorten(hex), static stored => Restore(stored))
{
    public const int StoredLength = 43;
    private const int HexLength = 64;

    internal static string Shorten(string hex) =>
        hex.Length == HexLength && hex.AsSpan().IndexOfAnyExcept("0123456789abcdef") < 0 ? Convert.ToBase64String(Convert.FromHexString(hex))[..StoredLength] : hex;

    internal static string Restore(string stored)
    {
        Span<byte> bytes = stackalloc byte[33];
        return stored.Length == StoredLength && Convert.TryFromBase64String(stored + "=", bytes, out var length) && length == 32 ? Convert.ToHexStringLower(bytes[..length]) : stored;
    }
}
