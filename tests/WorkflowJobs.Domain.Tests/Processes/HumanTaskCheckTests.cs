using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Identity;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Instances;
using WorkflowJobs.Domain.Tests.Rounds;
using WorkflowJobs.Domain.Tests.Workflows;

namespace WorkflowJobs.Domain.Tests.Processes;

/// <summary>Publishing asks whether what a human task names exists here, and whether each of its outcomes leads somewhere.</summary>
public sealed class HumanTaskCheckTests
{
    private static readonly Actor Administrator = new("wa", "流程管理员", [new RoleGrant(Roles.WorkflowAdministrator, "taibaihu", new HashSet<string>())]);

    [Theory]
    [InlineData("role", "TL", null)]
    [InlineData("role", "XX", "ROLE_UNKNOWN")]
    [InlineData("role", "FI", "ROLE_UNHELD")]
    [InlineData("scope", "Province", "SCOPE_UNKNOWN")]
    [InlineData("form", "no-such-form", "FORM_UNKNOWN")]
    [InlineData("dueInWorkingDays", "3", null)]
    [InlineData("dueInWorkingDays", "soon", "DUE_UNKNOWN")]
    public async Task Task_NamingWhatIsNotThere_IsNotPublished(string input, string value, string? code)
    {
        await using var f = await RoundsFixture.Create(places: 1);
        var json = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(ProcessWalk.Folder(), "application.json")))!;
        json["root"]!["activities"]!.AsArray().Single(activity => activity!["id"]!.ToString() == "town-handling")![input] =
            new JsonObject { ["typeName"] = "String", ["expression"] = new JsonObject { ["type"] = "Literal", ["value"] = value } };

        var published = await Publish(f, json, Administrator);

        Assert.Equal(code is null ? [] : [code], published.Refusal?.Errors.Select(error => error.Code) ?? []);
    }

    [Fact]
    public async Task Outcome_ThatLeadsNowhere_IsNotPublished()
    {
        await using var f = await RoundsFixture.Create(places: 1);
        var json = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(ProcessWalk.Folder(), "application.json")))!;
        var connections = json["root"]!["connections"]!.AsArray();
        connections.Remove(connections.First(wire => wire!["source"]!["activity"]!.ToString() == "town-handling"));

        var refused = (await Publish(f, json, Administrator)).Refusal;

        var error = Assert.Single(refused!.Errors);
        Assert.Equal("OUTCOME_LOOSE", error.Code);
        Assert.Contains("没有连线", error.MessageZh, StringComparison.Ordinal);
    }

    /// <summary>Accounts are made after the first start, so the files of the notice are published before anybody holds a role.</summary>
    [Fact]
    public async Task Role_HeldByNobodyYet_DoesNotStopTheFilesAtStart()
    {
        await using var f = await RoundsFixture.Create(places: 1);
        await f.Write(async work => work.Db.RoleAssignments.RemoveRange(await work.Db.RoleAssignments.ToListAsync()));
        var json = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(ProcessWalk.Folder(), "application.json")))!;

        Assert.Null((await Publish(f, json, Actor.System)).Refusal);
    }

    private static async Task<Result<DefinitionVersion>> Publish(RoundsFixture f, JsonNode json, Actor actor)
    {
        json["definitionId"] = "tried";
        var result = default(Result<DefinitionVersion>);
        await f.Write(async work =>
        {
            var store = f.Get<DefinitionStore>();
            var saved = await store.Save(work, json.ToJsonString(), null, actor, CancellationToken.None);
            result = await store.Publish(work, saved.Version!.Id, actor, CancellationToken.None);
        });
        return result;
    }
}
