using System.Text;
using WorkflowJobs.Domain.Applications;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Identity;
using WorkflowJobs.Domain.Runtime.Commands;

namespace WorkflowJobs.Domain.Subsidies;

/// <summary>The person contests a deduction they were told of, or an officer of village or town does it for them, until the last day for it.</summary>
public sealed class ContestDeduction(CommandRunner commands, IVault vault)
{
    private const int Longest = 1000;

    private static readonly Refusal Nothing = new("NO_DEDUCTION", "本行没有已告知的扣发", "No deduction of this line was told.") { Status = 409 };
    private static readonly Refusal Late = new("CONTEST_LATE", "扣发异议期限已过", "The time for contesting the deduction is over.") { Status = 409 };
    private static readonly Refusal Twice = new("CONTEST_TWICE", "该扣发已提出过异议", "This deduction was contested already.") { Status = 409 };
    private static readonly Refusal NoReason = new("CONTEST_REASON", $"请填写异议理由，不超过{Longest}字", $"Give the reason, at most {Longest} characters.") { Status = 400 };

    public Task<Result<bool>> Run(Actor actor, string operationId, string lineId, string? reason, CancellationToken cancel) =>
        commands.Run<bool>("subsidy.contest", actor, operationId, new { lineId, reason }, async (work, token) =>
        {
            if (await work.Db.SubsidyLines.FindAsync([lineId], token) is not { } line
                || !(actor.PersonId == line.PersonId || ApplicationAccess.MayAssist(actor, line.VillageId)))
                return Refusals.NotFound;
            var text = (reason ?? "").Trim();
            if (text.Length is 0 or > Longest)
                return NoReason;
            var batch = await work.FindBatch(line.BatchId, token);
            if (line.ToldFen is null || line.DeductionFen == 0 || batch.ContestUntil is not { } until)
                return Nothing;
            if (line.Contest != ContestState.None)
                return Twice;
            if (work.Now >= ShanghaiTime.EndOfDay(until))
                return Late;
            var person = (await work.Db.People.FindAsync([line.PersonId], token))!;
            line.ContestCipher = vault.Encrypt(person.WrappedKey, Encoding.UTF8.GetBytes(text));
            line.Contest = ContestState.Raised;
            line.Revision++;
            return true;
        }, cancel);
}
