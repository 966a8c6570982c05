using System.Text;
using System.Text.Json.Nodes;
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
public sealed class AgreementCheck(ParameterStore parameters, IVault vault) : ITaskCheck
{
    public const string SignedOutcome = "Signed";

    public string Name => "agreement";

    public async Task<IReadOnlyList<FieldError>> Check(Work work, UserTask task, string outcome, JsonObject data, Actor actor, CancellationToken cancel)
    {
        if (outcome != SignedOutcome || await work.Db.Applications.FindAsync([task.SubjectId], cancel) is not { } application)
            return [];
        var set = await parameters.At(work.Db, work.Now, cancel);
        var terms = new AgreementTerms(application.Kind, set.Int("agreement.months"), set.Int("agreement.maxMonths"), await LatestStart(work, application, set, cancel));
        return AgreementRules.Problems(AgreementForm.Read(data), terms);
    }

    /// <summary>Age is looked at again at the start of the agreement (DOMAIN §5.1): on a rural post not past the birthday of the upper age.</summary>
    private async Task<DateOnly?> LatestStart(Work work, Application application, ParameterSet set, CancellationToken cancel)
    {
        if (application.Kind != PostKind.Rural || !set.Bool("eligibility.recheck"))
            return null;
        var person = await work.Db.People.FindAsync([application.PersonId], cancel);
        var number = person is null ? null : Encoding.UTF8.GetString(vault.Decrypt(person.WrappedKey, person.IdNumberCipher));
        return CitizenId.Parse(number, ShanghaiTime.DateOf(work.Now)).Value is { } id ? Age.Birthday(id.Birth, set.Int("rural.maxAgeOnPost")) : null;
    }
}
