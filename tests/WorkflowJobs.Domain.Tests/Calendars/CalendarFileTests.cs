using WorkflowJobs.Domain.Calendars;
using WorkflowJobs.Domain.Data.Seed;

namespace WorkflowJobs.Domain.Tests.Calendars;

public sealed class CalendarFileTests
{
    private const string Holidays2027 = "\"2027-01-01\",\"2027-05-01\",\"2027-10-01\"";

    [Fact]
    public void Read_SeedFile_GivesThreeYearsAndItsOwnTextAgain()
    {
        var file = CalendarFile.Read(SeedFiles.Text(SeedFiles.Calendar)).Value!;
        Assert.Equal([2024, 2025, 2026], file.Years);
        Assert.Equal(19, file.MakeUpDays.Count);
        Assert.All(file.ByYear(), year =>
        {
            var again = CalendarFile.Read(year.ToJson()).Value!;
            Assert.Equal(year.DaysOff, again.DaysOff);
            Assert.Equal(year.MakeUpDays, again.MakeUpDays);
        });
    }

    [Theory]
    [InlineData("{", "CALENDAR_JSON")]
    [InlineData("[]", "CALENDAR_JSON")]
    [InlineData("""{"years_loaded":[2027],"off":[],"makeup_workdays":[],"source":"\ud800"}""", "CALENDAR_JSON")]
    [InlineData("""{"years_loaded":[2027],"years_loaded":[2028]}""", "CALENDAR_JSON")]
    [InlineData("""{"off":[],"makeup_workdays":[],"source":"x"}""", "CALENDAR_YEARS")]
    [InlineData("""{"years_loaded":[1999],"off":[],"makeup_workdays":[],"source":"x"}""", "CALENDAR_YEARS")]
    [InlineData("""{"years_loaded":[2027,2027],"off":[$H],"makeup_workdays":[],"source":"x"}""", "CALENDAR_DUPLICATE")]
    [InlineData("""{"years_loaded":[2027],"makeup_workdays":[],"source":"x"}""", "CALENDAR_LIST")]
    [InlineData("""{"years_loaded":[2027],"off":[$H,"2027-02-30"],"makeup_workdays":[],"source":"x"}""", "CALENDAR_DATE")]
    [InlineData("""{"years_loaded":[2027],"off":[$H,20270201],"makeup_workdays":[],"source":"x"}""", "CALENDAR_DATE")]
    [InlineData("""{"years_loaded":[2027],"off":[$H,"2027-01-01"],"makeup_workdays":[],"source":"x"}""", "CALENDAR_DUPLICATE")]
    [InlineData("""{"years_loaded":[2027],"off":[$H,"2028-01-01"],"makeup_workdays":[],"source":"x"}""", "CALENDAR_OUTSIDE_YEAR")]
    [InlineData("""{"years_loaded":[2027],"off":[$H],"makeup_workdays":["2027-05-01"],"source":"x"}""", "CALENDAR_CONTRADICTION")]
    [InlineData("""{"years_loaded":[2027],"off":[$H],"makeup_workdays":["2027-05-04"],"source":"x"}""", "CALENDAR_MAKEUP_ON_WEEKDAY")]
    [InlineData("""{"years_loaded":[2027],"off":["2027-01-01","2027-05-01"],"makeup_workdays":[],"source":"x"}""", "CALENDAR_HOLIDAY_MISSING")]
    [InlineData("""{"years_loaded":[2027],"off":[$H],"makeup_workdays":[]}""", "CALENDAR_SOURCE")]
    public void Read_BadFile_IsRefusedWithThatProblem(string json, string code)
    {
        var result = CalendarFile.Read(json.Replace("$H", Holidays2027));
        Assert.Equal("CALENDAR_INVALID", result.Refusal?.Code);
        Assert.Contains(code, result.Refusal!.Errors.Select(e => e.Code));
    }

    [Fact]
    public void Read_SeveralProblems_ListsThemAllWithTheirPaths()
    {
        var result = CalendarFile.Read("""{"years_loaded":[2027],"off":["x","2026-01-01"],"makeup_workdays":["2027-02-31"],"source":"x"}""");
        Assert.Equal(["off[0]", "off[1]", "makeup_workdays[0]", "off", "off", "off"], result.Refusal!.Errors.Select(e => e.Field));
    }
}
