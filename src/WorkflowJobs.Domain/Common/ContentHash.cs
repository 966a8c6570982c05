using System.Security.Cryptography;
using System.Text;

namespace WorkflowJobs.Domain.Common;

/// <summary>SHA-256 in 64 lower-case hexadecimal digits: how journal, papers, attachments and imported files name what they hold.</summary>
public static class ContentHash
{
    public static string Of(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    /// <summary>Of the text's UTF-8 bytes.</summary>
    public static string Of(string text) => Of(Encoding.UTF8.GetBytes(text));
}
