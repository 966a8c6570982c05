using CsCheck;
using WorkflowJobs.Domain.Eligibility;
using static WorkflowJobs.Domain.Tests.TestFiles;

namespace WorkflowJobs.Domain.Tests.Eligibility;

public sealed class AgeTests
{
    private static readonly DateOnly AsOf = new(2024, 6, 14);
    private static readonly Gen<DateOnly> Births = Gen.Int[0, 40_000].Select(days => new DateOnly(1930, 1, 1).AddDays(days));

    [Theory]
    [InlineData("1979-06-14", "2024-06-14", 45)]
    [InlineData("1979-06-15", "2024-06-14", 44)]
    [InlineData("1980-02-29", "2025-02-27", 44)]
    [InlineData("1980-02-29", "2025-02-28", 45)]
    [InlineData("1980-02-29", "2024-02-28", 43)]
    [InlineData("1980-02-29", "2024-02-29", 44)]
    [InlineData("2024-06-15", "2024-06-14", -1)]
    public void On_EdgesOfABirthday_CountsCompletedYears(string birth, string date, int age) => Assert.Equal(age, Age.On(Date(birth), Date(date)));

    [Theory]
    [InlineData(45, 65, UpperAgeMode.BirthdayInclusive, "1959-06-14", "1979-06-14")]
    [InlineData(45, 65, UpperAgeMode.CompletedYears, "1958-06-15", "1979-06-14")]
    [InlineData(16, 24, UpperAgeMode.CompletedYears, "1999-06-15", "2008-06-14")]
    [InlineData(16, 24, UpperAgeMode.BirthdayInclusive, "2000-06-14", "2008-06-14")]
    public void BirthWindow_WorkedWindowOfTheLawBook_IsThat(int min, int max, UpperAgeMode mode, string earliest, string latest) =>
        Assert.Equal(new BirthWindow(Date(earliest), Date(latest)), new AgeBounds(min, max, mode).BirthWindow(AsOf));

    [Fact]
    public void BirthWindow_WithoutBounds_IsOpen() =>
        Assert.Equal(new BirthWindow(null, null), new AgeBounds(null, null, UpperAgeMode.CompletedYears).BirthWindow(AsOf));

    [Fact]
    public void BirthWindow_LeapDays_AreAtTheRightSide()
    {
        var bounds = new AgeBounds(45, 65, UpperAgeMode.BirthdayInclusive);
        Assert.Equal(new DateOnly(1980, 2, 29), bounds.BirthWindow(new DateOnly(2025, 2, 28)).Latest);
        Assert.Equal(new DateOnly(1959, 3, 1), bounds.BirthWindow(new DateOnly(2024, 2, 29)).Earliest);
    }

    [Fact]
    public void On_LaterDates_NeverMakeAnyoneYounger() =>
        Gen.Select(Births, Gen.Int[0, 30_000], Gen.Int[0, 500]).Sample((birth, first, more) =>
            Age.On(birth, birth.AddDays(first)) <= Age.On(birth, birth.AddDays(first + more)));

    [Fact]
    public void On_LaterBirths_AreNeverOlder() =>
        Gen.Select(Births, Gen.Int[0, 500], Births).Sample((birth, later, date) =>
            Age.On(birth, date) >= Age.On(birth.AddDays(later), date));

    [Fact]
    public void BirthWindow_AnyDayAndBirth_AgreesWithTheAgeRule() =>
        Gen.Select(Births, Gen.Int[0, 8_000], Gen.Int[16, 50], Gen.Int[0, 30], Gen.Bool).Sample((birth, offset, min, span, inclusive) =>
        {
            var asOf = new DateOnly(2020, 1, 1).AddDays(offset);
            var bounds = new AgeBounds(min, min + span, inclusive ? UpperAgeMode.BirthdayInclusive : UpperAgeMode.CompletedYears);
            return bounds.BirthWindow(asOf).Contains(birth) == bounds.Contains(birth, asOf);
        });
}
