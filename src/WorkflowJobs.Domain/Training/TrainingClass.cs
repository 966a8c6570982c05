namespace WorkflowJobs.Domain.Training;

/// <summary>A pre-job class of a town; may take people of several rounds.</summary>
public sealed class TrainingClass
{
    public required string Id { get; init; }
    public required string TownId { get; init; }

    /// <summary>Planning, Scheduled, Closed.</summary>
    public required string Status { get; set; }

    public DateOnly? HeldOn { get; set; }
    public int? Hours { get; set; }
    public string? Place { get; set; }
    public string? Lecturer { get; set; }
    public string? InstanceId { get; set; }
    public int Revision { get; set; }
}

public sealed class TrainingEnrolment
{
    public required string Id { get; init; }
    public required string ClassId { get; init; }
    public required string ApplicationId { get; init; }
    public required int Attempt { get; init; }
    public int? Score { get; set; }

    /// <summary>Passed, Failed, AbsentExcused, Absent; null while open.</summary>
    public string? Result { get; set; }

    public DateTimeOffset? RecordedAt { get; set; }
}
