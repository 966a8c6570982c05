using WorkflowJobs.Domain.Common;

namespace WorkflowJobs.Domain.Assessments;

/// <summary>等次 of a month (DOMAIN §6): 优 ≥90, 合格 60–89, 不合格 below 60.</summary>
public enum Grade
{
    Excellent,
    Satisfactory,
    Failed,
}

/// <summary>The three parts of a month's score: village of 30, town of 50, democratic of 20 points.</summary>
public sealed record Scores(int Village, int Town, int Democratic)
{
    public const int MostVillage = 30;
    public const int MostTown = 50;
    public const int MostDemocratic = 20;

    public int Total => Village + Town + Democratic;
}

/// <summary>Monthly assessment (DOMAIN §4.5, §6, §8 stage 12). Pure.</summary>
public static class AssessmentRules
{
    public static Grade GradeOf(int total, int excellentFrom, int passFrom) =>
        total >= excellentFrom ? Grade.Excellent : total >= passFrom ? Grade.Satisfactory : Grade.Failed;

    /// <summary>How many of the latest assessed months in a row were failed.</summary>
    /// <param name="grades">In order of the months; a month without an assessment is left out and does not interrupt.</param>
    public static int FailsInARow(IEnumerable<Grade> grades) => grades.Reverse().TakeWhile(grade => grade == Grade.Failed).Count();

    /// <summary>SCORE_RANGE for each part outside its range.</summary>
    public static IReadOnlyList<FieldError> Problems(Scores scores)
    {
        var problems = new List<FieldError>();
        Add("village", scores.Village, Scores.MostVillage);
        Add("town", scores.Town, Scores.MostTown);
        Add("democratic", scores.Democratic, Scores.MostDemocratic);
        return problems;

        void Add(string field, int points, int most)
        {
            if (points < 0 || points > most)
                problems.Add(new FieldError(field, "SCORE_RANGE", $"须在0至{most}之间", $"From 0 to {most}."));
        }
    }
}
