using System.Text.Json.Nodes;
using WorkflowJobs.Engine.Definitions;
using WorkflowJobs.Engine.Expressions;

namespace WorkflowJobs.Engine.Execution;

// Inputs, outputs and variables.
internal sealed partial class Burst
{
    /// <summary>An input, evaluated and converted; a raw property as it stands; null when there is none.</summary>
    public JsonNode? Input(Frame frame, string name)
    {
        var node = Node(frame);
        if (!node.Inputs.TryGetValue(name, out var input))
            return node.Raw(name) is JsonValue raw ? raw.DeepClone() : null;
        return Evaluate(frame, input);
    }

    public string? Text(Frame frame, string name) => ValueConverter.ToText(Input(frame, name));

    public bool Flag(Frame frame, string name, bool fallback = false) => Input(frame, name) switch
    {
        null => fallback,
        var value => ValueConverter.ToCondition(value, Names.Pascal(name)),
    };

    public JsonNode? Evaluate(Frame frame, InputPlan input)
    {
        try
        {
            return ValueConverter.Convert(Expression(frame, input.ExpressionType, input.Value), input.TypeName, isArray: false);
        }
        catch (ExpressionException problem)
        {
            throw new ActivityFault($"Failed to evaluate activity input '{input.DisplayName}': {problem.Message}");
        }
    }

    /// <summary>
    /// One evaluation. A guard's hit (time, memory) depends on the machine, so it is noted by the evaluation's number and
    /// leaves no trace; a replay that is told of it does not evaluate but fails alike (design, invariant 3).
    /// </summary>
    public JsonNode? Expression(Frame frame, string type, JsonNode? value)
    {
        var number = ++evaluations;
        if (told?.Contains(number) == true)
        {
            interrupted.Add(number);
            throw new ExpressionInterruptedException();
        }

        var scope = new FrameScope(this, frame);
        try
        {
            return ExpressionEvaluator.Evaluate(type, value, scope);
        }
        catch (ExpressionInterruptedException)
        {
            scope.Undo();
            interrupted.Add(number);
            throw;
        }
    }

    /// <summary>An expression in Elsa's bare form <c>{type, value}</c>, as the cases of a switch have it.</summary>
    public JsonNode? EvaluateBare(Frame frame, JsonNode? expression, string displayName)
    {
        if (expression is not JsonObject bare)
            return expression?.DeepClone();
        return Evaluate(frame, new InputPlan(displayName, "Object", bare["type"]?.ToString() ?? "Literal", bare["value"]));
    }

    /// <summary>All wrapped inputs, evaluated, by their JSON names.</summary>
    public JsonObject AllInputs(Frame frame)
    {
        var result = new JsonObject();
        foreach (var (name, input) in Node(frame).Inputs)
            result[name] = Detached(Evaluate(frame, input));
        return result;
    }

    /// <summary>Keeps an output of the activity and hands it to the variable it is bound to.</summary>
    public void SetOutput(Frame frame, string name, JsonNode? value)
    {
        var outputs = State.ActivityOutputs.TryGetValue(frame.ActivityId, out var known)
            ? new SortedDictionary<string, JsonNode?>(known, StringComparer.Ordinal)
            : new SortedDictionary<string, JsonNode?>(StringComparer.Ordinal);
        outputs[name] = value;
        State.ActivityOutputs[frame.ActivityId] = outputs;
        if (name == "Result")
            State.LastResult = value;
        if (Node(frame).Bindings.TryGetValue(Names.Camel(name), out var variable))
            SetVariable(frame, variable, variable, value);
    }

    /// <summary>Sets the innermost visible variable of that id or, failing that, of that name; tells where, and what it was.</summary>
    public (SortedDictionary<string, JsonNode?> Variables, string Name, JsonNode? Before) SetVariable(Frame frame, string? id, string? name, JsonNode? value)
    {
        for (var scope = frame; scope is not null; scope = Find(scope.Parent))
        {
            var declared = Node(scope).Variables.FirstOrDefault(variable => variable.Id == id && id is not (null or ""))
                ?? Node(scope).Variables.FirstOrDefault(variable => variable.Name == name);
            var variables = VariablesOf(scope);
            if (declared is not null && variables is not null)
            {
                var known = variables.GetValueOrDefault(declared.Name);
                variables[declared.Name] = ConvertTo(declared, value);
                return (variables, declared.Name, known);
            }

            if (name is not null && variables?.TryGetValue(name, out var before) == true)
            {
                variables[name] = value;
                return (variables, name, before);
            }
        }

        throw new ActivityFault($"Variable '{name ?? id}' does not exist.");
    }

    public SortedDictionary<string, JsonNode?>? VariablesOf(Frame frame) => frame.Parent == 0 ? State.RootVariables : frame.Variables;

    /// <summary>A node that may be put into another one: itself, or a copy when it already has a parent.</summary>
    public static JsonNode? Detached(JsonNode? value) => value?.Parent is null ? value : value.DeepClone();

    private void DeclareVariables(Frame frame, NodePlan node)
    {
        if (node.Variables.Count == 0 && frame.Locals is null)
            return;
        var variables = frame.Parent == 0 ? State.RootVariables : frame.Variables = new(StringComparer.Ordinal);
        foreach (var (name, value) in frame.Locals ?? [])
            variables[name] = value;
        foreach (var variable in node.Variables)
            variables[variable.Name] = ConvertTo(variable, variable.Value?.DeepClone());
    }

    /// <summary>After a move: what both versions declare alike keeps its value, what is new begins with its default, what is gone is forgotten.</summary>
    public void KeepVariables(Frame frame, NodePlan before)
    {
        if (VariablesOf(frame) is not { } variables)
        {
            if (Node(frame).Variables.Count > 0)
                Guard(frame, _ => DeclareVariables(frame, Node(frame)));
            return;
        }

        foreach (var gone in before.Variables.Where(variable => Node(frame).Variables.All(other => other.Name != variable.Name)))
            variables.Remove(gone.Name);
        foreach (var variable in Node(frame).Variables)
            if (before.Variables.FirstOrDefault(other => other.Name == variable.Name) is not { } old || old.TypeName != variable.TypeName || old.IsArray != variable.IsArray || !variables.ContainsKey(variable.Name))
                Guard(frame, _ => variables[variable.Name] = ConvertTo(variable, variable.Value?.DeepClone()));
    }

    private static JsonNode? ConvertTo(VariableDefinition variable, JsonNode? value)
    {
        try
        {
            return ValueConverter.Convert(value, variable.TypeName, variable.IsArray);
        }
        catch (ExpressionException problem)
        {
            throw new ActivityFault($"Variable '{variable.Name}': {problem.Message}");
        }
    }

    /// <summary>Variables of the memory driver do not outlive a burst (rule 10).</summary>
    private void ForgetMemory()
    {
        foreach (var frame in State.Frames)
            foreach (var variable in Node(frame).Variables)
                if (variable.StorageDriverTypeName?.Contains("MemoryStorageDriver", StringComparison.Ordinal) == true
                    && VariablesOf(frame) is { } variables)
                    variables[variable.Name] = null;
    }
}
