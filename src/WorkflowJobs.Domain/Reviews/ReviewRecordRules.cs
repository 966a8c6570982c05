using WorkflowJobs.Domain.Applications;
using WorkflowJobs.Domain.Common;

namespace WorkflowJobs.Domain.Reviews;

/// <summary>What the record of a sitting must say of each applicant, beyond the counting rules of <see cref="ReviewRules"/>. Pure.</summary>
public static class ReviewRecordRules
{
    /// <summary>
    /// All problems by their path in the form: those of <see cref="ReviewRules.Problems"/>, REVIEW_CONFLICT, REVIEW_RECUSAL_REQUIRED,
    /// REVIEW_ROW_MISSING, REVIEW_COUNTS_MISSING, REVIEW_REASON_REQUIRED, REVIEW_BEFORE_CLOSE.
    /// </summary>
    public static IReadOnlyList<FieldError> Problems(
        ReviewRecordForm form, IReadOnlyList<ReviewPerson> people, Identified recorder, DateOnly? windowClosedOn, ReviewParameters parameters)
    {
        var problems = new List<FieldError>();
        if (form.HeldOn < windowClosedOn)
            problems.Add(new FieldError("heldOn", "REVIEW_BEFORE_CLOSE", $"评议应在报名截止（{windowClosedOn.Value.Iso()}）之后", $"The review comes after the window closed ({windowClosedOn.Value.Iso()})."));
        var sittingIsValid = ReviewRules.SittingIsInvalid(form.Sitting, parameters) is null;
        foreach (var person in people)
            problems.AddRange(ProblemsOf(person, form, recorder, sittingIsValid, parameters));

        // The counts of an item without a quorum count for nothing, so they need not add up.
        var counted = form.Rows.Where(r => r.IsCounted && sittingIsValid && HasQuorum(form.Sitting, r.Recused, parameters)).ToList();
        foreach (var problem in ReviewRules.Problems(form.Sitting, [.. counted.Select(r => r.Count())], parameters))
            problems.Add(problem with { Field = FormPath(problem.Field, counted) });
        return problems;
    }

    private static IEnumerable<FieldError> ProblemsOf(
        ReviewPerson person, ReviewRecordForm form, Identified recorder, bool sittingIsValid, ReviewParameters parameters)
    {
        var row = form.Rows.FirstOrDefault(r => r.Key == person.Key);
        var path = row is null ? $"people[key={person.Key}]" : $"people[{row.Index}]";
        if (person.Concerns(recorder))
        {
            if (row is { IsEmpty: false })
                yield return new FieldError(path, "REVIEW_CONFLICT", $"您是{person.Name}本人或其亲属，不得记录此人，留给镇街补议", $"You are {person.Name} or a relative and may record nothing here; the town will.");
            yield break;
        }

        var recused = row?.Recused ?? [];
        foreach (var name in person.MustRecuse(form.Sitting).Except(recused))
            yield return new FieldError($"{path}.recused", "REVIEW_RECUSAL_REQUIRED", $"{name}是{person.Name}申报的亲属，必须回避", $"{name} is a declared relative of {person.Name} and must recuse.");
        if (!sittingIsValid || !HasQuorum(form.Sitting, [.. recused.Union(person.MustRecuse(form.Sitting))], parameters))
            yield break;
        if (row is null)
            yield return new FieldError(path, "REVIEW_ROW_MISSING", $"{person.Name}的票决结果未填写", $"The vote on {person.Name} is missing.");
        else if (!row.IsCounted)
            yield return new FieldError($"{path}.yes", "REVIEW_COUNTS_MISSING", $"请填写{person.Name}的同意、不同意、弃权票数", $"Give the counts for {person.Name}.");
        else if (row.Reason.Length == 0 && NotRecommended(form.Sitting, row, parameters))
            yield return new FieldError($"{path}.reason", "REVIEW_REASON_REQUIRED", $"{person.Name}未获推荐，须写明理由", $"{person.Name} is not recommended; give the reason.");
    }

    private static bool NotRecommended(ReviewSitting sitting, ReviewRow row, ReviewParameters parameters) =>
        ReviewRules.Decide(sitting, [row.Count()], parameters)[0].Outcome == ReviewOutcome.NotRecommended;

    private static bool HasQuorum(ReviewSitting sitting, IReadOnlyList<string> recused, ReviewParameters parameters) =>
        sitting.Members.Count(m => m.Present && !recused.Contains(m.Name)) >= ReviewRules.QuorumOf(sitting.Roster, parameters);

    /// <summary>members → roster; items[i] → people[the row's index].</summary>
    private static string FormPath(string field, List<ReviewRow> counted)
    {
        if (field.StartsWith("members", StringComparison.Ordinal))
            return "roster" + field["members".Length..];
        if (!field.StartsWith("items", StringComparison.Ordinal))
            return field;
        var open = field.IndexOf('[', StringComparison.Ordinal);
        if (open < 0)
            return "people";
        var close = field.IndexOf(']', StringComparison.Ordinal);
        var index = int.Parse(field.AsSpan(open + 1, close - open - 1), System.Globalization.CultureInfo.InvariantCulture);
        return $"people[{counted[index].Index}]{field[(close + 1)..]}";
    }
}
