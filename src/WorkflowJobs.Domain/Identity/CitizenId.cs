using System.Globalization;
using System.Text;
using WorkflowJobs.Domain.Common;

namespace WorkflowJobs.Domain.Identity;

/// <summary>A valid citizen identity number (公民身份号码, GB 11643-1999; DOMAIN §9.1): 6 area, 8 birth, 3 sequence, 1 check.</summary>
/// <remarks>The area code is never judged: codes are historical, and residence is never derived from it.</remarks>
public sealed class CitizenId : IEquatable<CitizenId>
{
    /// <summary>The code under which eligibility reports any of the refusals below; each names its own.</summary>
    public const string Family = "ID_INVALID";

    private const string CheckCharacters = "10X98765432";
    private static readonly int[] Weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

    private CitizenId(string number, DateOnly birth)
    {
        Number = number;
        Birth = birth;
    }

    /// <summary>All 18 characters, X in upper case. Personal data: not for logs.</summary>
    public string Number { get; }

    public DateOnly Birth { get; }

    /// <summary>Odd sequence: male; even: female.</summary>
    public Sex Sex => (Number[16] - '0') % 2 == 1 ? Sex.Male : Sex.Female;

    /// <summary>370811********9820.</summary>
    public string Masked => string.Concat(Number.AsSpan(0, 6), "********", Number.AsSpan(14));

    public string Last4 => Number[14..];

    /// <summary>
    /// Reads a number as typed: spaces are dropped, full-width characters and a lower-case x are normalised.
    /// Refuses with ID_MISSING, ID_FIFTEEN, ID_LENGTH, ID_CHARACTERS, ID_DATE, ID_FUTURE or ID_CHECK_DIGIT.
    /// </summary>
    public static Result<CitizenId> Parse(string? text, DateOnly today)
    {
        var number = Normalise(text);
        if (number.Length == 0)
            return Refused("ID_MISSING", "请填写公民身份号码", "Enter the citizen identity number.");
        if (number.Length == 15 && number.All(char.IsAsciiDigit))
            return Refused("ID_FIFTEEN", "15位身份号码（第一代身份证）已停用，请填写18位号码", "15-digit numbers (first-generation cards) are no longer accepted; enter the 18-digit number.");
        if (number.Length != 18)
            return Refused("ID_LENGTH", $"身份号码应为18位，现为{number.Length}位", $"The identity number has 18 characters; this has {number.Length}.");
        if (!ContainsOnlyDigits(number.AsSpan(0, 17)) || !(char.IsAsciiDigit(number[17]) || number[17] == 'X'))
            return Refused("ID_CHARACTERS", "身份号码前17位应为数字，第18位为数字或X", "The first 17 characters are digits; the 18th is a digit or X.");
        if (!DateOnly.TryParseExact(number.AsSpan(6, 8), "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var birth) || birth.Year < 1900)
            return Refused("ID_DATE", $"身份号码中的出生日期不存在（{number[6..10]}-{number[10..12]}-{number[12..14]}）", $"The date of birth in the number does not exist ({number[6..10]}-{number[10..12]}-{number[12..14]}).");
        if (birth > today)
            return Refused("ID_FUTURE", $"身份号码中的出生日期（{birth.Iso()}）在今天之后", $"The date of birth in the number ({birth.Iso()}) lies in the future.");
        if (number[17] != CheckCharacterOf(number))
            return Refused("ID_CHECK_DIGIT", "身份号码校验位不符，请核对是否输错", "The check digit does not match; look for a typing error.");
        return new CitizenId(number, birth);
    }

    /// <summary>The check character of the first 17 digits: Σ weight × digit mod 11.</summary>
    public static char CheckCharacterOf(string first17)
    {
        var sum = 0;
        for (var i = 0; i < 17; i++)
            sum += (first17[i] - '0') * Weights[i];
        return CheckCharacters[sum % 11];
    }

    /// <summary>Code of <see cref="SexMismatch"/>.</summary>
    public const string SexMismatchCode = "ID_SEX_MISMATCH";

    /// <summary>The warning when the declared sex is not the number's; old numbers are sometimes wrong, so it blocks nothing.</summary>
    public Warning? SexMismatch(Sex declared) => declared == Sex ? null : new Warning(
        SexMismatchCode,
        $"填报性别为{declared.Zh()}，身份号码显示为{Sex.Zh()}，请核对",
        $"The declared sex ({declared}) is not the one in the identity number ({Sex}); please check.");

    public bool Equals(CitizenId? other) => other is not null && other.Number == Number;

    public override bool Equals(object? obj) => Equals(obj as CitizenId);

    public override int GetHashCode() => Number.GetHashCode(StringComparison.Ordinal);

    /// <summary>Masked, so that a number never reaches a log by accident.</summary>
    public override string ToString() => Masked;

    private static string Normalise(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return "";
        var kept = new StringBuilder(18);
        foreach (var c in text)
        {
            if (char.IsWhiteSpace(c) || kept.Length > 64)
                continue;
            // Chinese input methods type full-width digits and letters.
            var half = c is >= '！' and <= '～' ? (char)(c - 0xFEE0) : c;
            kept.Append(half == 'x' ? 'X' : half);
        }

        return kept.ToString();
    }

    private static bool ContainsOnlyDigits(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if (!char.IsAsciiDigit(c))
                return false;
        }

        return true;
    }

    private static Refusal Refused(string code, string zh, string en) => new(code, zh, en)
    {
        Details = new Dictionary<string, string> { ["family"] = Family },
    };
}
