using WorkflowJobs.Domain.Applications;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Correspondence;
using WorkflowJobs.Domain.Parameters;
using WorkflowJobs.Domain.Reviews;
using WorkflowJobs.Domain.Runtime.Instances;
using WorkflowJobs.Engine.Activities;
using WorkflowJobs.Engine.Execution;

namespace WorkflowJobs.Domain.Notices;

/// <summary>Takes the town's draft over: texts, window, and the posts where the town states them itself.</summary>
public sealed class SaveNoticeDraft(Submissions submissions) : ICallHandler
{
    public ActivityDescriptor Descriptor { get; } = CallDescriptors.Record(nameof(SaveNoticeDraft), NoticeCalls.Category, "保存公告稿", "Save the draft notice");

    public async Task<CallAnswer> Answer(CallContext context, CancellationToken cancel)
    {
        var work = context.Work;
        var notice = await NoticeStore.Load(work, context.Instance.SubjectId, cancel);
        var data = (await submissions.Read(context, cancel)).Data;
        notice.Title = data.Text("title") ?? notice.Title;
        notice.DocumentNumber = data.Text("documentNumber");
        (notice.OpensOn, notice.ClosesOn) = (data.Date("opensOn"), data.Date("closesOn"));
        (notice.Place, notice.Phone, notice.SupervisionPhone) = (data.Text("place"), data.Text("phone"), data.Text("supervisionPhone"));
        notice.Revision++;
        await NoticeStore.AddLines(work, notice, cancel);
        if (NoticeStore.Posts(data) is { Count: > 0 } posts)
        {
            work.Db.Posts.RemoveRange(notice.Posts.ToList());
            foreach (var post in posts)
                NoticeStore.AddPost(work, notice, post);
        }

        return new CallAnswer.Done();
    }
}

/// <summary>The last look before the leader: what the form's check could not know, e.g. that the villages demand more than is allocated.</summary>
public sealed class CheckNotice(NoticeStore notices) : ICallHandler
{
    public ActivityDescriptor Descriptor { get; } = CallDescriptors.Act(nameof(CheckNotice), NoticeCalls.Category, "检查公告", "Check the notice", "Ok", "Problems");

    public async Task<CallAnswer> Answer(CallContext context, CancellationToken cancel)
    {
        var work = context.Work;
        await work.Flush(cancel);
        var problems = await notices.Check(work, await NoticeStore.Load(work, context.Instance.SubjectId, cancel), cancel);
        if (problems.Count == 0)
            return new CallAnswer.Done("Ok");
        work.Db.OfficerNotices.Add(new OfficerNotice
        {
            Id = WorkQueries.NewId(),
            UserId = context.Actor.UserId,
            Kind = "NoticeProblems",
            TextZh = "公告稿有问题：" + string.Join("；", problems.Select(p => p.MessageZh)),
            TextEn = "The draft notice has problems: " + string.Join(" ", problems.Select(p => p.MessageEn)),
            At = work.Now,
        });
        return new CallAnswer.Done("Problems");
    }
}

/// <summary>Publishes: opening and closing instants are fixed here and do not move with the parameters.</summary>
public sealed class PublishNotice(ParameterStore parameters) : ICallHandler
{
    public ActivityDescriptor Descriptor { get; } = CallDescriptors.Act(nameof(PublishNotice), NoticeCalls.Category, "发布公告", "Publish the notice");

    public IReadOnlyList<string> BindingOutcomes { get; } = ["Done"];

    public async Task<CallAnswer> Answer(CallContext context, CancellationToken cancel)
    {
        var work = context.Work;
        var notice = await NoticeStore.Load(work, context.Instance.SubjectId, cancel);
        if (notice.OpensOn is not { } opens || notice.ClosesOn is not { } closes || string.IsNullOrWhiteSpace(notice.DocumentNumber))
            return new CallAnswer.Fault("A notice without number or window cannot be published.");
        var closesAt = (await parameters.At(work.Db, work.Now, cancel)).Time("notice.closesAt");
        notice.OpensAt = ShanghaiTime.StartOfDay(opens) is var start && start > work.Now ? start : work.Now;
        notice.ClosesAt = ShanghaiTime.At(closes, closesAt);
        notice.PublishedAt = notice.TermsAt = work.Now;
        notice.Status = NoticeStatus.Published;
        notice.Revision++;
        return new CallAnswer.Done();
    }
}
