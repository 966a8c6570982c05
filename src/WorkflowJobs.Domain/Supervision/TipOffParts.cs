using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Applications;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Documents;
using WorkflowJobs.Domain.Identity;
using WorkflowJobs.Domain.Placements;
using WorkflowJobs.Domain.Reviews;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Instances;
using WorkflowJobs.Domain.Runtime.Tasks;
using WorkflowJobs.Domain.Units;
using WorkflowJobs.Engine.Activities;
using WorkflowJobs.Engine.Execution;

namespace WorkflowJobs.Domain.Supervision;

/// <summary>Where a tip-off belongs: the town, or the district when about an officer. Its name in lists tells nothing of who or what.</summary>
public sealed class TipOffSubjects : ISubjectDirectory
{
    public const string Type = "tip-off";

    public string SubjectType => Type;

    public async Task<SubjectPlace?> Locate(Work work, string subjectId, CancellationToken cancel) => await work.Db.TipOffs.FindAsync([subjectId], cancel) is { } tipOff
        ? await SubjectPlaces.OfTown(work, tipOff.TownId, null, $"{PaperText.Date(tipOff.ReceivedAt)}收到的举报", cancel)
        : null;
}

/// <summary>OWN_CASE: nobody looks into what is reported about themselves.</summary>
public sealed class TipOffDuty : ITaskGuard
{
    private static readonly Refusal Own = new("OWN_CASE", "举报反映的是您本人，须回避，请转办", "The report is about you; transfer the task.") { Status = 403 };

    public async Task<Refusal?> MayAct(Work work, UserTask task, Actor actor, CancellationToken cancel) =>
        task.SubjectType == TipOffSubjects.Type && await work.Db.TipOffs.FindAsync([task.SubjectId], cancel) is { OfficerId: { } officer } && officer == actor.UserId ? Own : null;
}

/// <summary>What was reported, for the discipline offices alone; a leader who may see the task sees no more than that it is there.</summary>
public sealed class TipOffSource(SealedTexts texts) : IFormSource
{
    public string Name => "tip-off";

    public async Task<JsonNode> Load(Work work, UserTask task, Actor actor, CancellationToken cancel)
    {
        if (!(actor.Has(Roles.TownDiscipline) || actor.Has(Roles.Discipline)) || await work.Db.TipOffs.FindAsync([task.SubjectId], cancel) is not { } tipOff || tipOff.OfficerId == actor.UserId)
            return new JsonArray();
        return new JsonArray((JsonNode)new JsonObject
        {
            ["key"] = tipOff.Id,
            ["about"] = await texts.Open(work, null, tipOff.AboutCipher, cancel),
            ["content"] = await texts.Open(work, null, tipOff.ContentCipher, cancel),
            ["realName"] = tipOff.IsRealName ? "实名" : "匿名",
            ["reporter"] = string.Join(' ', await texts.Open(work, null, tipOff.ReporterCipher, cancel), await texts.Open(work, null, tipOff.ContactCipher, cancel)).Trim(),
        });
    }
}

/// <summary>Everybody on post in the town, to say whom the report is about.</summary>
public sealed class TownPlacementsSource : IFormSource
{
    public string Name => "town-placements";

    public async Task<JsonNode> Load(Work work, UserTask task, Actor actor, CancellationToken cancel)
    {
        if (await work.Db.TipOffs.FindAsync([task.SubjectId], cancel) is not { } tipOff)
            return new JsonArray();
        var people = await (
            from placement in work.Db.Placements.AsNoTracking()
            join person in work.Db.People.AsNoTracking() on placement.PersonId equals person.Id
            where placement.TownId == tipOff.TownId && placement.Status != PlacementStatus.Exited
            orderby person.Name, placement.PostNumber
            select new { placement.Id, person.Name, placement.PostName, placement.PostNumber }).ToListAsync(cancel);
        return new JsonArray([.. people.Select(one => InspectionOthersSource.Option(one.Id, $"{one.Name} {one.PostName} {one.PostNumber}", null))]);
    }
}

/// <summary>The units of the town that may have to put something right.</summary>
public sealed class TownUnitsSource : IFormSource
{
    public string Name => "town-units";

    public async Task<JsonNode> Load(Work work, UserTask task, Actor actor, CancellationToken cancel) => await work.Db.TipOffs.FindAsync([task.SubjectId], cancel) is { } tipOff
        ? InspectionUnitsSource.Options(await UnitList.All(work.Db, cancel), tipOff.TownId)
        : new JsonArray();
}

/// <summary>TIP_OFF_RESULT: who is named gets a finding, and a finding names somebody.</summary>
public sealed class TipOffCheck : ITaskCheck
{
    public string Name => "tip-off";

    public Task<IReadOnlyList<FieldError>> Check(Work work, UserTask task, string outcome, JsonObject data, Actor actor, CancellationToken cancel) =>
        Task.FromResult<IReadOnlyList<FieldError>>(data.Text("placement") is null == data.Text("result") is null
            ? []
            : [new FieldError(data.Text("placement") is null ? "placement" : "result", "TIP_OFF_RESULT", "人员和查实情况须同时填写", "Person and finding belong together.")]);
}

/// <summary>Closes a tip-off. Substantiated: fraud has its consequences, problems enter the ledger, and a clue about an officer goes to discipline.</summary>
public sealed class CloseTipOff(Submissions submissions, SealedTexts texts, Rectifications rectifications, FraudFindings fraud, Clues clues) : ICallHandler
{
    public ActivityDescriptor Descriptor { get; } = CallDescriptors.Record(nameof(CloseTipOff), SupervisionCalls.Category, "办结举报", "Close the tip-off");

    public IReadOnlyList<string> BindingOutcomes { get; } = ["Done"];

    public async Task<CallAnswer> Answer(CallContext context, CancellationToken cancel)
    {
        var work = context.Work;
        var tipOff = await work.Db.TipOffs.FindAsync([context.Instance.SubjectId], cancel) ?? throw new InvalidOperationException($"There is no tip-off {context.Instance.SubjectId}.");
        var said = await submissions.Read(context, cancel);
        var finding = said.Data.Text("finding") ?? "";
        tipOff.Outcome = said.Outcome;
        tipOff.FindingCipher = await texts.Seal(work, null, finding, cancel);
        tipOff.ReplyCipher = await texts.Seal(work, null, said.Data.Text("reply"), cancel);
        tipOff.PlacementId = said.Data.Text("placement");
        tipOff.ClosedAt = work.Now;
        tipOff.Revision++;
        if (tipOff.Outcome != "Substantiated")
            return new CallAnswer.Done();
        if (tipOff.PlacementId is { } placementId && said.Data.Text("result") is { } result && VisitResults.IsFraud(result))
            await fraud.Found(work, new FraudFinding(FraudSources.TipOff, $"tip-off/{tipOff.Id}", await work.Placement(placementId, cancel), result, ShanghaiTime.DateOf(work.Now), finding), context.Actor, cancel);
        foreach (var row in said.Data.Rows("findings"))
            await rectifications.Open(work, new NewRectification(RectificationSources.TipOff, tipOff.Id, tipOff.TownId, row.Text("unit")!, row.Text("kind")!, row.Text("problem")!)
            { ByDiscipline = true, ByDistrict = tipOff.AboutOfficer }, context.Actor, cancel);
        if (tipOff.AboutOfficer && said.Data.Flag("clue") == true)
            await clues.Open(work, new NewClue(ClueSources.TipOff, $"tip-off/{tipOff.Id}/officer", "OFFICER", tipOff.TownId, finding) { OfficerId = tipOff.OfficerId }, context.Actor, cancel);
        return new CallAnswer.Done();
    }
}
