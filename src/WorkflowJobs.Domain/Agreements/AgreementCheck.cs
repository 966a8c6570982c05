using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Agreements.Signing;
using WorkflowJobs.Domain.Applications;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Eligibility;
using WorkflowJobs.Domain.Identity;
using WorkflowJobs.Domain.Parameters;
using WorkflowJobs.Domain.Plans;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Tasks;

namespace WorkflowJobs.Domain.Agreements;

/// <summary>The check of an agreement before it is recorded; a refusal by the person is not checked.</summary>
public sealed class AgreementCheck(ParameterStore parameters, PeopleRegistry people, ApplicationForms forms) : ITaskCheck
{
    public const string SignedOutcome = "Signed";

    public string Name => "agreement";

    public async Task<IReadOnlyList<FieldError>> Check(Work work, UserTask task, string outcome, JsonObject data, Actor actor, CancellationToken cancel)
    {
        if (outcome != SignedOutcome || await work.Db.Applications.FindAsync([task.SubjectId], cancel) is not { } application)
            return [];
        var set = await parameters.At(work.Db, work.Now, cancel);
        var terms = new AgreementTerms(application.Kind, set.Int("agreement.months"), set.Int("agreement.maxMonths"), await Limit(work, application, set, cancel));
        var form = AgreementForm.Read(data);
        var problems = AgreementRules.Problems(form, terms);
        // What is called electronically signed is the file that the provider returned, and nothing that somebody scanned.
        return form.SignatureMode == SignatureModes.ElectronicAdapter && !await IsSigned(work, application.Id, (data["scan"] as JsonArray)?.FirstOrDefault()?.ToString(), cancel)
            ? [.. problems, new FieldError("scan", "SIGNING_NOT_COMPLETE", "电子签名未完成：请先送签，并使用签名服务返回的文件", "Not signed electronically: send it to the provider first, and use the file that it returned.")]
            : problems;
    }

    private static Task<bool> IsSigned(Work work, string applicationId, string? scan, CancellationToken cancel) => work.Db.SigningRequests.AnyAsync(
        row => row.ApplicationId == applicationId && row.State == SigningState.Signed && row.SignedAttachmentId == scan, cancel);

    private async Task<StartLimit?> Limit(Work work, Application application, ParameterSet set, CancellationToken cancel)
    {
        if (!set.Bool("eligibility.recheck") || await work.Db.People.FindAsync([application.PersonId], cancel) is not { } person)
            return null;
        var today = ShanghaiTime.DateOf(work.Now);
        if (CitizenId.Parse(people.IdNumberOf(person), today).Value is not { } id)
            return null;
        if (application.Kind == PostKind.Rural)
            return StartLimit.Rural(id.Birth, set.Int("rural.maxAgeOnPost"));
        var declared = FormFacts.Of(forms.Read(application, person)).WomanCategory;
        return StartLimit.Urban(id.Birth, StatutoryRetirement.CategoryOf(id.Sex, declared).Category, today);
    }
}
