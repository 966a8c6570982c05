using WorkflowJobs.Domain.Data;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Journal;

namespace WorkflowJobs.Domain.Tests.Runtime.Stops;

/// <summary>
/// The connection ends at the k-th statement of a use case, for every k. Afterwards the whole database is as before or as after, never
/// between; and the same operation, asked again, comes to where an undisturbed one comes.
/// </summary>
public sealed class StopTests
{
    public static TheoryData<string, bool, Moment> Cases
    {
        get
        {
            var cases = new TheoryData<string, bool, Moment>();
            foreach (var name in UseCases.All.Keys)
                foreach (var postgres in new[] { false, true })
                    foreach (var moment in Enum.GetValues<Moment>())
                        cases.Add(name, postgres, moment);
            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task UseCase_StoppedAtEveryStatement_IsDoneOrNotAndConverges(string useCase, bool postgres, Moment moment)
    {
        Assert.SkipWhen(postgres && TestDatabase.PostgreSqlServer is null, "WORKFLOWJOBS_PG names no server.");
        var (told, after) = await Undisturbed(useCase, postgres);
        var statement = 0;
        var stops = 0;
        for (var over = false; !over;)
        {
            await using var way = await Open(postgres);
            var act = await UseCases.All[useCase](way.Runtime);
            var before = await Fingerprint.Exact(way.Runtime.Get<IReader>());
            // On one database until something was done; what was cut off before its commit left it as it was.
            for (var isBefore = true; isBefore && !over;)
            {
                way.StopAt(++statement, moment);
                var answer = await Try(way, act);
                over = !await way.Mend();
                stops += over ? 0 : 1;
                Assert.True(answer is null || Fingerprint.Alike(answer) == told, $"{statement}: {answer} and not {told}");
                isBefore = !over && await Fingerprint.Exact(way.Runtime.Get<IReader>()) == before;
                if (isBefore)
                    continue;
                Assert.Equal(after, await Fingerprint.Alike(way.Runtime.Get<IReader>()));
                Assert.Equal(told, Fingerprint.Alike(await act(way.Runtime)));
                Assert.Equal(after, await Fingerprint.Alike(way.Runtime.Get<IReader>()));
                Assert.True((await way.Runtime.Read(work => new JournalVerifier().Verify(work.Db, CancellationToken.None))).Ok);
            }
        }

        Assert.True(stops > 3, $"It was stopped {stops} times only.");
    }

    internal static async Task<(string Told, string After)> Undisturbed(string useCase, bool postgres)
    {
        await using var way = await Open(postgres);
        var act = await UseCases.All[useCase](way.Runtime);
        var told = await act(way.Runtime);
        return (Fingerprint.Alike(told), await Fingerprint.Alike(way.Runtime.Get<IReader>()));
    }

    /// <summary>Null when the database was away, which is the only thing that may be told of it.</summary>
    private static async Task<string?> Try(IStoppable way, Func<RuntimeFixture, Task<string>> act)
    {
        try
        {
            return await act(way.Runtime);
        }
        catch (Exception failure)
        {
            Assert.True(DatabaseFailure.IsUnreachable(failure), failure.ToString());
            return null;
        }
    }

    private static async Task<IStoppable> Open(bool postgres) => postgres ? await StoppingPostgreSql.Open(UseCases.Add) : await StoppingSqlite.Open(UseCases.Add);
}
