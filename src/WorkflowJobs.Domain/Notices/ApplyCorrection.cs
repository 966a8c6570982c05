using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Applications;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Correspondence;
using WorkflowJobs.Domain.Parameters;
using WorkflowJobs.Domain.Reviews;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Instances;
using WorkflowJobs.Engine.Activities;
using WorkflowJobs.Engine.Execution;

namespace WorkflowJobs.Domain.Notices;

/// <summary>
/// The correction takes effect: the earlier text stays as a version, the correction says what changed and why, and if conditions change the
/// window restarts. Who has applied stays and is told.
/// </summary>
public sealed class ApplyCorrection(Submissions submissions, CorrectionStore store, ParameterStore parameters, PersonNotices letters, Lazy<IProcessHost> host) : ICallHandler
{
    public ActivityDescriptor Descriptor { get; } =
        CallDescriptors.Record(nameof(ApplyCorrection), NoticeCalls.Category, "公告更正生效", "Put the correction into effect", "Applied", "Problems", "TooLate");

    public IReadOnlyList<string> BindingOutcomes { get; } = ["Applied"];

    public async Task<CallAnswer> Answer(CallContext context, CancellationToken cancel)
    {
        var work = context.Work;
        await work.Flush(cancel);
        var notice = await NoticeStore.Load(work, CorrectionCase.Parse(context.Instance.SubjectId).NoticeId, cancel);
        if (CorrectionRules.MayCorrect(notice.Status, notice.ClosesAt, work.Now) is not null)
            return new CallAnswer.Done("TooLate");
        var data = (await submissions.Read(context, cancel)).Data;
        var outlook = await store.Weigh(work, notice, data, cancel);
        if (outlook.Problems.Count > 0)
            return new CallAnswer.Done("Problems");
        var correction = await Keep(work, notice, outlook, data.Text("documentNumber") ?? "", data.Text("reason") ?? "", context.Instance.Id, cancel);
        await Change(work, notice, outlook, cancel);
        if (outlook.Restarts)
            host.Value.Signal(work, NoticeCalls.WindowKey(notice.Id));
        await Tell(work, notice, correction, cancel);
        return new CallAnswer.Done("Applied");
    }

    private static async Task<NoticeCorrection> Keep(
        Work work, Notice notice, CorrectionOutlook outlook, string documentNumber, string reason, string instanceId, CancellationToken cancel)
    {
        var last = await work.Db.NoticeCorrections.Where(c => c.NoticeId == notice.Id).OrderByDescending(c => c.Number).FirstOrDefaultAsync(cancel);
        var number = (last?.Number ?? 0) + 1;
        work.Db.NoticeVersions.Add(new NoticeVersion
        {
            Id = WorkQueries.NewId(),
            NoticeId = notice.Id,
            Number = number,
            Text = outlook.Before.Write(),
            From = last?.At ?? notice.PublishedAt ?? work.Now,
            Until = work.Now,
        });
        var correction = new NoticeCorrection
        {
            Id = WorkQueries.NewId(),
            NoticeId = notice.Id,
            Number = number,
            DocumentNumber = documentNumber,
            Reason = reason,
            Changes = CorrectionStore.WriteChanges(outlook.Changes),
            RestartsWindow = outlook.Restarts,
            ClosesOn = outlook.After.ClosesOn!.Value,
            At = work.Now,
            InstanceId = instanceId,
        };
        work.Db.NoticeCorrections.Add(correction);
        return correction;
    }

    private async Task Change(Work work, Notice notice, CorrectionOutlook outlook, CancellationToken cancel)
    {
        var text = outlook.After;
        (notice.Title, notice.Place, notice.Phone, notice.SupervisionPhone) = (text.Title, text.Place, text.Phone, text.SupervisionPhone);
        await NoticeStore.AddLines(work, notice, cancel);
        NoticeStore.ReplacePosts(work, notice, text.Posts);
        if (outlook.AdoptsBounds)
            notice.TermsAt = work.Now;
        if (outlook.Restarts)
        {
            var closesAt = (await parameters.At(work.Db, work.Now, cancel)).Time("notice.closesAt");
            if (notice.OpensOn != text.OpensOn)
                notice.OpensAt = ShanghaiTime.StartOfDay(text.OpensOn!.Value) is var start && start > work.Now ? start : work.Now;
            (notice.OpensOn, notice.ClosesOn) = (text.OpensOn, text.ClosesOn);
            notice.ClosesAt = ShanghaiTime.At(text.ClosesOn!.Value, closesAt);
        }

        notice.Revision++;
    }

    /// <summary>Everybody whose application is alive; it stays as it was handed in.</summary>
    private async Task Tell(Work work, Notice notice, NoticeCorrection correction, CancellationToken cancel)
    {
        await work.Flush(cancel);
        var changes = CorrectionStore.ReadChanges(correction.Changes);
        var zh = string.Join("；", changes.Select(change => change.Field == "posts" ? "岗位" : $"{change.Zh}：{Or(change.Before)}→{Or(change.After)}").Distinct());
        var en = string.Join("; ", changes.Select(change => change.En).Distinct());
        foreach (var application in await work.Db.Applications.Where(a => a.NoticeId == notice.Id && a.ActivePersonId != null).OrderBy(a => a.Id).ToListAsync(cancel))
            await letters.Send(work, application, NoticeKinds.NoticeCorrected, facts => facts with { Reason = zh, ReasonEn = en, DueOn = correction.ClosesOn }, cancel);
    }

    private static string Or(string text) => text.Length == 0 ? "—" : text;
}
