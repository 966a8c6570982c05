using System.Globalization;

namespace WorkflowJobs.Domain.Common;

/// <summary>An exact share such as 2/3. Votes and quorums are never compared in floating point.</summary>
public readonly record struct Fraction
{
    public Fraction(int numerator, int denominator)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(numerator);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(denominator);
        Numerator = numerator;
        Denominator = denominator;
    }

    public int Numerator { get; }

    public int Denominator { get; }

    /// <summary>The least whole number that is at least this share of <paramref name="whole"/>.</summary>
    public int CeilingOf(int whole) => (int)((((long)whole * Numerator) + Denominator - 1) / Denominator);

    /// <summary>Whether <paramref name="part"/> of <paramref name="whole"/> is at least this share. A share of nothing is never reached.</summary>
    public bool IsReachedBy(int part, int whole) => whole > 0 && (long)part * Denominator >= (long)whole * Numerator;

    /// <summary>Reads "2/3" with 0 &lt; numerator ≤ denominator ≤ 1000.</summary>
    public static bool TryParse(string? text, out Fraction fraction)
    {
        fraction = default;
        var parts = (text ?? "").Split('/');
        if (parts.Length != 2 || !TryPart(parts[0], out var n) || !TryPart(parts[1], out var d) || n > d)
            return false;
        fraction = new Fraction(n, d);
        return true;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Numerator}/{Denominator}");

    private static bool TryPart(string text, out int value) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value) && value is > 0 and <= 1000;
}
