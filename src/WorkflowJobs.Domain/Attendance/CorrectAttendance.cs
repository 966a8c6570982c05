using System.Text;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Correspondence;
using WorkflowJobs.Domain.Identity;
using WorkflowJobs.Domain.Placements;
using WorkflowJobs.Domain.Reviews;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Instances;

namespace WorkflowJobs.Domain.Attendance;

public sealed record CorrectAttendanceBody(string SheetId, string PlacementId, string Marks, string Reason);

public sealed record AttendanceCorrected(string PlacementId, int Version);

/// <summary>
/// After the audit the town's handler changes a person's month by a new entry with a reason; the earlier one stays. The person is told, and
/// the grounds for removal are looked at again.
/// </summary>
public sealed class CorrectAttendance(CommandRunner commands, IVault vault, PersonNotices notices, DismissalProposals proposals, Lazy<IProcessHost> host)
{
    private const int LongestReason = 500;

    private static readonly Refusal NotAudited = new("SHEET_NOT_AUDITED", "本月考勤尚未审核，请直接修改", "The sheet was not audited yet; change it directly.") { Status = 409 };
    private static readonly Refusal ReasonMissing = new("REASON_REQUIRED", $"请填写更正理由（不超过{LongestReason}字）", $"Give the reason, up to {LongestReason} characters.") { Status = 400 };
    private static readonly Refusal Unchanged = new("NOTHING_CHANGED", "考勤没有变化", "Nothing was changed.");

    public Task<Result<AttendanceCorrected>> Run(Actor actor, string? operationId, CorrectAttendanceBody body, CancellationToken cancel) =>
        commands.Run<AttendanceCorrected>("attendance.correct", actor, operationId, body, async (work, token) =>
        {
            if (await work.Db.AttendanceSheets.FindAsync([body.SheetId], token) is not { } sheet || !PlacementAccess.IsTownHandler(actor, sheet.VillageId)
                || (await SheetPeople.Of(work, sheet, token)).Find(one => one.Placement.Id == body.PlacementId) is not { } person)
                return Refusals.NotFound;
            if (sheet.Status != SheetStatus.Audited)
                return NotAudited;
            if (string.IsNullOrWhiteSpace(body.Reason) || body.Reason.Length > LongestReason)
                return ReasonMissing;
            if (AttendanceRules.Problems(body.Marks, sheet.Year, sheet.Month, person.OnPost, person.Leave, complete: true) is { Count: > 0 } problems)
                return Refusals.Invalid(problems);
            if (person.Entry?.Marks == body.Marks)
                return Unchanged;
            var version = (person.Entry?.Version ?? 0) + 1;
            work.Db.AttendanceEntries.Add(new AttendanceEntry
            {
                Id = WorkQueries.NewId(),
                SheetId = sheet.Id,
                PlacementId = body.PlacementId,
                Year = sheet.Year,
                Month = sheet.Month,
                Version = version,
                Marks = body.Marks,
                ReasonCipher = vault.Encrypt(person.Person.WrappedKey, Encoding.UTF8.GetBytes(body.Reason.Trim())),
                RecordedBy = actor.UserId,
                RecordedAt = work.Now,
            });
            await proposals.Look(work, body.PlacementId, sheet, token);
            notices.Send(work, person.Person, person.Placement.ApplicationId, NoticeKinds.AttendanceCorrected,
                new NoticeFacts(person.Person.Name) { Reason = body.Reason.Trim(), DueOn = new DateOnly(sheet.Year, sheet.Month, 1) });
            host.Value.Signal(work, PlacementKeys.Changed(body.PlacementId));
            return new AttendanceCorrected(body.PlacementId, version);
        }, cancel);
}
