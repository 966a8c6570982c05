using WorkflowJobs.Domain.Agreements;
using WorkflowJobs.Domain.Clawbacks;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Exits;
using WorkflowJobs.Domain.Openings;
using WorkflowJobs.Domain.PersonalData;
using WorkflowJobs.Domain.Placements;
using WorkflowJobs.Domain.Plans;
using WorkflowJobs.Domain.Reviews;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Spreadsheets;
using WorkflowJobs.Domain.Subsidies;
using WorkflowJobs.Domain.Tests.Rounds;

namespace WorkflowJobs.Domain.Tests.Openings;

/// <summary>What was paid before the system was counts once, in every whole.</summary>
public sealed class OpeningMoneyTests
{
    private static readonly OpeningMoney Half2024 = OpeningMoney.Of(Date("2024-01-01"), Date("2024-06-30"), 500_000)!;

    [Theory]
    [InlineData("2023-12-31", 0)]
    [InlineData("2024-01-01", 2_747)]
    [InlineData("2024-03-31", 250_000)]
    [InlineData("2024-06-29", 497_253)]
    [InlineData("2024-06-30", 500_000)]
    [InlineData("2025-06-30", 500_000)]
    public void Until_ADay_IsByDaysOfTheWholeSum(string lastDay, long fen) => Assert.Equal(fen, Half2024.Until(Date(lastDay)));

    [Fact]
    public void OpeningVoucher_BalancesAndTouchesNoSource()
    {
        Assert.Equal([new Posting("FUND_OPENING", 500_000), new Posting("BANK", -500_000)], LedgerRules.Opening(500_000));
        Assert.Empty(LedgerRules.Opening(0));
    }

    /// <summary>Of 182 days paid before, 92 from 04-01 on are not earned; of July, paid for the days after 07-09, those to 07-20.</summary>
    [Fact]
    public void Clawback_OverTheOpening_TakesItsDaysAndThoseOfItsMonthOnce()
    {
        var opening = OpeningMoney.Of(Date("2024-01-10"), Date("2024-07-09"), 500_000)!;
        var days = opening.DaysWith([new DateRange(Date("2024-01-10"), Date("2024-12-31"))], null);
        Assert.Equal([new DateRange(Date("2024-01-10"), Date("2024-07-09")), new DateRange(Date("2024-07-10"), Date("2024-12-31"))], days);
        var parts = ClawbackRules.Parts(days, new DateRange(Date("2024-04-01"), Date("2024-07-20")),
        [
            new PaidLine("july", new DateRange(Date("2024-07-10"), Date("2024-07-31")), 22, 59_140, 0), new PaidLine("opening", opening.Days, 182, 500_000, 0),
        ]);
        Assert.Equal([new ClawbackPart("opening", 2024, 7, 274_725), new ClawbackPart("july", 2024, 7, 29_570)], parts);
    }

    /// <summary>A last day that lies before the opening: its days after it were not earned.</summary>
    [Fact]
    public void DaysWith_ALastDayBeforeTheOpening_EndThere() =>
        Assert.Equal([new DateRange(Date("2024-01-01"), Date("2024-05-31"))], Half2024.DaysWith([], Date("2024-05-31")));

    [Theory]
    [InlineData("100", "100.01", "OPENING_PAID")]
    [InlineData("100", "100", null)]
    [InlineData("100", "", null)]
    public void PaidForTheYear_NeverExceedsTheWhole(string paid, string thisYear, string? code)
    {
        var csv = "公民身份号码,姓名,村（社区）,岗位类别,计划年度,岗位名称,首次核定日期,上岗日期,协议起始日,协议终止日,累计已用月数,累计已发金额,其中本年已发金额,意外险保单号,保单生效日\n"
            + $"370811197312029901,孔令芝,渔湾村,乡村,2024,网格员,2023-12-20,2024-01-01,2024-01-01,2024-12-31,6,{paid},{thisYear},PA-1,2024-01-01\n";
        var reading = SheetReader.Read(OpeningSheet.Declared, System.Text.Encoding.UTF8.GetBytes(csv), Date("2024-07-10")).Value!;
        Assert.Equal(code is null ? [] : [code], OpeningSheet.Problems(reading.Rows.Single(), Date("2024-06-30"), 36).Select(problem => problem.Code));
    }

    /// <summary>Who began in the year of the opening was paid everything for it; of an earlier beginning only the file can say.</summary>
    [Theory]
    [InlineData("2024-01-01", "", 10_000L)]
    [InlineData("2023-01-01", "", null)]
    [InlineData("2023-01-01", "40", 4_000L)]
    public void PaidForTheYear_IsTheFiles_OrTheWholeOfWhoBeganInIt(string since, string thisYear, long? fen)
    {
        var csv = "公民身份号码,姓名,村（社区）,岗位类别,计划年度,岗位名称,首次核定日期,上岗日期,协议起始日,协议终止日,累计已用月数,累计已发金额,其中本年已发金额\n"
            + $"370811197312029901,孔令芝,渔湾村,城镇,2024,网格员,{since},{since},2024-01-01,2024-12-31,6,100,{thisYear}\n";
        var reading = SheetReader.Read(OpeningSheet.Declared, System.Text.Encoding.UTF8.GetBytes(csv), Date("2024-07-10")).Value!;
        Assert.Equal(fen, OpeningSheet.Of(reading.Rows.Single(), "v", Date("2024-06-30")).PaidThisYearCents);
    }

    /// <summary>Paid to 06-30 as the office paid; July and August are due by the standard and were not paid yet.</summary>
    [Theory]
    [InlineData("2024-08-31", 500_000 + 166_667, 500_000)]
    [InlineData("2024-06-30", 500_000, 500_000)]
    [InlineData("2024-05-31", 417_582, 500_000)]
    public async Task Settlement_CountsTheOpeningOnBothSides(string lastDay, long due, long paid)
    {
        await using var fixture = await RoundsFixture.Create(5);
        var placement = await OnPost(fixture);
        var figures = await fixture.Get<IReader>().Read((work, token) => fixture.Get<ExitSettlement>().Of(work, placement, Date(lastDay), token));
        Assert.Equal((due, paid), (figures.Due, figures.Paid));
        Assert.Equal(Date("2024-06-30"), await fixture.Get<IReader>().Read((work, token) => fixture.Get<ExitSettlement>().PaidUntil(work, placement, token)));
    }

    [Fact]
    public async Task Retention_KeepsTheOpeningAsAVoucherOfItsYear()
    {
        await using var fixture = await RoundsFixture.Create(5);
        var placement = await OnPost(fixture, PlacementStatus.Exited);
        var end = await fixture.Get<IReader>().Read(async (work, token) => await fixture.Get<Retention>().Of(work, (await work.Db.People.FindAsync([placement.PersonId], token))!, token));
        Assert.Equal(new RetentionEnd(Date("2054-12-31"), "VOUCHERS"), end);
    }

    private static async Task<Placement> OnPost(RoundsFixture fixture, PlacementStatus status = PlacementStatus.OnPost)
    {
        var people = fixture.Get<WorkflowJobs.Domain.Identity.PeopleRegistry>();
        return await fixture.Get<IWriter>().Write(async (work, token) =>
        {
            var number = WorkflowJobs.Domain.Identity.CitizenId.Parse("370811197312029901", Date("2024-07-10")).Value!;
            var person = (await people.FindOrCreate(work, number, "孔令芝", "shiqiao-hudong", token)).Value!;
            var placement = new Placement
            {
                Id = "pl",
                PersonId = person.Id,
                Kind = PostKind.Rural,
                Year = 2024,
                Batch = 1,
                TownId = "shiqiao",
                VillageId = "shiqiao-hudong",
                PostName = "岗",
                PostNumber = "石桥岗〔2024〕1号",
                StartsOn = Date("2024-01-01"),
                ApprovedOn = Date("2023-12-20"),
                Status = status,
                LastDay = status == PlacementStatus.Exited ? Date("2024-08-31") : null,
            };
            work.Db.Placements.Add(placement);
            work.Db.Agreements.Add(new Agreement
            {
                Id = "ag",
                PlacementId = "pl",
                PersonId = person.Id,
                PostName = "岗",
                SignedOn = Date("2024-01-01"),
                StartsOn = Date("2024-01-01"),
                EndsOn = Date("2024-12-31"),
                SignatureMode = SignatureModes.WetInk,
                ScanAttachmentId = "",
                RecordedBy = "chen",
            });
            work.Db.OpeningEntries.Add(new OpeningEntry
            {
                Id = "i.2",
                ImportId = "i",
                Sha256 = "x",
                SourceRow = 2,
                PersonId = person.Id,
                PlacementId = "pl",
                AsOf = Date("2024-06-30"),
                MonthsUsedHundredths = 600,
                PaidCents = 500_000,
                RecordedAt = work.Now,
            });
            await work.Flush(token);
            return placement;
        });
    }

    private static DateOnly Date(string text) => DateOnly.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
