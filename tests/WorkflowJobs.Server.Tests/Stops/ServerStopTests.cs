using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using WorkflowJobs.Domain.Data;
using WorkflowJobs.Domain.Runtime.Instances;
using WorkflowJobs.Domain.Runtime.Journal;
using WorkflowJobs.Domain.Tests.Runtime.Stops;

namespace WorkflowJobs.Server.Tests.Stops;

/// <summary>
/// The connection ends at the k-th statement of what moves money or people: after some of them, or with <c>STOP_STEP=1</c> before and after each.
/// Afterwards the database is to the letter as before, or something was committed; then the same operation, asked again, comes to where an
/// undisturbed one comes: no line is paid twice, nobody leaves by half.
/// </summary>
public sealed class ServerStopTests
{
    private static readonly int? Asked = int.TryParse(Environment.GetEnvironmentVariable("STOP_STEP"), NumberStyles.None, CultureInfo.InvariantCulture, out var step) ? Math.Max(1, step) : null;
    private static readonly int Step = Asked ?? 37;
    private static readonly Moment[] Moments = Asked is null ? [Moment.After] : Enum.GetValues<Moment>();

    public static TheoryData<string> Names => [.. ServerUseCases.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task UseCase_StoppedAtStatements_IsDoneOrNotAndConverges(string name)
    {
        var prepared = await TestServer.Start();
        await using var data = prepared.Data;
        var useCase = await ServerUseCases.All[name](prepared);
        await prepared.Leave();
        var (told, after) = await Undisturbed(data, useCase);
        foreach (var moment in Moments)
            await Stopped(data, useCase, moment, told, after);
    }

    private static async Task<(string Told, string After)> Undisturbed(TestData data, ServerUseCase useCase)
    {
        await using var way = await StoppableServer.Over(data, useCase.Accounts);
        var before = await Fingerprint.Alike(way.Reader);
        var told = Fingerprint.Alike(await useCase.Act(way.Server) ?? "");
        await Settle(way);
        var after = await Fingerprint.Alike(way.Reader);
        Assert.NotEqual(before, after);
        Assert.False(told.StartsWith('4'), told);
        return (told, after);
    }

    private static async Task Stopped(TestData data, ServerUseCase useCase, Moment moment, string told, string after)
    {
        var (statement, stops) = (1, 0);
        for (var over = false; !over;)
        {
            await using var way = await StoppableServer.Over(data, useCase.Accounts);
            var before = await Fingerprint.Exact(way.Reader);
            // On one server until something was done; what was cut off before its commit left it as it was.
            for (var isBefore = true; isBefore && !over; statement += Step)
            {
                way.Cut.StopAt(statement, moment);
                var answer = await Try(way.Server, useCase);
                over = !way.Cut.Mend();
                stops += over ? 0 : 1;
                Assert.True(answer is null || Fingerprint.Alike(answer) == told, $"{moment} {statement}: {answer} and not {told}");
                isBefore = !over && await Fingerprint.Exact(way.Reader) == before;
                if (isBefore)
                    continue;
                Assert.Equal(told, Fingerprint.Alike(await useCase.Act(way.Server) ?? "unavailable"));
                await Settle(way);
                Assert.Equal(after, await Fingerprint.Alike(way.Reader));
                var journal = await way.Reader.Read((work, cancel) => new JournalVerifier().Verify(work.Db, cancel));
                Assert.True(journal.Ok, $"{moment} {statement}: {string.Join("; ", journal.Problems)}");
            }
        }

        Assert.True(stops > 0, "It was never stopped.");
    }

    /// <summary>What the stop left on its way arrives, as the pump would see to.</summary>
    private static Task Settle(StoppableServer way) => way.Server.Services.GetRequiredService<MessagePump>().Drain(CancellationToken.None);

    /// <summary>Null when the database was away, which is the only thing that may be told of it.</summary>
    private static async Task<string?> Try(TestServer server, ServerUseCase useCase)
    {
        try
        {
            return await useCase.Act(server);
        }
        catch (Exception failure) when (failure is not Xunit.Sdk.XunitException)
        {
            Assert.True(DatabaseFailure.IsUnreachable(failure), failure.ToString());
            return null;
        }
    }
}
