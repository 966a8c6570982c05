using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Instances;
using WorkflowJobs.Domain.Runtime.Timers;

namespace WorkflowJobs.Domain.Tests.Runtime;

/// <summary>Definitions that start by the clock; times of day are Beijing's. The clock stands at Monday, 2024-06-03, 09:00.</summary>
public sealed class ScheduleTests
{
    private const string FirstOfMonth = "30 8 1 * *";

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Cron_EachDueInstant_StartsAnInstanceThatKnowsIt(bool postgres)
    {
        await using var runtime = postgres ? await RuntimeFixture.PostgreSql() : await RuntimeFixture.Sqlite();
        await runtime.Publish(Monthly(FirstOfMonth));

        await Jump(runtime, "2024-07-01T00:29:59Z");
        Assert.Empty(await Started(runtime));
        await Jump(runtime, "2024-07-01T00:30:00Z");
        Assert.Equal(["2024-07-01T00:30:00Z"], await Started(runtime));
        // Nobody was there for two months: both are made up for, each for its own month, and once.
        await Jump(runtime, "2024-09-15T00:00:00Z");
        await Jump(runtime, "2024-09-15T00:00:00Z");
        Assert.Equal(["2024-07-01T00:30:00Z", "2024-08-01T00:30:00Z", "2024-09-01T00:30:00Z"], await Started(runtime));
        Assert.All(await runtime.Read(work => work.Db.Instances.ToListAsync()), instance => Assert.Equal("schedule:monthly", instance.CorrelationId));
    }

    [Fact]
    public async Task EveryMinute_AfterANight_StartsOnceForWhatWasMissed()
    {
        await using var runtime = await RuntimeFixture.Sqlite();
        await runtime.Publish(Monthly("* * * * *"));
        runtime.Clock.SetUtcNow(DateTimeOffset.Parse("2024-06-03T11:00:30Z", null));

        Assert.Equal(1, await runtime.Timers.FireDue(CancellationToken.None));

        Assert.Single(await Started(runtime));
        Assert.Equal(DateTimeOffset.Parse("2024-06-03T11:01:00Z", null), (await Armed(runtime)).Single().DueAt);
    }

    [Fact]
    public async Task PublishedAnew_FollowsTheNewTime_AndRetractedStartsNothing()
    {
        await using var runtime = await RuntimeFixture.Sqlite();
        await runtime.Publish(Monthly(FirstOfMonth));
        await runtime.Publish(Monthly("0 9 5 * *"));
        await Jump(runtime, "2024-07-31T00:00:00Z");
        Assert.Equal(["2024-06-05T01:00:00Z", "2024-07-05T01:00:00Z"], await Started(runtime));

        await runtime.Write(async work => Assert.Null((await runtime.Get<DefinitionStore>().Retract(work, "monthly", Actor.System, CancellationToken.None)).Refusal));
        await Jump(runtime, "2024-12-31T00:00:00Z");
        Assert.Equal(2, (await Started(runtime)).Count);
        Assert.Empty(await Armed(runtime));
    }

    [Theory]
    [InlineData("every month")]
    [InlineData("0 0 30 2 *")]
    public async Task Cron_ThatNamesNoTime_CannotBePublished(string cron)
    {
        await using var runtime = await RuntimeFixture.Sqlite(services => services.AddSingleton<IDefinitionCheck, ScheduleCheck>());
        var refusal = await runtime.Write(async work =>
        {
            var store = runtime.Get<DefinitionStore>();
            var saved = await store.Save(work, Monthly(cron), null, Actor.System, CancellationToken.None);
            return (await store.Publish(work, saved.Version!.Id, Actor.System, CancellationToken.None)).Refusal;
        });

        Assert.Contains(refusal!.Errors!, error => error.Code == "SCHEDULE_INVALID");
    }

    private static string Monthly(string cron) =>
        new TestFlow("monthly").Trigger("due", "Cron", ("cronExpression", cron)).Task("look", "Ok").Link("due>look").ToString();

    private static async Task Jump(RuntimeFixture runtime, string to)
    {
        var instant = DateTimeOffset.Parse(to, null);
        if (instant > runtime.Clock.GetUtcNow())
            runtime.Clock.SetUtcNow(instant);
        await runtime.Timers.FireDue(instant, CancellationToken.None);
    }

    private static async Task<List<string>> Started(RuntimeFixture runtime)
    {
        var ids = await runtime.Read(work => work.Db.Instances.OrderBy(row => row.CreatedAt).Select(row => row.Id).ToListAsync());
        var at = new List<string>();
        foreach (var id in ids)
            at.Add((await runtime.State(id)).Input["at"]!.ToString());
        return at;
    }

    private static Task<List<TimerRow>> Armed(RuntimeFixture runtime) =>
        runtime.Read(work => work.Db.Timers.Where(row => row.Purpose == TimerPurpose.StartDefinition).ToListAsync());
}
