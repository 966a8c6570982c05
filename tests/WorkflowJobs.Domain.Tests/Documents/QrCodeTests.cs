using System.Text;
using WorkflowJobs.Domain.Documents;

namespace WorkflowJobs.Domain.Tests.Documents;

/// <summary>Codes are read back here by the standard's own way, from the modules alone: format, mask, blocks, error correction.</summary>
public sealed class QrCodeTests
{
    [Theory]
    [InlineData("A")]
    [InlineData("http://localhost:5080/verify")]
    [InlineData("石桥镇 — 查验码 7K3M-9QXT-2B4H-RW8N")]
    [InlineData("https://gongyi.example.cn/verify/7K3M-9QXT-2B4H-RW8N/5d1f0c3a9b2e5d1f0c3a9b2e5d1f0c3a9b2e5d1f0c3a9b2e5d1f0c3a9b2e5d1f")]
    public void Code_OfAText_ReadsBack(string text) => Assert.Equal(text, QrReader.Read(QrCode.Encode(text)));

    [Fact]
    public void Code_OfEveryLength_ReadsBackWithoutOneWrongWord()
    {
        for (var length = 1; length <= QrCode.MaxBytes; length += 7)
        {
            var text = string.Concat(Enumerable.Range(0, length).Select(i => (char)('!' + (i * 31 % 90))));
            Assert.Equal(text, QrReader.Read(QrCode.Encode(text)));
        }

        var longest = new string('x', QrCode.MaxBytes);
        Assert.Equal(longest, QrReader.Read(QrCode.Encode(longest)));
    }

    [Fact]
    public void Text_TooLong_IsRefused() => Assert.Throws<ArgumentException>(() => QrCode.Encode(new string('x', QrCode.MaxBytes + 1)));

    [Fact]
    public void Finders_AreWhereReadersLookForThem()
    {
        var rows = QrCode.Encode("A");
        Assert.Equal(21, rows.Count);
        foreach (var (x, y) in new[] { (0, 0), (14, 0), (0, 14) })
            Assert.Equal("1111111|1000001|1011101|1011101|1011101|1000001|1111111", string.Join('|', Enumerable.Range(y, 7).Select(row => rows[row].Substring(x, 7))));
    }

    /// <summary>A reader that corrects nothing: any syndrome that is not zero fails.</summary>
    private static class QrReader
    {
        private static readonly int[] ErrorWords = [10, 16, 26, 18, 24, 16, 18, 22, 22, 26, 30, 22, 22, 24, 24];
        private static readonly int[] Blocks = [1, 1, 1, 2, 2, 4, 4, 4, 5, 5, 5, 8, 9, 9, 10];
        private static readonly int[] Centres = [0, 18, 22, 26, 30, 34, 38, 42, 46, 50, 54, 58, 62, 66, 70];

        public static string Read(IReadOnlyList<string> rows)
        {
            var (size, version) = (rows.Count, (rows.Count - 17) / 4);
            var format = Enumerable.Range(0, 15).Sum(i => (rows[i < 6 ? i : i < 8 ? i + 1 : size - 15 + i][8] - '0') << i) ^ 0x5412;
            var other = Enumerable.Range(0, 15).Sum(i => (rows[8][i < 8 ? size - 1 - i : i == 8 ? 7 : 14 - i] - '0') << i) ^ 0x5412;
            Assert.Equal(format, other);
            Assert.Equal(0, format >> 13);
            var words = Words(rows, (format >> 10) & 7, version);
            return Text(Data(words, version), version);
        }

        private static List<int> Words(IReadOnlyList<string> rows, int mask, int version)
        {
            var (size, bits, up) = (rows.Count, new List<int>(), true);
            for (var right = size - 1; right > 0; right -= 2)
            {
                if (right == 6)
                    right--;
                foreach (var y in up ? Enumerable.Range(0, size).Reverse() : Enumerable.Range(0, size))
                    foreach (var x in new[] { right, right - 1 })
                        if (!IsPattern(x, y, size, version))
                            bits.Add((rows[y][x] - '0') ^ (Flips(mask, y, x) ? 1 : 0));
                up = !up;
            }

            return [.. bits.Chunk(8).Where(chunk => chunk.Length == 8).Select(chunk => chunk.Aggregate(0, (word, bit) => (word * 2) + bit))];
        }

        private static bool Flips(int mask, int i, int j) => mask switch
        {
            0 => (i + j) % 2 == 0,
            1 => i % 2 == 0,
            2 => j % 3 == 0,
            3 => (i + j) % 3 == 0,
            4 => ((i / 2) + (j / 3)) % 2 == 0,
            5 => (i * j % 2) + (i * j % 3) == 0,
            6 => ((i * j % 2) + (i * j % 3)) % 2 == 0,
            _ => (((i + j) % 2) + (i * j % 3)) % 2 == 0,
        };

        private static bool IsPattern(int x, int y, int size, int version)
        {
            if (x == 6 || y == 6 || (x < 9 && y < 9) || (x < 9 && y >= size - 8) || (x >= size - 8 && y < 9))
                return true;
            if (version >= 7 && ((y < 6 && x >= size - 11) || (x < 6 && y >= size - 11)))
                return true;
            if (version == 1)
                return false;
            var last = Centres[version - 1];
            int[] at = version < 7 ? [6, last] : version < 14 ? [6, (6 + last) / 2, last] : version == 14 ? [6, 26, 46, 66] : [6, 26, 48, 70];
            return at.Any(cx => at.Any(cy => Math.Abs(x - cx) <= 2 && Math.Abs(y - cy) <= 2
                && !((cx == 6 && cy == 6) || (cx == 6 && cy == last) || (cx == last && cy == 6))));
        }

        private static List<int> Data(List<int> words, int version)
        {
            var (blocks, error) = (Blocks[version - 1], ErrorWords[version - 1]);
            var data = words.Count - (blocks * error);
            var (shorter, longer) = (data / blocks, data % blocks);
            var parts = Enumerable.Range(0, blocks).Select(_ => new List<int>()).ToList();
            var at = 0;
            for (var i = 0; i <= shorter; i++)
                for (var block = 0; block < blocks; block++)
                    if (i < shorter || block >= blocks - longer)
                        parts[block].Add(words[at++]);
            var lengths = parts.ConvertAll(part => part.Count);
            for (var i = 0; i < error; i++)
                foreach (var part in parts)
                    part.Add(words[at++]);
            foreach (var part in parts)
                for (var power = 0; power < error; power++)
                    Assert.Equal(0, part.Aggregate(0, (sum, word) => Times(sum, Power(power)) ^ word));
            return [.. parts.Zip(lengths).SelectMany(pair => pair.First.Take(pair.Second))];
        }

        private static int Power(int exponent) => Enumerable.Range(0, exponent).Aggregate(1, (value, _) => Times(value, 2));

        private static int Times(int left, int right)
        {
            var product = 0;
            for (; right > 0; right >>= 1, left = (left << 1) ^ ((left & 0x80) != 0 ? 0x11D : 0))
                if ((right & 1) != 0)
                    product ^= left;
            return product;
        }

        private static string Text(List<int> data, int version)
        {
            var bits = string.Concat(data.Select(word => Convert.ToString(word, 2).PadLeft(8, '0')));
            Assert.Equal("0100", bits[..4]);
            var head = version >= 10 ? 20 : 12;
            var length = Convert.ToInt32(bits[4..head], 2);
            return Encoding.UTF8.GetString([.. Enumerable.Range(0, length).Select(i => Convert.ToByte(bits.Substring(head + (i * 8), 8), 2))]);
        }
    }
}
