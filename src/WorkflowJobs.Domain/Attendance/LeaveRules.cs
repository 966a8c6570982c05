using System.Text.Json.Nodes;
using WorkflowJobs.Domain.Applications;
using WorkflowJobs.Domain.Common;

namespace WorkflowJobs.Domain.Attendance;

/// <summary>What the form <c>leave-request</c> says.</summary>
public sealed record LeaveForm(LeaveKind Kind, DateOnly? From, DateOnly? Until, bool HasProof)
{
    public static LeaveForm Read(JsonObject data) => new(
        Enum.TryParse<LeaveKind>(data.Text("kind"), out var kind) ? kind : LeaveKind.Personal, data.Date("from"), data.Date("until"), data["proof"] is JsonArray { Count: > 0 });
}

/// <summary>leave.sickProofDays and leave.maxDays: calendar days.</summary>
public sealed record LeaveLimits(int SickProofDays, int MaxDaysInYear);

/// <summary>Leave (DOMAIN §6: sick leave of three days needs a hospital's proof, 90 days a year at the most). Pure.</summary>
public static class LeaveRules
{
    /// <summary>
    /// LEAVE_RANGE, LEAVE_NOT_ON_POST, LEAVE_PROOF, LEAVE_OVERLAP, LEAVE_LIMIT. A leave over the turn of the year counts in each year with its own days.
    /// </summary>
    /// <param name="onPost">Days on post.</param>
    /// <param name="taken">Leave approved before, or asked for and not decided.</param>
    public static IReadOnlyList<FieldError> Problems(LeaveForm form, IReadOnlyList<DateRange> onPost, IReadOnlyList<DateRange> taken, LeaveLimits limits)
    {
        if (form is not { From: { } from, Until: { } until })
            return [];
        if (DateRange.Of(from, until) is not { } range || range.Days > 366)
            return [new FieldError("until", "LEAVE_RANGE", "结束日期不得早于开始日期，且不得超过一年", "The last day cannot be before the first, nor a year after it.")];
        var problems = new List<FieldError>();
        if (!onPost.Any(days => days.Contains(from) && days.Contains(until)))
            problems.Add(new FieldError("from", "LEAVE_NOT_ON_POST", "请假日期须在在岗期间内", "The days must be days on post."));
        if (form.Kind == LeaveKind.Sick && range.Days >= limits.SickProofDays && !form.HasProof)
            problems.Add(new FieldError("proof", "LEAVE_PROOF", $"病假{limits.SickProofDays}天及以上须附医院证明", $"Sick leave of {limits.SickProofDays} days or more needs a hospital's proof."));
        if (taken.Any(other => other.Intersect(range) is not null))
            problems.Add(new FieldError("from", "LEAVE_OVERLAP", "与已有的请假日期重叠", "The days overlap with another leave."));
        for (var year = from.Year; year <= until.Year; year++)
            if (DaysIn(year, [range, .. taken]) is var days && days > limits.MaxDaysInYear)
                problems.Add(new FieldError("until", "LEAVE_LIMIT", $"{year}年请假合计{days}天，超过上限{limits.MaxDaysInYear}天", $"{days} days of leave in {year}; the most is {limits.MaxDaysInYear}."));
        return problems;
    }

    /// <summary>Days of these leaves in a year.</summary>
    public static int DaysIn(int year, IEnumerable<DateRange> leaves) =>
        leaves.Sum(range => range.Intersect(new DateRange(new DateOnly(year, 1, 1), new DateOnly(year, 12, 31)))?.Days ?? 0);
}
