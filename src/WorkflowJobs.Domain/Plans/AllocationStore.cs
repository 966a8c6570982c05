using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Applications;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Runtime.Commands;

namespace WorkflowJobs.Domain.Plans;

/// <summary>A proposal for one year's allocation; its id begins with the year.</summary>
public sealed record AllocationProposal(int Year, string Key)
{
    public const string Type = "allocation";

    public string Id => $"{Year.ToString(CultureInfo.InvariantCulture)}.{Key}";

    public static AllocationProposal Parse(string id) => new(int.Parse(id[..4], CultureInfo.InvariantCulture), id[5..]);
}

/// <summary>Reading and writing the allocation for the use case, the check, the source and the call that share it.</summary>
internal static class AllocationStore
{
    public static Task<List<AllocationLine>> Current(Work work, int year, CancellationToken cancel) => work.Db.AllocationLines
        .Where(line => line.Year == year && line.IsCurrent).OrderBy(line => line.TownId).ThenBy(line => line.Kind).ThenBy(line => line.Batch).ToListAsync(cancel);

    public static IReadOnlyList<ProposedLine> Lines(JsonObject data) =>
    [
        .. data.Rows("lines").Select(row => new ProposedLine(
            row.Text("kind") == nameof(PostKind.Urban) ? PostKind.Urban : PostKind.Rural, row.Text("townId") ?? "", (int)(row.Whole("batch") ?? 1),
            (int)(row.Whole("number") ?? 0), string.Join('、', (row.Text("postNames") ?? "").Split(['、', '，', ','], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)))),
    ];

    /// <summary>The totals that a form states of its year and of the whole plan; null when it states none, and then they stay as they are.</summary>
    public static IReadOnlyList<ProposedTotal>? Totals(JsonObject data, int year) => data.Rows("totals").ToList() is { Count: > 0 } rows
        ? [.. rows.Select(row => new ProposedTotal(
            new TotalKey(row.Text("scope") == "Plan" ? null : year, Enum.TryParse<PostKind>(row.Text("kind"), out var kind) ? kind : null), (int)(row.Whole("number") ?? 0)))]
        : null;

    public static Task<List<PlanTotal>> CurrentTotals(Work work, int? year, CancellationToken cancel) => work.Db.PlanTotals
        .Where(total => total.IsCurrent && (total.Year == year || total.Year == null)).OrderBy(total => total.Year == null).ThenBy(total => total.Kind).ToListAsync(cancel);

    public static JsonObject Form(IEnumerable<ProposedLine> lines, IEnumerable<PlanTotal> totals) => new()
    {
        ["totals"] = new JsonArray([.. totals.Select(total => (JsonNode)new JsonObject
        {
            ["scope"] = total.Year is null ? "Plan" : "Year",
            ["kind"] = total.Kind?.ToString() ?? "Both",
            ["number"] = total.Number,
        })]),
        ["lines"] = new JsonArray([.. lines.Select(line => (JsonNode)new JsonObject
        {
            ["townId"] = line.TownId,
            ["kind"] = line.Kind.ToString(),
            ["batch"] = line.Batch,
            ["number"] = line.Number,
            ["postNames"] = line.PostNames,
        })]),
    };

    public static async Task<IReadOnlyList<FieldError>> Check(Work work, int year, IReadOnlyList<ProposedLine> proposed, CancellationToken cancel)
    {
        var quotas = await work.Db.QuotaLines.AsNoTracking().Where(quota => quota.Year == year).ToListAsync(cancel);
        var announced = await (
            from line in work.Db.NoticeLines
            join notice in work.Db.Notices on line.NoticeId equals notice.Id
            where notice.Year == year && notice.PublishedAt != null
            select new { line.Kind, notice.TownId, line.Batch }).ToListAsync(cancel);
        return AllocationRules.Check(proposed, quotas, announced.Select(line => new LineKey(line.Kind, line.TownId, line.Batch)).ToHashSet());
    }

    /// <summary>A changed line is a new version, so that what a notice was published on stays readable; places follow at once.</summary>
    public static async Task Apply(Work work, int year, IReadOnlyList<ProposedLine> proposed, CancellationToken cancel)
    {
        var all = await work.Db.AllocationLines.Where(line => line.Year == year).ToListAsync(cancel);
        var quotas = await work.Db.QuotaLines.Where(quota => quota.Year == year).ToListAsync(cancel);
        foreach (var gone in all.Where(line => line.IsCurrent && proposed.All(other => other.Key != line.Key)))
            gone.IsCurrent = false;
        work.Db.QuotaLines.RemoveRange(quotas.Where(quota => proposed.All(other => other.Key != quota.Key)));
        foreach (var line in proposed)
        {
            var versions = all.FindAll(other => other.Key == line.Key);
            var current = versions.Find(other => other.IsCurrent);
            if (current is null || current.Number != line.Number || current.PostNames != line.PostNames)
                AddVersion(work, year, line, current, versions.Count == 0 ? 1 : versions.Max(other => other.Version) + 1);
            if (quotas.Find(quota => quota.Key == line.Key) is { } quota)
                quota.Number = line.Number;
            else
                work.Db.QuotaLines.Add(new QuotaLine { Id = IdOf(year, line), Year = year, Kind = line.Kind, TownId = line.TownId, Batch = line.Batch, Number = line.Number });
        }
    }

    /// <summary>A changed total is a new version, as a line is; those of other years are not touched.</summary>
    public static async Task ApplyTotals(Work work, int year, IReadOnlyList<ProposedTotal> proposed, CancellationToken cancel)
    {
        var all = await work.Db.PlanTotals.Where(total => total.Year == year || total.Year == null).ToListAsync(cancel);
        foreach (var gone in all.Where(total => total.IsCurrent && proposed.All(other => other != new ProposedTotal(total.Key, total.Number))))
            gone.IsCurrent = false;
        foreach (var total in proposed.Where(total => !all.Exists(row => row.IsCurrent && row.Key == total.Key)))
        {
            var version = all.Where(row => row.Key == total.Key).Select(row => row.Version).DefaultIfEmpty(0).Max() + 1;
            work.Db.PlanTotals.Add(new PlanTotal { Id = PlanTotalIds.Of(total.Key, version), Year = total.Key.Year, Kind = total.Key.Kind, Number = total.Number, Version = version });
        }
    }

    private static void AddVersion(Work work, int year, ProposedLine line, AllocationLine? current, int version)
    {
        if (current is not null)
            current.IsCurrent = false;
        work.Db.AllocationLines.Add(new AllocationLine
        {
            Id = version == 1 ? IdOf(year, line) : $"{IdOf(year, line)}-v{version}",
            Year = year,
            Kind = line.Kind,
            TownId = line.TownId,
            Batch = line.Batch,
            Number = line.Number,
            PostNames = line.PostNames,
            Version = version,
        });
    }

    private static string IdOf(int year, ProposedLine line) => $"{year}-{line.Kind}-{line.TownId}-{line.Batch}".ToLowerInvariant();
}

/// <summary>Ids of the plan's totals, e.g. <c>total-2024-rural</c>; later versions end in theirs.</summary>
public static class PlanTotalIds
{
    public static string Of(TotalKey key, int version) =>
        $"total-{key.Year?.ToString(CultureInfo.InvariantCulture) ?? "all"}-{key.Kind?.ToString() ?? "both"}{(version == 1 ? "" : $"-v{version}")}".ToLowerInvariant();
}
