namespace WorkflowJobs.Engine.Expressions;

/// <summary>
/// Budgets of one evaluation. Those that decide are counted (statements, depth, steps, tags, sizes), so a replay hits them at
/// the same place. Memory and time depend on the machine: they are guards, far beyond what the counted budgets let a sound
/// expression use, and a hit is an <see cref="ExpressionInterruptedException"/>, recorded and repeated by the replay.
/// </summary>
public static class ExpressionLimits
{
    /// <summary>JavaScript statements: 20,000.</summary>
    public const int Statements = 20_000;

    /// <summary>JavaScript call depth: 64.</summary>
    public const int Depth = 64;

    /// <summary>Guard: bytes that a script may allocate: 64 MiB.</summary>
    public const long Bytes = 64 * 1024 * 1024;

    /// <summary>Elements of one JavaScript array: 100,000.</summary>
    public const uint ArrayLength = 100_000;

    /// <summary>Characters that one JavaScript call (repeat, pad, replace) may make at the worst: 10,000,000.</summary>
    public const int TextLength = 10_000_000;

    /// <summary>Steps of a Liquid template: 20,000.</summary>
    public const int LiquidSteps = 20_000;

    /// <summary>Tags of a Liquid template, end tags included: 500.</summary>
    public const int LiquidTags = 500;

    /// <summary>Characters or items of a value that a Liquid template assigns or captures: 10,000.</summary>
    public const int LiquidValue = 10_000;

    /// <summary>Characters of a script, a template, or what a template renders: 200,000.</summary>
    public const int Characters = 200_000;

    /// <summary>Guard: 5 s of wall clock for a script; 250 ms for one regular expression.</summary>
    public static readonly TimeSpan Time = TimeSpan.FromSeconds(5);

    internal static readonly TimeSpan RegexTime = TimeSpan.FromMilliseconds(250);
}
