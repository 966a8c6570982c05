using System.Text.Json;
using WorkflowJobs.Domain.Eligibility;
using WorkflowJobs.Domain.Identity;
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
