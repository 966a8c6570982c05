using WorkflowJobs.Domain.Identity;

namespace WorkflowJobs.Domain.Eligibility;

/// <summary>The three groups of the retirement law. A woman's is input data: employment file or insurance record.</summary>
public enum WorkerCategory
{
    /// <summary>Men: 60, later 63.</summary>
    Man60,

    /// <summary>Women in managerial or technical posts: 55, later 58.</summary>
    Woman55,

    /// <summary>Women in workers' posts: 50, later 55.</summary>
    Woman50,
}

/// <summary>The law by which a retirement date was worked out.</summary>
public enum RetirementLaw
{
    /// <summary>In force until 2024-12-31: 60 / 55 / 50.</summary>
    Before2025,

    /// <summary>Decision of the NPC Standing Committee of 2024-09-13, in force from 2025-01-01.</summary>
    Reform2025,
}

/// <summary>A statutory retirement date and how it came about.</summary>
public readonly record struct RetirementDate(DateOnly Date, int Years, int Months, int DelayMonths, RetirementLaw Law);

/// <summary>The statutory retirement age (法定退休年龄, DOMAIN §5.1). Early or late retirement by choice does not move it.</summary>
public static class StatutoryRetirement
{
    /// <summary>First day on which the 2025 decision is in force.</summary>
    public static readonly DateOnly ReformInForce = new(2025, 1, 1);

    /// <summary>The date by the law in force on the day the question is asked.</summary>
    public static RetirementDate DateFor(DateOnly birth, WorkerCategory category, DateOnly askedOn)
    {
        var law = askedOn < ReformInForce ? RetirementLaw.Before2025 : RetirementLaw.Reform2025;
        return DateUnder(law, birth, category);
    }

    /// <summary>
    /// Under the reform: n = months from January 2025 to the month of the old age, counted from 1;
    /// the delay is one month for each k months begun, up to the cap. The day is clipped to the month's end.
    /// </summary>
    public static RetirementDate DateUnder(RetirementLaw law, DateOnly birth, WorkerCategory category)
    {
        var (age, monthsPerStep, cap) = Terms(category);
        var delay = law == RetirementLaw.Before2025 ? 0 : Delay(birth, age, monthsPerStep, cap);
        var months = (age * 12) + delay;
        return new RetirementDate(birth.AddMonths(months), months / 12, months % 12, delay, law);
    }

    /// <summary>
    /// A man's category follows from his sex. A woman whose category nobody has shown counts as woman50,
    /// the earlier date, and the officer is asked to confirm it.
    /// </summary>
    public static (WorkerCategory Category, bool NeedsConfirmation) CategoryOf(Sex sex, WorkerCategory? declared) => (sex, declared) switch
    {
        (Sex.Male, _) => (WorkerCategory.Man60, false),
        (Sex.Female, WorkerCategory.Woman55) => (WorkerCategory.Woman55, false),
        (Sex.Female, WorkerCategory.Woman50) => (WorkerCategory.Woman50, false),
        _ => (WorkerCategory.Woman50, true),
    };

    private static int Delay(DateOnly birth, int age, int monthsPerStep, int cap)
    {
        var n = ((birth.Year + age - 2025) * 12) + birth.Month;
        return n <= 0 ? 0 : Math.Min((n + monthsPerStep - 1) / monthsPerStep, cap);
    }

    private static (int Age, int MonthsPerStep, int Cap) Terms(WorkerCategory category) => category switch
    {
        WorkerCategory.Man60 => (60, 4, 36),
        WorkerCategory.Woman55 => (55, 4, 36),
        WorkerCategory.Woman50 => (50, 2, 60),
        _ => throw new ArgumentOutOfRangeException(nameof(category), category, null),
    };
}
