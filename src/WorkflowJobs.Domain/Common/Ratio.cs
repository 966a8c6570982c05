using System.Numerics;

namespace WorkflowJobs.Domain.Common;

/// <summary>An exact number: money and months are added up without rounding, and rounded once at the end. The default is 0.</summary>
public readonly record struct Ratio
{
    private readonly BigInteger _denominator;

    public Ratio(BigInteger numerator, BigInteger denominator)
    {
        if (denominator.Sign <= 0)
            throw new ArgumentOutOfRangeException(nameof(denominator), "A denominator is positive.");
        var common = BigInteger.GreatestCommonDivisor(numerator, denominator);
        (Numerator, _denominator) = (numerator / common, denominator / common);
    }

    public static Ratio Zero { get; } = new(0, 1);

    public static Ratio One { get; } = new(1, 1);

    public BigInteger Numerator { get; }

    public BigInteger Denominator => _denominator.IsZero ? BigInteger.One : _denominator;

    public static implicit operator Ratio(long whole) => new(whole, 1);

    public static Ratio operator +(Ratio a, Ratio b) => new((a.Numerator * b.Denominator) + (b.Numerator * a.Denominator), a.Denominator * b.Denominator);

    public static Ratio operator -(Ratio a, Ratio b) => new((a.Numerator * b.Denominator) - (b.Numerator * a.Denominator), a.Denominator * b.Denominator);

    public static Ratio operator *(Ratio a, Ratio b) => new(a.Numerator * b.Numerator, a.Denominator * b.Denominator);

    public static bool operator <(Ratio a, Ratio b) => a.Numerator * b.Denominator < b.Numerator * a.Denominator;

    public static bool operator >(Ratio a, Ratio b) => b < a;

    /// <summary>The nearest whole number; a half goes away from zero (四舍五入).</summary>
    public long Rounded()
    {
        var doubled = (BigInteger.Abs(Numerator) * 2) + Denominator;
        return (long)(doubled / (Denominator * 2)) * Numerator.Sign;
    }
}
