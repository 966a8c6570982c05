using System.Text;

namespace WorkflowJobs.Domain.Documents;

/// <summary>
/// A QR code (GB/T 18284, ISO/IEC 18004): byte mode, error correction M (15 % may be lost), versions 1 to 15. Rows of 0 and 1 without the quiet zone.
/// </summary>
public static class QrCode
{
    /// <summary>Bytes of text that fit: 412.</summary>
    public const int MaxBytes = 412;

    private const int Masks = 8;

    // Of level M, by version: error words of a block, blocks of the first kind and their data words; the rest have one word more.
    private static readonly (int Error, int Blocks, int Words, int Longer)[] Versions =
    [
        (10, 1, 16, 0), (16, 1, 28, 0), (26, 1, 44, 0), (18, 2, 32, 0), (24, 2, 43, 0), (16, 4, 27, 0), (18, 4, 31, 0), (22, 2, 38, 2),
        (22, 3, 36, 2), (26, 4, 43, 1), (30, 1, 50, 4), (22, 6, 36, 2), (22, 8, 37, 1), (24, 4, 40, 5), (24, 5, 41, 5),
    ];

    private static readonly int[][] Alignments =
    [
        [], [6, 18], [6, 22], [6, 26], [6, 30], [6, 34], [6, 22, 38], [6, 24, 42], [6, 26, 46], [6, 28, 50], [6, 30, 54], [6, 32, 58], [6, 34, 62],
        [6, 26, 46, 66], [6, 26, 48, 70],
    ];

    /// <summary>The code of a text.</summary>
    /// <exception cref="ArgumentException">It is longer than <see cref="MaxBytes"/> in UTF-8.</exception>
    public static IReadOnlyList<string> Encode(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var version = Array.FindIndex(Versions, shape => bytes.Length <= Capacity(shape)) + 1;
        if (version == 0)
            throw new ArgumentException($"The text is longer than {MaxBytes} bytes.", nameof(text));
        var words = Interleaved(Versions[version - 1], DataWords(bytes, version));
        return Enumerable.Range(0, Masks).Select(mask => Drawing.Of(version, Alignments[version - 1], words, mask)).MinBy(drawing => drawing.Penalty())!.Rows();
    }

    // Four bits of mode, and eight or sixteen of length.
    private static int Capacity((int Error, int Blocks, int Words, int Longer) shape) =>
        Words(shape) - (Array.IndexOf(Versions, shape) >= 9 ? 3 : 2);

    private static int Words((int Error, int Blocks, int Words, int Longer) shape) => (shape.Blocks * shape.Words) + (shape.Longer * (shape.Words + 1));

    private static byte[] DataWords(byte[] bytes, int version)
    {
        var bits = new List<bool>();
        Add(bits, 0b0100, 4);
        Add(bits, bytes.Length, version >= 10 ? 16 : 8);
        foreach (var one in bytes)
            Add(bits, one, 8);
        var capacity = Words(Versions[version - 1]) * 8;
        Add(bits, 0, Math.Min(4, capacity - bits.Count));
        Add(bits, 0, (8 - (bits.Count % 8)) % 8);
        for (var filler = 0xEC; bits.Count < capacity; filler ^= 0xEC ^ 0x11)
            Add(bits, filler, 8);
        return [.. bits.Chunk(8).Select(chunk => (byte)chunk.Aggregate(0, (value, bit) => (value << 1) | (bit ? 1 : 0)))];
    }

    private static void Add(List<bool> bits, int value, int count)
    {
        for (var bit = count - 1; bit >= 0; bit--)
            bits.Add(((value >> bit) & 1) == 1);
    }

    private static byte[] Interleaved((int Error, int Blocks, int Words, int Longer) shape, byte[] data)
    {
        var blocks = new List<byte[]>();
        for (int number = 0, at = 0; number < shape.Blocks + shape.Longer; number++)
        {
            var length = shape.Words + (number < shape.Blocks ? 0 : 1);
            blocks.Add(data[at..(at + length)]);
            at += length;
        }

        var errors = blocks.ConvertAll(block => ReedSolomon.Remainder(block, shape.Error));
        return [.. InTurn(blocks), .. InTurn(errors)];
    }

    private static IEnumerable<byte> InTurn(List<byte[]> blocks)
    {
        for (var word = 0; word < blocks[^1].Length; word++)
            foreach (var block in blocks)
                if (word < block.Length)
                    yield return block[word];
    }

    /// <summary>Error correction over GF(256) with x⁸+x⁴+x³+x²+1.</summary>
    private static class ReedSolomon
    {
        public static byte[] Remainder(byte[] data, int count)
        {
            var divisor = Divisor(count);
            var rest = new byte[count];
            foreach (var word in data)
            {
                var factor = (byte)(word ^ rest[0]);
                Array.Copy(rest, 1, rest, 0, count - 1);
                rest[^1] = 0;
                for (var i = 0; i < count; i++)
                    rest[i] ^= Times(divisor[i], factor);
            }

            return rest;
        }

        private static byte[] Divisor(int count)
        {
            var divisor = new byte[count];
            divisor[^1] = 1;
            for (byte step = 0, root = 1; step < count; step++, root = Times(root, 2))
                for (var i = 0; i < count; i++)
                    divisor[i] = (byte)(Times(divisor[i], root) ^ (i + 1 < count ? divisor[i + 1] : 0));
            return divisor;
        }

        private static byte Times(byte left, byte right)
        {
            var product = 0;
            for (var bit = 7; bit >= 0; bit--)
                product = (product << 1) ^ ((product >> 7) * 0x11D) ^ (((right >> bit) & 1) * left);
            return (byte)product;
        }
    }

    /// <summary>The square of modules. A module of a pattern is never masked.</summary>
    private sealed class Drawing(int size)
    {
        private readonly bool[,] dark = new bool[size, size];
        private readonly bool[,] isPattern = new bool[size, size];

        public static Drawing Of(int version, int[] alignments, byte[] words, int mask)
        {
            var drawing = new Drawing((version * 4) + 17);
            drawing.Patterns(alignments);
            drawing.Format(mask);
            drawing.Version(version);
            drawing.Fill(words, mask);
            return drawing;
        }

        public IReadOnlyList<string> Rows() => [.. Enumerable.Range(0, size).Select(y => string.Concat(Enumerable.Range(0, size).Select(x => dark[y, x] ? '1' : '0')))];

        /// <summary>How hard it is to read: long runs, blocks, what looks like a finder, uneven darkness.</summary>
        public int Penalty()
        {
            var (penalty, count) = (0, 0);
            for (var line = 0; line < size; line++)
                penalty += Runs(Enumerable.Range(0, size).Select(x => dark[line, x])) + Runs(Enumerable.Range(0, size).Select(y => dark[y, line]));
            for (var y = 0; y < size; y++)
                for (var x = 0; x < size; x++)
                {
                    count += dark[y, x] ? 1 : 0;
                    if (x + 1 < size && y + 1 < size && dark[y, x] == dark[y, x + 1] && dark[y, x] == dark[y + 1, x] && dark[y, x] == dark[y + 1, x + 1])
                        penalty += 3;
                }

            return penalty + (10 * (Math.Abs((count * 20) - (size * size * 10)) / (size * size)));
        }

        private static int Runs(IEnumerable<bool> line)
        {
            var text = string.Concat(line.Select(one => one ? '1' : '0'));
            var (penalty, run) = (0, 1);
            for (var i = 1; i <= text.Length; i++)
            {
                if (i < text.Length && text[i] == text[i - 1])
                {
                    run++;
                    continue;
                }

                penalty += run >= 5 ? run - 2 : 0;
                run = 1;
            }

            foreach (var finder in (string[])["10111010000", "00001011101"])
                for (var at = text.IndexOf(finder, StringComparison.Ordinal); at >= 0; at = text.IndexOf(finder, at + 1, StringComparison.Ordinal))
                    penalty += 40;
            return penalty;
        }

        private void Patterns(int[] alignments)
        {
            for (var i = 0; i < size; i++)
            {
                Set(6, i, i % 2 == 0);
                Set(i, 6, i % 2 == 0);
            }

            Finder(3, 3);
            Finder(size - 4, 3);
            Finder(3, size - 4);
            var last = alignments.Length - 1;
            for (var i = 0; i <= last; i++)
                for (var j = 0; j <= last; j++)
                    if (!((i == 0 && j == 0) || (i == 0 && j == last) || (i == last && j == 0)))
                        Square(alignments[i], alignments[j], 2, distance => distance != 1);
        }

        private void Finder(int x, int y) => Square(x, y, 4, distance => distance is not (2 or 4));

        private void Square(int x, int y, int reach, Func<int, bool> isDark)
        {
            for (var dy = -reach; dy <= reach; dy++)
                for (var dx = -reach; dx <= reach; dx++)
                    if (x + dx >= 0 && x + dx < size && y + dy >= 0 && y + dy < size)
                        Set(x + dx, y + dy, isDark(Math.Max(Math.Abs(dx), Math.Abs(dy))));
        }

        /// <summary>Level M (00) and the mask, with ten bits of BCH code, twice.</summary>
        private void Format(int mask)
        {
            var rest = mask;
            for (var i = 0; i < 10; i++)
                rest = (rest << 1) ^ ((rest >> 9) * 0x537);
            var bits = ((mask << 10) | rest) ^ 0x5412;
            for (var i = 0; i < 15; i++)
            {
                var bit = ((bits >> i) & 1) == 1;
                Set(8, i < 6 ? i : i < 8 ? i + 1 : size - 15 + i, bit);
                Set(i < 8 ? size - 1 - i : i == 8 ? 7 : 14 - i, 8, bit);
            }

            Set(8, size - 8, true);
        }

        /// <summary>From version 7 on: its number with twelve bits of BCH code, twice.</summary>
        private void Version(int version)
        {
            if (version < 7)
                return;
            var rest = version;
            for (var i = 0; i < 12; i++)
                rest = (rest << 1) ^ ((rest >> 11) * 0x1F25);
            var bits = (version << 12) | rest;
            for (var i = 0; i < 18; i++)
            {
                var bit = ((bits >> i) & 1) == 1;
                Set(size - 11 + (i % 3), i / 3, bit);
                Set(i / 3, size - 11 + (i % 3), bit);
            }
        }

        /// <summary>In columns of two from the right, up and down in turn; the column of the timing pattern is passed over.</summary>
        private void Fill(byte[] words, int mask)
        {
            var at = 0;
            for (var right = size - 1; right >= 1; right -= 2)
            {
                if (right == 6)
                    right = 5;
                var isUpward = ((right + 1) & 2) == 0;
                for (var step = 0; step < size; step++)
                    for (var side = 0; side < 2; side++)
                    {
                        var (x, y) = (right - side, isUpward ? size - 1 - step : step);
                        if (isPattern[y, x])
                            continue;
                        var bit = at < words.Length * 8 && ((words[at / 8] >> (7 - (at % 8))) & 1) == 1;
                        dark[y, x] = bit ^ IsMasked(mask, x, y);
                        at++;
                    }
            }
        }

        private static bool IsMasked(int mask, int x, int y) => mask switch
        {
            0 => (x + y) % 2 == 0,
            1 => y % 2 == 0,
            2 => x % 3 == 0,
            3 => (x + y) % 3 == 0,
            4 => ((x / 3) + (y / 2)) % 2 == 0,
            5 => (x * y % 2) + (x * y % 3) == 0,
            6 => ((x * y % 2) + (x * y % 3)) % 2 == 0,
            _ => (((x + y) % 2) + (x * y % 3)) % 2 == 0,
        };

        private void Set(int x, int y, bool isDark) => (dark[y, x], isPattern[y, x]) = (isDark, true);
    }
}
