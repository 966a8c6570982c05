using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Fluid;
using Fluid.Values;

namespace WorkflowJobs.Engine.Expressions;

/// <summary>Liquid by Fluid: <c>Variables.X</c>, <c>Input.X</c>, <c>CorrelationId</c>; what is missing renders empty.</summary>
internal static class LiquidExpression
{
    private const int CacheSize = 2_000;
    private static readonly FluidParser Parser = new();
    private static readonly ConcurrentDictionary<string, IFluidTemplate> Cache = new(StringComparer.Ordinal);

    public static JsonNode? Evaluate(string text, IExpressionScope scope)
    {
        var template = Prepare(text);
        var options = new TemplateOptions { MaxSteps = ExpressionLimits.LiquidSteps, MaxRecursion = ExpressionLimits.Depth, Now = () => scope.Now };
        var context = new TemplateContext(options);
        context.SetValue("Variables", Variables(scope, options));
        context.SetValue("Input", ToFluid(scope.Input, options));
        context.SetValue("CorrelationId", scope.CorrelationId ?? "");
        context.SetValue("WorkflowInstanceId", scope.WorkflowInstanceId);
        using var output = new BoundedWriter();
        try
        {
            // Nothing in a scope is asynchronous, so the task is already complete.
            template.RenderAsync(output, NullEncoder.Default, context).AsTask().GetAwaiter().GetResult();
            return JsonValue.Create(output.ToString());
        }
        catch (Exception failure) when (failure is InvalidOperationException or ParseException or FormatException or ArgumentException)
        {
            throw new ExpressionException(failure.Message);
        }
    }

    /// <summary>Null when the template parses, else what is wrong with it.</summary>
    public static string? Problem(string text) => Parser.TryParse(text, out _, out var error) ? null : error;

    private static IFluidTemplate Prepare(string text)
    {
        if (Cache.TryGetValue(text, out var known))
            return known;
        if (text.Length > ExpressionLimits.Characters)
            throw new ExpressionException($"The template has more than {ExpressionLimits.Characters} characters.");
        if (!Parser.TryParse(text, out var template, out var error))
            throw new ExpressionException(error);
        if (Cache.Count >= CacheSize)
            Cache.Clear();
        Cache[text] = template;
        return template;
    }

    private static FluidValue Variables(IExpressionScope scope, TemplateOptions options)
    {
        var values = new Dictionary<string, FluidValue>(StringComparer.Ordinal);
        foreach (var name in scope.VariableNames)
            values[name] = scope.TryGetVariable(name, out var node) ? ToFluid(node, options) : NilValue.Instance;
        return new DictionaryValue(new FluidValueDictionaryFluidIndexable(values));
    }

    private static FluidValue ToFluid(JsonNode? node, TemplateOptions options) => node switch
    {
        null => NilValue.Instance,
        JsonObject fields => new DictionaryValue(new FluidValueDictionaryFluidIndexable(
            fields.ToDictionary(field => field.Key, field => ToFluid(field.Value, options), StringComparer.Ordinal))),
        JsonArray items => new ArrayValue([.. items.Select(item => ToFluid(item, options))]),
        _ => node.GetValueKind() switch
        {
            JsonValueKind.True => BooleanValue.True,
            JsonValueKind.False => BooleanValue.False,
            JsonValueKind.Number => NumberValue.Create(decimal.Parse(node.ToJsonString(), System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture)),
            JsonValueKind.String => StringValue.Create(node.GetValue<string>()),
            _ => NilValue.Instance,
        },
    };

    /// <summary>Refuses to grow beyond <see cref="ExpressionLimits.Characters"/>.</summary>
    private sealed class BoundedWriter : StringWriter
    {
        public override Encoding Encoding => Encoding.UTF8;

        public override void Write(char value)
        {
            Check(1);
            base.Write(value);
        }

        public override void Write(string? value)
        {
            Check(value?.Length ?? 0);
            base.Write(value);
        }

        public override void Write(char[] buffer, int index, int count)
        {
            Check(count);
            base.Write(buffer, index, count);
        }

        public override void Write(ReadOnlySpan<char> buffer)
        {
            Check(buffer.Length);
            base.Write(buffer);
        }

        private void Check(int more)
        {
            if (GetStringBuilder().Length + more > ExpressionLimits.Characters)
                throw new ExpressionException($"The template renders more than {ExpressionLimits.Characters} characters.");
        }
    }
}
