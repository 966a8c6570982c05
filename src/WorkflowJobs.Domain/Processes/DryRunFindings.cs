using WorkflowJobs.Engine.Activities;
using WorkflowJobs.Engine.Definitions;
using WorkflowJobs.Engine.Exploration;

namespace WorkflowJobs.Domain.Processes;

/// <summary>What a walk through a definition found. Pure.</summary>
internal static class DryRunFindings
{
    public static IReadOnlyList<DryRunAct> Acts(WorkflowDefinition definition, Exploration walked)
    {
        var titles = definition.Titles();
        return [.. walked.Steps.SelectMany(step => step.Acts)
            .Where(act => act.ActivityType.StartsWith("WorkflowJobs.", StringComparison.Ordinal) && act.ActivityType != BuiltInActivities.HumanTask)
            .GroupBy(act => act.ActivityId)
            .Select(acts => new DryRunAct(acts.Key, titles.GetValueOrDefault(acts.Key) ?? acts.Key, acts.First().ActivityType, [.. acts.SelectMany(act => act.Outcomes).Distinct()]))];
    }

    public static IReadOnlyList<DryRunFinding> Of(WorkflowDefinition definition, ActivityCatalog catalog, Exploration walked, IReadOnlyList<DryRunTask> tasks)
    {
        var titles = definition.Titles();
        string Title(string id) => titles.GetValueOrDefault(id) ?? id;
        var faults = walked.States.SelectMany(state => state.Incidents).DistinctBy(incident => (incident.ActivityId, incident.Message)).Select(incident => new DryRunFinding("FAULT", false, incident.ActivityId,
            $"“{Title(incident.ActivityId)}”出错：{incident.Message}", $"\"{Title(incident.ActivityId)}\" fails: {incident.Message}"));
        var stuck = walked.Steps.Where(step => walked.States[step.To].IsStuck).Select(step => step.Acts.LastOrDefault()?.ActivityId).Distinct().Select(id => new DryRunFinding("STUCK", false, id,
            $"“{Title(id ?? "")}”之后流程停住：既没有结束，也不等待任何人或事。", $"After \"{Title(id ?? "")}\" the process stands still: it neither ends nor waits for anything."));
        var loose = walked.LooseEnds.Select(end => new DryRunFinding("LOOSE_END", false, end.ActivityId,
            $"“{Title(end.ActivityId)}”的结果“{end.Outcome}”没有连线，走到这里就没有下一步。", $"The outcome \"{end.Outcome}\" of \"{Title(end.ActivityId)}\" is connected to nothing: that course just stops."));
        var nobody = tasks.Where(task => task.UnitId is not null && task.Holders.Count == 0).Select(task => new DryRunFinding("NOBODY", false, task.ActivityId,
            $"“{task.TitleZh}”无人可办：没有人担任角色{task.Role}。", $"Nobody can handle \"{task.TitleEn}\": no one holds the role {task.Role}."));
        var unreached = definition.Root.SelfAndDescendants().Where(node => node.Id != definition.Root.Id && catalog.Find(node.Type) is not null && !Seen(walked, node.Id)).Select(node => new DryRunFinding("NEVER_REACHED", true, node.Id,
            $"没有一条路走到“{Title(node.Id)}”。", $"No course reaches \"{Title(node.Id)}\"."));
        var tooMany = new DryRunFinding("TOO_MANY", true, null,
            $"状态超过{Explorer.MostStates}个，其余未走完。", $"There are more than {Explorer.MostStates} states; the rest was not walked.");
        return [.. stuck, .. faults, .. loose, .. nobody, .. walked.IsComplete ? unreached : [tooMany]];
    }

    private static bool Seen(Exploration walked, string activityId) =>
        walked.Reached.Contains(activityId) || walked.States.Any(state => state.Waiting.Any(mark => mark.ActivityId == activityId));
}
