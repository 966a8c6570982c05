namespace WorkflowJobs.Engine.Definitions;

/// <summary>What an import may be at the most; beyond it the document is refused whole.</summary>
public static class DefinitionLimits
{
    /// <summary>Characters of the document: 2,000,000.</summary>
    public const int Characters = 2_000_000;

    /// <summary>Nesting of JSON objects and arrays: 64.</summary>
    public const int Depth = 64;

    /// <summary>Activities of a definition, containers included: 1,000.</summary>
    public const int Activities = 1_000;

    /// <summary>Connections of one flowchart: 4,000.</summary>
    public const int Connections = 4_000;

    /// <summary>Characters of an id or name: 200.</summary>
    public const int NameLength = 200;

    /// <summary>Characters of any one text, scripts and templates included: 200,000.</summary>
    public const int TextLength = 200_000;
}
