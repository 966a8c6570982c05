using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Parameters;
using WorkflowJobs.Domain.Reviews;
using WorkflowJobs.Domain.Runtime.Instances;
using WorkflowJobs.Engine.Activities;
using WorkflowJobs.Engine.Execution;

namespace WorkflowJobs.Domain.Agreements;

/// <summary>Records the signed agreement. Signatures are on paper and scanned; the scan's hash is the attachment's.</summary>
public sealed class RecordAgreement(Submissions submissions, ParameterStore parameters, Lazy<IProcessHost> host) : ICallHandler
{
    public ActivityDescriptor Descriptor { get; } =
        CallDescriptors.Record(nameof(RecordAgreement), CallCategories.Agreement, "登记协议", "Record the agreement", "Signed");

    public IReadOnlyList<string> BindingOutcomes { get; } = ["Signed"];

    public async Task<CallAnswer> Answer(CallContext context, CancellationToken cancel)
    {
        var work = context.Work;
        var application = await context.Application(cancel);
        var submitted = await submissions.Read(context, cancel);
        var form = AgreementForm.Read(submitted.Data);
        var today = ShanghaiTime.DateOf(work.Now);
        var signedOn = form.SignedOn ?? today;
        var startsOn = form.StartsOn ?? signedOn;
        var months = (await parameters.At(work.Db, signedOn, cancel)).Int("agreement.months");
        var isThumbprint = form.SignatureMode == SignatureModes.Thumbprint;
        var agreement = new Agreement
        {
            Id = WorkQueries.NewId(),
            ApplicationId = application.Id,
            PersonId = application.PersonId,
            PostName = form.PostName,
            SignedOn = signedOn,
            StartsOn = startsOn,
            EndsOn = form.EndsOn ?? AgreementRules.LastDay(startsOn, months),
            SignatureMode = form.SignatureMode,
            Witnesses = isThumbprint ? $"{form.FirstWitness}、{form.SecondWitness}" : "",
            ScanAttachmentId = submitted.Attachment("scan") ?? throw new InvalidOperationException("An agreement was taken without a scan."),
            PolicyNumber = form.PolicyNumber.Length == 0 ? null : form.PolicyNumber,
            PolicyFrom = form.PolicyFrom,
            RecordedBy = submitted.ByUserId,
            RecordedAt = work.Now,
        };
        work.Db.Agreements.Add(agreement);
        host.Value.Signal(work, WaitKeys.Settled(application.LineId));
        return new CallAnswer.Done("Signed");
    }
}
