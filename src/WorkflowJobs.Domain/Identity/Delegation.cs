using WorkflowJobs.Domain.Common;

namespace WorkflowJobs.Domain.Identity;

/// <summary>
/// An officer on leave lets a colleague of the same role and unit act for them, from a day to a day (DOMAIN §10). It ends by itself at 24:00 of
/// the last day. What the delegate decides meanwhile in that role and unit carries both names: 林芳 代 王建国.
/// </summary>
public sealed class Delegation
{
    public required string Id { get; init; }

    /// <summary>Who is away.</summary>
    public required string FromUserId { get; init; }

    /// <summary>Who acts for them.</summary>
    public required string ToUserId { get; init; }

    public required string Role { get; init; }
    public required string UnitId { get; init; }
    public required DateOnly From { get; init; }

    /// <summary>Last day, included.</summary>
    public required DateOnly Until { get; init; }

    public required string Reason { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was ended before its last day; null when it was not.</summary>
    public DateTimeOffset? EndedAt { get; set; }

    public string? EndedBy { get; set; }
    public int Revision { get; set; }

    public bool IsInForce(DateOnly day) => EndedAt is null && From <= day && day <= Until;
}

/// <summary>When a delegation may be made. Pure.</summary>
public static class DelegationRules
{
    public static Refusal Dates { get; } = new("DELEGATION_DATES", "委托期间须从今天或以后开始，且止日不早于起日", "A delegation begins today or later, and ends no earlier than it begins.") { Status = 400 };
    public static Refusal NotYours { get; } = new("DELEGATION_ROLE", "您在该单位没有该角色，不能委托", "You do not hold that role in that unit.") { Status = 403 };
    public static Refusal Unfit { get; } = new("DELEGATE_UNFIT", "只能委托给同一单位、同一角色的其他人员", "Only another holder of the same role in the same unit may act for you.");
    public static Refusal Twice { get; } = new("DELEGATION_TWICE", "该期间已有委托，请先结束原委托", "A delegation of these days exists already; end it first.") { Status = 409 };
    public static Refusal Busy { get; } = new("DELEGATE_BUSY", "该人员在此期间正代他人办理，或已将本角色委托他人", "That colleague acts for somebody else in these days, or is away.") { Status = 409 };
    public static Refusal ReasonMissing { get; } = new("REASON_REQUIRED", "请填写理由（不超过200字）", "Give a reason of up to 200 characters.") { Status = 400 };

    public static Refusal TooLong(int maxDays) => new("DELEGATION_TOO_LONG", $"一次委托不得超过{maxDays}天", $"A delegation may last {maxDays} days at the most.");

    /// <summary>Null when the days will do.</summary>
    public static Refusal? Days(DateOnly from, DateOnly until, DateOnly today, int maxDays)
    {
        if (from < today || until < from)
            return Dates;
        return new DateRange(from, until).Days > maxDays ? TooLong(maxDays) : null;
    }

    /// <summary>
    /// Nobody is away twice, stands in for two, or stands in while away: whom a decision is made for has one answer, and no delegation is passed on.
    /// </summary>
    /// <param name="others">Delegations of the same role and unit that were not ended.</param>
    public static Refusal? Conflict(string fromUserId, string toUserId, DateOnly from, DateOnly until, IEnumerable<Delegation> others)
    {
        var meets = others.Where(one => one.EndedAt is null && one.From <= until && from <= one.Until).ToList();
        if (meets.Exists(one => one.FromUserId == fromUserId))
            return Twice;
        return meets.Exists(one => one.ToUserId == toUserId || one.FromUserId == toUserId || one.ToUserId == fromUserId) ? Busy : null;
    }
}
