using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Data;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Units;

namespace WorkflowJobs.Domain.Identity;

/// <summary>The first system administrator, made with a secret that the first start printed once (invariant 13).</summary>
public sealed class Bootstrap(IWriter writer, AccountCommands accounts)
{
    private const string SecretKey = "bootstrap.secret";

    public sealed record Body(string Secret, string UserName, string DisplayName, string Password);

    /// <summary>A new secret while there is no account; null when there is one. Each start replaces the one before.</summary>
    public Task<string?> NewSecret(CancellationToken cancel) => writer.Write<string?>(async (work, token) =>
    {
        if (await work.Db.Users.AnyAsync(token))
            return null;
        var secret = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        if (await work.Db.Settings.FindAsync([SecretKey], token) is { } stored)
            stored.Value = ContentHash.Of(secret);
        else
            work.Db.Settings.Add(new Setting { Key = SecretKey, Value = ContentHash.Of(secret) });
        return secret;
    }, cancel);

    public Task<Result<string>> Use(Body body, CancellationToken cancel) => writer.Write<Result<string>>(async (work, token) =>
    {
        if (await work.Db.Settings.FindAsync([SecretKey], token) is not { } stored || await work.Db.Users.AnyAsync(token)
            || !CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(stored.Value), Encoding.ASCII.GetBytes(ContentHash.Of(body.Secret ?? ""))))
            return work.Refuse<Result<string>>(AccountRefusals.Bootstrap);
        var made = await accounts.Make(work, body.UserName, body.DisplayName, body.Password, token);
        if (made.Value is not { } user)
            return work.Refuse<Result<string>>(made.Refusal!);
        var district = await work.Db.Units.FirstAsync(unit => unit.Kind == UnitKind.District, token);
        await AccountCommands.Note(work, "Bootstrapped", user.Id, user.Id, [], token);
        await AccountCommands.Give(work, user.Id, user.Id, new AccountCommands.Grant(Roles.SystemAdministrator, district.Id, null, null), token);
        work.Db.Settings.Remove(stored);
        return user.Id;
    }, cancel);
}
