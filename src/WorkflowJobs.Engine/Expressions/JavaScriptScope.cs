using System.Text.Json;
using System.Text.Json.Nodes;
using Jint;
using Jint.Native;
using Jint.Native.Json;
using Jint.Native.Object;
using Jint.Runtime.Descriptors;
using Jint.Runtime.Interop;
using JsonSerializer = Jint.Native.Json.JsonSerializer;

namespace WorkflowJobs.Engine.Expressions;

/// <summary>The names that a script sees: variables, inputs and the functions that Elsa offers under the same names.</summary>
internal sealed class JavaScriptScope
{
    private readonly Jint.Engine engine;
    private readonly IExpressionScope scope;
    private readonly JsonParser parser;
    private readonly Dictionary<string, (JsValue Value, string Before)> read = new(StringComparer.Ordinal);

    public JavaScriptScope(Jint.Engine engine, IExpressionScope scope)
    {
        this.engine = engine;
        this.scope = scope;
        parser = new JsonParser(engine);
        DefineInputs();
        DefineVariables();
        DefineInstance();
        DefineHelpers();
    }

    public JsonNode? ToNode(JsValue value)
    {
        if (value.IsNull() || value.IsUndefined())
            return null;
        if (value.IsString())
            return JsonValue.Create(value.ToString());
        var json = new JsonSerializer(engine).Serialize(value, JsValue.Undefined, JsValue.Undefined);
        return json.IsUndefined() ? null : ExpressionEvaluator.Parse(json.ToString());
    }

    /// <summary>Objects and arrays that the script changed in place become the variables' values.</summary>
    public void WriteBack()
    {
        foreach (var (name, (value, before)) in read)
        {
            var after = ToNode(value);
            if ((after?.ToJsonString() ?? "") != before)
                scope.SetVariable(name, after);
        }
    }

    private void DefineInputs()
    {
        foreach (var name in scope.Input.Select(pair => pair.Key))
            Function("get" + Pascal(name), _ => FromNode(scope.Input[name]));
        Function("getInput", arguments => FromNode(scope.Input[Text(arguments, 0)]));
    }

    private void DefineVariables()
    {
        var variables = new JsObject(engine);
        foreach (var name in scope.VariableNames)
        {
            variables.DefineOwnProperty(name, new GetSetPropertyDescriptor(
                new ClrFunction(engine, name, (_, _) => GetVariable(name)),
                new ClrFunction(engine, name, (_, arguments) => SetVariable(name, At(arguments, 0))),
                enumerable: true,
                configurable: true));
            Function("get" + Pascal(name), _ => GetVariable(name));
            Function("set" + Pascal(name), arguments => SetVariable(name, At(arguments, 0)));
        }

        engine.SetValue("variables", variables);
        Function("getVariable", arguments => GetVariable(Text(arguments, 0)));
        Function("setVariable", arguments => SetVariable(Text(arguments, 0), At(arguments, 1)));
    }

    private void DefineInstance()
    {
        Function("getCorrelationId", _ => FromText(scope.CorrelationId));
        Function("setCorrelationId", arguments => Do(() => scope.CorrelationId = Text(arguments, 0)));
        Function("getWorkflowInstanceName", _ => FromText(scope.WorkflowInstanceName));
        Function("setWorkflowInstanceName", arguments => Do(() => scope.WorkflowInstanceName = Text(arguments, 0)));
        Function("getWorkflowInstanceId", _ => FromText(scope.WorkflowInstanceId));
        Function("getOutputFrom", arguments => FromNode(scope.GetActivityOutput(Text(arguments, 0), arguments.Length > 1 ? Text(arguments, 1) : null)));
        Function("getLastResult", _ => FromNode(scope.LastResult));
        Function("getNow", _ => new JsString(scope.Now.ToString("O", System.Globalization.CultureInfo.InvariantCulture)));
    }

    private void DefineHelpers()
    {
        Function("isNullOrWhiteSpace", arguments => (string.IsNullOrWhiteSpace(TextOrNull(arguments))) ? JsBoolean.True : JsBoolean.False);
        Function("isNullOrEmpty", arguments => (string.IsNullOrEmpty(TextOrNull(arguments))) ? JsBoolean.True : JsBoolean.False);
        Function("toJson", arguments => FromText(ToNode(At(arguments, 0))?.ToJsonString()));
        ((ObjectInstance)engine.GetValue("Math")).FastSetProperty("random", new PropertyDescriptor(
            new ClrFunction(engine, "random", (_, _) => new JsNumber((ulong)scope.NextSeed() / (1.0 + ulong.MaxValue))), true, false, true));
    }

    private JsValue GetVariable(string name)
    {
        if (read.TryGetValue(name, out var known))
            return known.Value;
        if (!scope.TryGetVariable(name, out var node))
            return JsValue.Undefined;
        var value = FromNode(node);
        if (value.IsObject())
            read[name] = (value, node?.ToJsonString() ?? "");
        return value;
    }

    private JsValue SetVariable(string name, JsValue value)
    {
        read.Remove(name);
        scope.SetVariable(name, ToNode(value));
        return JsValue.Undefined;
    }

    private JsValue FromNode(JsonNode? node) => node?.GetValueKind() switch
    {
        null or JsonValueKind.Null => JsValue.Null,
        JsonValueKind.String => new JsString(node.GetValue<string>()),
        _ => parser.Parse(node.ToJsonString()),
    };

    private static JsValue FromText(string? text) => text is null ? JsValue.Null : new JsString(text);

    private void Function(string name, Func<JsValue[], JsValue> body) =>
        engine.SetValue(name, new ClrFunction(engine, name, (_, arguments) => body(arguments)));

    private static JsValue Do(Action action)
    {
        action();
        return JsValue.Undefined;
    }

    private static JsValue At(JsValue[] arguments, int index) => index < arguments.Length ? arguments[index] : JsValue.Null;

    private static string Text(JsValue[] arguments, int index) => index < arguments.Length ? arguments[index].ToString() : "";

    private static string? TextOrNull(JsValue[] arguments) =>
        arguments.Length == 0 || arguments[0].IsNull() || arguments[0].IsUndefined() ? null : arguments[0].ToString();

    private static string Pascal(string name) => name.Length == 0 ? name : char.ToUpperInvariant(name[0]) + name[1..];
}
