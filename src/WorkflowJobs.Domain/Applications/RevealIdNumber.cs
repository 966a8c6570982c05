using System.Text.Json.Nodes;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Identity;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Journal;

namespace WorkflowJobs.Domain.Applications;

/// <summary>
/// Shows the full identity number of an applicant, with a reason; the journal says who saw whose and why (invariant 12).
/// It has no operation id: a stored answer would hold the number, and to look twice is to be noted twice.
/// </summary>
public sealed class RevealIdNumber(IWriter writer, PeopleRegistry people)
{
    public const string Stream = "reveals";

    private const int LongestReason = 200;

    private static readonly Refusal ReasonMissing = new("REASON_REQUIRED", $"请填写查看理由（{LongestReason} 字以内）。", $"Give the reason, up to {LongestReason} characters.");

    public Task<Result<string>> Run(Actor actor, string applicationId, string? reason, CancellationToken cancel) => writer.Write<Result<string>>(async (work, token) =>
    {
        if (await work.Db.Applications.FindAsync([applicationId], token) is not { } application || !ApplicationAccess.MayRead(actor, application)
            || await work.Db.People.FindAsync([application.PersonId], token) is not { } person)
            return work.Refuse<Result<string>>(Refusals.NotFound);
        if (string.IsNullOrWhiteSpace(reason) || reason.Trim().Length > LongestReason)
            return work.Refuse<Result<string>>(ReasonMissing);
        // The reason may name somebody: the chain holds its hash, and the text stays with the decision files of the unit.
        var body = new JsonObject { ["applicationId"] = application.Id, ["personId"] = person.Id, ["reasonHash"] = Canonical.Hash(JsonValue.Create(reason.Trim())) };
        await JournalChain.Append(work, Stream, "IdNumberRevealed", actor.UserId, body, token);
        return people.IdNumberOf(person);
    }, cancel);
}
