using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Acornima.Ast;
using Jint;
using Jint.Runtime;

namespace WorkflowJobs.Engine.Expressions;

/// <summary>JavaScript by Jint: no CLR, no clock, no dice of its own, bounded by <see cref="ExpressionLimits"/>.</summary>
internal static class JavaScriptExpression
{
    private const int CacheSize = 2_000;

    /// <summary>How Jint's stack guard, which hangs on the thread's stack, words its error.</summary>
    private const string StackOverflow = "Maximum call stack size exceeded";

    private static readonly TimeSpan NoWait = TimeSpan.FromMilliseconds(1);
    private static readonly ConcurrentDictionary<string, Prepared<Script>> Cache = new(StringComparer.Ordinal);

    public static JsonNode? Evaluate(string script, IExpressionScope scope)
    {
        var prepared = Prepare(script);
        try
        {
            var engine = new Jint.Engine(options => Bound(options, scope));
            JavaScriptBounds.Apply(engine);
            var bridge = new JavaScriptScope(engine, scope);
            // Nothing outside a script can settle its promise, so one that is open when its jobs are done never settles.
            var result = bridge.ToNode(engine.Evaluate(prepared).UnwrapIfPromise(NoWait));
            bridge.WriteBack();
            return result;
        }
        catch (Exception failure) when (IsGuard(failure))
        {
            throw new ExpressionInterruptedException();
        }
        catch (Exception failure) when (failure is not ExpressionException)
        {
            // Whatever a script makes the interpreter throw is the script's fault, so the list of types is open.
            throw new ExpressionException(failure.Message);
        }
    }

    /// <summary>Null when the script parses, else what is wrong with it.</summary>
    public static string? Problem(string script)
    {
        try
        {
            Prepare(script);
            return null;
        }
        catch (ExpressionException broken)
        {
            return broken.Message;
        }
    }

    private static Prepared<Script> Prepare(string script)
    {
        if (Cache.TryGetValue(script, out var known))
            return known;
        if (script.Length > ExpressionLimits.Characters)
            throw new ExpressionException($"The script has more than {ExpressionLimits.Characters} characters.");
        try
        {
            var prepared = Jint.Engine.PrepareScript(script);
            if (Cache.Count >= CacheSize)
                Cache.Clear();
            Cache[script] = prepared;
            return prepared;
        }
        catch (Exception broken) when (broken is ScriptPreparationException or JintException or Acornima.ParseErrorException)
        {
            throw new ExpressionException(broken.InnerException?.Message ?? broken.Message);
        }
    }

    private static bool IsGuard(Exception failure) =>
        failure is TimeoutException or OutOfMemoryException or MemoryLimitExceededException or RegexMatchTimeoutException or InsufficientExecutionStackException
        || (failure is JavaScriptException && failure.Message.StartsWith(StackOverflow, StringComparison.Ordinal));

    private static void Bound(Options options, IExpressionScope scope)
    {
        options.MaxStatements(ExpressionLimits.Statements);
        options.LimitMemory(ExpressionLimits.Bytes);
        options.LimitRecursion(ExpressionLimits.Depth);
        options.TimeoutInterval(ExpressionLimits.Time);
        options.RegexTimeoutInterval(ExpressionLimits.RegexTime);
        options.MaxArraySize(ExpressionLimits.ArrayLength);
        // The counted depth does not see a recursion through proxies and accessors; without this it would end the process.
        options.Constraints.StackOverflowGuard = true;
        options.DisableStringCompilation();
        options.TimeSystem = new ScopeTime(scope.Now);
    }

    /// <summary>The scope's instant, in the zone of all legal dates.</summary>
    private sealed class ScopeTime(DateTimeOffset now) : DefaultTimeSystem(Shanghai, System.Globalization.CultureInfo.InvariantCulture)
    {
        private static readonly TimeZoneInfo Shanghai = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");

        public override DateTimeOffset GetUtcNow() => now.ToUniversalTime();
    }
}
