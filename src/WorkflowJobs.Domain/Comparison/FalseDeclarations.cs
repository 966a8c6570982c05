using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Reviews;
using WorkflowJobs.Domain.Runtime.Commands;

namespace WorkflowJobs.Domain.Comparison;

/// <summary>承诺不实: what a person declared and a confirmed hit contradicted. It stays on record when the ground itself is over (S16).</summary>
internal static class FalseDeclarations
{
    public const string Code = "FALSE_DECLARATION";

    /// <summary>One warning for each, the oldest first, with the day on which it was found; shown to whoever decides about the person.</summary>
    public static async Task<IReadOnlyList<Warning>> Of(Work work, string personId, CancellationToken cancel)
    {
        await work.Flush(cancel);
        var rows = await work.Db.ComparisonHits.AsNoTracking().Where(hit => hit.PersonId == personId && hit.IsFalseDeclaration)
            .Select(hit => new { Hit = hit, At = work.Db.HitReviews.Where(review => review.HitId == hit.Id && review.State == HitState.Confirmed).Min(review => (DateTimeOffset?)review.At) }).ToListAsync(cancel);
        return [.. rows.OrderBy(row => row.At).ThenBy(row => row.Hit.Id, StringComparer.Ordinal).Select(row => Words(ExclusionRules.Sentence(ComparisonHits.FactOf(row.Hit)), row.Hit.Code, row.At))];
    }

    private static Warning Words((string Zh, string En) what, string code, DateTimeOffset? at)
    {
        var day = at is { } found ? ShanghaiTime.DateOf(found).Iso() : "—";
        return new Warning(Code, $"承诺书不实记录：{what.Zh}（{code}，{day}核实）", $"A false declaration is on record: {what.En.TrimEnd('.')} ({code}, found on {day}).");
    }
}
