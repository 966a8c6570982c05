namespace WorkflowJobs.Domain.Eligibility;

/// <summary>
/// Age in completed years (周岁). A birthday is reached on the anniversary itself; someone born on 29 February reaches it
/// on 28 February in common years (民法典 202条; DOMAIN §5.1).
/// </summary>
public static class Age
{
    /// <summary>Completed years on a date; negative before birth.</summary>
    public static int On(DateOnly birth, DateOnly date)
    {
        var years = date.Year - birth.Year;
        return Birthday(birth, years) <= date ? years : years - 1;
    }

    /// <summary>The day on which a person reaches an age.</summary>
    public static DateOnly Birthday(DateOnly birth, int age) => birth.AddYears(age);
}

/// <summary>The two lawful readings of an upper age such as “至65周岁”.</summary>
public enum UpperAgeMode
{
    /// <summary>Not past the birthday: eligible up to and on the day the age is reached.</summary>
    BirthdayInclusive,

    /// <summary>Completed years: eligible until the day before the next birthday.</summary>
    CompletedYears,
}

/// <summary>Dates of birth that qualify on a day, both included; printed in the notice so that nobody argues.</summary>
public readonly record struct BirthWindow(DateOnly? Earliest, DateOnly? Latest)
{
    public bool Contains(DateOnly birth) => (Earliest is null || birth >= Earliest) && (Latest is null || birth <= Latest);
}

/// <summary>Lower and upper age of a group; null where there is none. Both numbers are included (民法典 1259条).</summary>
public sealed record AgeBounds(int? Min, int? Max, UpperAgeMode UpperMode)
{
    public bool IsOldEnough(DateOnly birth, DateOnly asOf) => Min is null || Age.Birthday(birth, Min.Value) <= asOf;

    public bool IsYoungEnough(DateOnly birth, DateOnly asOf) => Max is null || UpperMode switch
    {
        UpperAgeMode.BirthdayInclusive => asOf <= Age.Birthday(birth, Max.Value),
        UpperAgeMode.CompletedYears => asOf < Age.Birthday(birth, Max.Value + 1),
        _ => throw new ArgumentOutOfRangeException(nameof(birth), UpperMode, null),
    };

    public bool Contains(DateOnly birth, DateOnly asOf) => IsOldEnough(birth, asOf) && IsYoungEnough(birth, asOf);

    /// <summary>The dates of birth that these bounds admit on a day.</summary>
    public BirthWindow BirthWindow(DateOnly asOf) => new(Earliest(asOf), Latest(asOf));

    // Leap days shift the edge by a day at most, so the edge is sought beside the plain anniversary instead of being worked out by cases.
    private DateOnly? Latest(DateOnly asOf)
    {
        if (Min is null)
            return null;
        var birth = asOf.AddYears(-Min.Value);
        while (IsOldEnough(birth.AddDays(1), asOf))
            birth = birth.AddDays(1);
        while (!IsOldEnough(birth, asOf))
            birth = birth.AddDays(-1);
        return birth;
    }

    private DateOnly? Earliest(DateOnly asOf)
    {
        if (Max is null)
            return null;
        var birth = asOf.AddYears(UpperMode == UpperAgeMode.BirthdayInclusive ? -Max.Value : -Max.Value - 1);
        while (IsYoungEnough(birth.AddDays(-1), asOf))
            birth = birth.AddDays(-1);
        while (!IsYoungEnough(birth, asOf))
            birth = birth.AddDays(1);
        return birth;
    }
}
