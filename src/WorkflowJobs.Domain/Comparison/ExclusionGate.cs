using System.Text;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Applications;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Identity;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Tasks;

namespace WorkflowJobs.Domain.Comparison;

/// <summary>
/// What exclusions do to a case (DOMAIN §5.3, G5): HARD lets nobody pass; SOFT only with a reason, which discipline sees; the household cap
/// (E10) without a reason means the waitlist (S10); information is shown.
/// </summary>
public sealed class ExclusionGate(ApplicationExclusions exclusions, IVault vault)
{
    /// <summary>Field of the forms in which an officer justifies going on; its rows come from the source of <see cref="SoftStops"/>.</summary>
    public const string Field = "softStops";

    public const string HouseholdReason = "HOUSEHOLD_PLACED";

    /// <summary>Why the case cannot pass: HARD hits, and SOFT ones that nobody has justified here or before.</summary>
    public async Task<IReadOnlyList<FieldError>> Problems(Work work, Application application, JsonObject data, CancellationToken cancel)
    {
        var standing = await Standing(work, application, cancel);
        var problems = Stops(standing, "outcome").ToList();
        var justified = Justified(data);
        foreach (var soft in await Unjustified(work, application, standing, cancel))
        {
            if (soft is { Variant: FactVariants.Relative, State: HitState.Open })
                problems.Add(new FieldError($"{Field}[key={soft.FactKey}]", "SOFT_NOT_REVIEWED", "村干部亲属须先由镇街纪委核查", "A cadre's relative must first be reviewed by the town's discipline."));
            else if (soft.Code != ExclusionCodes.Household && !justified.ContainsKey(soft.FactKey))
                problems.Add(new FieldError($"{Field}[key={soft.FactKey}].reason", "SOFT_REASON_REQUIRED", $"{soft.Code} {soft.Zh}：继续办理须写明理由", $"{soft.Code} {soft.En} Going on needs a reason."));
        }

        return problems;
    }

    /// <summary>HARD hits alone: nobody can approve what they stop.</summary>
    public async Task<IReadOnlyList<FieldError>> Stops(Work work, Application application, string field, CancellationToken cancel) =>
        [.. Stops(await Standing(work, application, cancel), field)];

    /// <summary>As many of the household as may be hold a place, and nobody justified another, or nobody may: the applicant waits (S10).</summary>
    public async Task<bool> IsDeferred(Work work, Application application, CancellationToken cancel)
    {
        var standing = (await Standing(work, application, cancel)).Where(hit => hit is { Code: ExclusionCodes.Household, Grade: >= ExclusionGrade.Soft }).ToList();
        return standing.Exists(hit => hit.Grade == ExclusionGrade.Hard) || (standing.Count > 0 && (await Unjustified(work, application, standing, cancel)).Any());
    }

    /// <summary>SOFT hits that the officer may justify here: those that nobody has justified yet.</summary>
    internal async Task<IReadOnlyList<StandingHit>> ToJustify(Work work, Application application, CancellationToken cancel) =>
        [.. await Unjustified(work, application, await Standing(work, application, cancel), cancel)];

    /// <summary>Keeps what the officer wrote, for discipline to see.</summary>
    internal async Task Record(Work work, UserTask task, Actor actor, Application application, Person person, JsonObject data, CancellationToken cancel)
    {
        var justified = Justified(data);
        foreach (var soft in await Unjustified(work, application, await Standing(work, application, cancel), cancel))
        {
            if (justified.TryGetValue(soft.FactKey, out var reason))
                Keep(work, application, person, soft.Code, soft.FactKey, (task, actor.UserId, actor.DisplayName), reason);
        }
    }

    /// <summary>An override as it is kept for discipline: who justified what, at which task.</summary>
    internal void Keep(Work work, Application application, Person person, string code, string factKey, (UserTask Task, string Id, string Name) by, string reason) =>
        work.Db.ExclusionOverrides.Add(new ExclusionOverride
        {
            Id = Ids.New(),
            ApplicationId = application.Id,
            PersonId = person.Id,
            TownId = application.TownId,
            Code = code,
            FactKey = factKey,
            ActorId = by.Id,
            ActorName = by.Name,
            Role = by.Task.Role,
            TaskId = by.Task.Id,
            At = work.Now,
            ReasonCipher = vault.Encrypt(person.WrappedKey, Encoding.UTF8.GetBytes(reason)),
        });

    private Task<IReadOnlyList<StandingHit>> Standing(Work work, Application application, CancellationToken cancel) =>
        exclusions.Of(work, application, ShanghaiTime.DateOf(work.Now), cancel);

    private static IEnumerable<FieldError> Stops(IEnumerable<StandingHit> standing, string field) => standing.Where(hit => hit.Grade == ExclusionGrade.Hard).Select(hit =>
        new FieldError(field, hit.Code, $"{hit.Code} {hit.Zh}，不能通过；确属误判的，请先在比对工作台核查", $"{hit.Code} {hit.En} It stops the case; if it is mistaken, review it in the comparison workbench first."));

    private static async Task<IEnumerable<StandingHit>> Unjustified(Work work, Application application, IEnumerable<StandingHit> standing, CancellationToken cancel)
    {
        var known = await work.Db.ExclusionOverrides.AsNoTracking().Where(row => row.ApplicationId == application.Id).Select(row => row.FactKey).ToListAsync(cancel);
        var beside = known.SelectMany(HouseholdRules.Beside).ToHashSet(StringComparer.Ordinal);
        return standing.Where(hit => hit.Grade == ExclusionGrade.Soft && !known.Contains(hit.FactKey) && !HouseholdRules.IsJustifiedBeside(beside, [.. HouseholdRules.Beside(hit.FactKey)]));
    }

    private static Dictionary<string, string> Justified(JsonObject data) => data.Rows(Field)
        .Select(row => (Key: row.Text("key") ?? "", Reason: row.Text("reason")?.Trim() ?? ""))
        .Where(row => row.Reason.Length > 0).DistinctBy(row => row.Key).ToDictionary(row => row.Key, row => row.Reason);
}

/// <summary>The SOFT exclusions of the applicant that nobody has justified, as rows of a form.</summary>
public sealed class SoftStops(ExclusionGate gate) : IFormSource
{
    public string Name => "soft-stops";

    public async Task<JsonNode> Load(Work work, UserTask task, Actor actor, CancellationToken cancel)
    {
        if (await work.Db.Applications.FindAsync([task.SubjectId], cancel) is not { } application)
            return new JsonArray();
        return new JsonArray([.. (await gate.ToJustify(work, application, cancel)).Select(hit => (JsonNode)new JsonObject
        {
            ["key"] = hit.FactKey,
            ["item"] = $"{hit.Code} {hit.Zh}{(hit.Code == ExclusionCodes.Household ? "；不写理由的列入候补" : "")}",
            ["itemEn"] = $"{hit.Code} {hit.En}{(hit.Code == ExclusionCodes.Household ? " Without a reason: the waitlist." : "")}",
        })]);
    }
}

/// <summary>When an officer passes a case with SOFT exclusions, what they wrote is kept as an override.</summary>
public sealed class OverrideRecorder(ExclusionGate gate, TaskForms forms) : ITaskObserver
{
    private static readonly string[] Forms = ["town-handling", "district-comparison"];

    public async Task Completed(Work work, UserTask task, Actor actor, string outcome, string reason, CancellationToken cancel)
    {
        if (outcome != "Pass" || task.FormKey is null || !Forms.Contains(task.FormKey) || task.SubmissionId is not { } id
            || await work.Db.FormSubmissions.FindAsync([id], cancel) is not { } submission
            || await work.Db.Applications.FindAsync([task.SubjectId], cancel) is not { } application
            || await work.Db.People.FindAsync([application.PersonId], cancel) is not { } person)
            return;
        await gate.Record(work, task, actor, application, person, await forms.Read(work, submission, cancel), cancel);
    }

    /// <summary>A justification that was taken back stays on record; who passes the case again finds it there.</summary>
    public Task Reversed(Work work, UserTask task, Actor actor, string verb, string reason, CancellationToken cancel) => Task.CompletedTask;
}
