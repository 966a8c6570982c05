namespace WorkflowJobs.Engine.Tests.Model;

/// <summary>Draws flowcharts of every shape, sensible or not: forks, joins of every mode, choices, loops, ends, faults, nested ones.</summary>
internal sealed class ModelGenerator(int seed)
{
    private static readonly string[] Modes = ["", "WaitAny", "WaitAll", "WaitAll", "WaitAllActive", "WaitAllActive"];

    private readonly Random random = new(seed);
    private int count;

    public ModelFlow Flow(int depth = 2)
    {
        var id = depth == 2 ? "flow" : $"inner{++count}";
        var nodes = new List<ModelNode>();
        if (random.Next(10) > 0)
            nodes.Add(new ModelNode($"s{++count}", ModelKind.Automatic, "Elsa.Start", ["Done"]));
        for (var more = random.Next(3, depth == 2 ? 11 : 5); more > 0; more--)
            nodes.Add(Node(depth));
        var links = Links(nodes);
        var shuffledLinks = links.ToArray();
        random.Shuffle(shuffledLinks);
        var shuffledNodes = nodes.ToArray();
        random.Shuffle(shuffledNodes);
        return new ModelFlow(id, shuffledNodes, shuffledLinks);
    }

    private ModelNode Node(int depth)
    {
        var id = $"n{++count}";
        return random.Next(28) switch
        {
            < 8 => new(id, ModelKind.Task, "WorkflowJobs.HumanTask", ["A", "B"]),
            < 11 => new(id, ModelKind.Automatic, "Elsa.WriteLine", ["Done"]) { MayStart = random.Next(20) == 0 },
            < 13 => new(id, ModelKind.Automatic, "Elsa.FlowDecision", [random.Next(2) == 0 ? "True" : "False"]) { Ports = ["True", "False"] },
            13 => Switch(id),
            14 => new(id, ModelKind.Automatic, "Elsa.FlowFork", random.Next(3) == 0 ? ["A"] : ["A", "B"]) { Ports = ["A", "B"] },
            < 20 => new(id, ModelKind.Join, "Elsa.FlowJoin", ["Done"], Modes[random.Next(Modes.Length)]),
            20 => new(id, ModelKind.Event, "Elsa.Event", ["Done"], random.Next(2) == 0 ? "go" : "stop"),
            21 => new(id, ModelKind.Timer, "Elsa.Delay", ["Done"]),
            22 => new(id, ModelKind.End, "Elsa.End", ["Done"]),
            23 => new(id, ModelKind.End, "Elsa.Complete", random.Next(2) == 0 ? ["Yes"] : ["Done", "Yes"]),
            24 => new(id, ModelKind.Finish, "Elsa.Finish", ["Done"]),
            25 => new(id, ModelKind.Fault, "Elsa.Fault", ["Done"]),
            _ when depth > 0 => Nested(depth),
            _ => new(id, ModelKind.Automatic, "Elsa.WriteLine", ["Done"]),
        };
    }

    private ModelNode Nested(int depth)
    {
        var inner = Flow(depth - 1);
        return new ModelNode(inner.Id, ModelKind.Nested, "Elsa.Flowchart", ["Done"]) { Inner = inner, Ports = ["Done", "Yes"] };
    }

    private ModelNode Switch(string id)
    {
        string[] ports = ["A", "B", "Default"];
        var any = random.Next(2) == 0;
        string[] outcomes = random.Next(4) switch { 0 => ["A"], 1 => ["B"], 2 => any ? ["A", "B"] : ["A"], _ => ["Default"] };
        return new ModelNode(id, ModelKind.Automatic, "Elsa.FlowSwitch", outcomes, any ? "MatchAny" : "MatchFirst") { Ports = ports };
    }

    /// <summary>Each activity is led into from earlier ones; some lead back, mostly from where somebody decides.</summary>
    private List<ModelLink> Links(List<ModelNode> nodes)
    {
        var links = new List<ModelLink>();
        for (var at = 1; at < nodes.Count; at++)
            for (var ways = nodes[at].Kind is ModelKind.Join ? random.Next(1, 4) : random.Next(8) == 0 ? 2 : 1; ways > 0; ways--)
                links.Add(Link(nodes[random.Next(Math.Max(0, at - 5), at)], nodes[at]));
        for (var back = random.Next(3); back > 0; back--)
        {
            var from = random.Next(nodes.Count);
            if (nodes[from].Kind is ModelKind.Task or ModelKind.Event || random.Next(12) == 0)
                links.Add(Link(nodes[from], nodes[random.Next(from + 1)]));
        }

        for (var extra = random.Next(3); extra > 0; extra--)
            links.Add(Link(nodes[random.Next(nodes.Count / 2 + 1)], nodes[random.Next(nodes.Count / 2, nodes.Count)]));
        return links;
    }

    private ModelLink Link(ModelNode from, ModelNode to) => new(from, from.Ports[random.Next(from.Ports.Length)], to);
}
