using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Agreements;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Correspondence;
using WorkflowJobs.Domain.Parameters;
using WorkflowJobs.Domain.Placements;
using WorkflowJobs.Domain.Reviews;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Instances;
using WorkflowJobs.Domain.Runtime.Tasks;
using WorkflowJobs.Engine.Activities;
using WorkflowJobs.Engine.Execution;

namespace WorkflowJobs.Domain.Renewals;

/// <summary>What the town and the district look at: the agreement, the time used, what was found of work and assessment.</summary>
public sealed class RenewalFactsSource(RenewalTerms terms) : IFormSource
{
    public string Name => "renewal-facts";

    public async Task<JsonNode> Load(Work work, UserTask task, Actor actor, CancellationToken cancel)
    {
        if (await work.Db.Placements.FindAsync([task.SubjectId], cancel) is not { } placement || await terms.Of(work, placement, cancel) is not { } term)
            return new JsonArray();
        var renewal = await work.Db.Renewals.AsNoTracking().FirstOrDefaultAsync(row => row.InstanceId == task.InstanceId, cancel);
        var grades = await work.Db.Assessments.AsNoTracking().Where(row => row.PlacementId == placement.Id && row.Grade != null).OrderBy(row => row.Year).ThenBy(row => row.Month).Select(row => row.Grade!.Value).ToListAsync(cancel);
        return new JsonArray((JsonNode)new JsonObject
        {
            ["key"] = placement.Id,
            ["endsOn"] = term.EndsOn.Iso(),
            ["used"] = term.Used.ToString(),
            ["latestEnd"] = (renewal?.LatestEnd ?? term.LatestEnd)?.Iso() ?? "",
            ["basis"] = (renewal?.IsExtension ?? term.IsExtension) ? "首次核准时距法定退休不足五年，可延长至退休" : "累计期限内",
            ["grades"] = $"优{grades.Count(grade => grade == Assessments.Grade.Excellent)} 合格{grades.Count(grade => grade == Assessments.Grade.Satisfactory)} 不合格{grades.Count(grade => grade == Assessments.Grade.Failed)}",
            ["late"] = renewal?.IsLate == true ? "未提前规定天数申请" : "",
        });
    }
}

/// <summary>The person asked for a renewal: the time used and left is fixed as of this day.</summary>
public sealed class RecordRenewalRequest(RenewalTerms terms, Submissions submissions, ParameterStore parameters) : ICallHandler
{
    public ActivityDescriptor Descriptor { get; } =
        CallDescriptors.Record(nameof(RecordRenewalRequest), CallCategories.Placement, "登记续签申请", "Record the request to renew", "Recorded", "TermUsed");

    public async Task<CallAnswer> Answer(CallContext context, CancellationToken cancel)
    {
        var work = context.Work;
        var placement = await context.Placement(cancel);
        if (placement.Status == PlacementStatus.Exited || await terms.Of(work, placement, cancel) is not { LatestEnd: { } latest } term)
            return new CallAnswer.Done("TermUsed");
        var days = (await parameters.At(work.Db, work.Now, cancel)).Int("renewal.applyDays");
        // Handed in again after a return: what counts is the last.
        if (await work.Db.Renewals.FirstOrDefaultAsync(row => row.InstanceId == context.Instance.Id, cancel) is { } earlier)
        {
            work.Db.Renewals.Remove(earlier);
            await work.Flush(cancel);
        }

        work.Db.Renewals.Add(new Renewal
        {
            Id = WorkQueries.NewId(),
            PlacementId = placement.Id,
            StartsOn = term.StartsOn,
            LatestEnd = latest,
            UsedMonths = term.Used.Months,
            UsedDays = term.Used.Days,
            IsExtension = term.IsExtension,
            IsLate = ShanghaiTime.DateOf(work.Now) > term.EndsOn.AddDays(-days),
            RequestedBy = (await submissions.Read(context, cancel)).ByUserId,
            RequestedAt = work.Now,
            InstanceId = context.Instance.Id,
        });
        return new CallAnswer.Done("Recorded");
    }
}

/// <summary>The district has decided about a renewal; the person is told.</summary>
public sealed class SettleRenewal(PersonNotices notices) : ICallHandler
{
    public ActivityDescriptor Descriptor { get; } = CallDescriptors.Act(nameof(SettleRenewal), CallCategories.Placement, "续签审批结果", "Settle the renewal") with
    {
        Inputs = [new InputDescriptor("approved", "Boolean", "是否批准", "Approved") { Required = true }],
    };

    public IReadOnlyList<string> BindingOutcomes { get; } = ["Done"];

    public async Task<CallAnswer> Answer(CallContext context, CancellationToken cancel)
    {
        var work = context.Work;
        var placement = await context.Placement(cancel);
        var approved = context.Flag("approved");
        if (await work.Db.Renewals.FirstOrDefaultAsync(row => row.InstanceId == context.Instance.Id, cancel) is { } renewal)
            (renewal.Status, renewal.SettledAt) = (approved ? RenewalStatus.Approved : RenewalStatus.Declined, work.Now);
        await notices.Send(work, placement, approved ? NoticeKinds.RenewalApproved : NoticeKinds.RenewalDeclined, facts => facts, cancel);
        return new CallAnswer.Done();
    }
}

/// <summary>The further agreement before it is recorded; a refusal by the person is not checked.</summary>
public sealed class RenewalAgreementCheck(ParameterStore parameters) : ITaskCheck
{
    public string Name => "renewal-agreement";

    public async Task<IReadOnlyList<FieldError>> Check(Work work, UserTask task, string outcome, JsonObject data, Actor actor, CancellationToken cancel)
    {
        if (outcome != AgreementCheck.SignedOutcome || await work.Db.Placements.FindAsync([task.SubjectId], cancel) is not { } placement
            || await work.Db.Renewals.AsNoTracking().FirstOrDefaultAsync(row => row.InstanceId == task.InstanceId, cancel) is not { } renewal)
            return [];
        var set = await parameters.At(work.Db, work.Now, cancel);
        var form = RenewalAgreement.Read(data, renewal, set);
        return [.. AgreementRules.Problems(form, new AgreementTerms(placement.Kind, set.Int("agreement.months"), set.Int("agreement.maxMonths"), null)), .. RenewalRules.Problems(form, renewal, placement.Status)];
    }
}

/// <summary>What the form of a further agreement says; dates left empty follow from the one before and the time left.</summary>
internal static class RenewalAgreement
{
    public static AgreementForm Read(JsonObject data, Renewal renewal, ParameterSet set)
    {
        var form = AgreementForm.Read(data);
        var starts = form.StartsOn ?? renewal.StartsOn;
        var usual = AgreementRules.LastDay(starts, set.Int("agreement.months"));
        return form with { StartsOn = starts, EndsOn = form.EndsOn ?? (usual < renewal.LatestEnd ? usual : renewal.LatestEnd) };
    }
}

/// <summary>When a further agreement may begin and end. Pure.</summary>
public static class RenewalRules
{
    /// <summary>RENEWAL_START, RENEWAL_TERM, PLACEMENT_EXITED.</summary>
    public static IReadOnlyList<FieldError> Problems(AgreementForm form, Renewal renewal, PlacementStatus status)
    {
        var problems = new List<FieldError>();
        if (status == PlacementStatus.Exited)
            problems.Add(new FieldError("startsOn", "PLACEMENT_EXITED", "该人员已退出岗位，不能续签", "The person has left the post."));
        if (form.StartsOn < renewal.StartsOn)
            problems.Add(new FieldError("startsOn", "RENEWAL_START", $"原协议到{renewal.StartsOn.AddDays(-1).Iso()}止，续签不得早于{renewal.StartsOn.Iso()}", $"The agreement before ends on {renewal.StartsOn.AddDays(-1).Iso()}; not before {renewal.StartsOn.Iso()}."));
        if (form.EndsOn > renewal.LatestEnd)
            problems.Add(new FieldError("endsOn", "RENEWAL_TERM", $"已累计{renewal.UsedMonths}个月，最迟到{renewal.LatestEnd.Iso()}", $"{renewal.UsedMonths} months were used; {renewal.LatestEnd.Iso()} at the latest."));
        return problems;
    }
}

/// <summary>Records the further agreement: the same placement goes on.</summary>
public sealed class RecordRenewal(Submissions submissions, ParameterStore parameters, PersonNotices notices, Lazy<IProcessHost> host) : ICallHandler
{
    public ActivityDescriptor Descriptor { get; } =
        CallDescriptors.Record(nameof(RecordRenewal), CallCategories.Placement, "登记续签协议", "Record the renewal", "Signed");

    public IReadOnlyList<string> BindingOutcomes { get; } = ["Signed"];

    public async Task<CallAnswer> Answer(CallContext context, CancellationToken cancel)
    {
        var work = context.Work;
        var placement = await context.Placement(cancel);
        var renewal = await work.Db.Renewals.FirstAsync(row => row.InstanceId == context.Instance.Id, cancel);
        var submitted = await submissions.Read(context, cancel);
        var form = RenewalAgreement.Read(submitted.Data, renewal, await parameters.At(work.Db, work.Now, cancel));
        var agreement = new Agreement
        {
            Id = WorkQueries.NewId(),
            PlacementId = placement.Id,
            PersonId = placement.PersonId,
            PostName = placement.PostName,
            SignedOn = form.SignedOn ?? ShanghaiTime.DateOf(work.Now),
            StartsOn = form.StartsOn!.Value,
            EndsOn = form.EndsOn!.Value,
            SignatureMode = form.SignatureMode,
            Witnesses = form.SignatureMode == SignatureModes.Thumbprint ? $"{form.FirstWitness}、{form.SecondWitness}" : "",
            ScanAttachmentId = submitted.Attachment("scan") ?? throw new InvalidOperationException("An agreement was taken without a scan."),
            PolicyNumber = form.PolicyNumber.Length == 0 ? null : form.PolicyNumber,
            PolicyFrom = form.PolicyFrom,
            RecordedBy = submitted.ByUserId,
            RecordedAt = work.Now,
        };
        work.Db.Agreements.Add(agreement);
        (renewal.Status, renewal.AgreementId, renewal.SettledAt) = (RenewalStatus.Signed, agreement.Id, work.Now);
        placement.Revision++;
        await notices.Send(work, placement, NoticeKinds.Renewed, facts => facts with { DueOn = agreement.EndsOn, Place = placement.PostName }, cancel);
        host.Value.Signal(work, PlacementKeys.Changed(placement.Id));
        return new CallAnswer.Done("Signed");
    }
}
