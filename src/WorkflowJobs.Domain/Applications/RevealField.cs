using System.Text.Json.Nodes;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Identity;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Journal;

namespace WorkflowJobs.Domain.Applications;

/// <summary>
/// Shows a masked field to an officer who says why: an entry of the journal first, then the value. Not run as an idempotent operation,
/// whose answer would be stored in clear; asking twice is two entries.
/// </summary>
public sealed class RevealField(IWriter writer, PeopleRegistry people, ApplicationForms forms)
{
    public const string Stream = "reveals";

    /// <summary>Why a field is opened. Codes, since the journal holds no free text about people.</summary>
    public static IReadOnlyList<string> Reasons { get; } = ["VERIFY_IDENTITY", "CHECK_DOCUMENT", "COMPARE_DATA", "CORRECT_ERROR"];

    private static readonly Refusal ReasonUnknown = new("REVEAL_REASON", "请选择查看理由", "Choose the reason for looking.") { Status = 400 };

    public Task<Result<string>> Run(Actor actor, string applicationId, string field, string reason, CancellationToken cancel) => writer.Write<Result<string>>(async (work, token) =>
    {
        if (await work.Db.Applications.FindAsync([applicationId], token) is not { } application || !ApplicationAccess.MayRead(actor, application))
            return work.Refuse<Result<string>>(Refusals.NotFound);
        if (!CaseMasking.Revealable(actor, application).Contains(field))
            return work.Refuse<Result<string>>(Refusals.Forbidden);
        if (!Reasons.Contains(reason))
            return work.Refuse<Result<string>>(ReasonUnknown);
        var person = (await work.Db.People.FindAsync([application.PersonId], token))!;
        await JournalChain.Append(work, Stream, "Reveal", actor.UserId, new JsonObject { ["applicationId"] = applicationId, ["field"] = field, ["reason"] = reason }, token);
        return field == CaseMasking.Household
            ? string.Join('；', forms.Read(application, person).Rows(CaseMasking.Household).Select(member => $"{member.Text("name")} {member.Text(CaseMasking.IdNumber)}"))
            : people.IdNumberOf(person);
    }, cancel);
}
