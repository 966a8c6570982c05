using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Applications;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Identity;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Instances;
using WorkflowJobs.Domain.Runtime.Tasks;

namespace WorkflowJobs.Domain.Reviews;

/// <summary>The record of a sitting as it was handed in last, before it takes effect.</summary>
/// <param name="OfTown">The town's own second vote.</param>
internal sealed record Minutes(JsonObject Data, string TaskId, string ByUserId, bool OfTown);

/// <summary>The minutes that wait to be certified, and who certified them.</summary>
internal static class ReviewMinutes
{
    public const string CertificationForm = "review-certification";
    private const string VillageRecord = "review-record";
    private const string TownRecord = "review-substitutes";

    public static async Task<Minutes?> Latest(Work work, IVault vault, string instanceId, CancellationToken cancel)
    {
        var submission = await work.LatestForm(instanceId, [VillageRecord, TownRecord], cancel);
        return submission is null ? null : new Minutes(await vault.Read(work, submission, cancel), submission.TaskId, submission.ByUserId, submission.FormKey == TownRecord);
    }

    /// <summary>Who certified what a call takes; null where the definition passes nothing.</summary>
    public static async Task<(string By, string Name, DateTimeOffset At)?> Certification(CallContext context, CancellationToken cancel)
    {
        if (context.Call.Arguments["certification"] is not JsonObject said || said["actorId"]?.ToString() is not { Length: > 0 } by)
            return null;
        var work = context.Work;
        await work.Flush(cancel);
        var decision = await work.Db.Decisions.AsNoTracking().Where(row => row.SubjectType == context.Instance.SubjectType && row.SubjectId == context.Instance.SubjectId && row.ActorId == by)
            .OrderByDescending(row => row.At).FirstOrDefaultAsync(cancel);
        return (by, decision?.By ?? (await work.Db.Users.FindAsync([by], cancel))?.DisplayName ?? by, work.Now);
    }
}

/// <summary>
/// MINUTES_SELF: who recorded a sitting, or had it recorded by a stand-in, does not certify it. MINUTES_RECUSED: nor does who had to recuse from a case on
/// which it counted votes (S11).
/// </summary>
public sealed class ReviewCertificationDuty(IVault vault, MeetingPeople people) : ITaskGuard
{
    private static readonly Refusal Self = new("MINUTES_SELF", "记录由您填写，须由参会的其他人核签", "You recorded this sitting; somebody else who took part certifies it.") { Status = 403 };
    private static readonly Refusal Recused = new("MINUTES_RECUSED", "记录中有您须回避的申请人，须由他人核签，请转办", "The record counts votes on somebody for whom you must recuse; transfer the task.") { Status = 403 };

    public async Task<Refusal?> MayAct(Work work, UserTask task, Actor actor, CancellationToken cancel)
    {
        if (task.SubjectType != Subject.Meeting || task.FormKey != ReviewMinutes.CertificationForm || await ReviewMinutes.Latest(work, vault, task.InstanceId, cancel) is not { } minutes)
            return null;
        if (minutes.ByUserId == actor.UserId || await SeparationOfDuty.Done(work, task, actor).AnyAsync(row => row.Id == minutes.TaskId, cancel))
            return Self;
        var who = await Kinship.Of(work, actor, cancel);
        foreach (var row in ReviewRecordForm.Read(minutes.Data).Rows.Where(row => row.IsCounted))
        {
            if (row.Recused.Contains(actor.DisplayName))
                return Recused;
            if (await work.Db.Applications.FindAsync([row.Key], cancel) is { } application && (await people.Person(work, application, cancel)).Concerns(who))
                return Recused;
        }

        return null;
    }
}

/// <summary>REVIEW_NOT_PRESENT: a village's minutes are certified by the chair, a teller or a member who was there; the town's own second vote by its leader.</summary>
public sealed class ReviewCertificationCheck(IVault vault) : ITaskCheck
{
    private const string Certify = "Certify";

    public string Name => ReviewMinutes.CertificationForm;

    public async Task<IReadOnlyList<FieldError>> Check(Work work, UserTask task, string outcome, JsonObject data, Actor actor, CancellationToken cancel)
    {
        if (outcome != Certify || await ReviewMinutes.Latest(work, vault, task.InstanceId, cancel) is not { OfTown: false } minutes)
            return [];
        return ReviewRecordForm.Read(minutes.Data).TookPart(actor.DisplayName)
            ? []
            : [new FieldError("opinion", "REVIEW_NOT_PRESENT", "记录中没有您参会，须由主持人、监票计票人或到会成员核签", "The record does not name you as present; the chair, a teller or a member who was there certifies.")];
    }
}

/// <summary>The sitting of the minutes that wait to be certified.</summary>
public sealed class ReviewSittingSource(IVault vault) : IFormSource
{
    public string Name => "review-sitting";

    public async Task<JsonNode> Load(Work work, UserTask task, Actor actor, CancellationToken cancel)
    {
        if (await ReviewMinutes.Latest(work, vault, task.InstanceId, cancel) is not { } minutes)
            return new JsonArray();
        var form = ReviewRecordForm.Read(minutes.Data);
        return new JsonArray(new JsonObject
        {
            ["key"] = minutes.TaskId,
            ["heldOn"] = form.HeldOn?.Iso(),
            ["place"] = form.Place,
            ["chair"] = form.Chair,
            ["present"] = string.Create(CultureInfo.InvariantCulture, $"{form.Sitting.Present}/{form.Sitting.Roster}"),
            ["tellers"] = $"{form.Sitting.FirstTeller}、{form.Sitting.SecondTeller}",
            ["recorder"] = (await work.Db.Users.FindAsync([minutes.ByUserId], cancel))?.DisplayName,
            ["minutes"] = minutes.Data.Text("minutes"),
        });
    }
}

/// <summary>What the minutes say of each applicant: recusals and counts.</summary>
public sealed class ReviewMinutesSource(IVault vault) : IFormSource
{
    public string Name => "review-minutes";

    public async Task<JsonNode> Load(Work work, UserTask task, Actor actor, CancellationToken cancel)
    {
        if (await ReviewMinutes.Latest(work, vault, task.InstanceId, cancel) is not { } minutes)
            return new JsonArray();
        var rows = ReviewRecordForm.Read(minutes.Data).Rows.ToDictionary(row => row.Key);
        var keys = rows.Keys.ToList();
        var applications = await work.Db.Applications.AsNoTracking().Where(row => keys.Contains(row.Id)).OrderBy(row => row.SubmittedAt).ThenBy(row => row.Id).ToListAsync(cancel);
        return await FormRows.Of(work, applications, (application, _, row) =>
        {
            var said = rows[application.Id];
            row["recused"] = string.Join('、', said.Recused);
            row["counts"] = said.IsCounted ? string.Create(CultureInfo.InvariantCulture, $"{said.Yes ?? 0}/{said.No ?? 0}/{said.Abstain ?? 0}") : "";
            row["reason"] = said.Reason;
            return row;
        }, cancel);
    }
}
