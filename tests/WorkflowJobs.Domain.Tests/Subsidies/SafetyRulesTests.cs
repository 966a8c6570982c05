using System.Text;
using WorkflowJobs.Domain.Clawbacks;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Subsidies;

namespace WorkflowJobs.Domain.Tests.Subsidies;

public sealed class SafetyRulesTests
{
    private const string Id = "370831197411239918";

    [Theory]
    [InlineData("曹立新", null, "")]
    [InlineData(" 曹立新 ", "370831197411239918", "")]
    [InlineData("渔湾村村民委员会", null, "UNIT_ACCOUNT")]
    [InlineData("石桥镇渔湾村股份经济合作社", null, "UNIT_ACCOUNT")]
    [InlineData("曾庆国", null, "HOLDER_NAME")]
    [InlineData("曹立新", "370811197502059933", "HOLDER_ID")]
    [InlineData("曾庆国", "370811197502059933", "HOLDER_NAME HOLDER_ID")]
    public void Account_OfWhoeverIsNotTheWorker_IsFound(string holder, string? holderId, string faults) =>
        Assert.Equal(faults, string.Join(' ', AccountRules.Faults("曹立新", Id, holder, holderId)));

    [Theory]
    [InlineData("6217 0001-2345 6789", "6217000123456789")]
    [InlineData("1234567", null)]
    [InlineData("6217A00123456789", null)]
    [InlineData("", null)]
    public void AccountNumber_OfDigitsOnly_IsTaken(string text, string? number)
    {
        var read = AccountRules.Number(text);
        Assert.Equal((number, number is null ? "ACCOUNT_NUMBER" : null), (read.Value, read.Refusal?.Code));
    }

    [Fact]
    public void PayFile_WithAFormulaOrAComma_StaysText()
    {
        var text = Encoding.UTF8.GetString(PayFileRules.Csv([new PayFileRow("a-1", "370811197410081234", "=1+1", "农商行,石桥", "62170000", 83_333, "用途")]));
        Assert.Equal("\uFEFF业务编号,身份证号,开户名,开户行,账号,金额,用途\r\na-1,370811197410081234,'=1+1,\"农商行,石桥\",62170000,833.33,用途\r\n", text);
    }

    /// <summary>A death on 11-05 found after November was paid whole: 25 of 30 days come back.</summary>
    [Fact]
    public void Clawback_OfAMonthThatRemainsInPart_IsByTheDaysThatDoNot()
    {
        DateRange[] onPost = [new(new DateOnly(2024, 7, 16), new DateOnly(2024, 11, 5))];
        var parts = ClawbackRules.Parts(onPost, new DateRange(new DateOnly(2024, 11, 6), new DateOnly(2024, 12, 31)),
            [new PaidLine("oct", DateRange.Month(2024, 10), 31, 83_334, 0), new PaidLine("nov", DateRange.Month(2024, 11), 30, 83_333, 0), new PaidLine("dec", DateRange.Month(2024, 12), 31, 83_333, 0)]);

        Assert.Equal([("nov", 69_444L), ("dec", 83_333L)], parts.Select(part => (part.LineId, part.Fen)));
    }

    /// <summary>S28: every month from 07-16 to 03-10, whole, and nothing that was asked back before.</summary>
    [Fact]
    public void Clawback_OfTheWholeTime_IsAllThatWasPaid()
    {
        var months = AccrualRules.Until([new DateRange(new DateOnly(2024, 7, 16), new DateOnly(2025, 3, 10))], 2025, 3, (_, _) => 1_000_000, Proration.CalendarDay);
        var lines = months.Select(month => new PaidLine($"{month.Year}-{month.Month}", DateRange.Month(month.Year, month.Month), month.DaysOnPost, month.Fen, month.Month == 2 ? 33_333 : 0));
        var period = new DateRange(new DateOnly(2024, 7, 16), new DateOnly(2025, 3, 10));

        Assert.Equal(653_226 - 33_333, ClawbackRules.Parts([period], period, lines).Sum(part => part.Fen));
    }

    [Fact]
    public void Voucher_ThatDoesNotBalance_IsNotWritten()
    {
        Assert.Throws<InvalidOperationException>(() => LedgerRules.Accrual(new PayFigures(100, 0, 50, 0, 0)));
        Assert.Throws<InvalidOperationException>(() => LedgerRules.Funding(new FundingSplit(1, 1, 1), 4));
        Assert.Equal(0, LedgerRules.Clawback(new FundingSplit(261_290, 130_645, 261_291), 653_226).Sum(posting => posting.Fen));
        Assert.Equal(0, LedgerRules.Clawback(null, 269_000).Sum(posting => posting.Fen));
    }
}
