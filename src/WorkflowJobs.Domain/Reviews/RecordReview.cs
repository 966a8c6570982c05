using WorkflowJobs.Domain.Applications;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Parameters;
using WorkflowJobs.Domain.Runtime.Instances;
using WorkflowJobs.Engine.Activities;
using WorkflowJobs.Engine.Execution;

namespace WorkflowJobs.Domain.Reviews;

/// <summary>
/// Takes the record of a sitting. Stored are roster, presence, recusals and counts; who voted how is stored nowhere.
/// NoQuorum: the sitting counts for nobody. Partial: some applicants have no valid result yet.
/// </summary>
public sealed class RecordReview(Submissions submissions, MeetingPeople people, ParameterStore parameters, Lazy<IProcessHost> host) : ICallHandler
{
    public ActivityDescriptor Descriptor { get; } =
        WithCertification(CallDescriptors.Record(nameof(RecordReview), CallCategories.Review, "核算票决结果", "Take the record of a review", "Complete", "NoQuorum", "Partial"));

    public IReadOnlyList<string> BindingOutcomes { get; } = ["Complete", "Partial"];

    public async Task<CallAnswer> Answer(CallContext context, CancellationToken cancel)
    {
        var work = context.Work;
        var meeting = await work.Db.ReviewMeetings.FindAsync([context.Instance.SubjectId], cancel)
            ?? throw new InvalidOperationException($"There is no meeting {context.Instance.SubjectId}.");
        var submitted = await submissions.Read(context, cancel);
        var form = ReviewRecordForm.Read(submitted.Data);
        var rules = ReviewParameters.From(await parameters.At(work.Db, work.Now, cancel));
        var session = await AddSession(context, meeting, form, submitted, cancel);
        meeting.Revision++;
        if (ReviewRules.SittingIsInvalid(form.Sitting, rules) is not null)
        {
            meeting.Status = meeting.Status == MeetingStates.Partial ? MeetingStates.Partial : MeetingStates.NoQuorum;
            return new CallAnswer.Done("NoQuorum");
        }

        // Whoever certified moves the process on; the record stays the recorder's.
        var recorder = await Kinship.Of(work, submitted.ByUserId, cancel);
        var open = 0;
        foreach (var application in await people.Applications(work, meeting, cancel))
        {
            var person = await people.Person(work, application, cancel);
            if (!Decide(context, session, form, application, person, !person.Concerns(recorder), rules))
                open++;
        }

        meeting.Status = open == 0 ? MeetingStates.Closed : MeetingStates.Partial;
        return new CallAnswer.Done(open == 0 ? "Complete" : "Partial");
    }

    /// <summary>Stores the item; true when it gave a valid result.</summary>
    private bool Decide(
        CallContext context, ReviewSession session, ReviewRecordForm form, Application application, ReviewPerson person, bool mayRecord, ReviewParameters rules)
    {
        var row = form.Rows.FirstOrDefault(r => r.Key == application.Id);
        IReadOnlyList<string> recused = [.. (row?.Recused ?? []).Union(person.MustRecuse(form.Sitting))];
        var count = new ReviewCount(application.Id, row?.Yes ?? 0, row?.No ?? 0, row?.Abstain ?? 0, recused);
        var decision = ReviewRules.Decide(form.Sitting, [count], rules)[0];
        var isValid = mayRecord && row is { IsCounted: true } && decision.Outcome != ReviewOutcome.Invalid;
        var outcome = (isValid, decision.Outcome) switch
        {
            (true, ReviewOutcome.Recommended) => ReviewOutcomes.Recommended,
            (true, _) => ReviewOutcomes.NotRecommended,
            (false, ReviewOutcome.Invalid) => ReviewOutcomes.InvalidNoQuorum,
            _ => ReviewOutcomes.LeftToTown,
        };
        context.Work.Db.ReviewItems.Add(new ReviewItem
        {
            Id = WorkQueries.NewId(),
            SessionId = session.Id,
            ApplicationId = application.Id,
            Recused = string.Join('、', recused),
            PresentForItem = decision.PresentForItem,
            Yes = isValid ? count.Yes : 0,
            No = isValid ? count.No : 0,
            Abstain = isValid ? count.Abstain : 0,
            Outcome = outcome,
            Hardship = mayRecord ? row?.Hardship ?? "" : "",
            Reason = isValid ? row!.Reason : row is null && mayRecord ? "会后转入，留给镇街补议" : mayRecord ? decision.Reason?.MessageZh ?? "" : "记录人须回避，留给镇街补议",
        });
        if (!isValid)
            return false;
        application.ReviewOutcome = outcome;
        application.ReviewYes = count.Yes;
        application.ReviewPresent = decision.PresentForItem;
        application.Revision++;
        host.Value.Signal(context.Work, WaitKeys.Review(application.Id));
        host.Value.Signal(context.Work, WaitKeys.Reviews(application.LineId));
        return true;
    }

    private static ActivityDescriptor WithCertification(ActivityDescriptor record) => record with
    {
        Inputs = [.. record.Inputs, new InputDescriptor("certification", "Object", "核签结果", "Result of the certification") { HelpZh = "核签任务的结果变量；没有核签环节的为空。" }],
    };

    private static async Task<ReviewSession> AddSession(
        CallContext context, ReviewMeeting meeting, ReviewRecordForm form, Submitted submitted, CancellationToken cancel)
    {
        var db = context.Work.Db;
        var certified = await ReviewMinutes.Certification(context, cancel);
        var session = new ReviewSession
        {
            Id = WorkQueries.NewId(),
            MeetingId = meeting.Id,
            Number = await MeetingSessions.Count(context.Work, meeting.Id, cancel) + 1,
            HeldOn = form.HeldOn ?? ShanghaiTime.DateOf(context.Work.Now),
            Place = form.Place,
            Chair = form.Chair,
            FirstTeller = form.Sitting.FirstTeller,
            SecondTeller = form.Sitting.SecondTeller,
            SheetAttachmentId = submitted.Attachment("sheet") ?? "",
            Minutes = submitted.Data.Text("minutes") ?? "",
            PhotoIds = string.Join(',', submitted.Attachments("photos")),
            RecordedBy = submitted.ByUserId,
            RecordedAt = context.Work.Now,
            CertifiedBy = certified?.By ?? "",
            CertifiedByName = certified?.Name ?? "",
            CertifiedAt = certified?.At,
            RosterCount = form.Sitting.Roster,
            PresentCount = form.Sitting.Present,
            ResidentCount = form.Sitting.ResidentsPresent,
        };
        db.ReviewSessions.Add(session);
        db.ReviewMembers.AddRange(form.Sitting.Members.Select(m => new ReviewMember
        {
            // They stay in the order of the record.
            Id = context.Work.NextSortableId(),
            SessionId = session.Id,
            Name = m.Name,
            IsResidentRepresentative = m.IsResident,
            Present = m.Present,
            IsSubstitute = m.IsSubstitute,
        }));
        return session;
    }
}
