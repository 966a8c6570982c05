using WorkflowJobs.Engine.Activities;

namespace WorkflowJobs.Engine.Definitions;

/// <summary>What reading a definition gave: a definition unless an import error stands in the way, and all problems at once.</summary>
public sealed record DefinitionReadResult(WorkflowDefinition? Definition, IReadOnlyList<DefinitionProblem> Problems);

/// <summary>Reads and writes Elsa 3 JSON, and validates it.</summary>
public static class DefinitionReader
{
    /// <summary>Reads a document. Broken JSON, duplicate ids or keys and exceeded limits are import errors.</summary>
    public static DefinitionReadResult Read(string json) => throw new NotSupportedException();

    /// <summary>Writes a definition: the JSON it was read from, in the project's layout (two spaces, LF).</summary>
    public static string Write(WorkflowDefinition definition) => throw new NotSupportedException();

    /// <summary>What publishing would refuse or warn about (SEMANTICS, "What publishing warns about").</summary>
    public static IReadOnlyList<DefinitionProblem> Validate(WorkflowDefinition definition, ActivityCatalog catalog) =>
        throw new NotSupportedException();
}
