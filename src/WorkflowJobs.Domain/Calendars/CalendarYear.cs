namespace WorkflowJobs.Domain.Calendars;

/// <summary>A year's holidays and make-up days as imported.</summary>
public sealed class CalendarYear
{
    public required int Year { get; init; }
    public required string Json { get; set; }
    public required string Source { get; set; }
    public required string ImportedBy { get; set; }
    public required DateTimeOffset ImportedAt { get; set; }
}
