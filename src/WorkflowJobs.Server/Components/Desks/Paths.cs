using WorkflowJobs.Domain.Applications;
using WorkflowJobs.Server.Components.Officer;
using WorkflowJobs.Server.Components.Text;

namespace WorkflowJobs.Server.Components.Desks;

/// <summary>An application's progress, which its running definition gives (invariant 10), in the words of the pages.</summary>
internal sealed class Paths(Texts texts)
{
    public IReadOnlyList<Step> Of(ProgressView progress, DateOnly? startsOn)
    {
        var steps = progress.Stages.Select(stage => new Step(Names.Pick(stage.Zh, stage.En), stage.State == "Ahead" ? "Waiting" : stage.State, stage.At)).ToList();
        if (steps.Count == 0)
            steps.Add(new Step(Names.Pick(progress.StatusZh, progress.StatusEn), "Current", progress.History.Count > 0 ? progress.History[^1].At : null));
        var here = steps.FindIndex(step => step.State is "Current" or "Ended");
        if (here < 0)
            here = steps.Count - 1;
        steps[here] = steps[here] with { Note = steps[here].State == "Ended" ? null : Next(progress, startsOn) };
        return steps;
    }

    /// <summary>One sentence: what happens next and who has it.</summary>
    public string Next(ProgressView progress, DateOnly? startsOn)
    {
        if (progress.Open.FirstOrDefault(step => step.IsOwn) is { } own)
            return texts["path.you", Names.Pick(own.StageZh, own.StageEn), Due(own)].TrimEnd(' ', '：', ':');
        if (progress.Open.FirstOrDefault(step => step.HolderZh is not null) is { } open)
            return texts[open.DueAt is null ? "path.who" : "path.whoDue", Names.Pick(open.HolderZh!, open.HolderEn), Names.Pick(open.StageZh, open.StageEn), Due(open)];
        return startsOn is { } day ? texts["path.signed", Dates.Day(day)] : texts.Code("next", Status(progress.Status));
    }

    /// <summary>The last day; where its year has no calendar yet, with the words that it is not final.</summary>
    private string Due(OpenStep step) => Dates.Day(Dates.LastDay(step.DueAt)) + (step is { DueProvisional: true, DueAt: not null } ? $"（{texts["due.provisional"]}）" : "");

    /// <summary>The person's own open task.</summary>
    public static OpenStep? Own(ProgressView progress) => progress.Open.FirstOrDefault(step => step.IsOwn && step.TaskId is not null);

    /// <summary>NOT_RECOMMENDED as the pages' words name it: NotRecommended.</summary>
    public static string Status(string code) => StatusChanges.TryParse(code, out var status) ? status.ToString() : code;
}
