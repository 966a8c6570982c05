using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Identity;
using WorkflowJobs.Domain.Notices;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Tasks;
using WorkflowJobs.Domain.Supervision;

namespace WorkflowJobs.Domain.Applications;

/// <summary>
/// Whether a filled-in application may be submitted now: the window by the server's clock, whose number it is, one active application at a
/// time (tested before anything about residence), and after a return nothing new. Held to on every way of completing the form.
/// </summary>
public sealed class SubmissionGate(PeopleRegistry people, ActiveApplications others) : ITaskCheck
{
    public string Name => ApplicationForms.Key;

    public async Task<IReadOnlyList<FieldError>> Check(Work work, UserTask task, string outcome, JsonObject data, Actor actor, CancellationToken cancel)
    {
        var application = await work.Db.Applications.FindAsync([task.SubjectId], cancel)
            ?? throw new InvalidOperationException($"There is no application {task.SubjectId}.");
        return await Check(work, application, data, cancel) is { } refusal ? [new FieldError("", refusal.Code, refusal.MessageZh, refusal.MessageEn)] : [];
    }

    /// <summary>WINDOW_CLOSED, NOT_OPEN, ID_MISMATCH, PERSON_BARRED, LINE_MISSING, DUPLICATE_ACTIVE, SUPPLEMENT_NEW_CATEGORY, SIGNATURE_MISSING; null when it may.</summary>
    public async Task<Refusal?> Check(Work work, Application application, JsonObject data, CancellationToken cancel)
    {
        var notice = await work.Db.Notices.AsNoTracking().FirstAsync(n => n.Id == application.NoticeId, cancel);
        var isAgain = application.SubmittedAt is not null;
        if (!isAgain && Window(notice, work.Now) is { } closed)
            return closed;
        if (isAgain && FormFacts.ClaimedCodes(data).Except(application.Categories.Split(',')).Any() && Window(notice, work.Now) is not null)
            return ApplicationRefusals.NewCategory;
        if (await IsOtherPerson(work, application, data, cancel))
            return ApplicationRefusals.IdMismatch;
        if (await Clues.IsBarred(work, application.PersonId, cancel))
            return Clues.Barred;
        var lineId = data.Text("lineId") ?? application.LineId;
        if (!await work.Db.NoticeLines.AnyAsync(l => l.Id == lineId && l.NoticeId == application.NoticeId, cancel))
            return ApplicationRefusals.LineMissing;
        if (await others.Elsewhere(work, application, lineId, cancel))
            return ApplicationRefusals.DuplicateActive;
        return application.AssistedBy is not null && data["signature"] is not JsonArray { Count: > 0 } ? ApplicationRefusals.SignatureMissing : null;
    }

    /// <summary>Why nobody can apply at this instant; null while the window is open. The closing instant itself is too late.</summary>
    public static Refusal? Window(Notice notice, DateTimeOffset now)
    {
        if (notice.PublishedAt is null || notice.OpensAt is not { } opens || notice.ClosesAt is not { } closes)
            return ApplicationRefusals.NotPublished;
        if (now < opens)
            return ApplicationRefusals.NotOpen(opens);
        return now >= closes ? ApplicationRefusals.WindowClosed(closes) : null;
    }

    private async Task<bool> IsOtherPerson(Work work, Application application, JsonObject data, CancellationToken cancel)
    {
        if (CitizenId.Parse(data.Text("idNumber"), ShanghaiTime.DateOf(work.Now)).Value is not { } id)
            return false;
        var person = await work.Db.People.FindAsync([application.PersonId], cancel);
        return person?.IdNumberIndex != people.IndexOf(id);
    }
}
