namespace WorkflowJobs.Domain.Training;

/// <summary>Values of <see cref="TrainingClass.Status"/>.</summary>
public static class ClassStates
{
    /// <summary>No date yet; takes enrolments.</summary>
    public const string Planning = "Planning";
    public const string Scheduled = "Scheduled";
    public const string Closed = "Closed";
}

/// <summary>Values of <see cref="TrainingEnrolment.Result"/>.</summary>
public static class TrainingResults
{
    public const string Passed = "Passed";
    public const string Failed = "Failed";
    public const string AbsentExcused = "AbsentExcused";

    /// <summary>Did not come and gave no reason: counts as a failed attempt.</summary>
    public const string Absent = "Absent";

    /// <summary>The time limit ended before the class was held.</summary>
    public const string Lapsed = "Lapsed";
}

/// <summary>What a result means for the person (DOMAIN §8, stage 9). Pure.</summary>
public enum TrainingNext
{
    Waiting,
    Passed,
    Retake,
    NextClass,
    Lapsed,
}

public static class TrainingRules
{
    /// <summary>
    /// A failed attempt may be repeated <paramref name="retakes"/> times within the limit; an excused absence leads to the next class within
    /// the limit; otherwise the offer lapses.
    /// </summary>
    /// <param name="attempts">Attempts that counted, this result included.</param>
    public static TrainingNext Next(string? result, int attempts, int retakes, bool limitReached) => result switch
    {
        TrainingResults.Passed => TrainingNext.Passed,
        TrainingResults.Failed or TrainingResults.Absent => attempts <= retakes && !limitReached ? TrainingNext.Retake : TrainingNext.Lapsed,
        TrainingResults.AbsentExcused => limitReached ? TrainingNext.Lapsed : TrainingNext.NextClass,
        _ => limitReached ? TrainingNext.Lapsed : TrainingNext.Waiting,
    };

    public static string ResultOf(string attendance, int? score, int passMark) => attendance switch
    {
        "Attended" => score >= passMark ? TrainingResults.Passed : TrainingResults.Failed,
        TrainingResults.AbsentExcused => TrainingResults.AbsentExcused,
        _ => TrainingResults.Absent,
    };
}
