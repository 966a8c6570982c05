using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Identity;
using WorkflowJobs.Domain.Plans;
using WorkflowJobs.Domain.Reviews;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Instances;
using WorkflowJobs.Engine.Activities;
using WorkflowJobs.Engine.Execution;

namespace WorkflowJobs.Domain.Subsidies;

/// <summary>Opens the pay batches of a month: one for each town and kind in which somebody was on post and is in no batch of the month yet.</summary>
public sealed class SubsidyMonths(Lazy<IProcessHost> host)
{
    public const string DefinitionId = "subsidy-batch";

    /// <summary>Answers the batches that it opened; none when everybody is in one, or one is still being prepared.</summary>
    public async Task<IReadOnlyList<SubsidyBatch>> Open(Work work, int year, int month, string? townId, Actor actor, CancellationToken cancel)
    {
        await work.Flush(cancel);
        var days = DateRange.Month(year, month);
        var missing = await (
            from placement in work.Db.Placements
            where placement.StartsOn <= days.Last && (placement.LastDay == null || placement.LastDay >= days.First) && (townId == null || placement.TownId == townId)
                && !work.Db.SubsidyLines.Any(line => line.PlacementId == placement.Id && line.Year == year && line.Month == month)
            group placement by new { placement.TownId, placement.Kind } into town
            orderby town.Key.TownId, town.Key.Kind
            select town.Key).ToListAsync(cancel);
        var opened = new List<SubsidyBatch>();
        foreach (var key in missing)
        {
            var earlier = await work.Db.SubsidyBatches.Where(batch => batch.TownId == key.TownId && batch.Kind == key.Kind && batch.Year == year && batch.Month == month)
                .Select(batch => new { batch.Sequence, batch.Status }).ToListAsync(cancel);
            if (earlier.Exists(batch => batch.Status is BatchStatus.Preparing or BatchStatus.Drafting))
                continue;
            opened.Add(await Open(work, key.Kind, key.TownId, year, month, earlier.Count == 0 ? 1 : earlier.Max(batch => batch.Sequence) + 1, actor, cancel));
        }

        return opened;
    }

    private async Task<SubsidyBatch> Open(Work work, PostKind kind, string townId, int year, int month, int sequence, Actor actor, CancellationToken cancel)
    {
        var batch = new SubsidyBatch { Id = WorkQueries.NewId(), Kind = kind, TownId = townId, Year = year, Month = month, Sequence = sequence, CreatedAt = work.Now };
        work.Db.SubsidyBatches.Add(batch);
        await work.Flush(cancel);
        var input = new JsonObject { ["batchId"] = batch.Id, ["townId"] = townId, ["kind"] = kind.ToString() };
        batch.InstanceId = await host.Value.Start(work, DefinitionId, new Subject(SubsidyBatch.Type, batch.Id), input, actor, cancel);
        return batch;
    }
}

/// <summary>Opens last month's batches; of the definition that starts by the clock.</summary>
public sealed class OpenSubsidyMonth(SubsidyMonths months) : ICallHandler
{
    public ActivityDescriptor Descriptor { get; } = CallDescriptors.Act(nameof(OpenSubsidyMonth), SubsidyCalls.Category, "建立上月补贴发放表", "Open last month's pay batches");

    public async Task<CallAnswer> Answer(CallContext context, CancellationToken cancel)
    {
        var last = ShanghaiTime.DateOf(context.Work.Now).AddMonths(-1);
        await months.Open(context.Work, last.Year, last.Month, null, context.Actor, cancel);
        return new CallAnswer.Done();
    }
}

/// <summary>The town or the district opens a month by hand: a start that was missed, a settlement, people who came in late.</summary>
public sealed class OpenSubsidyBatches(CommandRunner commands, SubsidyMonths months)
{
    private static readonly Refusal MonthInvalid = new("PAY_MONTH", "请填写已开始的月份", "Give a month that has begun.") { Status = 400 };
    private static readonly Refusal Nobody = new("PAY_NOBODY", "该月没有尚未列入发放表的在岗人员", "Nobody on post in that month is missing in its batches.") { Status = 409 };

    public Task<Result<IReadOnlyList<string>>> Run(Actor actor, string operationId, int year, int month, string? townId, CancellationToken cancel) =>
        commands.Run<IReadOnlyList<string>>("subsidy.open", actor, operationId, new { year, month, townId }, async (work, token) =>
        {
            var district = actor.Has(Roles.DistrictHandler);
            if (!district && (townId is null || !actor.Grants.Any(grant => grant.Role == Roles.TownHandler && grant.UnitId == townId)))
                return Refusals.Forbidden;
            var today = ShanghaiTime.DateOf(work.Now);
            if (year is < 2024 or > 2099 || month is < 1 or > 12 || new DateOnly(year, month, 1) > today)
                return MonthInvalid;
            var opened = await months.Open(work, year, month, townId, actor, token);
            return opened.Count == 0 ? Nobody : opened.Select(batch => batch.Id).ToArray();
        }, cancel);
}

internal static class SubsidyCalls
{
    public const string Category = "补贴发放";
}
