using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Applications;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Identity;
using WorkflowJobs.Domain.Notices;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Tasks;
using WorkflowJobs.Domain.Units;

namespace WorkflowJobs.Domain.Plans;

/// <summary>Where an allocation belongs: the district.</summary>
public sealed class AllocationSubjects : ISubjectDirectory
{
    public string SubjectType => AllocationProposal.Type;

    public async Task<SubjectPlace?> Locate(Work work, string subjectId, CancellationToken cancel)
    {
        var district = await work.Db.Units.AsNoTracking().FirstAsync(unit => unit.Kind == UnitKind.District, cancel);
        return new SubjectPlace(null, district.Id, district.Id) { DisplayName = $"{AllocationProposal.Parse(subjectId).Year}年名额分配计划" };
    }
}

/// <summary>Who drafted an allocation does not decide it.</summary>
public sealed class AllocationApart : ITaskGuard
{
    public async Task<Refusal?> MayAct(Work work, UserTask task, Actor actor, CancellationToken cancel) =>
        task is { SubjectType: AllocationProposal.Type, ActivityId: "decide" }
        && await work.Db.UserTasks.AnyAsync(row => row.InstanceId == task.InstanceId && row.ActivityId == "propose" && row.CompletedBy == actor.UserId, cancel)
            ? new Refusal("SAME_PERSON", "您拟定了本计划，不得同时审定", "You drafted this allocation and cannot decide it as well.") { Status = 403 }
            : null;
}

public sealed class AllocationCheck : ITaskCheck
{
    public string Name => "allocation";

    public Task<IReadOnlyList<FieldError>> Check(Work work, UserTask task, string outcome, JsonObject data, Actor actor, CancellationToken cancel) =>
        AllocationStore.Check(work, AllocationProposal.Parse(task.SubjectId).Year, AllocationStore.Lines(data), cancel);
}

/// <summary>The district's towns.</summary>
public sealed class TownOptions : IFormSource
{
    public string Name => "towns";

    public async Task<JsonNode> Load(Work work, UserTask task, Actor actor, CancellationToken cancel)
    {
        var towns = await work.Db.Units.AsNoTracking().Where(unit => unit.Kind == UnitKind.Town && unit.Active).OrderBy(unit => unit.SortOrder).ToListAsync(cancel);
        return new JsonArray([.. towns.Select(unit => (JsonNode)Options.Of(unit.Id, unit.Name, unit.NameEn))]);
    }
}

/// <summary>What was proposed, beside what is in force and taken.</summary>
public sealed class AllocationProposalRows(IVault vault) : IFormSource
{
    public string Name => "allocation-proposal";

    public async Task<JsonNode> Load(Work work, UserTask task, Actor actor, CancellationToken cancel)
    {
        var year = AllocationProposal.Parse(task.SubjectId).Year;
        var submission = await (
            from proposed in work.Db.UserTasks
            join data in work.Db.FormSubmissions on proposed.SubmissionId equals data.Id
            where proposed.InstanceId == task.InstanceId && proposed.ActivityId == "propose"
            orderby data.At descending
            select data).FirstOrDefaultAsync(cancel);
        var lines = submission is null ? [] : AllocationStore.Lines(await vault.Read(work, submission, cancel));
        var current = await AllocationStore.Current(work, year, cancel);
        var quotas = await work.Db.QuotaLines.AsNoTracking().Where(quota => quota.Year == year).ToListAsync(cancel);
        var towns = await work.Db.Units.AsNoTracking().ToDictionaryAsync(unit => unit.Id, unit => unit.Name, cancel);
        return new JsonArray([.. lines.Select(line => (JsonNode)new JsonObject
        {
            ["key"] = $"{line.Kind}.{line.TownId}.{line.Batch}",
            ["town"] = towns.GetValueOrDefault(line.TownId),
            ["line"] = LineNames.Zh(line.Kind, line.Batch),
            ["before"] = current.Find(other => other.Key == line.Key)?.Number.ToString(CultureInfo.InvariantCulture) ?? "—",
            ["after"] = line.Number.ToString(CultureInfo.InvariantCulture),
            ["taken"] = (quotas.Find(other => other.Key == line.Key)?.Taken ?? 0).ToString(CultureInfo.InvariantCulture),
            ["postNames"] = line.PostNames,
        })]);
    }
}
