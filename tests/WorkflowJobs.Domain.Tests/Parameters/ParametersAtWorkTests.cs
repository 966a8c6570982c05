using System.Text.Json.Nodes;
using WorkflowJobs.Domain.Agreements;
using WorkflowJobs.Domain.Applications;
using WorkflowJobs.Domain.Calendars;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Data.Seed;
using WorkflowJobs.Domain.Notices;
using WorkflowJobs.Domain.Parameters;
using WorkflowJobs.Domain.Plans;
using WorkflowJobs.Domain.Publicity;
using WorkflowJobs.Domain.Ranking;
using WorkflowJobs.Domain.Reviews;
using WorkflowJobs.Domain.Tests.Workflows;
using WorkflowJobs.Domain.Training;
using static WorkflowJobs.Domain.Tests.TestFiles;

namespace WorkflowJobs.Domain.Tests.Parameters;

/// <summary>The parameters of DOMAIN §6 that stages 0–10 use, where they bind, with a case on either side.</summary>
public sealed class ParametersAtWorkTests
{
    private static readonly ParameterSet Defaults = ParameterSet.Defaults;
    private static readonly WorkingDayCalendar Calendar = WorkingDayCalendar.From(CalendarFile.Read(SeedFiles.Text(SeedFiles.Calendar)).Value!);

    /// <summary>§6: the deadline of each human task is its parameter, not a number.</summary>
    [Theory]
    [InlineData("application", "acceptance", "accept.days")]
    [InlineData("application", "supplement", "supplement.days")]
    [InlineData("application", "supplement-town", "supplement.days")]
    [InlineData("review-meeting", "review-record", "review.days")]
    [InlineData("review-meeting", "certify", "review.certify.days")]
    [InlineData("application", "town-handling", "town.review.days")]
    [InlineData("application", "town-decision", "town.review.days")]
    [InlineData("round", "ranking", "town.review.days")]
    [InlineData("objection", "investigation", "objection.days")]
    [InlineData("application", "district-comparison", "district.approve.days")]
    [InlineData("application", "district-approval", "district.approve.days")]
    [InlineData("training-class", "roll", "training.within")]
    [InlineData("application", "signing", "sign.within")]
    public void Deadline_OfATask_IsItsParameter(string definition, string activity, string key)
    {
        var json = JsonNode.Parse(File.ReadAllText(Path.Combine(ProcessWalk.Folder(), definition + ".json")))!;
        var task = json["root"]!["activities"]!.AsArray().Single(a => a!["id"]!.ToString() == activity)!;
        Assert.Equal(key, task["dueInWorkingDays"]!["expression"]!["value"]!.ToString());
        Assert.NotNull(ParameterCatalog.Find(key));
    }

    [Theory]
    [InlineData("2024-06-07", null)]
    [InlineData("2024-06-06", "WINDOW_TOO_SHORT")]
    public void NoticeMinDays_FiveWorkingDaysOpen(string closes, string? code) =>
        Assert.Equal(code, NoticeRules.Window(Date("2024-06-03"), Date(closes), Date("2024-06-03"), Defaults.Int("notice.minDays"), Calendar).SingleOrDefault()?.Code);

    [Theory]
    [InlineData("17:29:59.999", null)]
    [InlineData("17:30", "WINDOW_CLOSED")]
    public void NoticeClosesAt_TheInstantItselfIsTooLate(string time, string? code)
    {
        var closes = ShanghaiTime.At(Date("2024-06-14"), Defaults.Time("notice.closesAt"));
        var notice = new Notice { Id = "n", Year = 2024, TownId = "t", Title = "", PublishedAt = closes.AddDays(-9), OpensAt = closes.AddDays(-9), ClosesAt = closes };
        var at = ShanghaiTime.At(Date("2024-06-14"), TimeOnly.Parse(time, System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(code, SubmissionGate.Window(notice, at)?.Code);
    }

    [Theory]
    [InlineData("review.minMembers 7", 7, 7, 7, 7, null)]
    [InlineData("review.minMembers 7", 6, 6, 6, 6, "REVIEW_ROSTER_TOO_SMALL")]
    [InlineData("review.quorum 2/3 of 9", 9, 6, 6, 6, null)]
    [InlineData("review.quorum 2/3 of 9", 9, 5, 5, 5, "REVIEW_NO_QUORUM")]
    [InlineData("review.pass 2/3 of 6", 9, 6, 6, 4, null)]
    [InlineData("review.pass 2/3 of 6", 9, 6, 6, 3, "REVIEW_NOT_PASSED")]
    [InlineData("review.residentsShare 2/3 of 6", 9, 6, 4, 6, null)]
    [InlineData("review.residentsShare 2/3 of 6", 9, 6, 3, 6, "REVIEW_RESIDENT_SHARE")]
    public void Review_OnEitherSide(string clause, int roster, int present, int residents, int yes, string? code)
    {
        var parameters = ReviewParameters.From(Defaults);
        var members = Enumerable.Range(0, roster).Select(i => new MemberPresence($"成员{i}", i < residents, i < present)).ToList();
        var sitting = new ReviewSitting(members, "甲", "乙");
        ReviewCount[] items = [new("a", yes, present - yes, 0, [])];
        var found = ReviewRules.Problems(sitting, items, parameters).Select(problem => problem.Code).FirstOrDefault() ?? ReviewRules.Decide(sitting, items, parameters)[0].Reason?.Code;
        Assert.True(code == found, $"{clause}: {found}");
    }

    [Theory]
    [InlineData(60, TrainingResults.Passed)]
    [InlineData(59, TrainingResults.Failed)]
    public void TrainingPassMark_OnEitherSide(int score, string result) => Assert.Equal(result, TrainingRules.ResultOf("Attended", score, Defaults.Int("training.passMark")));

    [Theory]
    [InlineData(1, false, TrainingNext.Retake)]
    [InlineData(2, false, TrainingNext.Lapsed)]
    [InlineData(1, true, TrainingNext.Lapsed)]
    public void TrainingRetakes_OneWithinTheLimit(int attempts, bool limitReached, TrainingNext next) =>
        Assert.Equal(next, TrainingRules.Next(TrainingResults.Failed, attempts, Defaults.Int("training.retakes"), limitReached));

    [Theory]
    [InlineData("2027-07-15", null)]
    [InlineData("2027-07-16", "AGREEMENT_TERM")]
    public void AgreementMaxMonths_ThirtySix(string endsOn, string? code) => Assert.Equal(code, Problem(Date("2024-07-16"), Date(endsOn), null));

    [Fact]
    public void AgreementMonths_TwelveEndTheDayBefore() => Assert.Equal(Date("2025-07-15"), AgreementRules.LastDay(Date("2024-07-16"), Defaults.Int("agreement.months")));

    [Theory]
    [InlineData("2024-07-16", null)]
    [InlineData("2024-07-17", "AGREEMENT_AGE")]
    public void RuralMaxAgeOnPost_TheBirthdayIsTheLastFirstDay(string startsOn, string? code) =>
        Assert.Equal(code, Problem(Date(startsOn), AgreementRules.LastDay(Date(startsOn), 12), StartLimit.Rural(Date("1959-07-16"), Defaults.Int("rural.maxAgeOnPost"))));

    [Theory]
    [InlineData("2024-06-24", "2024-12-24")]
    [InlineData("2024-06-30", "2024-12-30")]
    [InlineData("2024-07-01", "2024-12-31")]
    public void WaitlistMonths_SixWithinThePlanYear(string frozenOn, string until) =>
        Assert.Equal(Date(until), RankingRules.WaitlistLastsUntil(Date(frozenOn), 2024, Defaults.Int("waitlist.months")));

    [Theory]
    [InlineData(40, 30, 10, 20, 100)]
    [InlineData(41, 30, 10, 20, null)]
    [InlineData(40, 31, 10, 20, null)]
    [InlineData(40, 30, 11, 20, null)]
    [InlineData(40, 30, 10, 21, null)]
    public void RankingWeights_EachAtMostItsOwn(int category, int income, int willingness, int ability, int? total)
    {
        var found = new ScoreSheet(category, income, willingness, ability).Total(Defaults);
        Assert.Equal(total, found.IsRefused ? null : found.Value);
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(2, true)]
    public void SupplementMaxTimes_TwiceAndNoMore(int asked, bool reached) => Assert.Equal(reached, SupplementLimit.Reached(asked, Defaults));

    [Theory]
    [InlineData("2024-06-17 23:59:59.999", false)]
    [InlineData("2024-06-18 00:00", true)]
    public void PublicityDays_FiveWholeWorkingDaysAfterThePosting(string at, bool over)
    {
        var period = PublicityPeriod.Of(Date("2024-06-07"), Calendar, Defaults.Int("publicity.days"), Defaults.Int("publicity.removeAfter"));
        Assert.Equal((Date("2024-06-11"), Date("2024-06-17")), (period.StartsOn, period.EndsOn));
        var now = DateTime.Parse(at, System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal(over, PublicityPeriods.IsOver(new PublicityList { Id = "l", RoundId = "r", TownId = "t", Number = 1, Status = "", EndsOn = period.EndsOn }, ShanghaiTime.At(DateOnly.FromDateTime(now), TimeOnly.FromDateTime(now))));
    }

    [Fact]
    public void ObjectionExtension_FiveWorkingDaysMoreAndNoDayOnTop()
    {
        Assert.Equal(Date("2024-06-11"), Calendar.AddWorkingDays(Date("2024-06-03"), Defaults.Int("objection.days")).Date);
        Assert.Equal(Date("2024-06-18"), ExtendObjection.LastDay(Date("2024-06-03"), Calendar, Defaults));
    }

    [Theory]
    [InlineData(8, null)]
    [InlineData(7, "TRAINING_HOURS")]
    public void TrainingHours_EightAreEnough(int hours, string? code) => Assert.Equal(code, ClassScheduleCheck.TooShort(hours, Defaults)?.Code);

    /// <summary>§6: the make-up days named there count, and their neighbours of the same weekend do not, but where the list says so.</summary>
    [Theory]
    [InlineData(2024, "02-04 02-18 04-07 04-28 05-11 09-14 09-29 10-12")]
    [InlineData(2025, "01-26 02-08 04-27 09-28 10-11")]
    [InlineData(2026, "01-04 02-14 02-28 05-09 09-20 10-10")]
    public void MakeUpDays_OfTheYear_AreExactlyThose(int year, string days)
    {
        var weekendsWorked = Enumerable.Range(0, 366).Select(i => new DateOnly(year, 1, 1).AddDays(i))
            .Where(day => day.Year == year && (day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday) && Calendar.IsWorkingDay(day));
        Assert.Equal(days, string.Join(' ', weekendsWorked.Select(day => day.ToString("MM-dd", System.Globalization.CultureInfo.InvariantCulture))));
    }

    private static string? Problem(DateOnly startsOn, DateOnly endsOn, StartLimit? limit)
    {
        var form = new AgreementForm("岗位", startsOn, startsOn, endsOn, SignatureModes.WetInk, "", "", "P-1", startsOn);
        var terms = new AgreementTerms(PostKind.Rural, Defaults.Int("agreement.months"), Defaults.Int("agreement.maxMonths"), limit);
        return AgreementRules.Problems(form, terms).SingleOrDefault()?.Code;
    }
}
