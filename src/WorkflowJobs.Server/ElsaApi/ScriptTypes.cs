using System.Text;
using WorkflowJobs.Engine.Definitions;

namespace WorkflowJobs.Server.ElsaApi;

/// <summary>What a JavaScript expression may use, for the completion of Studio's editor.</summary>
internal static class ScriptTypes
{
    private const string Common = """
        declare function getWorkflowInstanceId(): string;
        declare function getCorrelationId(): string;
        declare function getWorkflowInstanceName(): string;
        declare function setVariable(name: string, value: any): void;
        declare function getVariable(name: string): any;
        declare function getInput(name: string): any;
        declare function getOutputFrom(activityId: string, outputName?: string): any;
        declare function getLastResult(): any;

        """;

    public static string Of(string json)
    {
        var text = new StringBuilder(Common.ReplaceLineEndings("\n"));
        if (DefinitionReader.Read(json).Definition is not { } definition)
            return text.ToString();
        foreach (var variable in definition.Variables.Where(variable => IsName(variable.Name)))
            text.Append($"declare function get{variable.Name}(): any;\ndeclare function set{variable.Name}(value: any): void;\n");
        foreach (var input in definition.Inputs.Where(input => IsName(input.Name)))
            text.Append($"declare function get{char.ToUpperInvariant(input.Name[0])}{input.Name[1..]}(): any;\n");
        text.Append("declare const variables: {\n");
        foreach (var variable in definition.Variables.Where(variable => IsName(variable.Name)))
            text.Append($"  {variable.Name}: any;\n");
        return text.Append("};\n").ToString();
    }

    private static bool IsName(string name) => name.Length > 0 && !char.IsAsciiDigit(name[0]) && name.All(c => char.IsLetterOrDigit(c) || c == '_');
}
