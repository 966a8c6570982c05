using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Instances;
using WorkflowJobs.Engine.Definitions;
using WorkflowJobs.Engine.Execution;

namespace WorkflowJobs.Domain.Applications;

/// <summary>
/// The stages of an application, read from the definition that it runs on (invariant 10): a step that an administrator adds shows here by
/// itself. The main path follows the connection listed first of each activity.
/// </summary>
public sealed class ProgressReader(DefinitionCache definitions)
{
    public async Task<ProgressView> Read(Work work, Application application, CancellationToken cancel)
    {
        var (zh, en) = application.Status.Name();
        var rows = await work.Db.StatusChanges.AsNoTracking().Where(c => c.ApplicationId == application.Id).OrderBy(c => c.At).ToListAsync(cancel);
        List<StatusEntry> history = rows.ConvertAll(c => new StatusEntry(c.At, c.To.Code(), c.To.Name().Zh, c.To.Name().En, c.ReasonCode));
        if (application.InstanceId is null || await work.Db.Instances.FindAsync([application.InstanceId], cancel) is not { } instance)
            return new ProgressView(application.Status.Code(), zh, en, [], [], history);
        var flow = new Flow(await definitions.Load(work.Db, instance.DefinitionVersionId, cancel));
        var state = InstanceState.FromJson(instance.State);
        var tasks = await work.Db.UserTasks.AsNoTracking().Where(t => t.InstanceId == instance.Id && t.CompletedAt == null).ToDictionaryAsync(t => t.Id, cancel);
        var units = await work.Db.Units.AsNoTracking().ToDictionaryAsync(u => u.Id, cancel);
        var since = rows.Count > 0 ? rows[^1].At : application.CreatedAt;
        List<OpenStep> open = [];
        foreach (var mark in state.Bookmarks.Where(b => b.Kind != BookmarkKinds.Event))
        {
            var task = tasks.GetValueOrDefault(mark.Id);
            var next = flow.NextStage(mark.ActivityId);
            if ((task?.Stage ?? mark.Payload?["stage"]?.ToString()) is not { Length: > 0 } stage)
                continue;
            var unit = task is null ? null : units.GetValueOrDefault(task.UnitId);
            open.Add(new OpenStep(
                mark.ActivityId, stage, task is null ? mark.Payload?["stageEn"]?.ToString() : task.StageEn,
                task is null ? null : task.PersonId is not null ? "本人" : unit?.Name, task is null ? null : task.PersonId is not null ? "You" : unit?.NameEn,
                task?.CreatedAt ?? since, task?.DueAt ?? mark.DueAt, task?.DueProvisional ?? false, task?.Id, next?.Zh, next?.En)
            { IsOwn = task?.PersonId is not null });
        }

        var ended = await work.Db.UserTasks.AsNoTracking().Where(t => t.InstanceId == instance.Id && t.CompletedAt != null && t.Outcome != null)
            .GroupBy(t => new { t.Stage, t.StageEn }).Select(g => new StageView(g.Key.Stage, g.Key.StageEn, "Done") { At = g.Max(t => t.CompletedAt) }).ToListAsync(cancel);
        return new ProgressView(application.Status.Code(), zh, en, Stages(flow, open, ended, application.Status, since), open, history);
    }

    /// <summary>
    /// The main path as far as it was walked, where it stands, and what lies ahead. A stage beside the main path (supplement, objection,
    /// waitlist) shows where it was entered; an application that ended early ends its list with its status.
    /// </summary>
    private static List<StageView> Stages(Flow flow, List<OpenStep> open, List<StageView> ended, ApplicationStatus status, DateTimeOffset since)
    {
        var path = flow.MainPath();
        var current = path.FindIndex(stage => open.Exists(step => step.StageZh == stage.Zh));
        var walked = path.FindLastIndex(stage => ended.Exists(done => done.Zh == stage.Zh));
        var over = status.IsOver() || status == ApplicationStatus.OnPost;
        var reached = status == ApplicationStatus.OnPost ? path.Count : current >= 0 && !over ? current : walked + 1;
        List<StageView> stages = [.. path.Take(reached).Select(stage => stage with { State = "Done", At = ended.Find(done => done.Zh == stage.Zh)?.At })];
        if (status.IsOver())
            return [.. stages, new StageView(status.Name().Zh, status.Name().En, "Ended") { At = since }];
        if (over)
            return stages;
        if (current < 0 && open.Count > 0)
            stages.Add(new StageView(open[0].StageZh, open[0].StageEn, "Current"));
        stages.AddRange(path.Skip(reached).Select((stage, i) => stage with { State = i == 0 && current >= 0 ? "Current" : "Ahead" }));
        return stages;
    }

    /// <summary>The definition's flowchart as far as stages go.</summary>
    private sealed class Flow(WorkflowDefinition definition)
    {
        private readonly ActivityNode root = definition.Root;

        public List<StageView> MainPath()
        {
            var stages = new List<StageView>();
            var seen = new HashSet<string>();
            for (var node = Start(); node is not null && seen.Add(node.Id); node = First(node.Id))
                if (StageOf(node) is { } stage && stages.TrueForAll(s => s.Zh != stage.Zh))
                    stages.Add(stage);
            return stages;
        }

        public StageView? NextStage(string activityId)
        {
            var here = Node(activityId) is { } node ? StageOf(node)?.Zh : null;
            var seen = new HashSet<string> { activityId };
            for (var next = First(activityId); next is not null && seen.Add(next.Id); next = First(next.Id))
                if (StageOf(next) is { } stage && stage.Zh != here)
                    return stage;
            return null;
        }

        private ActivityNode? Start() => root.Children.Select(c => c.Node).FirstOrDefault(n => n.Type == "Elsa.Start");

        private ActivityNode? Node(string id) => root.Children.Select(c => c.Node).FirstOrDefault(n => n.Id == id);

        private ActivityNode? First(string id) => root.Connections.FirstOrDefault(c => c.SourceId == id) is { } connection ? Node(connection.TargetId) : null;

        private static StageView? StageOf(ActivityNode node) => Literal(node, "stage") is { Length: > 0 } zh ? new StageView(zh, Literal(node, "stageEn"), "Ahead") : null;

        private static string? Literal(ActivityNode node, string input) => node.Json[input]?["expression"] is { } e && e["type"]?.ToString() == "Literal" ? e["value"]?.ToString() : null;
    }
}
