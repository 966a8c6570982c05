using System.Text;
using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Applications;
using WorkflowJobs.Domain.Calendars;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Correspondence;
using WorkflowJobs.Domain.Identity;
using WorkflowJobs.Domain.Parameters;
using WorkflowJobs.Domain.Reviews;
using WorkflowJobs.Domain.Runtime.Instances;
using WorkflowJobs.Engine.Activities;
using WorkflowJobs.Engine.Execution;

namespace WorkflowJobs.Domain.Subsidies;

/// <summary>Submits the batch and tells everybody of a deduction that they were not told of yet, before anything is paid (F CW).</summary>
public sealed class TellDeductions(PersonNotices notices, ParameterStore parameters, CalendarStore calendars, Lazy<IProcessHost> host) : ICallHandler
{
    public ActivityDescriptor Descriptor { get; } = CallDescriptors.Await(nameof(TellDeductions), SubsidyCalls.Category, "告知扣发", "Tell the deductions", "Told", "None");

    public IReadOnlyList<string> BindingOutcomes { get; } = ["Told"];

    public async Task<CallAnswer> Answer(CallContext context, CancellationToken cancel)
    {
        var work = context.Work;
        var batch = await context.Batch(cancel);
        var days = (await parameters.At(work.Db, work.Now, cancel)).Int("pay.contestDays");
        var until = (await calendars.Load(work.Db, cancel)).AddWorkingDays(ShanghaiTime.DateOf(work.Now), days).Date;
        if (context.Call.Resumed is null)
            (batch.Status, batch.ContestUntil) = (BatchStatus.InReview, null);
        var more = await BatchPieces.Lines(context, host.Value, batch, lines => lines.Where(line => line.DeductionFen > 0 && line.ToldFen != line.DeductionFen), async lines =>
        {
            foreach (var line in lines)
            {
                line.ToldFen = line.DeductionFen;
                batch.ContestUntil = until;
                await PayNotices.Send(work, notices, line, NoticeKinds.Deduction, facts => facts with
                {
                    DueOn = until,
                    Reason = $"{line.Year}年{line.Month}月旷工{line.AbsentDays}天，扣发{Yuan.Of(line.DeductionFen)}元，应发{Yuan.Of(line.PersonalFen)}元",
                    ReasonEn = $"{line.AbsentDays} unexcused days in {line.Year}-{line.Month:00}: {Yuan.Of(line.DeductionFen)} are deducted, {Yuan.Of(line.PersonalFen)} remain",
                }, cancel);
            }
        }, cancel);
        return more ?? new CallAnswer.Done(batch.ContestUntil is null ? "None" : "Told");
    }
}

/// <summary>Waits until the last day on which a deduction may be contested is over.</summary>
public sealed class AwaitContests : ICallHandler
{
    public ActivityDescriptor Descriptor { get; } = CallDescriptors.Await(nameof(AwaitContests), SubsidyCalls.Category, "等待扣发异议期满", "Await objections to deductions", "Contested", "Clear");

    public async Task<CallAnswer> Answer(CallContext context, CancellationToken cancel)
    {
        var work = context.Work;
        var batch = await context.Batch(cancel);
        if (batch.ContestUntil is { } last && work.Now < ShanghaiTime.EndOfDay(last))
            return new CallAnswer.Wait(null, ShanghaiTime.EndOfDay(last));
        return new CallAnswer.Done(await work.Db.SubsidyLines.AnyAsync(line => line.BatchId == batch.Id && line.Contest == ContestState.Raised, cancel) ? "Contested" : "Clear");
    }
}

/// <summary>What was decided on each objection: upheld lifts the deduction. Everybody gets the answer.</summary>
public sealed class DecideContests(Submissions submissions, LineReckoning reckoning, PersonNotices notices, IVault vault) : ICallHandler
{
    public const string Upheld = "Upheld";

    public ActivityDescriptor Descriptor { get; } = CallDescriptors.Record(nameof(DecideContests), SubsidyCalls.Category, "裁定扣发异议", "Decide objections to deductions");

    public async Task<CallAnswer> Answer(CallContext context, CancellationToken cancel)
    {
        var work = context.Work;
        var batch = await context.Batch(cancel);
        var rows = (await submissions.Read(context, cancel)).Data.Rows("people").ToDictionary(row => row.Text("key") ?? "");
        foreach (var line in await work.Db.SubsidyLines.Where(line => line.BatchId == batch.Id && line.Contest == ContestState.Raised).ToListAsync(cancel))
        {
            if (!rows.TryGetValue(line.Id, out var row))
                continue;
            var answer = row.Text("answer") ?? "";
            line.Contest = row.Text("decision") == Upheld ? ContestState.Upheld : ContestState.Dismissed;
            var person = (await work.Db.People.FindAsync([line.PersonId], cancel))!;
            line.AnswerCipher = vault.Encrypt(person.WrappedKey, Encoding.UTF8.GetBytes(answer));
            await reckoning.Renew(work, batch, line, cancel);
            var (zh, en) = line.Contest == ContestState.Upheld ? ("异议成立，不予扣发", "upheld, nothing is deducted") : ("异议不成立，维持扣发", "not upheld, the deduction stands");
            await PayNotices.Send(work, notices, line, NoticeKinds.DeductionDecided, facts => facts with { Reason = $"{zh}：{answer}", ReasonEn = $"{en}: {answer}" }, cancel);
        }

        return new CallAnswer.Done();
    }
}
