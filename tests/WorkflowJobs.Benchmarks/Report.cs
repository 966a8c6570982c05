using System.Globalization;

namespace WorkflowJobs.Benchmarks;

/// <summary>Figures as they come, as lines and at the end as one Markdown table.</summary>
internal sealed class Report
{
    private readonly List<(string Name, string Figure, string Share, string Target)> lines = [];

    /// <param name="value">What was measured.</param>
    /// <param name="unit">Its unit: 1/s, ms, B …</param>
    /// <param name="raw">The raw limit of the same machine in the same unit; null when there is none to compare with.</param>
    /// <param name="target">What was to be reached, in words; null when nothing was.</param>
    public void Add(string name, double value, string unit, double? raw = null, string? target = null)
    {
        var figure = Number(value) + " " + unit;
        var share = raw is { } limit ? (value / limit).ToString("P0", CultureInfo.InvariantCulture) : "";
        lines.Add((name, figure, share, target ?? ""));
        Console.WriteLine($"{name,-64} {figure,18}  {share,6}  {target}");
    }

    /// <summary>Something that has no number.</summary>
    public void Say(string name, string text)
    {
        lines.Add((name, text, "", ""));
        Console.WriteLine($"{name,-64} {text}");
    }

    public string Markdown() => "| what | measured | of the raw limit | wanted |\n|---|---|---|---|\n"
        + string.Concat(lines.Select(line => $"| {line.Name} | {line.Figure} | {line.Share} | {line.Target} |\n"));

    private static string Number(double value) => value.ToString(value >= 100 ? "#,0" : value >= 10 ? "0.0" : "0.00", CultureInfo.InvariantCulture);
}
