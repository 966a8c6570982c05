using WorkflowJobs.Domain.Applications;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Runtime.Commands;

namespace WorkflowJobs.Domain.Correspondence;

public sealed record AcknowledgeBody(string NoticeId, bool HandedOver);

public sealed record AcknowledgeAnswer(string NoticeId, DateTimeOffset At);

/// <summary>A person has read a notice, or an officer has handed its print over.</summary>
public sealed class AcknowledgeNotice(CommandRunner commands)
{
    public Task<Result<AcknowledgeAnswer>> Run(Actor actor, string operationId, AcknowledgeBody body, CancellationToken cancel) =>
        commands.Run<AcknowledgeAnswer>("notice.acknowledge", actor, operationId, body, async (work, token) =>
        {
            if (await work.Db.PersonNotices.FindAsync([body.NoticeId], token) is not { } notice)
                return Refusals.NotFound;
            var application = notice.ApplicationId is null ? null : await work.Db.Applications.FindAsync([notice.ApplicationId], token);
            var own = actor.PersonId == notice.PersonId;
            if (!own && (application is null || !ApplicationAccess.MayAssist(actor, application.VillageId)))
                return Refusals.NotFound;
            if (notice.AcknowledgedAt is null)
            {
                (notice.AcknowledgedAt, notice.AcknowledgedBy) = (work.Now, actor.UserId);
                if (!own && body.HandedOver)
                    notice.Channel = NoticeChannels.PrintedHandedOver;
            }

            return new AcknowledgeAnswer(notice.Id, notice.AcknowledgedAt.Value);
        }, cancel);
}
