using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Identity;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Instances;
using WorkflowJobs.Domain.Runtime.Tasks;
using WorkflowJobs.Engine.Execution;

namespace WorkflowJobs.Domain.Applications;

public sealed record SubmitBody(string ApplicationId, int? ExpectedRevision);

/// <summary>A whole application made by an officer in one step; the form holds the person's signature or photo.</summary>
public sealed record AssistedBody(string NoticeId, string LineId, string VillageId, JsonObject Form);

public sealed record SubmitAnswer(string ApplicationId, string ReceiptNumber, string? InstanceId, int Revision)
{
    /// <summary>Printed on the receipt that an officer hands over; null when the person applied alone, has an account, or the operation is repeated.</summary>
    [OnceShown]
    public Invitation? Invitation { get; init; }
}

/// <summary>Submitting an application: of the person, of an officer who helped page by page, or in one step on the person's behalf.</summary>
public sealed class SubmitApplication(
    CommandRunner commands, DraftApplication drafts, ApplicationForms forms, SubmissionGate rules, TaskForms taskForms, IEnumerable<ITaskObserver> observers, IProcessHost host)
{
    public Task<Result<SubmitAnswer>> Run(Actor actor, string operationId, SubmitBody body, CancellationToken cancel) =>
        commands.Run<SubmitAnswer>("application.submit", actor, operationId, body, async (work, token) =>
        {
            var application = await work.Db.Applications.FindAsync([body.ApplicationId], token);
            if (application is null || !ApplicationAccess.MayActFor(actor, application))
                return Refusals.NotFound;
            if (body.ExpectedRevision is { } expected && ApplicationRefusals.Stale(expected, application.Revision) is { } stale)
                return stale;
            return await Submit(work, application, actor, token);
        }, cancel);

    public Task<Result<SubmitAnswer>> RunAssisted(Actor actor, string operationId, AssistedBody body, CancellationToken cancel) =>
        commands.Run<SubmitAnswer>("application.assist", actor, operationId, body, async (work, token) =>
        {
            if (!ApplicationAccess.MayAssist(actor, body.VillageId))
                return Refusals.Forbidden;
            var start = new StartBody(body.NoticeId, body.LineId, body.VillageId) { IdNumber = body.Form.Text("idNumber"), Name = body.Form.Text("name") };
            var draft = await drafts.Start(work, actor, start, token);
            if (draft.Value is not { } application)
                return draft.Refusal!;
            application.AssistedBy = actor.UserId;
            var form = (JsonObject)body.Form.DeepClone();
            form["lineId"] ??= body.LineId;
            if (await drafts.Save(work, application, actor, form, token) is { } refusal)
                return refusal;
            return await Submit(work, application, actor, token);
        }, cancel);

    private async Task<Result<SubmitAnswer>> Submit(Work work, Application application, Actor actor, CancellationToken cancel)
    {
        if (await DraftApplication.OpenTask(work, application, cancel) is not { } task)
            return ApplicationRefusals.NotADraft;
        var person = await work.Db.People.FindAsync([application.PersonId], cancel);
        var form = forms.Read(application, person!);
        // Before the form's own errors: who comes too late need not correct anything first.
        if (await rules.Check(work, application, form, cancel) is { } refusal)
            return refusal;
        if (await taskForms.Document(work, task, cancel) is not { } document)
            return ApplicationRefusals.FormMissing;
        var valid = await taskForms.Validate(work, task, document, form, TaskOutcomeKey, actor, isDraft: false, cancel);
        if (valid.Value is not { } data)
            return valid.Refusal!;

        task.SubmissionId = (await taskForms.Store(work, task, data, actor, isDraft: false, cancel)).Id;
        (task.State, task.Outcome, task.AssigneeId) = (UserTaskState.Completed, TaskOutcomeKey, actor.UserId);
        (task.CompletedAt, task.CompletedBy) = (work.Now, actor.UserId);
        task.Revision++;
        TaskEvents.Add(work, task.Id, "Completed", actor);
        foreach (var observer in observers)
            await observer.Completed(work, task, actor, TaskOutcomeKey, "", cancel);
        var result = new JsonObject { ["outcome"] = TaskOutcomeKey, ["submissionId"] = task.SubmissionId, ["actorId"] = actor.UserId };
        if (!await host.Advance(work, task.InstanceId, new Stimulus.Resume(task.Id, result), actor, cancel))
            throw new InvalidOperationException($"Task {task.Id} is open without an open bookmark.");
        return new SubmitAnswer(application.Id, application.ReceiptNumber!, application.InstanceId, application.Revision)
        {
            Invitation = await InvitationFor(work, application, actor, cancel),
        };
    }

    private static async Task<Invitation?> InvitationFor(Work work, Application application, Actor actor, CancellationToken cancel) =>
        ApplicationAccess.IsOwn(actor, application) || await work.Db.Users.AnyAsync(user => user.PersonId == application.PersonId, cancel)
            ? null
            : await Invitations.New(work, application.PersonId, actor.UserId, cancel);

    private const string TaskOutcomeKey = "Submit";
}
