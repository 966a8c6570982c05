using WorkflowJobs.Domain.Documents.Facts;
using WorkflowJobs.Domain.Reviews;

namespace WorkflowJobs.Domain.Tests.Documents;

/// <summary>D06: members in a fixed order, whatever their rows' ids.</summary>
public sealed class MeetingPaperTests
{
    [Fact]
    public void Members_StandByChairThenName_SubstitutesLast()
    {
        var rows = new[] { Member("1", "C", substitute: true), Member("2", "D"), Member("3", "B"), Member("4", "A"), Member("5", "E", substitute: true) };
        string[] expected = ["D", "A", "B", "C", "E"];
        Assert.Equal(expected, MeetingPaper.InOrder(rows, "D").Select(row => row.Name));
        Assert.Equal(expected, MeetingPaper.InOrder(rows.Reverse(), "D").Select(row => row.Name));
    }

    private static ReviewMember Member(string id, string name, bool substitute = false) =>
        new() { Id = id, SessionId = "s", Name = name, IsResidentRepresentative = false, Present = true, IsSubstitute = substitute };
}
