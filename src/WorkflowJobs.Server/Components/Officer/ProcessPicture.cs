using System.Globalization;
using System.Text.Json.Nodes;
using WorkflowJobs.Engine.Activities;
using WorkflowJobs.Engine.Definitions;

namespace WorkflowJobs.Server.Components.Officer;

/// <summary>A step of the picture, where the designer put it.</summary>
public sealed record PictureStep(string Id, string Text, double X, double Y, double Width, double Height, StepKind Kind)
{
    public double CentreY => Y + (Height / 2);
}

public enum StepKind
{
    Quiet,
    Human,
    Edge,
}

public sealed record PictureLine(string Path, bool Walked);

/// <summary>The workflow as a drawing: from the definition's designer positions, with where the instance stands and has been.</summary>
public sealed record ProcessPicture(IReadOnlyList<PictureStep> Steps, IReadOnlyList<PictureLine> Lines, double Left, double Top, double Width, double Height)
{
    private const double Margin = 24;

    public IReadOnlySet<string> Current { get; init; } = new HashSet<string>();
    public IReadOnlySet<string> Done { get; init; } = new HashSet<string>();

    public string ViewBox => string.Create(CultureInfo.InvariantCulture, $"{Left} {Top} {Width} {Height}");

    /// <summary>The drawing of a definition whose root is a flowchart; null when it has nothing to draw.</summary>
    public static ProcessPicture? Of(WorkflowDefinition definition, IReadOnlySet<string> current, IReadOnlySet<string> done)
    {
        var steps = definition.Root.Children.Where(child => child.Property.StartsWith("activities", StringComparison.Ordinal))
            .Select((child, index) => Step(child.Node, index)).ToList();
        if (steps.Count == 0)
            return null;
        var byId = steps.ToDictionary(step => step.Id);
        var lines = definition.Root.Connections
            .Where(line => byId.ContainsKey(line.SourceId) && byId.ContainsKey(line.TargetId))
            .Select(line => new PictureLine(Path(byId[line.SourceId], byId[line.TargetId]), done.Contains(line.SourceId) && (done.Contains(line.TargetId) || current.Contains(line.TargetId))))
            .OrderBy(line => line.Walked).ToList();
        var left = steps.Min(step => step.X) - Margin;
        var top = steps.Min(step => step.Y) - Margin;
        return new ProcessPicture(steps, lines, left, top, steps.Max(step => step.X + step.Width) + Margin - left, steps.Max(step => step.Y + step.Height) + Margin - top)
        {
            Current = current,
            Done = done,
        };
    }

    private static PictureStep Step(ActivityNode node, int index)
    {
        var metadata = node.Json["metadata"] as JsonObject;
        var position = metadata?["designer"]?["position"];
        var size = metadata?["designer"]?["size"];
        return new PictureStep(
            node.Id, node.Title,
            Number(position?["x"], 40 + (240 * (index % 6))), Number(position?["y"], 40 + (100 * (index / 6))),
            Number(size?["width"], 200), Number(size?["height"], 54),
            node.Type == BuiltInActivities.HumanTask ? StepKind.Human : node.Type is "Elsa.Start" or "Elsa.End" or "Elsa.Finish" ? StepKind.Edge : StepKind.Quiet);
    }

    private static double Number(JsonNode? node, double otherwise) =>
        double.TryParse(node?.ToString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : otherwise;

    private static string Path(PictureStep from, PictureStep to)
    {
        var (x1, y1, x2, y2) = (from.X + from.Width, from.CentreY, to.X, to.CentreY);
        var bend = x2 > x1 ? (x2 - x1) / 2 : 60;
        return string.Create(CultureInfo.InvariantCulture, $"M{x1} {y1} C{x1 + bend} {y1} {x2 - bend} {y2} {x2} {y2}");
    }
}
