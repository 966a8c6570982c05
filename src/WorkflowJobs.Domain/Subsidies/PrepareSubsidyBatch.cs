using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Attendance;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Parameters;
using WorkflowJobs.Domain.Placements;
using WorkflowJobs.Domain.Plans;
using WorkflowJobs.Domain.Reviews;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Instances;
using WorkflowJobs.Engine.Activities;
using WorkflowJobs.Engine.Execution;

namespace WorkflowJobs.Domain.Subsidies;

/// <summary>
/// Writes the lines of a batch from days on post, standards and attendance, and reckons again those that are there; what the handler
/// entered stays. One piece after another.
/// </summary>
public sealed class PrepareSubsidyBatch(LineReckoning reckoning, Lazy<IProcessHost> host) : ICallHandler
{
    public ActivityDescriptor Descriptor { get; } =
        CallDescriptors.Await(nameof(PrepareSubsidyBatch), SubsidyCalls.Category, "计算补贴发放表", "Reckon the pay batch", "Ready", "Empty");

    public async Task<CallAnswer> Answer(CallContext context, CancellationToken cancel)
    {
        var work = context.Work;
        var batch = await context.Batch(cancel);
        await work.Flush(cancel);
        var placements = Candidates(work, batch);
        if (context.Call.Resumed is null)
            (batch.Status, batch.Cursor, batch.Done, batch.ToDo) = (BatchStatus.Preparing, "", 0, await placements.CountAsync(cancel));
        var from = batch.Cursor ?? "";
        var next = await placements.Where(row => string.Compare(row.Id, from) > 0).OrderBy(row => row.Id).Take(BatchPieces.Size).ToListAsync(cancel);
        await reckoning.Write(work, batch, next, cancel);
        if (BatchPieces.Went(context, host.Value, batch, next.Count, next.Count == 0 ? from : next[^1].Id) is { } more)
            return more;
        await work.Flush(cancel);
        batch.Status = BatchStatus.Drafting;
        return new CallAnswer.Done(await work.Db.SubsidyLines.AnyAsync(line => line.BatchId == batch.Id, cancel) ? "Ready" : "Empty");
    }

    private static IQueryable<Placement> Candidates(Work work, SubsidyBatch batch)
    {
        var month = DateRange.Month(batch.Year, batch.Month);
        return work.Db.Placements.Where(row => row.TownId == batch.TownId && row.Kind == batch.Kind && row.StartsOn <= month.Last && (row.LastDay == null || row.LastDay >= month.First)
            && !work.Db.SubsidyLines.Any(line => line.PlacementId == row.Id && line.Year == batch.Year && line.Month == batch.Month && line.BatchId != batch.Id));
    }
}

/// <summary>Reckons lines (DOMAIN §7).</summary>
public sealed class LineReckoning(ParameterStore parameters)
{
    /// <summary>Adds or renews the lines of some placements; who was not on post in the month has none.</summary>
    public async Task Write(Work work, SubsidyBatch batch, IReadOnlyList<Placement> placements, CancellationToken cancel)
    {
        var ids = placements.Select(row => row.Id).ToList();
        var standards = new SubsidyStandardRules(await parameters.History(work.Db, cancel));
        var agreements = (await work.Db.Agreements.AsNoTracking().Where(row => row.PlacementId != null && ids.Contains(row.PlacementId)).ToListAsync(cancel)).ToLookup(row => row.PlacementId);
        var pauses = (await work.Db.PlacementPauses.AsNoTracking().Where(row => ids.Contains(row.PlacementId)).ToListAsync(cancel)).ToLookup(row => row.PlacementId);
        var attendance = await AttendanceMonths.Of(work, ids, batch.FirstDay, cancel);
        var lines = await work.Db.SubsidyLines.Where(row => row.BatchId == batch.Id && ids.Contains(row.PlacementId)).ToDictionaryAsync(row => row.PlacementId, cancel);
        var postIds = placements.Select(row => row.PostId).OfType<string>().Distinct().ToList();
        var hours = await work.Db.Posts.AsNoTracking().Where(post => postIds.Contains(post.Id)).ToDictionaryAsync(post => post.Id, post => post.HoursPerMonth, cancel);
        var insured = (await work.Db.SocialInsurancePayments.AsNoTracking().Where(row => ids.Contains(row.PlacementId) && row.Month == batch.FirstDay && row.CorrectedById == null).ToListAsync(cancel))
            .ToDictionary(row => row.PlacementId, row => row.TotalFen);
        var openings = await work.Db.OpeningEntries.AsNoTracking().Where(row => ids.Contains(row.PlacementId)).ToDictionaryAsync(row => row.PlacementId, row => row.AsOf, cancel);
        foreach (var placement in placements)
        {
            // What was paid before the system was is not paid again.
            var days = PostDays.Of(placement, agreements[placement.Id], pauses[placement.Id]).After(openings.GetValueOrDefault(placement.Id, DateOnly.MinValue)).ToList();
            var month = AccrualRules.Of(days, batch.Year, batch.Month, standards.RuralAnnual, standards.Proration(batch.Year, batch.Month));
            var line = lines.GetValueOrDefault(placement.Id);
            if (line is null && month.DaysOnPost == 0)
                continue;
            line ??= Add(work, batch, placement);
            line.DaysOnPost = month.DaysOnPost;
            if (attendance.GetValueOrDefault(placement.Id) is { IsAudited: true } audited)
                (line.Attended, line.ScheduledDays, line.AbsentDays) = (true, audited.ScheduledDays, audited.UnexcusedDays);
            // What the employer paid is recorded by its proof; the handler enters it only where it is not.
            if (batch.Kind == PostKind.Urban && insured.TryGetValue(placement.Id, out var paid))
                line.OtherFen = paid;
            Reckon(batch, line, month, standards, placement.PostId is { } post ? hours.GetValueOrDefault(post) : null);
        }
    }

    /// <summary>The figures of one line after a change of what they rest on.</summary>
    public async Task Renew(Work work, SubsidyBatch batch, SubsidyLine line, CancellationToken cancel)
    {
        var placement = await work.Db.Placements.FindAsync([line.PlacementId], cancel) ?? throw new InvalidOperationException($"There is no placement {line.PlacementId}.");
        await Write(work, batch, [placement], cancel);
    }

    private static SubsidyLine Add(Work work, SubsidyBatch batch, Placement placement)
    {
        var line = new SubsidyLine
        {
            Id = WorkQueries.NewId(),
            BatchId = batch.Id,
            PlacementId = placement.Id,
            PersonId = placement.PersonId,
            VillageId = placement.VillageId,
            Year = batch.Year,
            Month = batch.Month,
        };
        work.Db.SubsidyLines.Add(line);
        return line;
    }

    private static void Reckon(SubsidyBatch batch, SubsidyLine line, MonthAccrual month, SubsidyStandardRules standards, int? hours)
    {
        var absent = line.Contest == ContestState.Upheld ? 0 : line.AbsentDays;
        if (batch.Kind == PostKind.Rural)
        {
            line.Set(PayLineRules.Rural(month, PayLineRules.Absence(month.Fen, line.ScheduledDays, absent), line.OtherFen, standards.PersonalCap(batch.Year, batch.Month)));
            line.Warning = PayLineRules.HoursWarning(hours, month.Fen, standards.MinimumHourly(batch.Year, batch.Month))?.Code;
        }
        else
        {
            line.LeastWageFen = PayLineRules.LeastWage(standards.MinimumWage(batch.Year, batch.Month), month.DaysOnPost, DateTime.DaysInMonth(batch.Year, batch.Month));
            var wage = line.WageFen ?? line.LeastWageFen;
            line.Set(PayLineRules.Urban(wage, PayLineRules.Absence(wage, line.ScheduledDays, absent), line.OtherFen));
        }

        line.Status = line.PersonalFen == 0 ? PayStatus.Nothing : line.Status == PayStatus.Nothing ? PayStatus.Due : line.Status;
        line.Revision++;
    }
}
