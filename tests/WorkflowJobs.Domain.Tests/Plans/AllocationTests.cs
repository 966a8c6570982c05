using WorkflowJobs.Domain.Data.Seed;
using WorkflowJobs.Domain.Plans;
using WorkflowJobs.Domain.Units;

namespace WorkflowJobs.Domain.Tests.Plans;

public sealed class AllocationTests
{
    private static readonly AllocationTable Seed = SeedFiles.ReadAllocation2024();

    [Fact]
    public void Seed_Allocation2024_IsExactlyTheTableOfTheNotice()
    {
        Assert.Equal(
            [
                (PostKind.Urban, "shiqiao", 1, 5, "助残公益岗、拥军优属公益岗、消防安全协管员、市场监管协管员"),
                (PostKind.Urban, "xuzhuang", 1, 17, "综合协理员、基层财政协管员、助残公益岗、拥军优属公益岗、人社服务专员、消防安全协管员、争议调解协理员"),
                (PostKind.Urban, "xuzhuang", 2, 8, "社区巡查员"),
                (PostKind.Rural, "shiqiao", 1, 110, "消防安全协管员、综合网格员、人社服务专员、宣传助理员"),
            ],
            Seed.Lines.Select(l => (l.Kind, l.Town, l.Batch, l.Number, string.Join('、', l.PostNames))));
        Assert.All(Seed.Lines, l => Assert.Equal(2024, l.Year));
    }

    [Fact]
    public void Seed_LinesAndCertifiers_NameSeedUnits()
    {
        var seed = SeedFiles.ReadUnits();
        var ids = seed.Units.Select(u => u.Id).ToList();
        Assert.Equal(13, ids.Distinct().Count());
        Assert.All(Seed.Lines, l => Assert.Equal(UnitKind.Town, seed.Units.Single(u => u.Id == l.Town).Kind));
        Assert.All(seed.Certifiers.Values, id => Assert.Contains(id, ids));
        Assert.All(seed.Units, u => Assert.True(u.ParentId is null ? u.Kind == UnitKind.District : ids.Contains(u.ParentId)));
        Assert.Equal(["湖东村", "渔湾村", "柳沟村"], seed.Units.Where(u => u.IsUrban == false).Select(u => u.Name));
        Assert.Equal(["清波社区", "荷苑社区"], seed.Units.Where(u => u.IsUrban == true).Select(u => u.Name));
    }

    [Fact]
    public void Seed_Personas_LiveInSeedVillages()
    {
        var units = SeedFiles.ReadUnits().Units;
        var names = units.Where(u => u.Kind == UnitKind.Village).Select(u => units.Single(p => p.Id == u.ParentId).Name + u.Name).ToHashSet();
        Assert.Equal(30, SeedFiles.ReadPersonas().Count);
        Assert.All(SeedFiles.ReadPersonas(), p => Assert.Contains(p.Unit, names));
    }

    [Fact]
    public void Warnings_SeedPlan_TellsTheYearsAndNothingElse()
    {
        var warning = Assert.Single(PlanReconciliation.Warnings(Seed.Totals, Seed.Lines));
        Assert.Equal("PLAN_YEARS_DIFFER", warning.Code);
        foreach (var part in new[] { "140（2024年）", "197（2025年）", "＝337", "总数438", "相差101", "差额等于城镇总数101", "年度之和等于乡村总数337", "2025年应为298" })
            Assert.Contains(part, warning.MessageZh);
        Assert.Contains("2025 should be 298", warning.MessageEn);
    }

    [Fact]
    public void Warnings_CorrectedYear_IsSilent() =>
        Assert.Empty(PlanReconciliation.Warnings([.. Seed.Totals.Select(t => t is { Year: 2025, Kind: null } ? t with { Number = 298 } : t)], Seed.Lines));

    [Fact]
    public void Warnings_LinesChanged_TellsTheYearAndTheKind()
    {
        var lines = Seed.Lines.Select(l => l.Kind == PostKind.Rural ? l with { Number = 109 } : l).ToList();
        Assert.Equal(
            ["PLAN_YEARS_DIFFER", "ALLOCATION_DIFFERS", "ALLOCATION_DIFFERS"],
            PlanReconciliation.Warnings(Seed.Totals, lines).Select(w => w.Code));
    }

    [Fact]
    public void Warnings_KindsDiffer_SaysWhichYear()
    {
        var warning = Assert.Single(PlanReconciliation.Warnings([new(2026, null, 10), new(2026, PostKind.Rural, 5), new(2026, PostKind.Urban, 4)], []));
        Assert.Equal("PLAN_KINDS_DIFFER", warning.Code);
        Assert.StartsWith("2026年", warning.MessageZh);
    }
}
