using System.Text.Json;
using CsCheck;
using WorkflowJobs.Domain.Data.Seed;
using WorkflowJobs.Domain.Identity;

namespace WorkflowJobs.Domain.Tests.Identity;

public sealed class CitizenIdTests
{
    private static readonly DateOnly Today = new(2024, 6, 14);

    [Theory]
    [InlineData("37081119790614982", "ID_LENGTH")]
    [InlineData("3708111979061498200", "ID_LENGTH")]
    [InlineData("37081119790230982X", "ID_DATE")]
    [InlineData("370811790614982", "ID_FIFTEEN")]
    [InlineData("37081117990614982X", "ID_DATE")]
    [InlineData("37081120240615982X", "ID_FUTURE")]
    [InlineData("370811197906149821", "ID_CHECK_DIGIT")]
    [InlineData("530102192005080119", "ID_CHECK_DIGIT")]
    [InlineData("37081119790614X820", "ID_CHARACTERS")]
    [InlineData("37081119790614982A", "ID_CHARACTERS")]
    [InlineData("3708111979061498٠0", "ID_CHARACTERS")]
    [InlineData("", "ID_MISSING")]
    [InlineData("  ", "ID_MISSING")]
    [InlineData(null, "ID_MISSING")]
    public void Parse_WrongNumber_IsRefusedWithItsOwnCode(string? text, string code)
    {
        var refusal = CitizenId.Parse(text, Today).Refusal;
        Assert.Equal(code, refusal?.Code);
        Assert.Equal("ID_INVALID", refusal!.Details["family"]);
    }

    [Theory]
    [InlineData("370811197906149820", "370811197906149820")]
    [InlineData("37081119990615985x", "37081119990615985X")]
    [InlineData("370811 19990615 985X", "37081119990615985X")]
    [InlineData("３７０８１１１９９９０６１５９８５ｘ", "37081119990615985X")]
    [InlineData("53010219200508011X", "53010219200508011X")]
    public void Parse_RightNumber_IsNormalised(string text, string number) =>
        Assert.Equal(number, CitizenId.Parse(text, Today).Value?.Number);

    [Fact]
    public void Parse_BornToday_IsAccepted() =>
        Assert.Null(CitizenId.Parse("37081120240614982" + CitizenId.CheckCharacterOf("37081120240614982"), Today).Refusal);

    [Fact]
    public void Parse_EveryPersona_GivesItsBirthSexAndMask()
    {
        using var people = JsonDocument.Parse(SeedFiles.Text(SeedFiles.Personas));
        Assert.Equal(30, people.RootElement.GetArrayLength());
        foreach (var person in people.RootElement.EnumerateArray())
        {
            var id = CitizenId.Parse(person.GetProperty("id").GetString(), Today).Value!;
            Assert.Equal(person.GetProperty("birth").GetString(), id.Birth.ToString("yyyy-MM-dd"));
            Assert.Equal(person.GetProperty("gender").GetString(), id.Sex.Code());
            Assert.Equal(person.GetProperty("masked").GetString(), id.Masked);
        }
    }

    [Fact]
    public void ToString_Always_IsMasked()
    {
        var id = CitizenId.Parse("370811197906149820", Today).Value!;
        Assert.Equal("370811********9820", $"{id}");
        Assert.Equal("9820", id.Last4);
    }

    [Fact]
    public void SexMismatch_DeclaredOtherwise_WarnsAndDoesNotRefuse()
    {
        var id = CitizenId.Parse("370811197906149820", Today).Value!;
        Assert.Null(id.SexMismatch(Sex.Female));
        Assert.Equal("ID_SEX_MISMATCH", id.SexMismatch(Sex.Male)?.Code);
    }

    [Fact]
    public void Parse_OneDigitMistyped_IsNeverAccepted() =>
        Gen.Select(Gen.Int[0, 16], Gen.Int[1, 9]).Sample((position, shift) =>
        {
            var typed = "370811197906149820".ToCharArray();
            typed[position] = (char)('0' + ((typed[position] - '0' + shift) % 10));
            return CitizenId.Parse(new string(typed), Today).IsRefused;
        });
}
