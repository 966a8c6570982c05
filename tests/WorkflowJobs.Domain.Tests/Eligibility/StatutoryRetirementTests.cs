using System.Text.Json;
using WorkflowJobs.Domain.Eligibility;
using WorkflowJobs.Domain.Identity;
using WorkflowJobs.Domain.Placements;
using static WorkflowJobs.Domain.Tests.TestFiles;

namespace WorkflowJobs.Domain.Tests.Eligibility;

public sealed class StatutoryRetirementTests
{
    public static TheoryData<string, string, int, string, string> Table()
    {
        var data = new TheoryData<string, string, int, string, string>();
        using var rows = JsonDocument.Parse(Text("retirement_table.json"));
        foreach (var row in rows.RootElement.EnumerateArray())
        {
            data.Add(
                row.GetProperty("cat").GetString()!,
                row.GetProperty("birth").GetString()!,
                row.GetProperty("delay").GetInt32(),
                row.GetProperty("retire").GetString()!,
                row.GetProperty("age").GetString()!);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Table), DisableDiscoveryEnumeration = true)]
    public void DateUnder_EveryRowOfTheTable_IsThatMonth(string category, string birth, int delay, string retire, string age)
    {
        var found = StatutoryRetirement.DateUnder(RetirementLaw.Reform2025, Date(birth + "-01"), Enum.Parse<WorkerCategory>(category, ignoreCase: true));
        Assert.Equal(delay, found.DelayMonths);
        Assert.Equal(retire, found.Date.ToString("yyyy-MM"));
        Assert.Equal(age, $"{found.Years}y{found.Months}m");
    }

    [Theory]
    [InlineData(WorkerCategory.Man60, "1970-05-20", 17, "2031-10-20")]
    [InlineData(WorkerCategory.Woman55, "1971-04-03", 4, "2026-08-03")]
    [InlineData(WorkerCategory.Woman50, "1975-03-20", 2, "2025-05-20")]
    [InlineData(WorkerCategory.Woman50, "1976-11-11", 12, "2027-11-11")]
    public void DateFor_CheckRowsOfTheLawBook_GiveThatDay(WorkerCategory category, string birth, int delay, string date) =>
        Assert.Equal((Date(date), delay), (StatutoryRetirement.DateFor(Date(birth), category, new DateOnly(2025, 6, 1)).Date, StatutoryRetirement.DateFor(Date(birth), category, new DateOnly(2025, 6, 1)).DelayMonths));

    [Theory]
    [InlineData("2024-07-16", "2028-05-07", RetirementLaw.Before2025)]
    [InlineData("2024-12-31", "2028-05-07", RetirementLaw.Before2025)]
    [InlineData("2025-01-01", "2029-04-07", RetirementLaw.Reform2025)]
    public void DateFor_S02_FollowsTheLawOfTheDayOfTheQuestion(string askedOn, string date, RetirementLaw law)
    {
        var found = StatutoryRetirement.DateFor(new DateOnly(1968, 5, 7), WorkerCategory.Man60, Date(askedOn));
        Assert.Equal((Date(date), law), (found.Date, found.Law));
    }

    /// <summary>P19, born on 1973-12-02. The scenario's 2029-12-02 is that of the reform.</summary>
    [Theory]
    [InlineData(WorkerCategory.Woman50, RetirementLaw.Before2025, "2023-12-02")]
    [InlineData(WorkerCategory.Woman50, RetirementLaw.Reform2025, "2023-12-02")]
    [InlineData(WorkerCategory.Woman55, RetirementLaw.Before2025, "2028-12-02")]
    [InlineData(WorkerCategory.Woman55, RetirementLaw.Reform2025, "2029-12-02")]
    public void DateUnder_S16_DependsOnTheCategory(WorkerCategory category, RetirementLaw law, string date) =>
        Assert.Equal(Date(date), StatutoryRetirement.DateUnder(law, new DateOnly(1973, 12, 2), category).Date);

    /// <summary>The group of a placement is that which gives the date of its approval; the date then follows the law of the day.</summary>
    [Theory]
    [InlineData("1968-05-07", "2028-05-07", "2024-12-31", "2028-05-07")]
    [InlineData("1968-05-07", "2028-05-07", "2025-01-01", "2029-04-07")]
    [InlineData("1973-12-02", "2028-12-02", "2025-01-01", "2029-12-02")]
    [InlineData("1975-03-20", "2025-03-20", "2025-01-01", "2025-05-20")]
    [InlineData("1975-03-20", "2026-01-01", "2025-01-01", "2026-01-01")]
    [InlineData("1975-03-20", null, "2025-01-01", null)]
    public void Retires_OfAPlacement_FollowsTheLawOfTheDay(string birth, string? atApproval, string on, string? date) =>
        Assert.Equal(Maybe(date), AgeRules.Retires(Date(birth), Maybe(atApproval), new DateOnly(2024, 7, 5), Date(on)));

    private static DateOnly? Maybe(string? date) => date is null ? null : Date(date);

    [Fact]
    public void DateUnder_DayMissingInTheMonth_IsClippedToItsEnd() =>
        Assert.Equal(new DateOnly(2025, 9, 30), StatutoryRetirement.DateUnder(RetirementLaw.Reform2025, new DateOnly(1965, 7, 31), WorkerCategory.Man60).Date);

    [Theory]
    [InlineData(Sex.Male, WorkerCategory.Woman50, WorkerCategory.Man60, false)]
    [InlineData(Sex.Female, WorkerCategory.Woman55, WorkerCategory.Woman55, false)]
    [InlineData(Sex.Female, WorkerCategory.Woman50, WorkerCategory.Woman50, false)]
    [InlineData(Sex.Female, null, WorkerCategory.Woman50, true)]
    [InlineData(Sex.Female, WorkerCategory.Man60, WorkerCategory.Woman50, true)]
    public void CategoryOf_UnknownWoman_IsWoman50AndFlagged(Sex sex, WorkerCategory? declared, WorkerCategory category, bool confirm) =>
        Assert.Equal((category, confirm), StatutoryRetirement.CategoryOf(sex, declared));
}
