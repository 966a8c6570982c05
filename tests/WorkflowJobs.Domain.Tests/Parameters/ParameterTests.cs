using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Parameters;

namespace WorkflowJobs.Domain.Tests.Parameters;

public sealed class ParameterTests
{
    private static readonly DateOnly Today = new(2024, 6, 1);

    [Fact]
    public void Catalog_EveryDefault_PassesItsOwnRule()
    {
        Assert.All(ParameterCatalog.All, d => Assert.Equal(d.Default, d.Read(d.Default).Value));
        Assert.Null(ParameterCatalog.CheckTogether(ParameterSet.Defaults));
        Assert.All(ParameterCatalog.All, d => Assert.False(string.IsNullOrWhiteSpace(d.LabelZh) || string.IsNullOrWhiteSpace(d.LabelEn) || string.IsNullOrWhiteSpace(d.Basis)));
    }

    [Theory]
    [InlineData("notice.minDays", "5")]
    [InlineData("notice.closesAt", "17:30")]
    [InlineData("accept.days", "3")]
    [InlineData("supplement.days", "5")]
    [InlineData("supplement.maxTimes", "2")]
    [InlineData("review.days", "5")]
    [InlineData("review.minMembers", "7")]
    [InlineData("review.quorum", "2/3")]
    [InlineData("review.pass", "2/3")]
    [InlineData("review.residentsShare", "2/3")]
    [InlineData("town.review.days", "5")]
    [InlineData("publicity.days", "5")]
    [InlineData("objection.days", "5")]
    [InlineData("objection.extension", "5")]
    [InlineData("district.approve.days", "5")]
    [InlineData("training.hours", "8")]
    [InlineData("training.within", "10")]
    [InlineData("training.passMark", "60")]
    [InlineData("training.retakes", "1")]
    [InlineData("sign.within", "5")]
    [InlineData("onPost.within", "3")]
    [InlineData("agreement.months", "12")]
    [InlineData("agreement.maxMonths", "36")]
    [InlineData("rural.maxAgeOnPost", "65")]
    [InlineData("attendance.reportBy", "5")]
    [InlineData("pay.by", "15")]
    [InlineData("score.reportBy", "10")]
    [InlineData("leave.sickProofDays", "3")]
    [InlineData("leave.maxDays", "90")]
    [InlineData("vacancy.reportDays", "5")]
    [InlineData("rectification.days", "15")]
    [InlineData("clawback.payBy", "30")]
    [InlineData("followUp.months", "1,3,6,12")]
    [InlineData("pay.proration", "CALENDAR_DAY")]
    [InlineData("ranking.mode", "PRIORITY_FIRST")]
    public void Catalog_LawBookParameter_HasItsDefault(string key, string value) => Assert.Equal(value, ParameterSet.Defaults.Text(key));

    [Theory]
    [InlineData("publicity.days", "2", "PARAM_RANGE")]
    [InlineData("publicity.days", "five", "PARAM_TYPE")]
    [InlineData("publicity.days", "99999999999", "PARAM_TYPE")]
    [InlineData("publicity.days", "", "PARAM_TYPE")]
    [InlineData("publicity.days", null, "PARAM_TYPE")]
    [InlineData("notice.closesAt", "24:00", "PARAM_TYPE")]
    [InlineData("notice.closesAt", "5pm", "PARAM_TYPE")]
    [InlineData("review.quorum", "0.66", "PARAM_TYPE")]
    [InlineData("review.quorum", "4/3", "PARAM_TYPE")]
    [InlineData("ranking.mode", "RANDOM", "PARAM_CHOICE")]
    [InlineData("ranking.scoreEnabled", "yes", "PARAM_TYPE")]
    [InlineData("followUp.months", "1,x", "PARAM_TYPE")]
    [InlineData("followUp.months", "1,1", "PARAM_DUPLICATE")]
    [InlineData("followUp.months", "0", "PARAM_RANGE")]
    [InlineData("eligibility.singleParent.basis", "MARRIED", "PARAM_CHOICE")]
    [InlineData("eligibility.tiers", "R-POV=1", "PARAM_INCOMPLETE")]
    [InlineData("eligibility.tiers", "X=1", "PARAM_CHOICE")]
    [InlineData("eligibility.tiers", "R-POV", "PARAM_TYPE")]
    [InlineData("ranking.weight.income", "31", "PARAM_WEIGHTS")]
    [InlineData("agreement.months", "30", null)]
    [InlineData("agreement.maxMonths", "11", "PARAM_ORDER")]
    [InlineData("no.such", "1", "PARAM_UNKNOWN")]
    public void CheckChange_Value_IsRefusedWithItsCode(string key, string? value, string? code) =>
        Assert.Equal(code, ParameterCatalog.CheckChange(ParameterSet.Defaults, key, value, Today, Today, "依据").Refusal?.Code);

    [Fact]
    public void CheckChange_PastDateOrNoReason_IsRefused()
    {
        Assert.Equal("PARAM_PAST", ParameterCatalog.CheckChange(ParameterSet.Defaults, "publicity.days", "7", Today.AddDays(-1), Today, "依据").Refusal?.Code);
        Assert.Equal("PARAM_REASON", ParameterCatalog.CheckChange(ParameterSet.Defaults, "publicity.days", "7", Today, Today, " ").Refusal?.Code);
        Assert.Equal("7", ParameterCatalog.CheckChange(ParameterSet.Defaults, "publicity.days", " 07 ", Today, Today, "依据").Value);
    }

    [Fact]
    public void CheckChanges_WeightsTogether_MayMovePointsBetweenThem()
    {
        KeyValuePair<string, string?>[] moved = [new("ranking.weight.category", "45"), new("ranking.weight.income", "25")];
        Assert.Equal("45", ParameterCatalog.CheckChanges(ParameterSet.Defaults, moved, Today, Today, "依据").Value!["ranking.weight.category"]);
        Assert.Equal("PARAM_WEIGHTS", ParameterCatalog.CheckChanges(ParameterSet.Defaults, moved[..1], Today, Today, "依据").Refusal?.Code);
        Assert.Equal("PARAM_RANGE", ParameterCatalog.CheckChanges(ParameterSet.Defaults, [.. moved, new("publicity.days", "1")], Today, Today, "依据").Refusal?.Code);
    }

    [Fact]
    public void At_ValuesOfSeveralDates_GivesTheOneInForce()
    {
        var history = new ParameterHistory(
        [
            Row("publicity.days", "7", "2024-06-26", 2),
            Row("publicity.days", "6", "2024-06-26", 1),
            Row("publicity.days", "4", "2025-01-01", 0),
            Row("gone.key", "x", "2024-01-01", 0),
        ]);
        Assert.Equal(5, history.At(new DateOnly(2024, 6, 25)).Int("publicity.days"));
        Assert.Equal(7, history.At(new DateOnly(2024, 6, 26)).Int("publicity.days"));
        Assert.Equal(4, history.At(new DateOnly(2025, 1, 1)).Int("publicity.days"));
        Assert.Equal(5, ParameterSet.Defaults.Int("publicity.days"));
    }

    [Fact]
    public void Getters_EveryType_ReadTheirValue()
    {
        var set = ParameterSet.Defaults;
        Assert.Equal(new TimeOnly(17, 30), set.Time("notice.closesAt"));
        Assert.Equal(new Fraction(2, 3), set.Fraction("review.pass"));
        Assert.Equal([-1, 0, 1], set.Ints("task.reminders"));
        Assert.True(set.Bool("eligibility.recheck"));
        Assert.Equal(2, set.Map("eligibility.tiers")["R-AGE"]);
        Assert.Throws<ArgumentException>(() => set.Int("no.such"));
    }

    private static ParameterValue Row(string key, string value, string from, int minute) => new()
    {
        Id = $"{key}-{from}-{minute}",
        Key = key,
        Value = value,
        EffectiveFrom = TestFiles.Date(from),
        ChangedBy = "u",
        Reason = "r",
        At = new DateTimeOffset(2024, 6, 1, 8, minute, 0, TimeSpan.Zero),
    };
}
