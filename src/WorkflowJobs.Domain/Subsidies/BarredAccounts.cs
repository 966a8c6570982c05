using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Identity;
using WorkflowJobs.Domain.Publicity;
using WorkflowJobs.Domain.Reviews;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Journal;
using WorkflowJobs.Domain.Runtime.Tasks;
using WorkflowJobs.Domain.Supervision;

namespace WorkflowJobs.Domain.Subsidies;

/// <summary>An account to which nothing may be paid, its number masked.</summary>
/// <param name="Owner">Village or Cadre.</param>
/// <param name="Workers">People on the books whose current account it is: their lines are held.</param>
public sealed record BarredAccountView(
    string Id, string AccountMasked, string Owner, string UnitId, string Reason, string RecordedBy, DateTimeOffset RecordedAt, int Workers, string? LiftReason, string? LiftedBy, DateTimeOffset? LiftedAt)
{
    public bool MayLift { get; init; }
}

/// <summary>The district's handler or discipline names accounts of villages and cadres, to which no subsidy may go.</summary>
public sealed class BarAccount(CommandRunner commands, IVault vault, SealedTexts texts)
{
    /// <summary>Stream of the journal with what was barred and lifted.</summary>
    public const string Stream = "barred-accounts";

    public static IReadOnlyList<string> Owners { get; } = ["Village", "Cadre"];

    private static readonly Refusal OwnerUnknown = new("ACCOUNT_OWNER", "请选择单位，并说明是村（社区）账户还是村干部账户", "Choose the unit, and say whether it is a village's or a cadre's account.") { Status = 400 };
    private static readonly Refusal Known = new("ACCOUNT_BARRED", "该账户已在禁付名单中", "The account is barred already.") { Status = 409 };

    public Task<Result<string>> Run(Actor actor, string operationId, string? unitId, string? owner, string? number, string? reason, CancellationToken cancel) =>
        commands.Run<string>("subsidy.bar-account", actor, operationId, new { unitId, owner, number, reason }, async (work, token) =>
        {
            if (!MayBar(actor))
                return Refusals.Forbidden;
            if (owner is null || !Owners.Contains(owner) || unitId is null || !await work.Db.Units.AnyAsync(unit => unit.Id == unitId, token))
                return OwnerUnknown;
            var read = AccountRules.Number(number);
            if ((read.Refusal ?? TaskAccess.CheckReason(reason, required: true)) is { } refusal)
                return refusal;
            var index = vault.BlindIndex(BlindIndexes.Account, read.Value!);
            if (await work.Db.BarredAccounts.AnyAsync(row => row.AccountIndex == index && row.LiftedAt == null, token))
                return Known;
            var barred = new BarredAccount
            {
                Id = WorkQueries.NewId(),
                AccountIndex = index,
                AccountMasked = MaskingRules.MaskAccount(read.Value!),
                Owner = owner,
                UnitId = unitId,
                ReasonCipher = (await texts.Seal(work, null, reason, token))!,
                RecordedBy = actor.UserId,
                RecordedAt = work.Now,
            };
            work.Db.BarredAccounts.Add(barred);
            await JournalChain.Append(work, Stream, "AccountBarred", actor.UserId, new JsonObject { ["barId"] = barred.Id, ["owner"] = owner, ["unitId"] = unitId, ["reasonHash"] = ReasonHash(reason!) }, token);
            return barred.Id;
        }, cancel);

    internal static bool MayBar(Actor actor) => actor.Has(Roles.DistrictHandler) || actor.Has(Roles.Discipline);

    internal static string ReasonHash(string reason) => Canonical.Hash(JsonValue.Create(reason.Trim()));
}

/// <summary>Discipline lets an account be paid to again: who prepares the pay does not open the way to it. Lines that were held for it are looked at again when they are issued.</summary>
public sealed class LiftAccountBar(CommandRunner commands, SealedTexts texts)
{
    private static readonly Refusal Lifted = new("BAR_LIFTED", "该账户的禁付已解除", "The bar was lifted already.") { Status = 409 };

    public Task<Result<string>> Run(Actor actor, string operationId, string id, string? reason, CancellationToken cancel) =>
        commands.Run<string>("subsidy.lift-account-bar", actor, operationId, new { id, reason }, async (work, token) =>
        {
            if (!actor.Has(Roles.Discipline) || await work.Db.BarredAccounts.FindAsync([id], token) is not { } barred)
                return Refusals.NotFound;
            if (TaskAccess.CheckReason(reason, required: true) is { } missing)
                return missing;
            if (barred.LiftedAt is not null)
                return Lifted;
            (barred.LiftedAt, barred.LiftedBy, barred.LiftReasonCipher) = (work.Now, actor.UserId, await texts.Seal(work, null, reason, token));
            await JournalChain.Append(work, BarAccount.Stream, "AccountBarLifted", actor.UserId, new JsonObject { ["barId"] = id, ["reasonHash"] = BarAccount.ReasonHash(reason!) }, token);
            return id;
        }, cancel);
}

/// <summary>The barred accounts, for the district's office, finance and discipline.</summary>
public sealed class BarredAccountQueries(IReader reader, SealedTexts texts)
{
    public static IReadOnlyList<string> Readers { get; } = [Roles.DistrictHandler, Roles.DistrictLeader, Roles.Finance, Roles.Discipline];

    /// <summary>The latest first, lifted ones among them. Who has nothing to do with them gets none.</summary>
    public Task<ListPage<BarredAccountView>> List(Actor actor, PageOf page, CancellationToken cancel) => reader.Read(async (work, token) =>
    {
        if (!Readers.Any(actor.Has))
            return new ListPage<BarredAccountView>([], null);
        var (ids, next) = await work.Db.BarredAccounts.Page(row => row.RecordedAt, row => row.Id, descending: true, page, token);
        var rows = (await work.Db.BarredAccounts.AsNoTracking().Where(row => ids.Contains(row.Id)).ToListAsync(token)).InOrder(ids, row => row.Id);
        var users = rows.SelectMany(row => new[] { row.RecordedBy, row.LiftedBy }).OfType<string>().Distinct().ToList();
        var names = await work.Db.Users.Where(user => users.Contains(user.Id)).ToDictionaryAsync(user => user.Id, user => user.DisplayName, token);
        var indexes = rows.ConvertAll(row => row.AccountIndex);
        var workers = await work.Db.PayAccounts.Where(row => row.IsCurrent && indexes.Contains(row.AccountIndex)).GroupBy(row => row.AccountIndex)
            .Select(group => new { group.Key, Count = group.Count() }).ToDictionaryAsync(row => row.Key, row => row.Count, token);
        var views = new List<BarredAccountView>();
        foreach (var row in rows)
            views.Add(new BarredAccountView(
                row.Id, row.AccountMasked, row.Owner, row.UnitId, await texts.Open(work, null, row.ReasonCipher, token), names.GetValueOrDefault(row.RecordedBy, ""), row.RecordedAt, workers.GetValueOrDefault(row.AccountIndex),
                row.LiftReasonCipher is null ? null : await texts.Open(work, null, row.LiftReasonCipher, token), row.LiftedBy is { } by ? names.GetValueOrDefault(by) : null, row.LiftedAt)
            { MayLift = row.LiftedAt is null && actor.Has(Roles.Discipline) });
        return new ListPage<BarredAccountView>(views, next);
    }, cancel);
}
