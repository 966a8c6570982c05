using WorkflowJobs.Domain.Applications;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Instances;

namespace WorkflowJobs.Domain.Documents;

/// <summary>An officer of the case has its record printed (打印流转单): a paper like any other, ordered by hand.</summary>
public sealed class OrderDocument(CommandRunner commands, DocumentTemplates templates, DocumentOrders orders)
{
    /// <summary>Key of the template of a case's record (D26).</summary>
    public const string CaseRecord = "case-record";

    public sealed record Body(string ApplicationId, string Template);

    public sealed record Answer(string DocumentId, string Code);

    public Task<Result<Answer>> Run(Actor actor, string? operationId, Body body, CancellationToken cancel) =>
        commands.Run<Answer>("document.order", actor, operationId, body, async (work, token) =>
        {
            if (await work.Db.Applications.FindAsync([body.ApplicationId], token) is not { } application
                || ApplicationAccess.IsOwn(actor, application) || !ApplicationAccess.MayRead(actor, application))
                return Refusals.NotFound;
            if (await templates.Find(work.Db, body.Template, await DocumentTemplates.LatestVersion(work.Db, body.Template, token), token) is not { OnDemand: true, Subject: Subject.Application })
                return Refusals.NotFound;
            var document = await orders.Order(work, body.Template, Subject.Application, application.Id, null, new OrderedBy(application.InstanceId, null, actor), token);
            return new Answer(document.Id, document.Code);
        }, cancel);
}
