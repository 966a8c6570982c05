namespace WorkflowJobs.Domain.Assessments;

/// <summary>What the person said to the result.</summary>
public enum AssessmentAnswer
{
    /// <summary>Not asked yet, or the time runs.</summary>
    Pending,
    Confirmed,

    /// <summary>Said nothing in time, which counts as confirmed.</summary>
    Silent,
    Contested,
}

/// <summary>A month's assessment of a person on post (D16).</summary>
public sealed class Assessment
{
    public required string Id { get; init; }
    public required string PlacementId { get; init; }
    public required int Year { get; init; }
    public required int Month { get; init; }
    public required int Village { get; set; }
    public required int Democratic { get; set; }

    /// <summary>Null until the town has scored.</summary>
    public int? Town { get; set; }

    public int? Total { get; set; }
    public Grade? Grade { get; set; }
    public AssessmentAnswer Answer { get; set; }

    /// <summary>Until when the person may contest (24:00 of the day before); null before they are asked.</summary>
    public DateTimeOffset? AnswerDueAt { get; set; }

    /// <summary>The town's leader changed the scores after the person contested.</summary>
    public bool Adjusted { get; set; }

    /// <summary>When it became final; null before.</summary>
    public DateTimeOffset? SettledAt { get; set; }

    public string? InstanceId { get; set; }
    public required string RecordedBy { get; init; }
    public required DateTimeOffset RecordedAt { get; init; }
}
