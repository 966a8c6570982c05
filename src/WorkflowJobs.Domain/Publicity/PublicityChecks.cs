using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Applications;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Reviews;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Tasks;

namespace WorkflowJobs.Domain.Publicity;

/// <summary>POSTED_TOO_EARLY: nothing is posted before it was decided, nor before the interruption that it mends.</summary>
public sealed class PostingCheck : ITaskCheck
{
    public string Name => "posting";

    public async Task<IReadOnlyList<FieldError>> Check(Work work, UserTask task, string outcome, JsonObject data, Actor actor, CancellationToken cancel)
    {
        var list = await PublicityStatus.List(work, task.SubjectId, cancel);
        var round = await work.Round(list.RoundId, cancel);
        // A list of a called person begins with its own process, later than the round's.
        var earliest = ShanghaiTime.DateOf(task.CreatedAt);
        if (round.FrozenAt is { } frozen && ShanghaiTime.DateOf(frozen) > earliest)
            earliest = ShanghaiTime.DateOf(frozen);
        if (Interruption.ReadAll(list.Interruptions).LastOrDefault(i => i.RepostedOn is null) is { } open && open.InterruptedOn > earliest)
            earliest = open.InterruptedOn;
        return data.Date("postedOn") < earliest
            ? [new FieldError("postedOn", "POSTED_TOO_EARLY", $"张贴日期不得早于{earliest.Iso()}", $"Not before {earliest.Iso()}.")]
            : [];
    }
}

/// <summary>OBJECTION_COUNT: the result names as many objections as were recorded. REMOVED_TOO_EARLY: the list hung to the end.</summary>
public sealed class PublicityResultCheck : ITaskCheck
{
    public string Name => "publicity-result";

    public async Task<IReadOnlyList<FieldError>> Check(Work work, UserTask task, string outcome, JsonObject data, Actor actor, CancellationToken cancel)
    {
        var problems = new List<FieldError>();
        var list = await PublicityStatus.List(work, task.SubjectId, cancel);
        var recorded = await work.Db.Objections.CountAsync(o => o.ListId == list.Id, cancel);
        if (data.Whole("objections") != recorded)
            problems.Add(new FieldError("objections", "OBJECTION_COUNT", $"系统记录异议{recorded}件，与所填不符", $"{recorded} objection(s) are recorded."));
        if (data.Date("removedOn") <= list.EndsOn)
            problems.Add(new FieldError("removedOn", "REMOVED_TOO_EARLY", $"公示期至{list.EndsOn.Value.Iso()}24时，应次日起撤下", $"The period ends at 24:00 of {list.EndsOn.Value.Iso()}; take it down after that."));
        return problems;
    }
}
