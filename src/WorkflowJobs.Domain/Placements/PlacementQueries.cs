using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Applications;
using WorkflowJobs.Domain.Assessments;
using WorkflowJobs.Domain.Attendance;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Identity;
using WorkflowJobs.Domain.Renewals;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Instances;

namespace WorkflowJobs.Domain.Placements;

/// <summary>One placement with all that belongs to it, as far as the reader may see it.</summary>
public sealed record PlacementView(RosterRow Row)
{
    public string? ApplicationId { get; init; }
    public string? InstanceId { get; init; }
    public string EmployerUnit { get; init; } = "";
    public string Place { get; init; } = "";

    /// <summary>Masked for who is not to call the person.</summary>
    public string? Phone { get; init; }

    public string? Address { get; init; }
    /// <summary>The statutory retirement date by the law of today.</summary>
    public DateOnly? RetiresOn { get; init; }

    /// <summary>The same by the law of the day of the first approval.</summary>
    public DateOnly? RetiresOnAtApproval { get; init; }

    public DateOnly? AgeLimitOn { get; init; }
    public bool MayExtend { get; init; }
    public IReadOnlyList<AgreementLine> Agreements { get; init; } = [];
    public IReadOnlyList<PauseLine> Pauses { get; init; } = [];
    public IReadOnlyList<MonthLine> Months { get; init; } = [];

    public IReadOnlyList<LeaveLine> Leaves { get; init; } = [];
    public IReadOnlyList<ChangeLine> Changes { get; init; } = [];
    public IReadOnlyList<AssessmentLine> Assessments { get; init; } = [];
    public IReadOnlyList<RenewalLine> Renewals { get; init; } = [];
    public IReadOnlyList<PlacementTask> Tasks { get; init; } = [];

    /// <summary>What the reader may begin: leave, placement-change, renewal.</summary>
    public IReadOnlyList<string> MayBegin { get; init; } = [];

    /// <summary>Grounds for removal that the record gave; told to officers only.</summary>
    public IReadOnlyList<ProposalLine> Proposals { get; init; } = [];
}

public sealed record AgreementLine(string Id, string PostName, DateOnly SignedOn, DateOnly StartsOn, DateOnly EndsOn, string SignatureMode, string? PolicyNumber, DateOnly? PolicyFrom, DateOnly? VoidedOn);

public sealed record PauseLine(DateOnly From, DateOnly? Until, string Reason);

/// <summary>A month's attendance; Corrected when it was changed after the audit.</summary>
public sealed record MonthLine(string SheetId, int Year, int Month, string Marks, AttendanceTotals Totals, SheetStatus Status, bool Corrected);

public sealed record LeaveLine(LeaveKind Kind, DateOnly From, DateOnly Until, int Days, bool HasProof, LeaveStatus Status);

public sealed record ChangeLine(PlacementChangeKind Kind, DateOnly From, string? VillageId, string? PostName, string? FormerVillageId, string? FormerPostName, PlacementChangeStatus Status);

public sealed record AssessmentLine(int Year, int Month, int Village, int? Town, int Democratic, int? Total, Grade? Grade, AssessmentAnswer Answer, bool Adjusted, DateTimeOffset? SettledAt);

public sealed record RenewalLine(DateOnly StartsOn, DateOnly LatestEnd, int UsedMonths, int UsedDays, bool IsExtension, bool IsLate, RenewalStatus Status);

/// <summary>A task that is open about the placement.</summary>
public sealed record PlacementTask(string Id, string Title, string? TitleEn, string Role, DateTimeOffset? DueAt);

public sealed record ProposalLine(DismissalGround Ground, int Year, int Month, int Count, int Limit, DateTimeOffset At, string? Settlement);

public sealed class PlacementQueries(IReader reader, PeopleRegistry people, ApplicationForms forms, AgeLimits ages)
{
    /// <summary>What one may not see answers like what does not exist.</summary>
    public Task<Result<PlacementView>> Get(Actor actor, string id, CancellationToken cancel) => reader.Read<Result<PlacementView>>(async (work, token) =>
    {
        if (await work.Db.Placements.FindAsync([id], token) is not { } placement || !PlacementAccess.MayRead(actor, placement))
            return Refusals.NotFound;
        var person = (await work.Db.People.FindAsync([placement.PersonId], token))!;
        var application = placement.ApplicationId is { } from ? await work.Db.Applications.FindAsync([from], token) : null;
        var seesPhone = PlacementAccess.SeesPhone(actor, placement);
        var form = application is null || !seesPhone ? [] : forms.Read(application, person);
        var (retiresOn, limitOn) = await ages.Now(work, placement, token);
        return new PlacementView((await RosterQueries.Rows(work, [id], token))[0])
        {
            ApplicationId = placement.ApplicationId,
            InstanceId = placement.InstanceId,
            EmployerUnit = placement.EmployerUnit,
            Place = placement.Place,
            Phone = seesPhone ? people.PhoneOf(person) : person.PhoneMasked,
            Address = form.Text("residentAddress") ?? form.Text("registerAddress"),
            RetiresOn = retiresOn,
            RetiresOnAtApproval = placement.RetiresOn,
            AgeLimitOn = limitOn,
            MayExtend = placement.MayExtend,
            Agreements = await work.Db.Agreements.Where(row => row.PlacementId == id).OrderBy(row => row.StartsOn)
                .Select(row => new AgreementLine(row.Id, row.PostName, row.SignedOn, row.StartsOn, row.EndsOn, row.SignatureMode, row.PolicyNumber, row.PolicyFrom, row.VoidedOn)).ToListAsync(token),
            Pauses = await work.Db.PlacementPauses.Where(row => row.PlacementId == id).OrderBy(row => row.From).Select(row => new PauseLine(row.From, row.Until, row.Reason)).ToListAsync(token),
            Months = await Months(work, id, token),
            Leaves = await work.Db.LeaveRequests.Where(row => row.PlacementId == id).OrderByDescending(row => row.From)
                .Select(row => new LeaveLine(row.Kind, row.From, row.Until, row.Days, row.HasProof, row.Status)).ToListAsync(token),
            Changes = await work.Db.PlacementChanges.Where(row => row.PlacementId == id).OrderByDescending(row => row.RequestedAt)
                .Select(row => new ChangeLine(row.Kind, row.From, row.VillageId, row.PostName, row.FormerVillageId, row.FormerPostName, row.Status)).ToListAsync(token),
            Assessments = await work.Db.Assessments.Where(row => row.PlacementId == id && row.Town != null).OrderByDescending(row => row.Year).ThenByDescending(row => row.Month)
                .Select(row => new AssessmentLine(row.Year, row.Month, row.Village, row.Town, row.Democratic, row.Total, row.Grade, row.Answer, row.Adjusted, row.SettledAt)).ToListAsync(token),
            Renewals = await work.Db.Renewals.Where(row => row.PlacementId == id).OrderByDescending(row => row.RequestedAt)
                .Select(row => new RenewalLine(row.StartsOn, row.LatestEnd, row.UsedMonths, row.UsedDays, row.IsExtension, row.IsLate, row.Status)).ToListAsync(token),
            Tasks = await work.Db.UserTasks.Where(row => row.SubjectType == Subject.Placement && row.SubjectId == id && row.CompletedAt == null).OrderBy(row => row.CreatedAt)
                .Select(row => new PlacementTask(row.Id, row.Title, row.TitleEn, row.Role, row.DueAt)).ToListAsync(token),
            MayBegin = placement.Status != PlacementStatus.Exited && BeginPlacementProcess.MayBegin(actor, placement) ? BeginPlacementProcess.All : [],
            Proposals = actor.PersonId is not null ? [] : await work.Db.DismissalProposals.Where(row => row.PlacementId == id).OrderBy(row => row.At)
                .Select(row => new ProposalLine(row.Ground, row.Year, row.Month, row.Count, row.Limit, row.At, row.Settlement)).ToListAsync(token),
        };
    }, cancel);

    private static async Task<IReadOnlyList<MonthLine>> Months(Work work, string id, CancellationToken cancel)
    {
        var rows = await (
            from entry in work.Db.AttendanceEntries
            join sheet in work.Db.AttendanceSheets on entry.SheetId equals sheet.Id
            where entry.PlacementId == id
            select new { entry, sheet.Status }).ToListAsync(cancel);
        return
        [
            .. rows.GroupBy(row => (row.entry.Year, row.entry.Month)).OrderByDescending(group => group.Key).Select(group => group.MaxBy(row => row.entry.Version)!)
                .Select(row => new MonthLine(row.entry.SheetId, row.entry.Year, row.entry.Month, row.entry.Marks, AttendanceRules.Totals(row.entry.Marks), row.Status, row.entry.Version > 1)),
        ];
    }
}
