using WorkflowJobs.Domain.Runtime.Commands;

namespace WorkflowJobs.Domain.Subsidies;

/// <summary>Whether lines may be sent: the worker's own account, nobody else's as well, and nothing that bars the person (DOMAIN §7, payment safety).</summary>
public sealed class PaymentSafety(PayAccounts accounts, PaymentBars bars)
{
    /// <summary>Sets what each line is held for; none, and it is due. A line that finance gave back or the bank failed is looked at afresh.</summary>
    public async Task Check(Work work, List<SubsidyLine> lines, CancellationToken cancel)
    {
        var people = lines.Select(line => line.PersonId).Distinct().ToList();
        var found = await accounts.Of(work, people, cancel);
        var (shared, barred) = await PayAccounts.Conflicts(work, [.. found.Values.Select(account => account.AccountIndex).Distinct()], cancel);
        var hits = await bars.Of(work, people, cancel);
        foreach (var line in lines)
        {
            line.Holds = string.Join(' ', Holds(found.GetValueOrDefault(line.PersonId), shared, barred, hits.ContainsKey(line.PersonId)));
            line.Status = line.Holds.Length > 0 ? PayStatus.Held : PayStatus.Due;
            line.ReturnCipher = null;
            line.Revision++;
        }
    }

    private static IEnumerable<string> Holds(PayAccount? account, HashSet<string> shared, HashSet<string> barred, bool hit)
    {
        if (account is null)
            yield return HoldCodes.AccountMissing;
        else
        {
            foreach (var fault in account.Faults.Split(' ', StringSplitOptions.RemoveEmptyEntries))
                yield return fault;
            if (shared.Contains(account.AccountIndex))
                yield return HoldCodes.SharedAccount;
            if (barred.Contains(account.AccountIndex))
                yield return HoldCodes.BarredAccount;
        }

        if (hit)
            yield return HoldCodes.ComparisonHit;
    }
}
