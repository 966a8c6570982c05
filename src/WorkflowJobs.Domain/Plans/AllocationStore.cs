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

    public static JsonObject Form(IEnumerable<AllocationLine> lines) => new()
    {
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
