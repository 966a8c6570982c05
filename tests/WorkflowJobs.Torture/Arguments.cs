using System.Globalization;

namespace WorkflowJobs.Torture;

/// <summary>Options of a command line: <c>--name value</c>.</summary>
public static class Arguments
{
    public static int Number(string[] args, string name, int usual) => Text(args, name) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : usual;

    public static string? Text(string[] args, string name) => Array.IndexOf(args, name) is var at and >= 0 && at + 1 < args.Length ? args[at + 1] : null;

    /// <summary>The databases to run on: the one named by <c>--database</c>, or both as far as they are there.</summary>
    public static IReadOnlyList<string> Databases(string[] args) =>
        Text(args, "--database") is { } one ? [one] : Site.PostgreSqlServer is null ? [Site.Sqlite] : [Site.Sqlite, Site.PostgreSql];
}
