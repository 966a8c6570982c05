using System.Text;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Identity;
using WorkflowJobs.Domain.Openings;
using WorkflowJobs.Domain.Parameters;
using WorkflowJobs.Domain.Placements;
using WorkflowJobs.Domain.Plans;
using WorkflowJobs.Domain.Reviews;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Instances;
using WorkflowJobs.Domain.Subsidies;

namespace WorkflowJobs.Domain.Clawbacks;

/// <summary>What a clawback would ask back now.</summary>
public sealed record ClawbackAmount(IReadOnlyList<ClawbackPart> Parts, FundingSplit? Split)
{
    public long Fen => Parts.Sum(part => part.Fen);
}

/// <summary>
/// Reckons clawbacks from what was paid: paid lines, and the opening of who was on post before the system was. An opening goes back in the same
/// shares as all else (DOMAIN §7): its own split is not known here.
/// </summary>
public sealed class ClawbackMoney(ParameterStore parameters)
{
    public async Task<ClawbackAmount> Of(Work work, Clawback clawback, CancellationToken cancel)
    {
        await work.Flush(cancel);
        var placement = await work.Placement(clawback.PlacementId, cancel);
        var agreements = await work.Db.Agreements.AsNoTracking().Where(row => row.PlacementId == placement.Id).ToListAsync(cancel);
        var pauses = await work.Db.PlacementPauses.AsNoTracking().Where(row => row.PlacementId == placement.Id).ToListAsync(cancel);
        var lines = await work.Db.SubsidyLines.AsNoTracking().Where(line => line.PlacementId == placement.Id && line.Status == PayStatus.Paid).ToListAsync(cancel);
        var claimed = (await (
            from item in work.Db.ClawbackItems
            join other in work.Db.Clawbacks on item.ClawbackId equals other.Id
            where other.PlacementId == placement.Id && other.Id != clawback.Id && other.Status != ClawbackStatus.Dropped
            select new { item.LineId, item.Fen }).ToListAsync(cancel)).ToLookup(row => row.LineId, row => row.Fen);
        var opening = await work.Db.OpeningEntries.AsNoTracking().FirstOrDefaultAsync(row => row.PlacementId == placement.Id, cancel);
        var brought = opening is null ? null : OpeningMoney.Of(placement.StartsOn, opening.AsOf, opening.PaidCents);
        var days = PostDays.Of(placement, agreements, pauses);
        var paid = lines.Select(line => new PaidLine(line.Id, Period(line), line.DaysOnPost, line.PersonalFen, claimed[line.Id].Sum())).ToList();
        if (brought is not null)
            paid.Add(new PaidLine(opening!.Id, brought.Days, brought.Days.Days, brought.PaidFen, claimed[opening.Id].Sum()));
        var parts = ClawbackRules.Parts(brought?.DaysWith(days, placement.LastDay) ?? days, new DateRange(clawback.From, clawback.Until), paid);
        if (clawback.Kind == PostKind.Urban)
            return new ClawbackAmount(parts, null);
        var shares = new SubsidyStandardRules(await parameters.History(work.Db, cancel)).Shares(clawback.Until.Year, clawback.Until.Month);
        return new ClawbackAmount(parts, FundingRules.Split(parts.Sum(part => part.Fen), shares));

        // In the month of the opening the line paid for the days after it only.
        DateRange Period(SubsidyLine line)
        {
            var month = DateRange.Month(line.Year, line.Month);
            return opening is not null && month.Contains(opening.AsOf) && opening.AsOf < month.Last ? month with { First = opening.AsOf.AddDays(1) } : month;
        }
    }
}

/// <summary>Begins clawbacks: exits, deaths, comparisons and inspections call it in their own transaction.</summary>
public sealed class Clawbacks(IVault vault, Lazy<IProcessHost> host)
{
    public const string DefinitionId = "clawback";

    /// <summary>
    /// Starts the process of asking back what was paid in the period; a human task of the district decides. Answers the clawback that is open already
    /// when one of the same placement and grounds overlaps.
    /// </summary>
    /// <param name="period">First and last day that should not have been paid.</param>
    /// <param name="groundsCode">Code of the grounds: GHOST_WORKER, DECEASED, AGE_LIMIT, EMPLOYED_ELSEWHERE, DISMISSED, OVERPAID …</param>
    /// <param name="facts">Facts and basis in words; kept with the person's key.</param>
    public async Task<Clawback> Begin(Work work, string placementId, DateRange period, string groundsCode, string? facts, Actor actor, CancellationToken cancel)
    {
        await work.Flush(cancel);
        var open = await work.Db.Clawbacks.Where(row => row.PlacementId == placementId && row.GroundsCode == groundsCode && row.Status == ClawbackStatus.Proposed
            && row.From <= period.Last && row.Until >= period.First).FirstOrDefaultAsync(cancel);
        if (open is not null)
            return open;
        var placement = await work.Placement(placementId, cancel);
        var person = await work.Db.People.FindAsync([placement.PersonId], cancel) ?? throw new InvalidOperationException($"There is no person {placement.PersonId}.");
        var clawback = new Clawback
        {
            Id = WorkQueries.NewId(),
            PlacementId = placement.Id,
            PersonId = placement.PersonId,
            TownId = placement.TownId,
            Kind = placement.Kind,
            From = period.First,
            Until = period.Last,
            GroundsCode = groundsCode,
            FactsCipher = string.IsNullOrWhiteSpace(facts) ? null : vault.Encrypt(person.WrappedKey, Encoding.UTF8.GetBytes(facts.Trim())),
            BegunAt = work.Now,
            BegunBy = actor.UserId,
        };
        work.Db.Clawbacks.Add(clawback);
        await work.Flush(cancel);
        var input = new JsonObject { ["clawbackId"] = clawback.Id, ["placementId"] = placement.Id, ["grounds"] = groundsCode };
        clawback.InstanceId = await host.Value.Start(work, DefinitionId, new Subject(Clawback.Type, clawback.Id), input, actor, cancel);
        return clawback;
    }

    internal string Facts(Clawback clawback, Person person) =>
        clawback.FactsCipher is { } cipher ? Encoding.UTF8.GetString(vault.Decrypt(person.WrappedKey, cipher)) : "";

    internal void SetFacts(Clawback clawback, Person person, string facts) => clawback.FactsCipher = vault.Encrypt(person.WrappedKey, Encoding.UTF8.GetBytes(facts));
}

/// <summary>The district begins a clawback by hand.</summary>
public sealed class BeginClawback(CommandRunner commands, Clawbacks clawbacks)
{
    /// <summary>Grounds that may be chosen.</summary>
    public static IReadOnlyList<string> Grounds { get; } = ["GHOST_WORKER", "DECEASED", "AGE_LIMIT", "EMPLOYED_ELSEWHERE", "DISMISSED", "FALSE_STATEMENT", "OVERPAID"];

    private static readonly Refusal Period = new("CLAWBACK_PERIOD", "请填写追缴期间，止日不早于起日", "Give the period; its last day not before its first.") { Status = 400 };
    private static readonly Refusal GroundsUnknown = new("CLAWBACK_GROUNDS", "请选择追缴事由", "Choose the grounds.") { Status = 400 };

    public Task<Result<string>> Run(Actor actor, string operationId, string placementId, DateOnly? from, DateOnly? until, string? grounds, string? facts, CancellationToken cancel) =>
        commands.Run<string>("clawback.begin", actor, operationId, new { placementId, from, until, grounds, facts }, async (work, token) =>
        {
            if (!actor.Has(Roles.DistrictHandler))
                return Refusals.Forbidden;
            if (await work.Db.Placements.FindAsync([placementId], token) is not { } placement || !PlacementAccess.MayRead(actor, placement))
                return Refusals.NotFound;
            if (from is not { } first || until is not { } last || DateRange.Of(first, last) is not { } period)
                return Period;
            if (grounds is null || !Grounds.Contains(grounds))
                return GroundsUnknown;
            return (await clawbacks.Begin(work, placementId, period, grounds, facts, actor, token)).Id;
        }, cancel);
}
