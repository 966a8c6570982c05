using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Calendars;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Correspondence;
using WorkflowJobs.Domain.Parameters;
using WorkflowJobs.Domain.Reviews;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Instances;
using WorkflowJobs.Engine.Activities;
using WorkflowJobs.Engine.Execution;

namespace WorkflowJobs.Domain.Applications;

/// <summary>Sets the legal status of the application, tells the person, and wakes the round that may have waited for it.</summary>
public sealed class SetStatus(PersonNotices notices, ParameterStore parameters, CalendarStore calendars, RoundSignals rounds) : ICallHandler
{
    public ActivityDescriptor Descriptor { get; } = new("WorkflowJobs.SetStatus", "申请", "设置申请状态", "Set the application's status")
    {
        IsCall = true,
        DescriptionZh = "设置法定状态并记录；可同时告知申请人。",
        DescriptionEn = "Sets and records the legal status; may tell the applicant.",
        Inputs =
        [
            new("status", "String", "状态", "Status") { Required = true, HelpZh = "如 ACCEPTED、REJECTED。" },
            new("reasonCode", "String", "原因代码", "Reason code"),
            new("notice", "String", "告知类型", "Notice to the person"),
            new("isFinal", "Boolean", "不再有后续", "Nothing follows") { HelpZh = "状态本身仍可救济、但已不能再救济时为 true（如复核维持）。" },
        ],
    };

    public async Task<CallAnswer> Answer(CallContext context, CancellationToken cancel)
    {
        if (!StatusChanges.TryParse(context.Text("status"), out var status))
            return new CallAnswer.Fault($"There is no status '{context.Text("status")}'.");
        var work = context.Work;
        var application = await context.Application(cancel);
        var reasonCode = context.Text("reasonCode");
        StatusChanges.Apply(work, application, status, reasonCode, isFinal: string.Equals(context.Text("isFinal"), "true", StringComparison.OrdinalIgnoreCase));
        // Who never handed anything in (a draft that ended with the window) is told nothing.
        if (application.SubmittedAt is not null && context.Text("notice") is { Length: > 0 } kind)
        {
            var (zh, en) = await ReasonOf(work, application, reasonCode, cancel);
            var due = await DueOf(work, kind, cancel);
            await notices.Send(work, application, kind, f => f with { Reason = zh, ReasonEn = en, DueOn = due }, cancel);
        }

        await rounds.Wake(work, application, cancel);
        return new CallAnswer.Done();
    }

    private static async Task<(string Zh, string En)> ReasonOf(Work work, Application application, string? code, CancellationToken cancel)
    {
        switch (code)
        {
            case "SUPPLEMENT_LAPSED": return ("逾期未补正，视为撤回", "no supplement in time; counts as withdrawn");
            case "WAITLIST_EXPIRED": return ("候补期满", "the waitlist has ended");
            case "TRAINING_LAPSED": return ("未在期限内通过岗前培训", "the training was not passed in time");
            case "OBJECTION_UPHELD": return ("公示期间异议成立", "an objection was upheld");
            case "NOT_RECOMMENDED":
                await work.Flush(cancel);
                var review = await work.Db.ReviewItems.Where(i => i.ApplicationId == application.Id && i.Outcome == ReviewOutcomes.NotRecommended)
                    .Join(work.Db.ReviewSessions, i => i.SessionId, s => s.Id, (i, s) => new { i.Reason, s.RecordedAt })
                    .OrderByDescending(x => x.RecordedAt).Select(x => x.Reason).FirstOrDefaultAsync(cancel);
                return (review ?? "", review ?? "");
            default:
                await work.Flush(cancel);
                var decision = await work.Db.Decisions.Where(d => d.SubjectId == application.Id && d.Reason != "")
                    .OrderByDescending(d => d.At).Select(d => d.Reason).FirstOrDefaultAsync(cancel);
                return (decision ?? "", decision ?? "");
        }
    }

    private async Task<DateOnly?> DueOf(Work work, string kind, CancellationToken cancel)
    {
        var key = kind switch { NoticeKinds.NotRecommended => "review.reexamination.days", NoticeKinds.Signing => "sign.within", _ => null };
        if (key is null)
            return null;
        var days = (await parameters.At(work.Db, work.Now, cancel)).Int(key);
        return (await calendars.Load(work.Db, cancel)).AddWorkingDays(ShanghaiTime.DateOf(work.Now), days).Date;
    }
}
