using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Correspondence;
using WorkflowJobs.Domain.Identity;
using WorkflowJobs.Domain.Reviews;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Instances;
using WorkflowJobs.Domain.Runtime.Tasks;

namespace WorkflowJobs.Domain.Applications;

/// <summary>What a submission does beside moving the process: receipt number, status, the person's data, and the one that it supersedes.</summary>
public sealed class SubmissionRecorder(
    TaskForms taskForms, ApplicationForms forms, PeopleRegistry people, ActiveApplications others, PersonNotices notices,
    Lazy<IProcessHost> host) : ITaskObserver
{
    public async Task Completed(Work work, UserTask task, Actor actor, string outcome, string reason, CancellationToken cancel)
    {
        if (task.SubjectType != Subject.Application || task.FormKey != ApplicationForms.Key || task.SubmissionId is null)
            return;
        var application = await work.Db.Applications.FindAsync([task.SubjectId], cancel) ?? throw new InvalidOperationException($"There is no application {task.SubjectId}.");
        var person = await work.Db.People.FindAsync([application.PersonId], cancel) ?? throw new InvalidOperationException($"Application {application.Id} has no person.");
        var submission = await work.Db.FormSubmissions.FindAsync([task.SubmissionId], cancel) ?? throw new InvalidOperationException($"There is no submission {task.SubmissionId}.");
        var data = await taskForms.Read(work, submission, cancel);
        forms.Write(application, person, data);
        application.FormVersion = task.FormVersion;
        if (application.SubmittedAt is null)
            await FixTerms(work, application, cancel);
        await TakeOver(work, application, data, cancel);
        people.SetPhone(person, data.Text("phone"));
        people.SetAccount(person, data.Text("accountNumber"));
        person.VillageId = application.VillageId;
        if (application.SubmittedAt is null)
            await First(work, application, actor, cancel);
        StatusChanges.Apply(work, application, ApplicationStatus.Submitted);
    }

    public Task Reversed(Work work, UserTask task, Actor actor, string verb, string reason, CancellationToken cancel) => Task.CompletedTask;

    private async Task First(Work work, Application application, Actor actor, CancellationToken cancel)
    {
        application.SubmittedAt = work.Now;
        application.ReceiptNumber = ReceiptNumber.From(RandomNumberGenerator.GetBytes(ReceiptNumber.Bytes));
        if (!ApplicationAccess.IsOwn(actor, application))
            application.AssistedBy ??= actor.UserId;
        foreach (var old in await others.SameRound(work, application, cancel))
        {
            StatusChanges.SupersededBy(old, application);
            host.Value.SendEvent(work, ApplicationEvents.Superseded, old.InstanceId);
        }

        // The old one gives the person free before the new one takes them.
        await work.Flush(cancel);
        await notices.Send(work, application, NoticeKinds.Receipt, null, cancel);
    }

    /// <summary>The notice as it stands at the first submission is what the application is judged by.</summary>
    private static async Task FixTerms(Work work, Application application, CancellationToken cancel)
    {
        var terms = await work.Db.Notices.Where(n => n.Id == application.NoticeId).Select(n => new { n.ClosesOn, n.TermsAt }).FirstAsync(cancel);
        (application.AsOf, application.TermsAt) = (terms.ClosesOn, terms.TermsAt);
    }

    private static async Task TakeOver(Work work, Application application, JsonObject data, CancellationToken cancel)
    {
        var lineId = data.Text("lineId") ?? application.LineId;
        var line = await work.Db.NoticeLines.FindAsync([lineId], cancel) ?? throw new InvalidOperationException($"There is no line {lineId}.");
        (application.LineId, application.Kind, application.Batch) = (line.Id, line.Kind, line.Batch);
        (application.FirstPostId, application.SecondPostId) = (data.Text("firstPostId"), data.Text("secondPostId"));
        application.Categories = string.Join(',', FormFacts.ClaimedCodes(data));
        application.IncomePerCapita = data.Whole("incomePerCapita");
        application.MonthsUnemployed = FormFacts.MonthsUnemployed(data, application.AsOf ?? ShanghaiTime.DateOf(work.Now));
        application.Revision++;
    }
}

/// <summary>Events that an application's process listens for.</summary>
public static class ApplicationEvents
{
    public const string Withdrawn = "ApplicationWithdrawn";
    public const string Superseded = "ApplicationSuperseded";
}
