using WorkflowJobs.Domain.Agreements.Signing;
using WorkflowJobs.Domain.Assessments;
using WorkflowJobs.Domain.Identity;
using WorkflowJobs.Domain.Plans;
using WorkflowJobs.Domain.Reports.Dashboards;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Subsidies;
using WorkflowJobs.Domain.Supervision;
using WorkflowJobs.Domain.Tests.Applications;
using WorkflowJobs.Domain.Tests.Runtime;

namespace WorkflowJobs.Domain.Tests.Reports;

/// <summary>Every figure of every dashboard, and the rows behind it, on both databases.</summary>
public sealed class DashboardQueriesTests
{
    private static readonly PageOf Page = new(null, PageOf.Largest);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Figures_OfEachDashboard_AreAsManyAsTheirRows(bool postgreSql)
    {
        await using var round = await Open(postgreSql);
        Assert.NotNull((await round.Assist("刘桂芳", "shiqiao-hudong", RoundFixture.Form("P01", "R-AGE"))).Value);
        await Batches(round);
        var queries = round.Get<DashboardQueries>();
        var seen = new HashSet<string>();
        foreach (var (kind, actor) in await Offices(round))
        {
            var view = (await queries.Get(actor, kind, 2024, default)).Value!;
            foreach (var panel in view.Panels)
                foreach (var figure in panel.Figures)
                {
                    var key = $"{panel.Key}.{figure.Key}";
                    var rows = (await queries.Rows(actor, new DashboardFilter(kind, 2024, key), Page, default)).Value!.Items;
                    Assert.Equal((key, figure.Count, figure.Value), (key, rows.Count, rows.Sum(row => row.Value)));
                    foreach (var unit in figure.Units)
                    {
                        var own = (await queries.Rows(actor, new DashboardFilter(kind, 2024, key, unit.UnitId), Page, default)).Value!.Items;
                        Assert.Equal((key, unit.Count, unit.Value), (key, own.Count, own.Sum(row => row.Value)));
                        Assert.All(own, row => Assert.Equal(unit.UnitId, row.UnitId));
                        seen.Add(key);
                    }
                }
        }

        Assert.Superset(new HashSet<string> { "places.Planned", "places.Announced", "people.Applied", "stages.Submitted", "batches.Closed", "batches.Approved", "split.ProvincePaid", "split.ChannelWaiting", "lines.Held", "held.BARRED_ACCOUNT" }, seen);
        Assert.Empty((await queries.Rows((await Offices(round))[0].Actor, new DashboardFilter(DashboardKind.District, 2024, "times.none"), Page, default)).Value!.Items);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task OfficersLists_AreReadOnBothDatabases(bool postgreSql)
    {
        await using var round = await Open(postgreSql);
        var submitted = (await round.Assist("刘桂芳", "shiqiao-hudong", RoundFixture.Form("P01", "R-AGE"))).Value!;
        var (handler, discipline) = (await round.ActorOf("张伟民"), await round.ActorOf("郭正"));
        Assert.Empty(await round.Get<AssessmentQueries>().Counts(handler, 2024, default));
        Assert.Empty((await round.Get<AssessmentQueries>().List(handler, new AssessmentFilter(2024, 7), Page, default)).Items);
        Assert.Null((await round.Get<FileTipOff>().Execute(handler, "t", new NewTipOff("shiqiao", false, "某人", "某事", null, null, "Phone"), default)).Refusal);
        Assert.Equal(("Open", null), (await round.Get<ClueQueries>().TipOffs(handler, Page, default)).Items.Select(row => (row.State, row.TaskId)).Single());
        Assert.NotNull((await round.Get<ClueQueries>().TipOffs(await round.ActorOf("赵清"), Page, default)).Items.Single().TaskId);
        var id = (await round.Get<BarAccount>().Run(discipline, "b", "shiqiao-hudong", "Village", "62170000000000001", "村账户", default)).Value!;
        Assert.Equal("ACCOUNT_BARRED", (await round.Get<BarAccount>().Run(discipline, "b2", "shiqiao-hudong", "Village", "6217 0000 0000 00001", "再次", default)).Refusal?.Code);
        Assert.Null((await round.Get<LiftAccountBar>().Run(discipline, "l", id, "误登", default)).Refusal);
        Assert.Null((await round.Get<BarAccount>().Run(discipline, "b3", "shiqiao-hudong", "Village", "62170000000000001", "再次", default)).Refusal);
        Assert.Equal([false, true], (await round.Get<BarredAccountQueries>().List(discipline, Page, default)).Items.Select(row => row.LiftedAt is null).Order());
        // Not at its signing yet.
        Assert.Same(Refusals.NotFound, (await round.Get<SigningQueries>().Of(handler, submitted.ApplicationId, default)).Refusal);
    }

    private static async Task<RoundFixture> Open(bool postgreSql)
    {
        Assert.SkipWhen(postgreSql && TestDatabase.PostgreSqlServer is null, "WORKFLOWJOBS_PG names no server.");
        return await RoundFixture.Create(postgreSql ? await TestDatabase.PostgreSql() : await TestDatabase.Sqlite());
    }

    private static async Task<IReadOnlyList<(DashboardKind Kind, Actor Actor)>> Offices(RoundFixture round)
    {
        var leader = await round.ActorOf("李志远");
        return
        [
            (DashboardKind.District, leader), (DashboardKind.Town, await round.ActorOf("王建国")), (DashboardKind.Discipline, await round.ActorOf("郭正")), (DashboardKind.Discipline, await round.ActorOf("赵清")),
            (DashboardKind.Finance, leader with { Grants = [.. leader.Grants.Select(grant => grant with { Role = Roles.Finance })] }),
        ];
    }

    /// <summary>A closed rural batch with its split, and an urban one that is being paid; of the former a line is held.</summary>
    private static Task Batches(RoundFixture round) => round.Get<IWriter>().Write((work, _) =>
    {
        foreach (var (kind, status, held) in new[] { (PostKind.Rural, BatchStatus.Closed, "BARRED_ACCOUNT"), (PostKind.Urban, BatchStatus.Approved, "") })
        {
            var batch = new SubsidyBatch
            {
                Id = WorkId(),
                Kind = kind,
                TownId = "shiqiao",
                Year = 2024,
                Month = 7,
                Sequence = 1,
                Status = status,
                CreatedAt = work.Now,
                ProvinceFen = kind == PostKind.Rural ? 17_204 : 0,
                CityFen = kind == PostKind.Rural ? 8_602 : 0,
                DistrictFen = kind == PostKind.Rural ? 17_205 : 0,
            };
            work.Db.SubsidyBatches.Add(batch);
            var person = work.Db.People.First();
            work.Db.SubsidyLines.Add(new SubsidyLine
            {
                Id = WorkId(),
                BatchId = batch.Id,
                PlacementId = "placement-" + kind,
                PersonId = person.Id,
                VillageId = "shiqiao-hudong",
                Year = 2024,
                Month = 7,
                PersonalFen = 43_011,
                OtherFen = 100,
                Holds = held,
                Status = held.Length > 0 ? PayStatus.Held : PayStatus.Due,
            });
        }

        return Task.FromResult(true);
    }, default);

    private static string WorkId() => Guid.CreateVersion7().ToString("N");
}
