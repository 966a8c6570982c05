using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Identity;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Journal;

namespace WorkflowJobs.Domain.Agreements.Signing;

/// <summary>The town's handler takes an agreement back from the provider to sign it on paper: its answer counts no more.</summary>
public sealed class WithdrawSigning(CommandRunner commands)
{
    private static readonly Refusal NotRequested = new("NOT_REQUESTED", "没有等待结果的送签", "Nothing of this application is with the provider.") { Status = 409 };

    public Task<Result<RequestSigning.Answer>> Run(Actor actor, string operationId, string applicationId, CancellationToken cancel) =>
        commands.Run<RequestSigning.Answer>("agreement.withdraw-signing", actor, operationId, new { applicationId }, async (work, token) =>
        {
            if (await work.Db.Applications.FindAsync([applicationId], token) is not { } application || !actor.Has(Roles.TownHandler, application.TownId))
                return Refusals.NotFound;
            if (await work.Db.SigningRequests.FirstOrDefaultAsync(row => row.ApplicationId == applicationId && row.State == SigningState.Requested, token) is not { } request)
                return NotRequested;
            (request.State, request.AnsweredAt) = (SigningState.Withdrawn, work.Now);
            await JournalChain.Append(work, AnswerSigning.Stream, "SigningWithdrawn", actor.UserId, new JsonObject { ["requestId"] = request.Id, ["documentSha256"] = request.Sha256 }, token);
            return new RequestSigning.Answer(request.Id);
        }, cancel);
}
