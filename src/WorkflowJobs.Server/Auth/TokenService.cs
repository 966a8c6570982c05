using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Identity;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using WorkflowJobs.Domain.Identity;

namespace WorkflowJobs.Server.Auth;

/// <summary>An access token alone.</summary>
public sealed record AccessToken([property: System.Text.Json.Serialization.JsonPropertyName("accessToken")] string Value, int ExpiresIn);

/// <summary>What a sign-in answers.</summary>
public sealed record Tokens(string AccessToken, int ExpiresIn, string RefreshToken);

/// <summary>
/// Short access tokens and rotating refresh tokens. Of a refresh token only the hash is kept; using one that was already
/// exchanged ends the whole family, since somebody has a copy.
/// </summary>
public sealed class TokenService(SigningKey key, UserManager<User> users)
{
    private const string Provider = "WorkflowJobs.Refresh";
    private static readonly TimeSpan AccessLife = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan RefreshLife = TimeSpan.FromHours(12);

    public const string Issuer = "workflowjobs";

    public async Task<Tokens> Issue(User user, string? family = null)
    {
        family ??= Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        var secret = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        var until = TimeProvider.System.GetUtcNow() + RefreshLife;
        await users.SetAuthenticationTokenAsync(user, Provider, family, $"{Hash(secret)}|{until.ToUnixTimeSeconds()}");
        return new Tokens(Access(user.Id, user.UserName), (int)AccessLife.TotalSeconds, $"{user.Id}.{family}.{secret}");
    }

    public AccessToken IssueAccess(string userId, string? userName) => new(Access(userId, userName), (int)AccessLife.TotalSeconds);

    /// <summary>Null when the token is unknown, expired, or was used before.</summary>
    public async Task<Tokens?> Refresh(string token)
    {
        if (await Find(token) is not { } found)
            return null;
        var (user, family, secret, stored) = found;
        await users.RemoveAuthenticationTokenAsync(user, Provider, family);
        var parts = stored.Split('|');
        var valid = CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(parts[0]), Encoding.ASCII.GetBytes(Hash(secret)))
            && long.Parse(parts[1], System.Globalization.CultureInfo.InvariantCulture) > TimeProvider.System.GetUtcNow().ToUnixTimeSeconds()
            && user.Active && !await users.IsLockedOutAsync(user);
        return valid ? await Issue(user, family) : null;
    }

    public async Task Revoke(string token)
    {
        if (await Find(token) is { } found)
            await users.RemoveAuthenticationTokenAsync(found.User, Provider, found.Family);
    }

    private async Task<(User User, string Family, string Secret, string Stored)?> Find(string token)
    {
        var parts = token.Split('.');
        if (parts.Length != 3 || await users.FindByIdAsync(parts[0]) is not { } user
            || await users.GetAuthenticationTokenAsync(user, Provider, parts[1]) is not { } stored)
            return null;
        return (user, parts[1], parts[2], stored);
    }

    private string Access(string userId, string? userName) => new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
    {
        Issuer = Issuer,
        Audience = Issuer,
        Subject = new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, userId), new Claim(ClaimTypes.Name, userName ?? "")]),
        Expires = TimeProvider.System.GetUtcNow().UtcDateTime + AccessLife,
        SigningCredentials = new SigningCredentials(key.Key, SecurityAlgorithms.HmacSha256),
    });

    private static string Hash(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(secret)));
}
