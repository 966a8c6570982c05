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
        && await SeparationOfDuty.Done(work, task, actor).AnyAsync(row => row.ActivityId == "propose", cancel)
            ? new Refusal("SAME_PERSON", "您拟定了本计划，不得同时审定", "You drafted this allocation and cannot decide it as well.") { Status = 403 }
            : null;
}

public sealed class AllocationCheck : ITaskCheck
{
    public string Name => "allocation";

    public async Task<IReadOnlyList<FieldError>> Check(Work work, UserTask task, string outcome, JsonObject data, Actor actor, CancellationToken cancel)
    {
        var year = AllocationProposal.Parse(task.SubjectId).Year;
        return [.. await AllocationStore.Check(work, year, AllocationStore.Lines(data), cancel), .. AllocationRules.Check(AllocationStore.Totals(data, year) ?? [])];
    }
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
        var proposal = await AllocationBasis.Proposed(work, vault, task, cancel);
        var lines = proposal is null ? [] : AllocationStore.Lines(proposal.Value.Data);
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

/// <summary>On what the proposal rests, who drafted it and when: who decides it needs to know.</summary>
public sealed class AllocationBasis(IVault vault) : IFormSource
{
    public string Name => "allocation-basis";

    public async Task<JsonNode> Load(Work work, UserTask task, Actor actor, CancellationToken cancel)
    {
        if (await Proposed(work, vault, task, cancel) is not var (submission, data))
            return new JsonArray();
        var drafter = await work.Db.Users.Where(user => user.Id == submission.ByUserId).Select(user => user.DisplayName).FirstOrDefaultAsync(cancel);
        return new JsonArray(new JsonObject
        {
            ["key"] = submission.Id,
            ["basis"] = data["basis"]?.ToString() ?? "—",
            ["drafter"] = drafter ?? "—",
            ["draftedOn"] = ShanghaiTime.DateOf(submission.At).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        });
    }

    /// <summary>What was last proposed in the task's process; null before anything was.</summary>
    internal static async Task<(FormSubmission Submission, JsonObject Data)?> Proposed(Work work, IVault vault, UserTask task, CancellationToken cancel)
    {
        var submission = await (
            from proposed in work.Db.UserTasks
            join data in work.Db.FormSubmissions on proposed.SubmissionId equals data.Id
            where proposed.InstanceId == task.InstanceId && proposed.ActivityId == "propose"
            orderby data.At descending
            select data).FirstOrDefaultAsync(cancel);
        return submission is null ? null : (submission, await vault.Read(work, submission, cancel));
    }
}

/// <summary>The totals as they would be, beside those in force.</summary>
public sealed class AllocationTotalRows(IVault vault) : IFormSource
{
    public string Name => "allocation-totals";

    public async Task<JsonNode> Load(Work work, UserTask task, Actor actor, CancellationToken cancel)
    {
        var year = AllocationProposal.Parse(task.SubjectId).Year;
        var current = await AllocationStore.CurrentTotals(work, year, cancel);
        var proposed = await AllocationWarningRows.Totals(work, vault, task, year, current, cancel);
        var keys = current.Select(total => total.Key).Concat(proposed.Select(total => total.Key)).Distinct();
        return new JsonArray([.. keys.Select(key => (JsonNode)new JsonObject
        {
            ["key"] = PlanTotalIds.Of(key, 1),
            ["scope"] = key.Year is null ? "全部年度" : $"{year}年",
            ["kind"] = key.Kind is { } kind ? LineNames.Zh(kind) : "合计",
            ["before"] = current.Find(total => total.Key == key)?.Number.ToString(CultureInfo.InvariantCulture) ?? "—",
            ["after"] = proposed.FirstOrDefault(total => total.Key == key)?.Number.ToString(CultureInfo.InvariantCulture) ?? "—",
        })]);
    }
}

/// <summary>What would not add up if the proposal took effect; it blocks nothing (DOMAIN I1).</summary>
public sealed class AllocationWarningRows(IVault vault) : IFormSource
{
    public string Name => "allocation-warnings";

    public async Task<JsonNode> Load(Work work, UserTask task, Actor actor, CancellationToken cancel)
    {
        var year = AllocationProposal.Parse(task.SubjectId).Year;
        if (await AllocationBasis.Proposed(work, vault, task, cancel) is not var (_, data))
            return new JsonArray();
        var totals = await Totals(work, vault, task, year, await AllocationStore.CurrentTotals(work, year, cancel), cancel);
        var others = await work.Db.PlanTotals.AsNoTracking().Where(total => total.IsCurrent && total.Year != null && total.Year != year).ToListAsync(cancel);
        var warnings = PlanReconciliation.Warnings(
            [.. totals.Select(total => new PlanFigure(total.Key.Year, total.Key.Kind, total.Number)), .. others.Select(total => new PlanFigure(total.Year, total.Kind, total.Number))],
            [.. AllocationStore.Lines(data).Select(line => new AllocationRow(year, line.Kind, line.TownId, line.Batch, line.Number, line.PostNames.Split('、')))]);
        return new JsonArray([.. warnings.Select((warning, at) => (JsonNode)new JsonObject { ["key"] = $"{warning.Code}.{at}", ["text"] = warning.MessageZh })]);
    }

    /// <summary>The totals that the proposal would leave: those that it states, or those in force.</summary>
    internal static async Task<IReadOnlyList<ProposedTotal>> Totals(Work work, IVault vault, UserTask task, int year, List<PlanTotal> current, CancellationToken cancel) =>
        (await AllocationBasis.Proposed(work, vault, task, cancel) is var (_, data) ? AllocationStore.Totals(data, year) : null)
        ?? [.. current.Select(total => new ProposedTotal(total.Key, total.Number))];
}
