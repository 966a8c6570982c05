using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Parameters;
using WorkflowJobs.Domain.Placements;
using WorkflowJobs.Domain.Reviews;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Instances;
using WorkflowJobs.Domain.Runtime.Tasks;

namespace WorkflowJobs.Domain.Attendance;

/// <summary>Proposals for removal as the record gives them; a correction that takes the ground away settles them.</summary>
public sealed class DismissalProposals(ParameterStore parameters, Lazy<IProcessHost> host)
{
    public const string Taken = "TAKEN";
    public const string Corrected = "CORRECTED";

    /// <summary>Looks at a person's audited absences up to the month of the sheet, and at the sheet itself.</summary>
    public async Task Look(Work work, string placementId, AttendanceSheet sheet, CancellationToken cancel)
    {
        var set = await parameters.At(work.Db, work.Now, cancel);
        var limits = new AbsenceLimits(set.Int("absence.dismiss.consecutive"), set.Int("absence.dismiss.month"), set.Int("absence.dismiss.year"));
        var days = await AttendanceMonths.Days(work, placementId, sheet.Year, sheet.Month, sheet.Id, cancel);
        var findings = AttendanceRules.Findings(days, sheet.Year, sheet.Month, limits);
        var open = await work.Db.DismissalProposals.Where(row => row.PlacementId == placementId && row.Year == sheet.Year && row.Month == sheet.Month
            && row.Ground != DismissalGround.AssessmentFailed && row.Settlement != Corrected).ToListAsync(cancel);
        foreach (var gone in open.Where(row => findings.All(one => one.Ground != row.Ground)))
            (gone.SettledAt, gone.Settlement) = (work.Now, Corrected);
        foreach (var finding in findings.Where(one => open.All(row => row.Ground != one.Ground)))
            await Add(work, placementId, finding.Ground, sheet.Year, sheet.Month, finding.Count, finding.Limit, cancel);
    }

    /// <summary>A new proposal, unless the same was taken up before: signals the placement and rings the town.</summary>
    public async Task Add(Work work, string placementId, DismissalGround ground, int year, int month, int count, int limit, CancellationToken cancel)
    {
        if (await work.Db.DismissalProposals.AnyAsync(row => row.PlacementId == placementId && row.Ground == ground && row.Year == year && row.Month == month && row.Settlement != Corrected, cancel))
            return;
        work.Db.DismissalProposals.Add(new DismissalProposal
        {
            Id = WorkQueries.NewId(),
            PlacementId = placementId,
            Ground = ground,
            Year = year,
            Month = month,
            Count = count,
            Limit = limit,
            At = work.Now,
        });
        var placement = await work.Placement(placementId, cancel);
        var town = await Holders.Of(work, Identity.Roles.TownHandler, placement.TownId, cancel);
        TaskEvents.Ring(work, town.Select(holder => holder.UserId), "DismissalProposed",
            $"{placement.PostNumber}：达到清退条件（{Zh(ground)}{count}，上限{limit}）。", $"{placement.PostNumber}: a ground for removal ({En(ground)} {count}, limit {limit}).", null);
        host.Value.Signal(work, PlacementKeys.Changed(placementId));
    }

    public static string Zh(DismissalGround ground) => ground switch
    {
        DismissalGround.AbsentConsecutive => "连续旷工天数",
        DismissalGround.AbsentInMonth => "当月旷工天数",
        DismissalGround.AbsentInYear => "当年旷工天数",
        _ => "连续考核不合格次数",
    };

    public static string En(DismissalGround ground) => ground switch
    {
        DismissalGround.AbsentConsecutive => "consecutive days absent:",
        DismissalGround.AbsentInMonth => "days absent in the month:",
        DismissalGround.AbsentInYear => "days absent in the year:",
        _ => "failed assessments in a row:",
    };
}
