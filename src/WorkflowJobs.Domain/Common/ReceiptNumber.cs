namespace WorkflowJobs.Domain.Common;

/// <summary>
/// A receipt number that cannot be guessed: 75 random bits and a check character in Crockford's alphabet, read aloud in four groups of four.
/// It says nothing of the person, the place or the order of arrival.
/// </summary>
public static class ReceiptNumber
{
    /// <summary>Random bytes that <see cref="From"/> takes.</summary>
    public const int Bytes = 10;

    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private const int Symbols = 15;

    /// <summary>A number from random bytes of the caller; the last five bits are not used.</summary>
    public static string From(ReadOnlySpan<byte> random)
    {
        if (random.Length != Bytes)
            throw new ArgumentException($"{Bytes} random bytes are needed.", nameof(random));
        Span<char> characters = stackalloc char[Symbols + 1];
        for (var i = 0; i < Symbols; i++)
        {
            var value = 0;
            for (var bit = i * 5; bit < (i * 5) + 5; bit++)
                value = (value << 1) | ((random[bit / 8] >> (7 - (bit % 8))) & 1);
            characters[i] = Alphabet[value];
        }

        characters[Symbols] = CheckCharacter(characters[..Symbols]);
        return $"{characters[..4]}-{characters[4..8]}-{characters[8..12]}-{characters[12..]}";
    }

    /// <summary>
    /// The number as it is stored, from one typed or dictated: case, spaces and hyphens do not matter, O is 0, I and L are 1.
    /// Refused: RECEIPT_FORMAT, RECEIPT_CHECK (a typing error, found without asking the database).
    /// </summary>
    public static Result<string> Parse(string? text)
    {
        Span<char> characters = stackalloc char[Symbols + 1];
        var count = 0;
        foreach (var c in text ?? "")
        {
            if (c is '-' or ' ' or '—' or '－' or '　')
                continue;
            var upper = char.ToUpperInvariant(c is >= '！' and <= '～' ? (char)(c - 0xFEE0) : c);
            var symbol = upper switch { 'O' => '0', 'I' or 'L' => '1', _ => upper };
            if (count > Symbols || !Alphabet.Contains(symbol, StringComparison.Ordinal))
                return Malformed();
            characters[count++] = symbol;
        }

        if (count != Symbols + 1)
            return Malformed();
        return CheckCharacter(characters[..Symbols]) == characters[Symbols]
            ? $"{characters[..4]}-{characters[4..8]}-{characters[8..12]}-{characters[12..]}"
            : new Refusal("RECEIPT_CHECK", "回执编号有误，请核对后重新输入", "The receipt number has a typing error; please check it.") { Status = 400 };
    }

    // Horner's scheme over GF(32) (x⁵ + x² + 1): every single error and every swap of two neighbours is found.
    private static char CheckCharacter(ReadOnlySpan<char> characters)
    {
        var sum = 0;
        foreach (var c in characters)
            sum = Doubled(sum ^ Alphabet.IndexOf(c, StringComparison.Ordinal));
        return Alphabet[sum];
    }

    private static int Doubled(int value) => (value & 16) == 0 ? value << 1 : (value << 1) ^ 0b100101;

    private static Refusal Malformed() =>
        new("RECEIPT_FORMAT", "回执编号为16位字母和数字，如 7K3M-9QXT-2B4H-RW8N", "A receipt number has 16 letters and digits, e.g. 7K3M-9QXT-2B4H-RW8N.") { Status = 400 };
}
