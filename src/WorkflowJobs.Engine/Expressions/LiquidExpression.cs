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

    private static readonly TemplateOptions Options = MakeOptions();

    public static JsonNode? Evaluate(string text, IExpressionScope scope)
    {
        var template = Prepare(text);
        var context = new TemplateContext(Options) { Now = () => scope.Now };
        context.SetValue("Variables", Variables(scope));
        context.SetValue("Input", ToFluid(scope.Input));
        context.SetValue("CorrelationId", scope.CorrelationId ?? "");
        context.SetValue("WorkflowInstanceId", scope.WorkflowInstanceId);
        using var output = new BoundedWriter();
        try
        {
            // Nothing in a scope is asynchronous, so the task is already complete.
            template.RenderAsync(output, NullEncoder.Default, context).AsTask().GetAwaiter().GetResult();
            return JsonValue.Create(output.ToString());
        }
        catch (OutOfMemoryException)
        {
            throw new ExpressionInterruptedException();
        }
        catch (Exception failure) when (failure is not ExpressionException)
        {
            // Whatever a template makes the renderer throw is the template's fault, so the list of types is open.
            throw new ExpressionException(failure.Message);
        }
    }

    /// <summary>Null when the template parses, else what is wrong with it.</summary>
    public static string? Problem(string text) =>
        Nesting(text) ?? (Parser.TryParse(text, out _, out var error) ? null : error);

    /// <summary>Fluid parses and renders by recursion without a guard, and a stack overflow would end the process; so what could nest is counted first.</summary>
    private static string? Nesting(string text)
    {
        var (tags, depth, deepest) = (0, 0, 0);
        for (var at = 0; at < text.Length; at++)
        {
            tags += text[at] == '{' && at + 1 < text.Length && text[at + 1] == '%' ? 1 : 0;
            depth += text[at] is '[' or '(' ? 1 : text[at] is ']' or ')' && depth > 0 ? -1 : 0;
            deepest = Math.Max(deepest, depth);
        }

        var words = text.AsSpan().Count(" and ") + text.AsSpan().Count(" or ");
        return tags > ExpressionLimits.LiquidTags || deepest > ExpressionLimits.Depth || words > ExpressionLimits.LiquidTags
            ? $"The template has more than {ExpressionLimits.LiquidTags} tags, or brackets deeper than {ExpressionLimits.Depth}."
            : null;
    }

    private static TemplateOptions MakeOptions()
    {
        var options = new TemplateOptions
        {
            MaxSteps = ExpressionLimits.LiquidSteps,
            MaxRecursion = ExpressionLimits.Depth,
            Assigned = static (_, value, _) => Bounded(value),
            Captured = static (_, value, _) => Bounded(value),
        };
        LiquidBounds.Apply(options.Filters);
        return options;
    }

    private static IFluidTemplate Prepare(string text)
    {
        if (Cache.TryGetValue(text, out var known))
            return known;
        if (text.Length > ExpressionLimits.Characters)
            throw new ExpressionException($"The template has more than {ExpressionLimits.Characters} characters.");
        if (Nesting(text) is { } nested)
            throw new ExpressionException(nested);
        if (!Parser.TryParse(text, out var template, out var error))
            throw new ExpressionException(error);
        if (Cache.Count >= CacheSize)
            Cache.Clear();
        template = new BoundedRanges().VisitTemplate(template);
        Cache[text] = template;
        return template;
    }

    private static FluidValue Variables(IExpressionScope scope)
    {
        var values = new Dictionary<string, FluidValue>(StringComparer.Ordinal);
        foreach (var name in scope.VariableNames)
            values[name] = scope.TryGetVariable(name, out var node) ? ToFluid(node) : NilValue.Instance;
        return new DictionaryValue(new FluidValueDictionaryFluidIndexable(values));
    }

    private static FluidValue ToFluid(JsonNode? node) => node switch
    {
        null => NilValue.Instance,
        JsonObject fields => new DictionaryValue(new FluidValueDictionaryFluidIndexable(
            fields.ToDictionary(field => field.Key, field => ToFluid(field.Value), StringComparer.Ordinal))),
        JsonArray items => new ArrayValue([.. items.Select(item => ToFluid(item))]),
        _ => node.GetValueKind() switch
        {
            JsonValueKind.True => BooleanValue.True,
            JsonValueKind.False => BooleanValue.False,
            JsonValueKind.Number => Number(node.ToJsonString()),
            JsonValueKind.String => StringValue.Create(node.GetValue<string>()),
            _ => NilValue.Instance,
        },
    };

    /// <summary>Steps alone do not stop a text that doubles at each of them.</summary>
    private static ValueTask<FluidValue> Bounded(FluidValue value) => ValueTask.FromResult(LiquidBounds.Check(value, ExpressionLimits.LiquidValue));

    private static FluidValue Number(string text) =>
        decimal.TryParse(text, System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture, out var number)
            ? NumberValue.Create(number)
            : StringValue.Create(text);

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
