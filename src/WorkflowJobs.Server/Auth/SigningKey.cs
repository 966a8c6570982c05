using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;

namespace WorkflowJobs.Server.Auth;

/// <summary>The key that access tokens are signed with. A short or a known one refuses to start (invariant 13).</summary>
public sealed class SigningKey(SymmetricSecurityKey key)
{
    /// <summary>At least so many characters: 32.</summary>
    public const int MinLength = 32;

    private static readonly string[] Known = ["secret", "changeme", "password", "sufficiently-large-secret-signing-key", "your-256-bit-secret"];

    public SymmetricSecurityKey Key { get; } = key;

    /// <summary>A key of this process only: signing in again after a restart. For demo mode.</summary>
    public static SigningKey Ephemeral() => new(new SymmetricSecurityKey(RandomNumberGenerator.GetBytes(64)));

    /// <exception cref="InvalidOperationException">Missing, too short, of too few different characters, or known from examples.</exception>
    public static SigningKey FromText(string? text)
    {
        if (string.IsNullOrWhiteSpace(text) || text.Trim().Length < MinLength || text.Trim().Distinct().Count() < 8
            || Known.Any(known => text.Contains(known, StringComparison.OrdinalIgnoreCase)))
            throw new InvalidOperationException(
                $"签名密钥缺失、太短（至少 {MinLength} 位）或是公开示例。The signing key is missing, shorter than {MinLength} characters, or a known example.");
        return new SigningKey(new SymmetricSecurityKey(System.Text.Encoding.UTF8.GetBytes(text.Trim())));
    }
}
