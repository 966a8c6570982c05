namespace WorkflowJobs.Domain.PersonalData;

/// <summary>What of a person's file decides how long it is kept.</summary>
/// <param name="RegisteredOn">The day on which the person was entered.</param>
/// <param name="NotApproved">Days on which applications ended without an approval.</param>
/// <param name="HasOpen">An application is under way.</param>
/// <param name="Exits">Last days on post; null for a post that is held.</param>
/// <param name="LastVoucher">Last month of pay, its last day; null when nothing was paid.</param>
public sealed record RetentionFacts(DateOnly RegisteredOn, IReadOnlyList<DateOnly> NotApproved, bool HasOpen, IReadOnlyList<DateOnly?> Exits, DateOnly? LastVoucher);

/// <summary>retention.notApprovedYears, retention.onPostYears, retention.vouchersYears (DOMAIN §9.3).</summary>
public sealed record RetentionYears(int NotApproved, int OnPost, int Vouchers);

/// <summary>The last day of keeping, and what it rests on: OPEN (no end yet), NOT_APPROVED, ON_POST, VOUCHERS.</summary>
public sealed record RetentionEnd(DateOnly? LastDay, string Basis)
{
    /// <summary>The file may be destroyed from the day after.</summary>
    public bool IsOver(DateOnly today) => LastDay is { } last && today > last;
}

/// <summary>How long a person's file is kept (DOMAIN §9.3): the longest of what it holds decides.</summary>
public static class RetentionRules
{
    public static RetentionEnd Of(RetentionFacts facts, RetentionYears years)
    {
        if (facts.HasOpen || facts.Exits.Contains(null))
            return new RetentionEnd(null, "OPEN");
        var ends = new List<RetentionEnd>();
        ends.AddRange(facts.NotApproved.Select(day => new RetentionEnd(day.AddYears(years.NotApproved), "NOT_APPROVED")));
        ends.AddRange(facts.Exits.OfType<DateOnly>().Select(day => new RetentionEnd(day.AddYears(years.OnPost), "ON_POST")));
        if (facts.LastVoucher is { } voucher)
            // 会计档案管理办法: counted from the first day after the end of the accounting year.
            ends.Add(new RetentionEnd(new DateOnly(voucher.Year, 12, 31).AddYears(years.Vouchers), "VOUCHERS"));
        return ends.MaxBy(end => end.LastDay) ?? new RetentionEnd(facts.RegisteredOn.AddYears(years.NotApproved), "NOT_APPROVED");
    }

    public static string Zh(string basis) => basis switch
    {
        "OPEN" => "申请或在岗未结束",
        "NOT_APPROVED" => "未获批申请",
        "ON_POST" => "在岗档案",
        "VOUCHERS" => "会计凭证",
        _ => basis,
    };
}
