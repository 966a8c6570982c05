using Jint;
using Jint.Native;
using Jint.Native.Object;
using Jint.Runtime.Descriptors;
using Jint.Runtime.Interop;

namespace WorkflowJobs.Engine.Expressions;

/// <summary>
/// What a script could do in one call, between two counted statements: block the thread, nest the interpreter without a frame
/// that is counted, or make a text of gigabytes. Taken away, or asked first.
/// </summary>
internal static class JavaScriptBounds
{
    private static readonly string[] LazyIterators = ["map", "filter", "take", "drop", "flatMap"];

    public static void Apply(Jint.Engine engine)
    {
        engine.Global.Delete("Atomics");
        engine.Global.Delete("SharedArrayBuffer");
        if (engine.Global.Get("Iterator") is ObjectInstance iterator && iterator.Get("prototype") is ObjectInstance lazy)
            foreach (var name in LazyIterators)
                lazy.Delete(name);
        engine.Global.Delete("Iterator");

        var text = (ObjectInstance)((ObjectInstance)engine.Global.Get("String")).Get("prototype");
        Bound(engine, text, "repeat", static (self, arguments) => Length(self) * Number(arguments, 0));
        Bound(engine, text, "padStart", static (_, arguments) => Number(arguments, 0));
        Bound(engine, text, "padEnd", static (_, arguments) => Number(arguments, 0));
        Bound(engine, text, "replace", Replaced);
        Bound(engine, text, "replaceAll", Replaced);
    }

    private static void Bound(Jint.Engine engine, ObjectInstance prototype, string name, Func<JsValue, JsValue[], double> length)
    {
        var original = prototype.Get(name);
        prototype.FastSetProperty(name, new PropertyDescriptor(
            new ClrFunction(engine, name, (self, arguments) => length(self, arguments) > ExpressionLimits.TextLength
                ? throw new ExpressionException($"The script makes a text of more than {ExpressionLimits.TextLength} characters at once.")
                : engine.Call(original, self, arguments)),
            writable: true, enumerable: false, configurable: true));
    }

    /// <summary>At the worst every character, and the empty end, is replaced. What a function gives is counted while it runs.</summary>
    private static double Replaced(JsValue self, JsValue[] arguments) =>
        arguments.Length > 1 && arguments[1].IsString() ? Length(self) + ((Length(self) + 1) * arguments[1].AsString().Length) : 0;

    private static double Length(JsValue self) => self.IsString() ? self.AsString().Length : 0;

    private static double Number(JsValue[] arguments, int index) =>
        index >= arguments.Length ? 0 : arguments[index].IsNumber() ? arguments[index].AsNumber() : double.PositiveInfinity;
}
