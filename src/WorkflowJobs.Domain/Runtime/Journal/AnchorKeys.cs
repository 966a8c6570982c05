using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace WorkflowJobs.Domain.Runtime.Journal;

/// <summary>A key that signed anchors before the master key was rotated: good for anchors up to a number, and for none after it.</summary>
public sealed record RetiredAnchorKey(byte[] Key, long LastNumber);

/// <summary>The keys of the anchors. The one in use comes from the master key, which lies outside the database.</summary>
public sealed class AnchorKeys(byte[] current, IReadOnlyList<RetiredAnchorKey> retired)
{
    public byte[] Current { get; } = current;

    public IReadOnlyList<RetiredAnchorKey> Retired { get; } = retired;

    public static AnchorKeys Of(byte[] current) => new(current, []);

    /// <summary>The body with its signature in it.</summary>
    public JsonObject Sign(JsonObject body)
    {
        body["signature"] = Signature(Current, body);
        return body;
    }

    /// <summary>The anchor of a line, or null when its signature does not hold.</summary>
    public Anchor? Read(string line)
    {
        try
        {
            if (JsonNode.Parse(line) is not JsonObject body || body["signature"]?.GetValue<string>() is not { } signature || body["heads"] is not JsonObject heads)
                return null;
            body.Remove("signature");
            var number = body["number"]!.GetValue<long>();
            var key = Retired.FirstOrDefault(retired => number <= retired.LastNumber)?.Key ?? Current;
            if (!CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(signature), Encoding.ASCII.GetBytes(Signature(key, body))))
                return null;
            return new Anchor(number, body["at"]!.GetValue<long>(), body["previous"]!.GetValue<string>(), signature,
                [.. heads.Select(head => new AnchoredHead(head.Key, head.Value!["sequence"]!.GetValue<long>(), head.Value["hash"]!.GetValue<string>()))]);
        }
        catch (Exception problem) when (problem is JsonException or InvalidOperationException or NullReferenceException or FormatException)
        {
            return null;
        }
    }

    private static string Signature(byte[] key, JsonObject body) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(Canonical(body))));

    private static string Canonical(JsonObject body) => Commands.Canonical.Text(body);
}

/// <summary>A signed anchor: the heads that changed since the one before, which it names by its signature.</summary>
public sealed record Anchor(long Number, long At, string Previous, string Signature, IReadOnlyList<AnchoredHead> Heads);

public sealed record AnchoredHead(string Stream, long Sequence, string Hash);
