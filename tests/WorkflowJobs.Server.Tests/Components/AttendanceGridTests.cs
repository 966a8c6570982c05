using WorkflowJobs.Domain.Attendance;
using WorkflowJobs.Server.Components.Officer;

namespace WorkflowJobs.Server.Tests.Components;

/// <summary>The attendance grid by keyboard: a month in seconds, and every step taken back.</summary>
public sealed class AttendanceGridTests
{
    private const string Usual = "WWWWRRW";

    private static AttendanceGrid Grid(int lastDay = 7, string onPost = "1111111", string marks = ".......") => new(new SheetView(
        new SheetRow("v.2024-08", "t", "v", 2024, 8, SheetStatus.Open, null, null, 2), 0, true, false, lastDay, [true, true, true, true, false, false, true],
        [Line("a", onPost, marks), Line("b", "1111111", ".......")]));

    private static SheetLine Line(string id, string onPost, string marks) => new(id, id, "岗", "岗1", onPost, marks, Usual, AttendanceRules.Totals(marks), false);

    private static string Row(AttendanceGrid grid, int row) => string.Concat(Enumerable.Range(0, grid.Days).Select(day => grid[row, day]));

    [Fact]
    public void Keys_MarkAndMoveOn()
    {
        var grid = Grid();
        foreach (var key in (string[])["1", "2", "l", "x", "⊕", "ArrowRight", "w", "ArrowDown", "4"])
            Assert.True(grid.Press(key, false, false));
        Assert.Equal(("WRLAT.W", "......A"), (Row(grid, 0), Row(grid, 1)));
        Assert.Equal((1, 6), (grid.Row, grid.Day));
        Assert.False(grid.Press("q", false, false));
        Assert.False(grid.Press("Tab", false, false));
    }

    [Fact]
    public void FillRow_KeepsWhatIsThere_AndIsOneStepBack()
    {
        var grid = Grid();
        grid.Press("a", false, false);
        grid.Press("F", false, false);
        Assert.Equal("AWWWRRW", Row(grid, 0));
        grid.Press("F", false, true);
        Assert.Equal(Usual, Row(grid, 1));
        grid.Press("z", true, false);
        Assert.Equal(".......", Row(grid, 1));
        grid.Press("z", true, false);
        Assert.Equal("A......", Row(grid, 0));
        grid.Press("y", true, false);
        Assert.Equal("AWWWRRW", Row(grid, 0));
        Assert.Equal("a AWWWRRW", string.Join('|', grid.Changes.Select(row => $"{row.PlacementId} {row.Marks}")));
        grid.Saved();
        Assert.False(grid.IsChanged);
    }

    [Fact]
    public void DaysOffPost_AndDaysToCome_StayEmpty()
    {
        var grid = Grid(lastDay: 5, onPost: "0011111");
        grid.Press("1", false, false);
        grid.Press("F", false, false);
        Assert.Equal("..WWR..", Row(grid, 0));
        Assert.Equal((0, 5), (grid.Missing(0), grid.Missing(1)));
    }
}
