using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Applications;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Documents;
using WorkflowJobs.Domain.Identity;
using WorkflowJobs.Domain.Reviews;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Instances;
using WorkflowJobs.Domain.Runtime.Journal;
using WorkflowJobs.Domain.Runtime.Tasks;
using WorkflowJobs.Domain.Units;
using WorkflowJobs.Engine.Activities;
using WorkflowJobs.Engine.Execution;

namespace WorkflowJobs.Domain.Supervision;

/// <summary>The commission has the clue.</summary>
public sealed class ReceiveClue(Submissions submissions) : ICallHandler
{
    public ActivityDescriptor Descriptor { get; } = CallDescriptors.Record(nameof(ReceiveClue), SupervisionCalls.Category, "接收问题线索", "Receive the clue");

    public async Task<CallAnswer> Answer(CallContext context, CancellationToken cancel)
    {
        _ = await submissions.Read(context, cancel);
        var clue = await context.Clue(cancel);
        clue.ReceivedAt = context.Work.Now;
        clue.Revision++;
        return new CallAnswer.Done();
    }
}

/// <summary>How the commission ended it. Unfounded or dropped clears the person; founded leaves the bar until somebody lifts it.</summary>
public sealed class CloseClue(Submissions submissions, SealedTexts texts) : ICallHandler
{
    public ActivityDescriptor Descriptor { get; } = CallDescriptors.Record(nameof(CloseClue), SupervisionCalls.Category, "办结问题线索", "Close the clue");

    public IReadOnlyList<string> BindingOutcomes { get; } = ["Done"];

    public async Task<CallAnswer> Answer(CallContext context, CancellationToken cancel)
    {
        var work = context.Work;
        var clue = await context.Clue(cancel);
        var said = await submissions.Read(context, cancel);
        clue.Disposal = said.Data.Text("disposal") ?? clue.Disposal;
        clue.Conclusion = said.Outcome;
        clue.FindingCipher = await texts.Seal(work, clue.PersonId, said.Data.Text("finding"), cancel);
        clue.ClosedAt = work.Now;
        clue.Revision++;
        if (clue.Conclusion != ClueConclusions.Founded)
            foreach (var bar in await work.Db.PersonBars.Where(row => row.ClueId == clue.Id && row.ClearedAt == null).ToListAsync(cancel))
                (bar.ClearedAt, bar.ClearedBy) = (work.Now, said.ByUserId);
        await JournalChain.Append(work, Clues.Stream, "ClueClosed", said.ByUserId, new JsonObject { ["clueId"] = clue.Id, ["conclusion"] = clue.Conclusion }, cancel);
        return new CallAnswer.Done();
    }
}

/// <summary>Lifts the bar of a founded clue once everything is made good: by the commission, with a reason that the journal keeps as its hash.</summary>
public sealed class LiftBar(CommandRunner commands)
{
    private static readonly Refusal NotBarred = new("NOT_BARRED", "该人员没有未解除的限制", "Nothing bars this person.") { Status = 409 };

    public Task<Result<string>> Run(Actor actor, string? operationId, string clueId, string? reason, CancellationToken cancel) =>
        commands.Run<string>("clue.lift-bar", actor, operationId, new { clueId, reason }, async (work, token) =>
        {
            if (!actor.Has(Roles.Discipline))
                return Refusals.NotFound;
            if (TaskAccess.CheckReason(reason, required: true) is { } missing)
                return missing;
            var bars = await work.Db.PersonBars.Where(row => row.ClueId == clueId && row.ClearedAt == null).ToListAsync(token);
            if (bars.Count == 0)
                return NotBarred;
            foreach (var bar in bars)
                (bar.ClearedAt, bar.ClearedBy) = (work.Now, actor.UserId);
            await JournalChain.Append(work, Clues.Stream, "BarLifted", actor.UserId, new JsonObject { ["clueId"] = clueId, ["reasonHash"] = Canonical.Hash(JsonValue.Create(reason!.Trim())) }, token);
            return clueId;
        }, cancel);
}

/// <summary>A clue is the district commission's: neither village nor town sees it, and it is named by its source alone in lists.</summary>
public sealed class ClueSubjects : ISubjectDirectory
{
    public const string Type = "clue";

    public string SubjectType => Type;

    public async Task<SubjectPlace?> Locate(Work work, string subjectId, CancellationToken cancel)
    {
        if (await work.Db.Clues.FindAsync([subjectId], cancel) is not { } clue)
            return null;
        var town = (await UnitList.All(work.Db, cancel)).Find(unit => unit.Id == clue.TownId);
        var district = town?.ParentId ?? clue.TownId;
        return new SubjectPlace(null, district, district) { PersonId = clue.PersonId, DisplayName = $"{town?.Name}问题线索（{ClueSources.Zh(clue.Source)}）{PaperText.Date(clue.OpenedAt)} {await ClueNames.About(work, clue, cancel)}" };
    }
}

/// <summary>What the commission is told of a clue.</summary>
public sealed class ClueSource(SealedTexts texts) : IFormSource
{
    public string Name => "clue";

    public async Task<JsonNode> Load(Work work, UserTask task, Actor actor, CancellationToken cancel)
    {
        if (!actor.Has(Roles.Discipline) || await work.Db.Clues.FindAsync([task.SubjectId], cancel) is not { } clue)
            return new JsonArray();
        return new JsonArray((JsonNode)new JsonObject
        {
            ["key"] = clue.Id,
            ["about"] = await ClueNames.About(work, clue, cancel),
            ["source"] = ClueSources.Zh(clue.Source),
            ["summary"] = await texts.Open(work, clue.PersonId, clue.SummaryCipher, cancel),
        });
    }
}

internal static class ClueNames
{
    public static async Task<string> About(Work work, Clue clue, CancellationToken cancel) =>
        clue.PersonId is { } person ? (await work.Db.People.FindAsync([person], cancel))?.Name ?? ""
        : clue.OfficerId is { } officer ? (await work.Db.Users.FindAsync([officer], cancel))?.DisplayName ?? ""
        : "";

    public static async Task<Clue> Clue(this CallContext context, CancellationToken cancel) =>
        await context.Work.Db.Clues.FindAsync([context.Instance.SubjectId], cancel) ?? throw new InvalidOperationException($"There is no clue {context.Instance.SubjectId}.");
}
