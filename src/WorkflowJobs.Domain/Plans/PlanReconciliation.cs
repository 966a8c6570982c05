using WorkflowJobs.Domain.Common;

namespace WorkflowJobs.Domain.Plans;

/// <summary>
/// Whether the figures of a plan add up. The seed's own do not (DOMAIN I1: 140 + 197 = 337 ≠ 438), so a difference is told
/// and blocks nothing.
/// </summary>
public static class PlanReconciliation
{
    /// <summary>PLAN_YEARS_DIFFER, PLAN_KINDS_DIFFER, ALLOCATION_DIFFERS; empty when everything adds up.</summary>
    public static IReadOnlyList<Warning> Warnings(IReadOnlyCollection<PlanFigure> totals, IReadOnlyCollection<AllocationRow> lines) =>
    [
        .. YearsAddUp(totals),
        .. KindsAddUp(totals),
        .. LinesAddUp(totals, lines),
    ];

    private static IEnumerable<Warning> YearsAddUp(IReadOnlyCollection<PlanFigure> totals)
    {
        var years = totals.Where(t => t is { Year: not null, Kind: null }).OrderBy(t => t.Year).ToList();
        if (Total(totals, null, null) is not { } all || years.Count < 2 || years.Sum(y => y.Number) is var sum && sum == all)
            yield break;
        var gap = all - sum;
        var last = years[^1];
        var hintZh = string.Concat(Kinds(totals)
            .Where(k => k.Number == Math.Abs(gap) || k.Number == sum)
            .Select(k => k.Number == sum ? $"；年度之和等于{Zh(k.Kind)}总数{k.Number}" : $"；差额等于{Zh(k.Kind)}总数{k.Number}"));
        var hintEn = string.Concat(Kinds(totals)
            .Where(k => k.Number == Math.Abs(gap) || k.Number == sum)
            .Select(k => k.Number == sum ? $" The years' sum equals the {En(k.Kind)} total." : $" The difference equals the {En(k.Kind)} total."));
        yield return new Warning(
            "PLAN_YEARS_DIFFER",
            $"各年计划之和 {string.Join("＋", years.Select(y => $"{y.Number}（{y.Year}年）"))}＝{sum}，与总数{all}相差{Math.Abs(gap)}{hintZh}；如总数成立，{last.Year}年应为{last.Number + gap}。请核实，不影响办理",
            $"The years' plans {string.Join(" + ", years.Select(y => $"{y.Number} ({y.Year})"))} = {sum} differ from the total {all} by {Math.Abs(gap)}.{hintEn} If the total holds, {last.Year} should be {last.Number + gap}. Please verify; nothing is blocked.");
    }

    private static IEnumerable<Warning> KindsAddUp(IReadOnlyCollection<PlanFigure> totals)
    {
        foreach (var year in totals.Select(t => t.Year).Distinct().Order())
        {
            if (Total(totals, year, null) is { } all
                && Total(totals, year, PostKind.Rural) is { } rural
                && Total(totals, year, PostKind.Urban) is { } urban
                && rural + urban != all)
                yield return new Warning(
                    "PLAN_KINDS_DIFFER",
                    $"{(year is null ? "计划" : $"{year}年")}乡村{rural}＋城镇{urban}＝{rural + urban}，与合计{all}不符。请核实，不影响办理",
                    $"{(year is null ? "Plan" : $"{year}")}: rural {rural} + urban {urban} = {rural + urban} differs from {all}. Please verify; nothing is blocked.");
        }
    }

    private static IEnumerable<Warning> LinesAddUp(IReadOnlyCollection<PlanFigure> totals, IReadOnlyCollection<AllocationRow> lines)
    {
        foreach (var total in totals.Where(t => t.Year is not null && lines.Any(l => l.Year == t.Year)))
        {
            var sum = lines.Where(l => l.Year == total.Year && (total.Kind is null || l.Kind == total.Kind)).Sum(l => l.Number);
            if (sum != total.Number)
                yield return new Warning(
                    "ALLOCATION_DIFFERS",
                    $"{total.Year}年{(total.Kind is { } zh ? Zh(zh) : "")}分配表合计{sum}，与计划{total.Number}相差{Math.Abs(total.Number - sum)}。请核实，不影响办理",
                    $"{total.Year}{(total.Kind is { } en ? " " + En(en) : "")}: the allocation lines sum to {sum}, the plan says {total.Number}. Please verify; nothing is blocked.");
        }
    }

    private static IEnumerable<(PostKind Kind, int Number)> Kinds(IReadOnlyCollection<PlanFigure> totals) =>
        totals.Where(t => t is { Year: null, Kind: not null }).Select(t => (t.Kind!.Value, t.Number));

    private static int? Total(IReadOnlyCollection<PlanFigure> totals, int? year, PostKind? kind) =>
        totals.FirstOrDefault(t => t.Year == year && t.Kind == kind)?.Number;

    private static string Zh(PostKind kind) => kind == PostKind.Rural ? "乡村" : "城镇";

    private static string En(PostKind kind) => kind == PostKind.Rural ? "rural" : "urban";
}
