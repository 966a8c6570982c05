using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Identity;
using WorkflowJobs.Domain.Placements;
using WorkflowJobs.Domain.Runtime.Commands;

namespace WorkflowJobs.Domain.Subsidies;

/// <summary>An account as a list or the bank states it.</summary>
/// <param name="HolderId">The holder's identity number; null when it is not stated.</param>
public sealed record StatedAccount(string? Holder, string? HolderId, string? Bank, string? Number);

/// <summary>What was recorded: never the number.</summary>
public sealed record AccountView(string Id, string PersonId, string AccountMasked, IReadOnlyList<string> Faults, string Source, bool IsCurrent, DateTimeOffset RecordedAt);

/// <summary>
/// The town's handler records where a worker is paid. A holder who is not the worker is recorded as stated: the line is held before sending and
/// discipline is told, which a refusal here would hide.
/// </summary>
public sealed class RecordAccount(CommandRunner commands, PayAccounts accounts)
{
    private static readonly Refusal Missing = new("ACCOUNT_FIELDS", "请填写开户名、开户行（各不超过60字）和账号", "Give holder, bank (60 characters each at most) and number.") { Status = 400 };

    public Task<Result<AccountView>> Run(Actor actor, string operationId, string placementId, StatedAccount stated, CancellationToken cancel) =>
        // The operation remembers a hash of its body only.
        commands.Run<AccountView>("subsidy.account", actor, operationId, new { placementId, stated }, async (work, token) =>
        {
            if (await work.Db.Placements.FindAsync([placementId], token) is not { } placement || !PlacementAccess.HoldsIn(actor, placement.VillageId, [Roles.TownHandler]))
                return Refusals.NotFound;
            var (holder, bank) = ((stated.Holder ?? "").Trim(), (stated.Bank ?? "").Trim());
            if (holder.Length is 0 or > 60 || bank.Length is 0 or > 60)
                return Missing;
            var person = (await work.Db.People.FindAsync([placement.PersonId], token))!;
            var recorded = await accounts.Record(work, person, holder, stated.HolderId, bank, stated.Number ?? "", PayAccounts.Stated, actor.UserId, token);
            return recorded.Refusal is { } refusal ? refusal : View(recorded.Value!);
        }, cancel);

    internal static AccountView View(PayAccount account) =>
        new(account.Id, account.PersonId, account.AccountMasked, account.Faults.Split(' ', StringSplitOptions.RemoveEmptyEntries), account.Source, account.IsCurrent, account.RecordedAt);
}
