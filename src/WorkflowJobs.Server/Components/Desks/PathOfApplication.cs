using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Applications;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Instances;
using WorkflowJobs.Domain.Runtime.Tasks;
using WorkflowJobs.Server.Components.Officer;
using WorkflowJobs.Server.Components.Text;

namespace WorkflowJobs.Server.Components.Desks;

/// <summary>
/// The stages of an application as everybody sees them. What was and what is come from the tasks of the running definition (invariant 10)
/// and from the legal status; what is to come, from the order of the statuses.
/// </summary>
internal sealed class PathOfApplication(IReader reader, Names names, Texts texts)
{
    private static readonly ApplicationStatus[] Road =
    [
        ApplicationStatus.Submitted, ApplicationStatus.Accepted, ApplicationStatus.Review, ApplicationStatus.TownReview, ApplicationStatus.Publicity,
        ApplicationStatus.DistrictReview, ApplicationStatus.Approved, ApplicationStatus.Training, ApplicationStatus.Signing, ApplicationStatus.OnPost,
    ];

    private static readonly ApplicationStatus[] Ended =
    [
        ApplicationStatus.Lapsed, ApplicationStatus.NotRecommended, ApplicationStatus.Rejected, ApplicationStatus.Withdrawn, ApplicationStatus.Superseded,
        ApplicationStatus.OfferLapsed, ApplicationStatus.Exited, ApplicationStatus.Revoked,
    ];

    public async Task<IReadOnlyList<Step>> Of(Application application, CancellationToken cancel)
    {
        var (changes, open, startsOn) = await Facts(application, cancel);
        var steps = changes.ConvertAll(change => new Step(texts.Code("status", change.To.ToString()), "Done", change.At));
        if (steps.Count == 0)
            steps.Add(new Step(texts.Code("status", application.Status.ToString()), "Done", application.CreatedAt));
        steps[^1] = steps[^1] with { State = Ended.Contains(application.Status) ? "Ended" : application.Status == ApplicationStatus.OnPost ? "Done" : "Current", Note = await Who(open) ?? (startsOn is { } day ? texts["path.signed", Dates.Day(day)] : null) };
        if (!Ended.Contains(application.Status))
            steps.AddRange(Road.Skip(Reached(application.Status, changes) + 1).Select(status => new Step(texts.Code("status", status.ToString()), "Waiting", null)));
        return steps;
    }

    /// <summary>One sentence: what happens next and who has it.</summary>
    public async Task<string> Next(Application application, CancellationToken cancel)
    {
        var (_, open, startsOn) = await Facts(application, cancel);
        return await Who(open) ?? (startsOn is { } day ? texts["path.signed", Dates.Day(day)] : null) ?? texts.Code("next", application.Status.ToString());
    }

    private async Task<string?> Who(List<UserTask> open)
    {
        if (open.FirstOrDefault(task => task.PersonId is not null) is { } own)
            return texts["path.you", Names.Pick(own.Title, own.TitleEn), Dates.Day(Dates.LastDay(own.DueAt))].TrimEnd(' ', '：', ':');
        return open.FirstOrDefault() is not { } task ? null
            : texts[task.DueAt is null ? "path.who" : "path.whoDue", $"{await names.Unit(task.UnitId)} {texts.Code("role", task.Role)}", Names.Pick(task.Stage.Length > 0 ? task.Stage : task.Title, task.StageEn ?? task.TitleEn), Dates.Day(Dates.LastDay(task.DueAt))];
    }

    private Task<(List<StatusChange> Changes, List<UserTask> Open, DateOnly? StartsOn)> Facts(Application application, CancellationToken cancel) => reader.Read(async (work, token) => (
        await work.Db.StatusChanges.Where(change => change.ApplicationId == application.Id).OrderBy(change => change.At).ThenBy(change => change.Id).ToListAsync(token),
        await work.Db.UserTasks.Where(task => task.SubjectType == Subject.Application && task.SubjectId == application.Id
            && (task.State == UserTaskState.Available || task.State == UserTaskState.Assigned || task.State == UserTaskState.Unassigned)).OrderBy(task => task.DueAt).ToListAsync(token),
        await work.Db.Agreements.Where(one => one.ApplicationId == application.Id).Select(one => (DateOnly?)one.StartsOn).FirstOrDefaultAsync(token)), cancel);

    /// <summary>How far along the road; detours (supplement, objection, waitlist) stand where they left it.</summary>
    private static int Reached(ApplicationStatus status, List<StatusChange> changes) =>
        Array.IndexOf(Road, status) is >= 0 and var at ? at : changes.Select(change => Array.IndexOf(Road, change.To)).Append(-1).Max();
}
