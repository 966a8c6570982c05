using System.Text;
using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Agreements;
using WorkflowJobs.Domain.Comparison;
using WorkflowJobs.Domain.Identity;
using WorkflowJobs.Domain.Openings;
using WorkflowJobs.Domain.Placements;
using WorkflowJobs.Domain.Plans;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Tests.Rounds;
using static WorkflowJobs.Domain.Tests.TestFiles;

namespace WorkflowJobs.Domain.Tests.Comparison;

/// <summary>Lists of other departments: imported once, matched with who is there and who comes later, replaced by newer ones.</summary>
public sealed class ComparisonListTests : IAsyncLifetime
{
    private const string Known = "370811197312029901";
    private const string Later = "370811197906149820";
    private RoundsFixture fixture = null!;
    private Actor handler = null!;

    public async ValueTask InitializeAsync()
    {
        fixture = await RoundsFixture.Create(5);
        handler = new Actor("chen", "陈静", [new RoleGrant(Roles.DistrictHandler, "shebao", new HashSet<string> { "shebao", "shiqiao", "shiqiao-hudong", "shiqiao-yuwan", "shiqiao-liugou" })]);
        await Person(Known, "原思齐甲");
    }

    public async ValueTask DisposeAsync() => await fixture.DisposeAsync();

    [Fact]
    public async Task SameFileTwice_ChangesNothing_AndMatchesWhoIsKnown()
    {
        var csv = Insurance($"{Known},原思齐甲,单位职工,济宁某商贸公司,2024-01-01,2024-06-30", $"{Later},孔令芝,灵活就业,,2024-01-01,");
        var first = await Import(ListKind.Insurance, "2024-06-10", csv);
        Assert.Equal((2, 1, false), (first.Rows, first.Hits, first.Unchanged));
        var again = await Import(ListKind.Insurance, "2024-06-10", csv);
        Assert.Equal((first.ListId, true), (again.ListId, again.Unchanged));
        Assert.Equal(1, await Count(db => db.ComparisonLists));
        Assert.Equal(1, await Count(db => db.ComparisonHits));

        // Self-paid insurance excludes nobody, so nothing is kept of it; of the other row no number stands anywhere.
        var entry = await fixture.Get<IReader>().Read((work, token) => work.Db.ComparisonEntries.SingleAsync(token));
        Assert.Equal(64, entry.PersonIndex.Length);
        Assert.DoesNotContain(Known, Encoding.UTF8.GetString(entry.DetailCipher!), StringComparison.Ordinal);
        var hit = Assert.Single(await Hits());
        Assert.Equal(("E7", "Hard", "原思齐甲", "济宁某商贸公司"), (hit.Code, hit.Grade.ToString(), hit.Name, hit.Detail));
        Assert.Equal("用人单位正在为其缴纳职工社保（2024-01-01至2024-06-30）", hit.Zh);
    }

    [Fact]
    public async Task HitsOf_OnADay_ByTheRulesOfThatDay()
    {
        await Import(ListKind.Insurance, "2024-06-10", Insurance($"{Known},原思齐甲,单位职工,某公司,2024-01-01,2024-06-30"));
        Assert.Equal(["E7"], await Standing("2024-07-30"));
        Assert.Empty(await Standing("2024-07-31"));
        Assert.Empty(await Standing("2023-12-31"));
    }

    [Fact]
    public async Task NewerList_WithoutTheFact_EndsIt_AndAnOlderOneSaysNothing()
    {
        await Import(ListKind.Payroll, "2024-05-01", $"身份证号,姓名,单位\n{Known},原思齐甲,某局\n");
        Assert.Equal(["E4"], await Standing("2024-06-14"));
        await Import(ListKind.Payroll, "2024-06-01", $"身份证号,姓名\n{Later},孔令芝\n");
        Assert.Equal(["E4"], await Standing("2024-05-31"));
        Assert.Empty(await Standing("2024-06-01"));
        Assert.Equal(1, await Count(db => db.ComparisonEntries));
        await Import(ListKind.Payroll, "2024-04-01", $"身份证号,姓名\n{Known},原思齐甲\n");
        Assert.Empty(await Standing("2024-06-14"));
    }

    [Fact]
    public async Task WhoComesLater_IsMatchedByTheIndexAlone()
    {
        await Import(ListKind.School, "2024-06-01", $"公民身份号码,学校\n{Later},某中学\n");
        Assert.Equal(0, await Count(db => db.ComparisonHits));
        var person = await Person(Later, "孔令芝");
        await fixture.Get<IWriter>().Write(async (work, token) =>
        {
            await fixture.Get<HitMatcher>().Match(work, (await work.Db.People.FindAsync([person], token))!, token);
            return true;
        });
        Assert.Equal(["E1"], await Standing("2024-06-14", person));
    }

    [Fact]
    public async Task Review_WithAReason_StandsAcrossTheNextList_AndANewOneCorrectsIt()
    {
        var row = $"{Known},原思齐甲,在业,某商行,经营者,2020-01-01,";
        await Import(ListKind.Business, "2024-06-01", Business(row));
        var hit = Assert.Single(await Hits());
        Assert.Equal("REASON_REQUIRED", (await Review(hit.Id, HitState.NotSame, " ")).Refusal?.Code);
        Assert.Equal("STALE_REVISION", (await Review(hit.Id, HitState.NotSame, "同名", revision: 9)).Refusal?.Code);
        Assert.Equal(HitState.NotSame, (await Review(hit.Id, HitState.NotSame, "证件号被他人冒用，已由市监局更正")).Value!.State);
        Assert.Empty(await Standing("2024-06-14"));
        await Import(ListKind.Business, "2024-06-12", Business(row, $"{Later},孔令芝,存续,甲,,,"));
        Assert.Empty(await Standing("2024-06-14"));
        await Review(hit.Id, HitState.Confirmed, "再次核实属实");
        Assert.Equal(["E6"], await Standing("2024-06-14"));
        Assert.Equal(2, await Count(db => db.HitReviews));
    }

    [Theory]
    [InlineData("存续", "E6", "Hard")]
    [InlineData("注销中", "E6", "Soft")]
    [InlineData("注销", null, null)]
    public async Task Business_ByItsState_IsHardSoftOrNothing(string state, string? code, string? grade)
    {
        await Import(ListKind.Business, "2024-06-01", Business($"{Known},原思齐甲,{state},某商行,经营者,2020-01-01,"));
        var hit = (await Hits()).SingleOrDefault();
        Assert.Equal((code, grade), (hit?.Code, hit?.Grade.ToString()));
    }

    [Fact]
    public async Task ListWithProblems_IsRefusedByCell_OrTheGoodRowsComeInByChoice()
    {
        var csv = Insurance($"{Known},原思齐甲,单位职工,某公司,2024-01-01,", "370811197906149821,甲,单位职工,某公司,2024-01-01,", "3.70811E+17,乙,单位职工,某公司,2024-01-01,");
        var refused = (await Try(ListKind.Insurance, "2024-06-10", csv, onlyGood: false)).Refusal!;
        Assert.Equal([("A3", "ID_CHECK_DIGIT"), ("A4", "ID_SCIENTIFIC")], refused.Errors.Select(e => (e.Field, e.Code)));
        Assert.Equal(0, await Count(db => db.ComparisonLists));
        var taken = (await Try(ListKind.Insurance, "2024-06-10", csv, onlyGood: true)).Value!;
        Assert.Equal((1, 2, 1), (taken.Rows, taken.LeftOut, taken.Hits));
    }

    [Fact]
    public async Task ImportThatBrokeOff_CountsForNothing_UntilTheSameFileFinishesIt()
    {
        var csv = Insurance($"{Known},原思齐甲,单位职工,某公司,2024-01-01,");
        var list = await Import(ListKind.Insurance, "2024-06-10", csv);
        await fixture.Get<IWriter>().Write(async (work, token) =>
        {
            // As a process that ended before the last part leaves it.
            (await work.Db.ComparisonLists.FindAsync([list.ListId], token))!.CompletedAt = null;
            await work.Db.ComparisonHits.ExecuteDeleteAsync(token);
            return true;
        });
        Assert.Empty(await Standing("2024-06-14"));
        Assert.False((await Import(ListKind.Insurance, "2024-06-10", csv)).Unchanged);
        Assert.Equal(["E7"], await Standing("2024-06-14"));
        Assert.Equal(1, await Count(db => db.ComparisonEntries));
    }

    [Fact]
    public async Task Import_ByAnotherRoleOrOfTomorrow_IsRefused()
    {
        var file = new ListToImport(ListKind.Payroll, Date("2024-06-10"), "a.csv", Encoding.UTF8.GetBytes($"身份证号\n{Known}\n"), false);
        var town = new Actor("zhang", "张伟民", [new RoleGrant(Roles.TownHandler, "shiqiao", new HashSet<string> { "shiqiao" })]);
        Assert.Equal("FORBIDDEN", (await fixture.Get<ImportComparisonList>().Run(town, "op", file, default)).Refusal?.Code);
        Assert.Equal("LIST_FUTURE", (await fixture.Get<ImportComparisonList>().Run(handler, "op", file with { AsOf = Date("2024-06-15") }, default)).Refusal?.Code);
    }

    /// <summary>Who holds an urban post is insured through it: that is no other employment.</summary>
    [Theory]
    [InlineData(PostKind.Urban, "2024-07-01", false)]
    [InlineData(PostKind.Urban, "2024-06-01", true)]
    [InlineData(PostKind.Rural, "2024-07-01", true)]
    public async Task Insurance_OfTheUrbanPostItself_DoesNotStand(PostKind kind, string insuredFrom, bool stands)
    {
        var person = await Person(Later, "孔令芝");
        await fixture.Get<IWriter>().Write((work, _) =>
        {
            work.Db.Placements.Add(new Placement
            {
                Id = "pl",
                PersonId = person,
                Kind = kind,
                Year = 2024,
                Batch = 1,
                TownId = "shiqiao",
                VillageId = "shiqiao-hudong",
                PostName = "岗",
                PostNumber = "石桥岗〔2024〕1号",
                StartsOn = Date("2024-07-16"),
                ApprovedOn = Date("2024-07-05"),
            });
            return Task.FromResult(true);
        });
        await Import(ListKind.Insurance, "2024-06-10", Insurance($"{Later},孔令芝,单位职工,镇街,{insuredFrom},"));
        Assert.Equal(stands ? ["E7"] : [], await Standing("2024-08-31", person));
    }

    /// <summary>Months brought along count once: up to their day as stated, after it by the days on post.</summary>
    [Theory]
    [InlineData("2024-06-30", 30)]
    [InlineData("2024-12-31", 36)]
    public async Task ServedMonths_WithAnOpeningEntry_GoOnFromItsDay(string on, int months)
    {
        var person = await Person(Later, "孔令芝");
        await fixture.Get<IWriter>().Write((work, _) =>
        {
            work.Db.Placements.Add(new Placement
            {
                Id = "pl",
                PersonId = person,
                Kind = PostKind.Rural,
                Year = 2022,
                Batch = 1,
                TownId = "shiqiao",
                VillageId = "shiqiao-hudong",
                PostName = "岗",
                PostNumber = "石桥岗〔2022〕1号",
                StartsOn = Date("2022-01-01"),
                ApprovedOn = Date("2021-12-20"),
                RetiresOn = Date("2039-06-14"),
            });
            work.Db.Agreements.Add(new Agreement
            {
                Id = "ag",
                PlacementId = "pl",
                PersonId = person,
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
                PersonId = person,
                PlacementId = "pl",
                AsOf = Date("2024-06-30"),
                MonthsUsedHundredths = 3000,
                PaidCents = 1,
                RecordedAt = work.Now,
            });
            return Task.FromResult(true);
        });
        var (served, mayExtend) = await fixture.Get<IReader>().Read((work, token) => fixture.Get<ServedMonths>().Of(work, person, Date(on), token));
        Assert.Equal((months, false), ((int)served, mayExtend));
    }

    private static string Insurance(params string[] rows) => "公民身份号码,姓名,参保类型,缴费单位,缴费起始,缴费截止\n" + string.Join('\n', rows) + "\n";

    private static string Business(params string[] rows) => "公民身份号码,姓名,登记状态,企业或字号,身份,登记日期,注销日期\n" + string.Join('\n', rows) + "\n";

    private Task<WorkflowJobs.Domain.Common.Result<ImportedList>> Try(ListKind kind, string asOf, string csv, bool onlyGood) =>
        fixture.Get<ImportComparisonList>().Run(handler, Guid.NewGuid().ToString("N"), new ListToImport(kind, Date(asOf), "list.csv", Encoding.UTF8.GetBytes(csv), onlyGood), default);

    private async Task<ImportedList> Import(ListKind kind, string asOf, string csv)
    {
        var imported = await Try(kind, asOf, csv, onlyGood: false);
        Assert.True(imported.Refusal is null, imported.Refusal?.MessageZh);
        return imported.Value!;
    }

    private Task<WorkflowJobs.Domain.Common.Result<ReviewHitAnswer>> Review(string hit, HitState state, string reason, int? revision = null) =>
        fixture.Get<ReviewHit>().Run(handler, Guid.NewGuid().ToString("N"), hit, new ReviewHitBody(state, reason, revision), default);

    private async Task<IReadOnlyList<HitRow>> Hits() => (await fixture.Get<ComparisonQueries>().Hits(handler, new HitFilter(), PageOf.First, default)).Items;

    private Task<IReadOnlyList<string>> Standing(string on, string? person = null) => fixture.Get<IReader>().Read<IReadOnlyList<string>>(async (work, token) =>
    {
        person ??= await work.Db.People.Where(p => p.Name == "原思齐甲").Select(p => p.Id).FirstAsync(token);
        return [.. (await fixture.Get<ComparisonHits>().HitsOf(work, [person], Date(on), token)).Select(hit => hit.Code)];
    });

    private Task<int> Count<T>(Func<WorkflowJobs.Domain.Data.AppDb, DbSet<T>> rows)
        where T : class => fixture.Get<IReader>().Read((work, token) => rows(work.Db).CountAsync(token));

    private Task<string> Person(string number, string name) => fixture.Get<IWriter>().Write(async (work, token) =>
        (await fixture.Get<PeopleRegistry>().FindOrCreate(work, CitizenId.Parse(number, Date("2024-06-14")).Value!, name, "shiqiao-hudong", token)).Value!.Id);
}
