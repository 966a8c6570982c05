using System.Text.Json.Nodes;
using WorkflowJobs.Domain.Applications;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Eligibility;
using WorkflowJobs.Domain.Plans;

namespace WorkflowJobs.Domain.Agreements;

/// <summary>Values of <see cref="Agreement.SignatureMode"/>.</summary>
public static class SignatureModes
{
    public const string WetInk = "WetInk";
    public const string Thumbprint = "Thumbprint";
    public const string ElectronicAdapter = "ElectronicAdapter";
}

/// <summary>What the form <c>agreement</c> says.</summary>
public sealed record AgreementForm(
    string PostName, DateOnly? SignedOn, DateOnly? StartsOn, DateOnly? EndsOn, string SignatureMode,
    string FirstWitness, string SecondWitness, string PolicyNumber, DateOnly? PolicyFrom)
{
    public static AgreementForm Read(JsonObject data) => new(
        data.Text("postName")?.Trim() ?? "",
        data.Date("signedOn"),
        data.Date("startsOn"),
        data.Date("endsOn"),
        data.Text("signatureMode") ?? "",
        data.Text("witness1")?.Trim() ?? "",
        data.Text("witness2")?.Trim() ?? "",
        data.Text("policyNumber")?.Trim() ?? "",
        data.Date("policyFrom"));
}

/// <summary>What an agreement is held against.</summary>
/// <param name="Limit">The last day on which the person may start; null when none is known.</param>
public sealed record AgreementTerms(PostKind Kind, int Months, int MaxMonths, StartLimit? Limit);

/// <summary>Until when somebody may start by age, looked at again for the first day of the agreement (DOMAIN §5.1), with the dates it rests on.</summary>
public sealed record StartLimit(DateOnly LatestStart, string Code, string Zh, string En)
{
    /// <summary>A rural post: not past the birthday of the upper age.</summary>
    public static StartLimit Rural(DateOnly birth, int maxAge)
    {
        var birthday = Age.Birthday(birth, maxAge);
        return new StartLimit(
            birthday,
            "AGREEMENT_AGE",
            $"{birth.Iso()}出生，{birthday.Iso()}满{maxAge}周岁，最迟可于当日上岗",
            $"Born on {birth.Iso()}, aged {maxAge} on {birthday.Iso()}: the last possible first day.");
    }

    /// <summary>An urban post: before the statutory retirement date.</summary>
    public static StartLimit Urban(DateOnly birth, WorkerCategory category, DateOnly askedOn)
    {
        var retire = StatutoryRetirement.DateFor(birth, category, askedOn).Date;
        return new StartLimit(
            retire.AddDays(-1),
            "RETIREMENT_REACHED",
            $"{birth.Iso()}出生，法定退休日期为{retire.Iso()}，上岗须早于该日",
            $"Born on {birth.Iso()}, the statutory retirement date is {retire.Iso()}; the first day must be before it.");
    }
}

/// <summary>Dates, signature and insurance of an agreement (DOMAIN §8, stage 10; S22). Pure.</summary>
public static class AgreementRules
{
    /// <summary>Last day, included: 12 months from 2024-07-16 end on 2025-07-15. Without a corresponding day the month's last day ends it (民法典 202条).</summary>
    public static DateOnly LastDay(DateOnly startsOn, int months)
    {
        var end = startsOn.AddMonths(months);
        return end.Day == startsOn.Day ? end.AddDays(-1) : end;
    }

    /// <summary>
    /// START_BEFORE_SIGNING, AGREEMENT_TERM, WITNESS_SAME, POLICY_REQUIRED, START_BEFORE_POLICY, AGREEMENT_AGE, RETIREMENT_REACHED. Whether a field is filled in
    /// at all is the form document's matter.
    /// </summary>
    public static IReadOnlyList<FieldError> Problems(AgreementForm form, AgreementTerms terms)
    {
        var problems = new List<FieldError>();
        if (form.StartsOn < form.SignedOn)
            problems.Add(new FieldError("startsOn", "START_BEFORE_SIGNING", "上岗日期不得早于签订日期", "The first day cannot be before the signing."));
        if (form is { StartsOn: { } start, EndsOn: { } end } && (end <= start || end > LastDay(start, terms.MaxMonths)))
            problems.Add(new FieldError("endsOn", "AGREEMENT_TERM", $"协议期限不得超过{terms.MaxMonths}个月", $"The term is at most {terms.MaxMonths} months."));
        if (form.SignatureMode == SignatureModes.Thumbprint && (form.FirstWitness.Length == 0 || form.SecondWitness.Length == 0 || form.FirstWitness == form.SecondWitness))
            problems.Add(new FieldError("witness2", "WITNESS_SAME", "按指印须有两名不同的见证人", "A thumbprint needs two different witnesses."));
        if (terms.Limit is { } limit && form.StartsOn > limit.LatestStart)
            problems.Add(new FieldError("startsOn", limit.Code, limit.Zh, limit.En));
        if (terms.Kind == PostKind.Rural)
            problems.AddRange(PolicyProblems(form));
        return problems;
    }

    private static IEnumerable<FieldError> PolicyProblems(AgreementForm form)
    {
        if (form.PolicyNumber.Length == 0)
            yield return new FieldError("policyNumber", "POLICY_REQUIRED", "乡村岗位上岗前须有意外伤害保险", "A rural post needs the accident policy first.");
        if (form.PolicyFrom is not { } from)
            yield return new FieldError("policyFrom", "POLICY_REQUIRED", "请填写保险生效日", "Give the day on which the policy takes effect.");
        else if (form.StartsOn < from)
            yield return new FieldError("startsOn", "START_BEFORE_POLICY", $"保险自{from.Iso()}生效，上岗不得早于该日", $"The policy takes effect on {from.Iso()}; the first day cannot be earlier.");
    }
}
