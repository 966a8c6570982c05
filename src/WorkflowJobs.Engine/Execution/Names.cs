namespace WorkflowJobs.Engine.Execution;

/// <summary>Elsa writes a property's name with a small letter in JSON and with a capital in code; a name may be empty.</summary>
internal static class Names
{
    public static string Camel(string name) => name.Length == 0 || char.IsLower(name[0]) ? name : string.Concat(name[..1].ToLowerInvariant(), name.AsSpan(1));

    public static string Pascal(string name) => name.Length == 0 || char.IsUpper(name[0]) ? name : string.Concat(name[..1].ToUpperInvariant(), name.AsSpan(1));
}
