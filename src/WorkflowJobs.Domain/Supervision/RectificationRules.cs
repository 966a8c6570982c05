using WorkflowJobs.Domain.Calendars;

namespace WorkflowJobs.Domain.Supervision;

/// <summary>Who puts right, who verifies, and by when (DOMAIN §6 rectification.days, §8 stage 16). Pure.</summary>
public static class RectificationRules
{
    /// <summary>The day on which the term of so many working days after the opening ends; each extension adds the term once more.</summary>
    public static DateOnly DueOn(DateOnly openedOn, int days, int extensions, WorkingDayCalendar calendar) =>
        calendar.AddWorkingDays(openedOn, days * (1 + extensions)).Date;

    /// <summary>The last day is the due date itself; overdue from the day after.</summary>
    public static bool IsOverdue(DateOnly dueOn, DateOnly today, bool closed) => !closed && today > dueOn;

    public static bool MayExtend(int taken, int allowed) => taken < allowed;

    /// <summary>Whoever reported that it is right does not verify it.</summary>
    public static bool MayVerify(string? repliedBy, string verifier) => repliedBy != verifier;
}
