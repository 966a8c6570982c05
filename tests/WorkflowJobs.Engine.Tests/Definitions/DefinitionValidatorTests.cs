using System.Text.Json.Nodes;
using WorkflowJobs.Engine.Activities;
using WorkflowJobs.Engine.Definitions;

namespace WorkflowJobs.Engine.Tests.Definitions;

public sealed class DefinitionValidatorTests
{
    private static readonly ActivityCatalog Catalog = new([]);

    [Theory]
    [InlineData("s:Start t:T", "s.Done>t t.Ok>gone", "CONNECTION_ACTIVITY_MISSING", "$.root.connections[1].target.activity")]
    [InlineData("s:Start t:T e:End", "s.Done>t t.ok>e", "PORT_UNKNOWN", "$.root.connections[1].source.port")]
    [InlineData("s:Start d:D t:T e:End", "s.Done>d d.Maybe>e d.True>t", "PORT_UNKNOWN", "$.root.connections[1].source.port")]
    [InlineData("s:Start x:Nope", "s.Done>x", "ACTIVITY_TYPE_UNKNOWN", "$.root.activities[1].type")]
    [InlineData("s:Start t:T0", "s.Done>t", "INPUT_REQUIRED", "$.root.activities[1].role")]
    [InlineData("s:Start d:DX", "s.Done>d", "EXPRESSION_BROKEN", "$.root.activities[1].condition.expression")]
    [InlineData("s:Start d:D a:T b:T c:T", "s.Done>d d.True>a d.False>b a.Ok>c b.Ok>c c.No>a", "BACKWARD_CONNECTION_INVALID", "$.root.connections[5]")]
    [InlineData("s:Start w:W d:D", "s.Done>w w.Done>d d.True>w", "CYCLE_WITHOUT_WAIT", "$.root.connections[2]")]
    [InlineData("s:Start a:T b:T e:End", "s.Done>a s.Done>b a.Ok>e a.No>e b.Ok>e", "END_SHARED", "$.root.activities[3]")]
    [InlineData("s:Start a:T b:T", "s.Done>a a.No>a a.No>b", "OUTCOME_ONWARD_AND_BACK", "$.root.connections[1]")]
    [InlineData("s:Start q:W t:T j:JAny", "s.Done>q s.Done>t q.Done>j t.Ok>j", "WAIT_ANY_LOSER_OPENS", "$.root.activities[3]")]
    [InlineData("s:Start d:D a:T b:T j:JAll", "s.Done>d s.Done>b d.True>a a.Ok>j b.Ok>j", "WAIT_ALL_MAY_STARVE", "$.root.activities[4]")]
    [InlineData("s:Start p:T a:T b:T m:T", "s.Done>p p.Ok>a p.Ok>b a.Ok>m b.Ok>m a.No>p", "LOOP_WITH_OPEN_SIBLING", "$.root.connections[5]")]
    public void Validate_OneThingWrong_IsToldWithItsCodeAndPlace(string nodes, string connections, string code, string path)
    {
        var problems = DefinitionReader.Validate(Flow(nodes, connections), Catalog);

        var problem = Assert.Single(problems, item => item.Code == code);
        Assert.Equal(path, problem.JsonPath);
        Assert.DoesNotContain(problems, item => item.Code != code);
    }

    [Theory]
    [InlineData("s:Start a:T e:End f:End", "s.Done>a a.Ok>e a.No>f")]
    [InlineData("s:Start p:T a:T b:T m:T", "s.Done>p p.Ok>a p.Ok>b a.Ok>m b.Ok>m m.No>p")]
    [InlineData("s:Start a:T1 b:T1 m:T u:T1 e:End", "s.Done>a s.Done>b a.Ok>m b.Ok>m m.Ok>u m.No>e u.Ok>e")]
    [InlineData("s:Start a:T b:T j:JAny c:T", "s.Done>a s.Done>b a.Ok>j b.Ok>j j.Done>c c.No>c")]
    [InlineData("s:Start a:T1 b:T1 j:JAll c:T", "s.Done>a s.Done>b a.Ok>j b.Ok>j j.Done>c")]
    public void Validate_SoundFlows_AreNotComplainedAbout(string nodes, string connections) =>
        Assert.Empty(DefinitionReader.Validate(Flow(nodes, connections), Catalog));

    /// <summary>Every definition of the project, with the project's own call activities taken from the file: no error and no warning.</summary>
    [Theory]
    [MemberData(nameof(WorkflowFiles))]
    public void Validate_OurOwnWorkflows_RaiseNothing(string file)
    {
        var read = DefinitionReader.Read(File.ReadAllText(Path.Combine(Workflows, file)));

        Assert.Empty(read.Problems);
        Assert.Equal(Path.GetFileNameWithoutExtension(file), read.Definition!.DefinitionId);
        Assert.Empty(DefinitionReader.Validate(read.Definition, WithCallsOf(read.Definition)).Select(problem => $"{problem.Code} {problem.JsonPath} {problem.MessageEn}"));
    }

    public static TheoryData<string> WorkflowFiles() => [.. Directory.EnumerateFiles(Workflows, "*.json").Select(file => Path.GetFileName(file)!)];

    private static string Workflows => Path.Combine(AppContext.BaseDirectory, "workflows");

    private static ActivityCatalog WithCallsOf(WorkflowDefinition definition)
    {
        var nodes = definition.Root.SelfAndDescendants().ToList();
        var ports = nodes.SelectMany(node => node.Connections).ToLookup(connection => connection.SourceId, connection => connection.SourcePort);
        return new ActivityCatalog(nodes
            .Where(node => node.Type.StartsWith("WorkflowJobs.", StringComparison.Ordinal) && node.Type != BuiltInActivities.HumanTask)
            .GroupBy(node => node.Type)
            .Select(type => new ActivityDescriptor(type.Key, "", "", "")
            {
                IsCall = true,
                MayWait = type.Key.Contains(".Await", StringComparison.Ordinal),
                Outcomes = [.. type.SelectMany(node => ports[node.Id]).Distinct().DefaultIfEmpty("Done")],
            }));
    }

    private static WorkflowDefinition Flow(string nodes, string connections)
    {
        var activities = nodes.Split(' ').Select(node => Activity(node.Split(':')[0], node.Split(':')[1])).ToArray();
        var lines = connections.Split(' ').Select(line => line.Split('.', '>')).Select(part => (JsonNode)new JsonObject
        {
            ["source"] = new JsonObject { ["activity"] = part[0], ["port"] = part[1] },
            ["target"] = new JsonObject { ["activity"] = part[2], ["port"] = "In" },
        }).ToArray();
        var document = new JsonObject
        {
            ["definitionId"] = "d",
            ["root"] = new JsonObject { ["id"] = "flow", ["type"] = "Elsa.Flowchart", ["activities"] = new JsonArray(activities), ["connections"] = new JsonArray(lines) },
        };
        return DefinitionReader.Read(document.ToJsonString()).Definition!;
    }

    private static JsonNode Activity(string id, string kind) => kind switch
    {
        "Start" or "End" => new JsonObject { ["id"] = id, ["type"] = "Elsa." + kind },
        "W" => new JsonObject { ["id"] = id, ["type"] = "Elsa.WriteLine", ["text"] = Input("Literal", "x") },
        "D" => new JsonObject { ["id"] = id, ["type"] = "Elsa.FlowDecision", ["condition"] = Input("JavaScript", "true") },
        "DX" => new JsonObject { ["id"] = id, ["type"] = "Elsa.FlowDecision", ["condition"] = Input("JavaScript", "((") },
        "JAny" or "JAll" => new JsonObject { ["id"] = id, ["type"] = "Elsa.FlowJoin", ["mode"] = Input("Literal", kind == "JAny" ? "WaitAny" : "WaitAll") },
        "T" => Task(id, "[\"Ok\",\"No!|不同意|No\"]"),
        "T1" => Task(id, "[\"Ok\"]"),
        "T0" => new JsonObject { ["id"] = id, ["type"] = BuiltInActivities.HumanTask, ["title"] = Input("Literal", "t"), ["outcomes"] = Input("Object", "[\"Ok\"]") },
        _ => new JsonObject { ["id"] = id, ["type"] = "Elsa." + kind },
    };

    private static JsonObject Task(string id, string outcomes) => new()
    {
        ["id"] = id,
        ["type"] = BuiltInActivities.HumanTask,
        ["title"] = Input("Literal", "t"),
        ["role"] = Input("Literal", "TH"),
        ["outcomes"] = Input("Object", outcomes),
    };

    private static JsonObject Input(string type, string value) =>
        new() { ["typeName"] = "Object", ["expression"] = new JsonObject { ["type"] = type, ["value"] = value } };
}
