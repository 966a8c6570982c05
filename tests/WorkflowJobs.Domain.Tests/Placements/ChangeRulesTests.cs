using System.Globalization;
using WorkflowJobs.Domain.Placements;
using WorkflowJobs.Domain.Plans;

namespace WorkflowJobs.Domain.Tests.Placements;

public sealed class ChangeRulesTests
{
    private static DateOnly Day(string text) => DateOnly.Parse(text, CultureInfo.InvariantCulture);

    [Theory]
    [InlineData("Transfer", "2024-09-01", "v2", null, false, null, false, "")]
    [InlineData("Transfer", "2024-09-01", "v", "保洁员", false, null, null, "")]
    [InlineData("Transfer", "2024-09-01", "v", "协管员", false, null, null, "CHANGE_NOTHING")]
    [InlineData("Transfer", "2024-09-01", "c", null, false, null, true, "CHANGE_KIND")]
    [InlineData("Transfer", "2024-07-15", "v2", null, false, null, false, "CHANGE_DATE")]
    [InlineData("Transfer", "2025-07-16", "v2", null, false, null, false, "CHANGE_DATE")]
    [InlineData("Suspend", "2024-09-01", null, null, true, null, null, "")]
    [InlineData("Suspend", "2024-09-01", null, null, false, null, null, "CHANGE_PROOF")]
    [InlineData("Suspend", "2024-09-01", null, null, true, "2024-08-01", null, "CHANGE_STATE")]
    [InlineData("Resume", "2024-09-01", null, null, false, "2024-08-01", null, "")]
    [InlineData("Resume", "2024-08-01", null, null, false, "2024-08-01", null, "CHANGE_DATE")]
    [InlineData("Resume", "2024-09-01", null, null, false, null, null, "CHANGE_STATE")]
    public void Change_FitsStateDayAndKind(string kind, string from, string? village, string? post, bool proof, string? restsSince, bool? targetIsUrban, string codes)
    {
        var placement = new Placement
        {
            Id = "a",
            PersonId = "p",
            Kind = PostKind.Rural,
            Year = 2024,
            Batch = 1,
            TownId = "t",
            VillageId = "v",
            PostName = "协管员",
            PostNumber = "岗1",
            StartsOn = Day("2024-07-16"),
            ApprovedOn = Day("2024-07-05"),
            Status = PlacementStatus.OnPost,
        };
        var form = new ChangeForm(Enum.Parse<PlacementChangeKind>(kind), Day(from), village, post, null, proof);
        var problems = ChangeRules.Problems(form, new ChangeFacts(placement, Day("2025-07-15"), restsSince is null ? null : Day(restsSince), targetIsUrban));
        Assert.Equal(codes, string.Join(' ', problems.Select(one => one.Code)));
    }
}
