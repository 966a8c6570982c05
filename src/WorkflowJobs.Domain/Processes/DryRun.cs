using System.Text.Json.Nodes;
using WorkflowJobs.Domain.Calendars;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Identity;
using WorkflowJobs.Domain.Parameters;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Instances;
using WorkflowJobs.Domain.Runtime.Tasks;
using WorkflowJobs.Domain.Units;
using WorkflowJobs.Engine.Definitions;
using WorkflowJobs.Engine.Execution;
using WorkflowJobs.Engine.Exploration;

namespace WorkflowJobs.Domain.Processes;

/// <summary>For whom a draft is tried: somebody of a village who starts at an instant; today when none is named.</summary>
public sealed record DryRunSample(string? VillageId, DateTimeOffset? StartsAt);

/// <summary>Walks a version with a sample person before it is published. Reads units, holders, parameters and the calendar; writes nothing.</summary>
public sealed class DryRun(IReader reader, WorkflowEngine engine, IEnumerable<ICallHandler> handlers, ParameterStore parameters, CalendarStore calendars)
{
    private static readonly Refusal NoVillage = new("DRY_RUN_UNIT", "请选择一个村（社区）作为示例。", "Choose a village for the sample.") { Status = 400 };
    private readonly Dictionary<string, ICallHandler> byType = handlers.ToDictionary(handler => handler.Descriptor.Type, StringComparer.Ordinal);

    public Task<Result<DryRunReport>> Run(Actor actor, string versionId, DryRunSample sample, CancellationToken cancel) => reader.Read<Result<DryRunReport>>(async (work, token) =>
    {
        if (!actor.Has(Roles.WorkflowAdministrator) || await work.Db.DefinitionVersions.FindAsync([versionId], token) is not { } version)
            return Refusals.NotFound;
        var units = await UnitList.All(work.Db, token);
        if (units.Find(unit => unit.Kind == UnitKind.Village && unit.Active && (sample.VillageId is null || unit.Id == sample.VillageId)) is not { } village)
            return NoVillage;
        var definition = DefinitionReader.Read(version.Json).Definition!;
        var startsAt = sample.StartsAt ?? work.Now;
        var host = new Host(byType, await parameters.At(work.Db, startsAt, token), await calendars.Load(work.Db, token));
        var walked = new Explorer(engine).Explore(definition, new Stimulus.Start([]), startsAt, host, token);
        var place = new SubjectPlace(village.Id, village.ParentId!, units.Find(unit => unit.Kind == UnitKind.District)!.Id);
        var tasks = new List<DryRunTask>();
        foreach (var (bookmark, at) in FirstOpenings(walked))
            tasks.Add(await Task(work, walked, bookmark, at, place, host, token));
        return new DryRunReport(version.Id, tasks, DryRunFindings.Acts(definition, walked), DryRunFindings.Of(definition, engine.Catalog, walked, tasks), walked.States.Count, walked.IsComplete);
    }, cancel);

    private static IEnumerable<(Bookmark Bookmark, DateTimeOffset At)> FirstOpenings(Exploration walked) =>
        walked.States.SelectMany(state => state.Waiting.Where(mark => mark.Kind == BookmarkKinds.HumanTask).Select(mark => (mark, state.At))).DistinctBy(opening => opening.mark.ActivityId);

    private static async Task<DryRunTask> Task(Work work, Exploration walked, Bookmark bookmark, DateTimeOffset at, SubjectPlace place, Host host, CancellationToken cancel)
    {
        var inputs = TaskInputs.Read(bookmark);
        var unitId = inputs.UnitAt(place);
        var holders = inputs.IsPersonal || unitId.Length == 0 ? [] : await Holders.Of(work, inputs.Role, unitId, cancel);
        var due = host.DueOf(bookmark, at);
        return new DryRunTask(
            bookmark.ActivityId, inputs.Title, inputs.TitleEn ?? inputs.Title, inputs.Role, inputs.IsPersonal ? null : unitId, [.. holders.Select(holder => holder.DisplayName)],
            inputs.Form, inputs.Stage, inputs.StageEn, at, due?.EndsAt, due?.Provisional ?? false, [.. inputs.Outcomes.Select(outcome => Outcome(walked, bookmark.ActivityId, outcome))]);
    }

    private static DryRunOutcome Outcome(Exploration walked, string activityId, TaskOutcome outcome)
    {
        var steps = walked.Steps.Where(step => step.Resumed?.ActivityId == activityId && step.Choice == outcome.Key).ToList();
        var next = steps.SelectMany(step => walked.States[step.To].Waiting.Where(mark => walked.States[step.From!.Value].Waiting.All(before => before.Id != mark.Id)).Select(mark => mark.ActivityId));
        return new DryRunOutcome(outcome.Key, outcome.Zh, outcome.En, [.. next.Distinct()], steps.Exists(step => walked.States[step.To].Status == WorkflowStatus.Finished));
    }

    private sealed class Host(Dictionary<string, ICallHandler> handlers, ParameterSet set, WorkingDayCalendar calendar) : IExplorationHost
    {
        public IReadOnlyList<CallAnswer> Answers(Call call) => handlers.TryGetValue(call.Name, out var handler)
            ? handler.Preview(call)
            : [new CallAnswer.Done(Result: new JsonObject())];

        public DateTimeOffset ResumedAt(Bookmark bookmark, DateTimeOffset openedAt) =>
            (bookmark.DueAt ?? DueOf(bookmark, openedAt)?.EndsAt.AddMilliseconds(-1)) is { } at && at > openedAt ? at : openedAt;

        public WorkingDayResult? DueOf(Bookmark bookmark, DateTimeOffset openedAt) =>
            bookmark.Kind == BookmarkKinds.HumanTask && TaskInputs.Read(bookmark).DueIn is { } text && set.Days(text) is { } days ? calendar.AddWorkingDays(ShanghaiTime.DateOf(openedAt), days) : null;
    }
}
