using CsCheck;
using WorkflowJobs.Domain.Common;

namespace WorkflowJobs.Domain.Tests.Common;

public sealed class ReceiptNumberTests
{
    private static readonly Gen<string> Numbers = Gen.Byte.Array[ReceiptNumber.Bytes].Select(bytes => ReceiptNumber.From(bytes));

    [Fact]
    public void From_RandomBytes_AreFourGroupsThatParseBack() =>
        Numbers.Sample(number => number.Length == 19 && number.Split('-').All(g => g.Length == 4) && ReceiptNumber.Parse(number).Value == number);

    [Fact]
    public void From_OtherBytes_GiveAnotherNumber()
    {
        var numbers = new HashSet<string>();
        for (var bit = 0; bit < 75; bit++)
        {
            var bytes = new byte[ReceiptNumber.Bytes];
            bytes[bit / 8] = (byte)(0x80 >> (bit % 8));
            Assert.True(numbers.Add(ReceiptNumber.From(bytes)));
        }

        Assert.Throws<ArgumentException>(() => ReceiptNumber.From(new byte[9]));
    }

    [Fact]
    public void Parse_AsPeopleTypeIt_IsNormalised()
    {
        var number = ReceiptNumber.From([0, 0x44, 0x21, 0x08, 0x42, 0x10, 0x84, 0x21, 0x08, 0x42]);
        Assert.Equal(number, ReceiptNumber.Parse(number.ToLowerInvariant().Replace("-", " ").Replace('0', 'o').Replace('1', 'l')).Value);
        Assert.Equal(number, ReceiptNumber.Parse(number.Replace("-", "").Replace('1', 'I')).Value);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("7K3M-9QXT-2B4H")]
    [InlineData("7K3M-9QXT-2B4H-RW8N-0000")]
    [InlineData("7K3M-9QXT-2B4H-RW8U")]
    [InlineData("370811197906149820")]
    public void Parse_NotANumber_IsRefused(string? text) => Assert.Equal("RECEIPT_FORMAT", ReceiptNumber.Parse(text).Refusal?.Code);

    [Fact]
    public void Parse_OneWrongCharacter_IsAlwaysFound() =>
        Gen.Select(Numbers, Gen.Int[0, 15], Gen.Int[1, 31]).Sample((number, position, shift) =>
        {
            const string alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
            var typed = number.Replace("-", "").ToCharArray();
            typed[position] = alphabet[(alphabet.IndexOf(typed[position]) + shift) % 32];
            return ReceiptNumber.Parse(new string(typed)).Refusal?.Code == "RECEIPT_CHECK";
        });

    [Fact]
    public void Parse_NeighboursSwapped_IsAlwaysFound() =>
        Gen.Select(Numbers, Gen.Int[0, 14]).Sample((number, position) =>
        {
            var typed = number.Replace("-", "").ToCharArray();
            (typed[position], typed[position + 1]) = (typed[position + 1], typed[position]);
            return typed[position] == typed[position + 1] || ReceiptNumber.Parse(new string(typed)).IsRefused;
        });
}
