using System.Text;
using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Applications;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Identity;
using WorkflowJobs.Domain.Runtime.Commands;

namespace WorkflowJobs.Domain.Comparison;

/// <param name="State">Confirmed, NotSame or Cleared.</param>
public sealed record ReviewHitBody(HitState State, string? Reason, int? ExpectedRevision);

public sealed record ReviewHitAnswer(string HitId, HitState State, bool IsFalseDeclaration, int Revision);

/// <summary>
/// An officer says what a hit is: so it is, another person, or no more so; always with a reason. A confirmed hit that contradicts what the
/// applicant declared is kept as a false declaration (S16). A later review corrects an earlier one by being added.
/// </summary>
public sealed class ReviewHit(CommandRunner commands, ApplicationForms forms, IVault vault)
{
    private const int LongestReason = 1000;

    private static readonly Refusal StateNeeded = new("REVIEW_STATE", "请选择：属实、非同一人或已消除", "Choose: confirmed, not the same, or cleared.") { Status = 400 };
    private static readonly Refusal ReasonNeeded = new("REASON_REQUIRED", $"请填写核查理由（不超过{LongestReason}字）", $"Give the reason, at most {LongestReason} characters.") { Status = 400 };

    public Task<Result<ReviewHitAnswer>> Run(Actor actor, string operationId, string hitId, ReviewHitBody body, CancellationToken cancel) =>
        commands.Run<ReviewHitAnswer>("comparison.review", actor, operationId, new { hitId, body.State, body.Reason, body.ExpectedRevision }, async (work, token) =>
        {
            if (await work.Db.ComparisonHits.FindAsync([hitId], token) is not { } hit || !ComparisonAccess.Villages(actor).Contains(hit.VillageId))
                return Refusals.NotFound;
            if (ComparisonAccess.ReviewRole(actor, hit) is not { } role)
                return Refusals.Forbidden;
            if (body.State is not (HitState.Confirmed or HitState.NotSame or HitState.Cleared))
                return StateNeeded;
            if (body.Reason?.Trim() is not { Length: > 0 and <= LongestReason } reason)
                return ReasonNeeded;
            if (body.ExpectedRevision is { } expected && expected != hit.Revision)
                return Refusals.StaleRevision(hit.Revision);
            var person = await work.Db.People.FindAsync([hit.PersonId], token) ?? throw new InvalidOperationException($"Hit {hitId} has no person.");
            work.Db.HitReviews.Add(new HitReview
            {
                Id = Ids.New(),
                HitId = hit.Id,
                State = body.State,
                ActorId = actor.UserId,
                ActorName = actor.DisplayName,
                Role = role,
                At = work.Now,
                ReasonCipher = vault.Encrypt(person.WrappedKey, Encoding.UTF8.GetBytes(reason)),
            });
            hit.State = body.State;
            // What was declared falsely stays so when the ground is over; what was no hit was no false declaration either.
            hit.IsFalseDeclaration = body.State switch
            {
                HitState.Confirmed => hit.IsFalseDeclaration || await Contradicts(work, hit, person, token),
                HitState.Cleared => hit.IsFalseDeclaration,
                _ => false,
            };
            hit.Revision++;
            return new ReviewHitAnswer(hit.Id, hit.State, hit.IsFalseDeclaration, hit.Revision);
        }, cancel);

    private async Task<bool> Contradicts(Work work, ComparisonHit hit, Person person, CancellationToken cancel)
    {
        var application = await work.Db.Applications.AsNoTracking().Where(a => a.PersonId == person.Id && a.SubmittedAt != null).OrderByDescending(a => a.SubmittedAt).FirstOrDefaultAsync(cancel);
        if (application is null)
            return false;
        var declared = FormFacts.Of(forms.Read(application, person));
        return hit.Code switch
        {
            ExclusionCodes.Student => !declared.InSchool,
            ExclusionCodes.Pension => !declared.DrawsPension,
            ExclusionCodes.Insurance => !declared.Employed,
            // D05: 未领照, 未享受其他公益岗, 无财政供养关系 are promised by everybody.
            ExclusionCodes.Business or ExclusionCodes.OtherPost or ExclusionCodes.Payroll => true,
            _ => false,
        };
    }
}
