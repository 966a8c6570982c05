using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Applications;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Parameters;
using WorkflowJobs.Domain.Reviews;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Instances;
using WorkflowJobs.Domain.Runtime.Tasks;
using WorkflowJobs.Engine.Activities;
using WorkflowJobs.Engine.Execution;

namespace WorkflowJobs.Domain.Exits;

/// <summary>Begins the contacts after an exit, one process each, on the days of <c>followUp.months</c>; none after a death and the like.</summary>
public sealed class BeginFollowUps(ParameterStore parameters, Lazy<IProcessHost> host) : ICallHandler
{
    public const string DefinitionId = "follow-up";

    public ActivityDescriptor Descriptor { get; } = ExitCalls.Act(nameof(BeginFollowUps), "安排后续跟踪", "Begin the follow-ups");

    public IReadOnlyList<string> BindingOutcomes { get; } = ["Done"];

    public async Task<CallAnswer> Answer(CallContext context, CancellationToken cancel)
    {
        var work = context.Work;
        var exit = await context.Exit(cancel);
        if (!ExitRules.Of(exit.Kind).IsFollowed)
            return new CallAnswer.Done();
        var months = (await parameters.At(work.Db, work.Now, cancel)).Ints("followUp.months").Order().Distinct().ToList();
        foreach (var (count, day) in months.Zip(ExitRules.FollowUps(exit.LastDay, months)))
        {
            var contact = new FollowUp
            {
                Id = WorkQueries.NewId(),
                ExitId = exit.Id,
                PersonId = exit.PersonId,
                TownId = exit.TownId,
                VillageId = exit.VillageId,
                Months = count,
                DueOn = day,
            };
            work.Db.FollowUps.Add(contact);
            await work.Flush(cancel);
            contact.InstanceId = await host.Value.Start(work, DefinitionId, new Subject(FollowUp.SubjectType, contact.Id), new JsonObject { ["followUpId"] = contact.Id, ["exitId"] = exit.Id }, context.Actor, cancel);
        }

        return new CallAnswer.Done();
    }
}

/// <summary>Waits for the day of the contact.</summary>
public sealed class AwaitFollowUpDay : ICallHandler
{
    public ActivityDescriptor Descriptor { get; } = ExitCalls.Await(nameof(AwaitFollowUpDay), "等待跟踪日", "Await the day of the contact", "Due");

    public async Task<CallAnswer> Answer(CallContext context, CancellationToken cancel)
    {
        var day = (await context.FollowUp(cancel)).DueOn;
        return ShanghaiTime.DateOf(context.Work.Now) >= day ? new CallAnswer.Done("Due") : new CallAnswer.Wait(null, ShanghaiTime.StartOfDay(day));
    }
}

/// <summary>Takes what the contact said. Training, loan and relief go on to the district, which arranges them.</summary>
public sealed class RecordFollowUp(Submissions submissions) : ICallHandler
{
    public ActivityDescriptor Descriptor { get; } = ExitCalls.Record(nameof(RecordFollowUp), "登记跟踪结果", "Record the contact", "Service", "Closed");

    public async Task<CallAnswer> Answer(CallContext context, CancellationToken cancel)
    {
        var work = context.Work;
        var contact = await context.FollowUp(cancel);
        var submitted = await submissions.Read(context, cancel);
        contact.Result = Enum.Parse<FollowUpResult>(submitted.Outcome);
        contact.ContactedOn = submitted.Data.Date("contactedOn") ?? ShanghaiTime.DateOf(work.Now);
        (contact.ContactSubmissionId, contact.ContactedBy) = (submitted.SubmissionId, submitted.ByUserId);
        contact.Revision++;
        if (contact.Result is FollowUpResult.Training or FollowUpResult.Loan or FollowUpResult.Relief)
            return new CallAnswer.Done("Service");
        contact.ClosedAt = work.Now;
        return new CallAnswer.Done("Closed");
    }
}

/// <summary>Takes what the district arranged: the training voucher, the loan, the referral.</summary>
public sealed class RecordFollowUpService(Submissions submissions) : ICallHandler
{
    public ActivityDescriptor Descriptor { get; } = ExitCalls.Record(nameof(RecordFollowUpService), "登记后续服务", "Record the service");

    public async Task<CallAnswer> Answer(CallContext context, CancellationToken cancel)
    {
        var contact = await context.FollowUp(cancel);
        var submitted = await submissions.Read(context, cancel);
        (contact.ServiceSubmissionId, contact.ServedBy, contact.ClosedAt) = (submitted.SubmissionId, submitted.ByUserId, context.Work.Now);
        contact.Revision++;
        return new CallAnswer.Done();
    }
}

/// <summary>Where a contact belongs and whose it is.</summary>
public sealed class FollowUpSubjects : ISubjectDirectory
{
    public string SubjectType => FollowUp.SubjectType;

    public async Task<SubjectPlace?> Locate(Work work, string subjectId, CancellationToken cancel)
    {
        if (await work.Db.FollowUps.FindAsync([subjectId], cancel) is not { } contact)
            return null;
        var name = await work.Db.People.AsNoTracking().Where(person => person.Id == contact.PersonId).Select(person => person.Name).FirstOrDefaultAsync(cancel);
        return (await SubjectPlaces.OfTown(work, contact.TownId, contact.VillageId, $"{name} 退出后{contact.Months}个月跟踪", cancel)) with { PersonId = contact.PersonId };
    }
}

internal static class FollowUpOfCalls
{
    public static async Task<FollowUp> FollowUp(this CallContext context, CancellationToken cancel) =>
        await context.Work.Db.FollowUps.FindAsync([context.Instance.SubjectId], cancel) ?? throw new InvalidOperationException($"There is no follow-up {context.Instance.SubjectId}.");
}
