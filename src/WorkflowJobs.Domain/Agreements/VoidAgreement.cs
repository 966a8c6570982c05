using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Applications;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Correspondence;
using WorkflowJobs.Domain.Reviews;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Instances;
using WorkflowJobs.Engine.Activities;
using WorkflowJobs.Engine.Execution;

namespace WorkflowJobs.Domain.Agreements;

/// <summary>Ends a signed agreement that its offer no longer carries: the row stays as signed, with the day and the reason, and the person is told.</summary>
public sealed class VoidedAgreements(PersonNotices notices)
{
    public const string TrainingLapsed = "TRAINING_LAPSED";

    /// <summary>Answers whether there was one in force.</summary>
    public async Task<bool> Void(Work work, Application application, string reason, CancellationToken cancel)
    {
        await work.Flush(cancel);
        var inForce = await work.Db.Agreements.Where(a => a.ApplicationId == application.Id && a.VoidedOn == null).ToListAsync(cancel);
        var today = ShanghaiTime.DateOf(work.Now);
        foreach (var agreement in inForce)
            (agreement.VoidedOn, agreement.VoidReason) = (today, reason);
        if (inForce.Count == 0)
            return false;
        var (zh, en) = Words(reason);
        await notices.Send(work, application, NoticeKinds.AgreementVoided, facts => facts with { Reason = zh, ReasonEn = en, DueOn = today }, cancel);
        return true;
    }

    private static (string Zh, string En) Words(string reason) => reason switch
    {
        TrainingLapsed => ("未在期限内通过岗前培训", "the training was not passed in time"),
        CancelledApplications.ReasonCode => ("办理已由管理员终止", "an administrator has ended the case"),
        _ => (reason, reason),
    };
}

/// <summary>The agreement signed before the training is void when the training lapses (parameter onboarding.order = SIGNING_FIRST).</summary>
public sealed class VoidAgreement(VoidedAgreements agreements) : ICallHandler
{
    public ActivityDescriptor Descriptor { get; } = CallDescriptors.Act(nameof(VoidAgreement), CallCategories.Agreement, "协议失效", "Void the agreement") with
    {
        Inputs = [new InputDescriptor("reasonCode", "String", "原因代码", "Reason code") { Required = true, HelpZh = "如 TRAINING_LAPSED。" }],
    };

    public IReadOnlyList<string> BindingOutcomes { get; } = ["Done"];

    public async Task<CallAnswer> Answer(CallContext context, CancellationToken cancel)
    {
        await agreements.Void(context.Work, await context.Application(cancel), context.Text("reasonCode") ?? "", cancel);
        return new CallAnswer.Done();
    }
}
