using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Identity;
using WorkflowJobs.Domain.Processes;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Instances;
using WorkflowJobs.Domain.Tests.Rounds;
using WorkflowJobs.Domain.Tests.Workflows;

namespace WorkflowJobs.Domain.Tests.Processes;

/// <summary>Drafts are tried with a sample person before they are published; nothing is written.</summary>
public sealed class DryRunTests
{
    private static readonly Actor Administrator = new("wa", "流程管理员", [new RoleGrant(Roles.WorkflowAdministrator, "taibaihu", new HashSet<string>())]);

    public static TheoryData<string> Processes => [.. Directory.GetFiles(ProcessWalk.Folder(), "*.json").Select(file => Path.GetFileNameWithoutExtension(file))];

    [Theory]
    [MemberData(nameof(Processes))]
    public async Task ProcessOfTheNotice_Walked_EndsOnEveryCourse(string name)
    {
        await using var f = await RoundsFixture.Create(places: 1);

        var report = await Run(f, JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(ProcessWalk.Folder(), name + ".json")))!);

        Assert.True(report.IsComplete, $"{report.States} states");
        // Those that only start others, or wait, ask nobody.
        var asks = (await File.ReadAllTextAsync(Path.Combine(ProcessWalk.Folder(), name + ".json"))).Contains("WorkflowJobs.HumanTask", StringComparison.Ordinal);
        Assert.Equal(asks, report.Tasks.Count > 0);
        Assert.Empty(report.Findings.Where(finding => finding.Code != "NOBODY").Select(finding => $"{finding.Code} {finding.ActivityId}: {finding.En}"));
    }

    [Fact]
    public async Task Tasks_OfTheApplication_AreAskedInOrderWithHoldersAndDates()
    {
        await using var f = await RoundsFixture.Create(places: 1);

        var report = await Run(f, Application());

        var acceptance = report.Tasks.Single(task => task.ActivityId == "acceptance");
        Assert.Equal("application-form", report.Tasks[0].ActivityId);
        Assert.Null(report.Tasks[0].UnitId);
        Assert.Equal(("VO", "shiqiao-hudong"), (acceptance.Role, acceptance.UnitId));
        Assert.NotEmpty(acceptance.Holders);
        Assert.True(acceptance.DueAt > acceptance.OpensAt);
        Assert.All(acceptance.Outcomes, outcome => Assert.True(outcome.Ends || outcome.Next.Count > 0, outcome.Key));
        Assert.Contains(report.Acts, act => act.ActivityType == "WorkflowJobs.TakeQuota" && act.Outcomes.Contains("Exhausted"));
        Assert.True(report.Tasks.ToList().FindIndex(task => task.ActivityId == "town-decision") > report.Tasks.ToList().FindIndex(task => task.ActivityId == "town-handling"));
    }

    [Fact]
    public async Task Outcome_WithoutConnection_IsADeadEnd()
    {
        await using var f = await RoundsFixture.Create(places: 1);
        var json = Application();
        var connections = json["root"]!["connections"]!.AsArray();
        foreach (var lost in connections.Where(wire => wire!["source"]!["activity"]!.ToString() == "town-decision" && wire["source"]!["port"]!.ToString() == "Pass").ToList())
            connections.Remove(lost);

        var report = await Run(f, json);

        Assert.Contains(report.Findings, finding => finding is { Code: "LOOSE_END", ActivityId: "town-decision", IsWarning: false });
        Assert.Contains(report.Findings, finding => finding is { Code: "NEVER_REACHED", ActivityId: "district-approval" });
    }

    [Fact]
    public async Task Role_HeldByNobody_IsFound()
    {
        await using var f = await RoundsFixture.Create(places: 1);
        var json = Application();
        json["root"]!["activities"]!.AsArray().Single(activity => activity!["id"]!.ToString() == "town-handling")!["role"]!["expression"]!["value"] = "TD";
        await f.Write(async work => work.Db.RoleAssignments.RemoveRange(await work.Db.RoleAssignments.Where(row => row.Role == "TD").ToListAsync()));

        var report = await Run(f, json);

        Assert.Contains(report.Findings, finding => finding is { Code: "NOBODY", ActivityId: "town-handling" });
    }

    [Fact]
    public async Task Run_ByAnyoneElse_FindsNothing()
    {
        await using var f = await RoundsFixture.Create(places: 1);
        var version = (await f.Read(work => work.Db.DefinitionVersions.FirstAsync())).Id;

        Assert.Equal(Refusals.NotFound.Code, (await f.Get<DryRun>().Run(await f.Actor_("zhang"), version, new DryRunSample(null, null), CancellationToken.None)).Refusal?.Code);
    }

    private static JsonNode Application() => JsonNode.Parse(File.ReadAllText(Path.Combine(ProcessWalk.Folder(), "application.json")))!;

    private static async Task<DryRunReport> Run(RoundsFixture f, JsonNode definition)
    {
        definition["definitionId"] = "tried";
        var saved = "";
        await f.Write(async work => saved = (await f.Get<DefinitionStore>().Save(work, definition.ToJsonString(), null, Administrator, CancellationToken.None)).Version!.Id);
        var before = await Rows(f);
        var answer = await f.Get<DryRun>().Run(Administrator, saved, new DryRunSample("shiqiao-hudong", null), CancellationToken.None);
        Assert.Equal(before, await Rows(f));
        return answer.Value ?? throw new InvalidOperationException(answer.Refusal?.Code);
    }

    private static Task<(int, int, int, int)> Rows(RoundsFixture f) => f.Read(async work =>
        (await work.Db.Instances.CountAsync(), await work.Db.UserTasks.CountAsync(), await work.Db.JournalEntries.CountAsync(), await work.Db.Messages.CountAsync()));
}
