using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Reviews;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Instances;
using WorkflowJobs.Domain.Runtime.Journal;

namespace WorkflowJobs.Domain.Supervision;

/// <param name="SourceRef">Names the occasion; a clue of the same reference is opened once.</param>
/// <param name="Kind">A code; it may stand in journals.</param>
/// <param name="Summary">The facts in words.</param>
public sealed record NewClue(string Source, string SourceRef, string Kind, string TownId, string Summary)
{
    public string? PersonId { get; init; }
    public string? PlacementId { get; init; }
    public string? OfficerId { get; init; }

    /// <summary>The person may not apply until cleared.</summary>
    public bool Bars { get; init; }
}

/// <summary>Hands clues to the discipline commission, in the transaction of whatever brought them to light.</summary>
public sealed class Clues(SealedTexts texts, Lazy<IProcessHost> host)
{
    public const string DefinitionId = "clue";
    public const string Stream = "clues";

    public async Task<Clue> Open(Work work, NewClue said, Actor actor, CancellationToken cancel)
    {
        await work.Flush(cancel);
        if (await work.Db.Clues.FirstOrDefaultAsync(row => row.SourceRef == said.SourceRef, cancel) is { } known)
            return known;
        var clue = new Clue
        {
            Id = WorkQueries.NewId(),
            Source = said.Source,
            SourceRef = said.SourceRef,
            Kind = said.Kind,
            TownId = said.TownId,
            PersonId = said.PersonId,
            PlacementId = said.PlacementId,
            OfficerId = said.OfficerId,
            SummaryCipher = (await texts.Seal(work, said.PersonId, said.Summary.Length > 0 ? said.Summary : said.Kind, cancel))!,
            OpenedAt = work.Now,
            OpenedBy = actor.UserId,
        };
        work.Db.Clues.Add(clue);
        if (said is { Bars: true, PersonId: { } personId })
            work.Db.PersonBars.Add(new PersonBar { Id = WorkQueries.NewId(), PersonId = personId, ClueId = clue.Id, Since = work.Now });
        await JournalChain.Append(work, Stream, "ClueOpened", actor.UserId, new JsonObject { ["clueId"] = clue.Id, ["source"] = clue.Source, ["sourceRef"] = clue.SourceRef, ["kind"] = clue.Kind }, cancel);
        await work.Flush(cancel);
        clue.InstanceId = await host.Value.Start(work, DefinitionId, new Subject(ClueSubjects.Type, clue.Id), new JsonObject { ["clueId"] = clue.Id }, actor, cancel);
        return clue;
    }

    /// <summary>Whether the person is barred from applying.</summary>
    public static Task<bool> IsBarred(Work work, string personId, CancellationToken cancel) =>
        work.Db.PersonBars.AnyAsync(row => row.PersonId == personId && row.ClearedAt == null, cancel);

    /// <summary>PERSON_BARRED.</summary>
    public static Common.Refusal Barred { get; } = new(
        "PERSON_BARRED", "申请人有未了结的违规事项，结清前不得申请；如有异议请联系区社保就业服务部", "A breach of rules by this person is not cleared; until then no application. Ask the district's department.")
    { Status = 409 };
}

/// <summary>Fraud of somebody on post goes to discipline, and bars the person.</summary>
internal sealed class ClueOfFraud(Clues clues) : IFraudConsequence
{
    public async Task Follow(Work work, FraudFinding finding, Actor actor, CancellationToken cancel) => await clues.Open(
        work, new NewClue(finding.Source, finding.SourceRef, finding.Result, finding.Placement.TownId, $"{VisitResults.Zh(finding.Result)}。{finding.Note}")
        {
            PersonId = finding.Placement.PersonId,
            PlacementId = finding.Placement.Id,
            Bars = true,
        }, actor, cancel);
}
