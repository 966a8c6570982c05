using WorkflowJobs.Domain.Parameters;
using WorkflowJobs.Domain.Publicity;

namespace WorkflowJobs.Domain.Tests.Publicity;

public sealed class MaskingRulesTests
{
    private static readonly MaskingParameters Defaults = MaskingParameters.From(ParameterSet.Defaults);

    private static readonly ListedPerson[] List =
    [
        new("P27", "澹台明", "370811********9741", "柳沟村", "R-AGE"),
        new("P28", "澹台明", "370811********9722", "柳沟村", "R-DIS"),
        new("P12", "冉秋菊", "370811********9921", "柳沟村", "R-SPF"),
        new("PX", "澹台明", "370811********0001", "湖东村", "R-LOW"),
    ];

    [Fact]
    public void PublicEntries_S09Namesakes_AreToldApartByTheirLastFour()
    {
        var shown = MaskingRules.PublicEntries(List, Defaults);
        Assert.Equal(["澹台明（9741）", "澹台明（9722）", "冉秋菊", "澹台明"], shown.Select(e => e.Name));
        Assert.Equal(["9741", "9722", "9921", "0001"], shown.Select(e => e.Id));
        Assert.All(shown, e => Assert.Equal("符合安置条件", e.Category));
    }

    [Fact]
    public void PublicEntries_OtherSettings_MaskNamesAndNeverTellDisabilityIncomeOrFamily()
    {
        var set = ParameterSet.Defaults.With("masking.name", "MASKED").With("masking.id", "FIRST6_LAST4").With("masking.category", "GROUP_CLASS");
        var shown = MaskingRules.PublicEntries(List, MaskingParameters.From(set));
        Assert.Equal(["澹*明（9741）", "澹*明（9722）", "冉*菊", "澹*明"], shown.Select(e => e.Name));
        Assert.Equal("370811********9741", shown[0].Id);
        Assert.Equal(["农村大龄人员", "符合安置条件", "符合安置条件", "符合安置条件"], shown.Select(e => e.Category));
    }

    [Theory]
    [InlineData("张三", "张*")]
    [InlineData("孔令芝", "孔*芝")]
    [InlineData("司马德厚", "司**厚")]
    [InlineData("丁", "*")]
    [InlineData("", "")]
    [InlineData("𠮷田明", "𠮷*明")]
    public void MaskName_AnyLength_KeepsTheEnds(string name, string masked) => Assert.Equal(masked, MaskingRules.MaskName(name));

    [Theory]
    [InlineData("13905371234", "139****1234")]
    [InlineData("05371234567", "*******4567")]
    [InlineData("123", "***")]
    public void MaskPhone_MobileOrLandline_KeepsLittle(string phone, string masked) => Assert.Equal(masked, MaskingRules.MaskPhone(phone));

    [Theory]
    [InlineData("6217000012345678", "************5678")]
    [InlineData("1234", "****")]
    public void MaskAccount_Account_KeepsTheLastFour(string account, string masked) => Assert.Equal(masked, MaskingRules.MaskAccount(account));
}
