using Fluid;
using Fluid.Values;

namespace WorkflowJobs.Engine.Expressions;

/// <summary>Bounds what one filter may make: steps are counted between filters, and a chain of them multiplies.</summary>
internal static class LiquidBounds
{
    /// <summary>Digits in a row that a format may hold: <c>%9999999999Y</c> and <c>D999999999</c> are widths.</summary>
    private const int FormatDigits = 3;

    public static void Apply(FilterCollection filters)
    {
        filters.AddFilter("replace", Replace);
        foreach (var (name, filter) in filters.ToList())
            filters.AddFilter(name, Bounded(name, filter));
    }

    /// <summary>A value that a template assigns or captures, or that a filter makes.</summary>
    public static FluidValue Check(FluidValue value, int most) => value switch
    {
        StringValue text when text.ToStringValue().Length > most => throw TooLarge(most),
        ArrayValue items when items.Values.Count > most => throw TooLarge(most),
        _ => value,
    };

    private static FilterDelegate Bounded(string name, FilterDelegate filter) => async (input, arguments, context) =>
    {
        if (name == "join" && input is ArrayValue items && (long)items.Values.Count * arguments.At(0).ToStringValue().Length > ExpressionLimits.Characters)
            throw TooLarge(ExpressionLimits.Characters);
        if (name.Contains("date", StringComparison.Ordinal) || name.StartsWith("format", StringComparison.Ordinal))
            RefuseWidths(name == "format_string" ? input.ToStringValue() : arguments.At(0).ToStringValue());
        return Check(await filter(input, arguments, context), ExpressionLimits.Characters);
    };

    /// <summary>As Fluid's own, but it may not multiply two long texts.</summary>
    private static ValueTask<FluidValue> Replace(FluidValue input, FilterArguments arguments, TemplateContext context)
    {
        var (text, old, with) = (input.ToStringValue(), arguments.At(0).ToStringValue(), arguments.At(1).ToStringValue());
        if (old.Length == 0)
            return ValueTask.FromResult(input);
        return (long)text.AsSpan().Count(old) * with.Length + text.Length > ExpressionLimits.Characters
            ? throw TooLarge(ExpressionLimits.Characters)
            : ValueTask.FromResult<FluidValue>(StringValue.Create(text.Replace(old, with, StringComparison.Ordinal)));
    }

    private static void RefuseWidths(string format)
    {
        var digits = 0;
        foreach (var character in format)
            if ((digits = char.IsAsciiDigit(character) ? digits + 1 : 0) > FormatDigits)
                throw new ExpressionException($"A format of the template has a width of more than {FormatDigits} digits.");
    }

    private static ExpressionException TooLarge(int most) => new($"The template makes a value of more than {most} characters or items.");
}
