using System.Diagnostics;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Journal;

namespace WorkflowJobs.Domain.Tests.Runtime.Stops;

/// <summary>
/// The process itself is killed (SIGKILL) after the k-th statement of a use case, for every fifth k (for every one with END_STEP=1): what another
/// process then finds in the file is as before or as after. The process that is killed is this assembly, started again for one explicit test.
/// </summary>
public sealed class ProcessEndTests
{
    private const string Variable = "WORKFLOWJOBS_END";

    private static readonly int Step = int.TryParse(Environment.GetEnvironmentVariable("END_STEP"), out var step) ? step : 5;

    [Theory]
    [InlineData("start")]
    [InlineData("complete at a fork")]
    [InlineData("withdraw")]
    public async Task UseCase_WhoseProcessIsKilledAmidIt_IsDoneOrNot(string useCase)
    {
        var (_, after) = await StopTests.Undisturbed(useCase, postgres: false);
        var (undone, done) = (0, 0);
        for (var statement = 1; ; statement += Step)
        {
            var (killed, folder, before) = await RunToItsEnd(useCase, statement);
            await using var runtime = RuntimeFixture.Found(TestDatabase.Found(folder), UseCases.Add);
            if (await Fingerprint.Exact(runtime.Get<IReader>()) == before)
            {
                undone++;
            }
            else
            {
                Assert.Equal(after, await Fingerprint.Alike(runtime.Get<IReader>()));
                done++;
            }

            Assert.True((await runtime.Read(work => new JournalVerifier().Verify(work.Db, CancellationToken.None))).Ok);
            Assert.Equal("ok", await runtime.Read(work => work.Db.Database.SqlQueryRaw<string>("SELECT integrity_check AS Value FROM pragma_integrity_check").SingleAsync()));
            if (!killed)
                break;
        }

        Assert.True(undone > 1 && done > 0, $"It was undone {undone} times and done {done} times.");
    }

    /// <summary>What is killed: prepares the use case, writes down where and how things stand, and does it.</summary>
    [Fact(Explicit = true)]
    public async Task TheProcessThatEnds()
    {
        var words = Environment.GetEnvironmentVariable(Variable)!.Split('|');
        var way = await StoppingSqlite.Open(UseCases.Add);
        var act = await UseCases.All[words[0]](way.Runtime);
        await File.WriteAllTextAsync(words[2], way.Runtime.Database.Folder + "\n" + await Fingerprint.Exact(way.Runtime.Get<IReader>()));
        way.EndProcessAfter(int.Parse(words[1], CultureInfo.InvariantCulture));
        await act(way.Runtime);
        // The database is for the one who looks at what is left.
    }

    private static async Task<(bool Killed, string Folder, string Before)> RunToItsEnd(string useCase, int statement)
    {
        var note = Path.GetTempFileName();
        try
        {
            var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true };
            foreach (var argument in new[] { typeof(ProcessEndTests).Assembly.Location, "-noColor", "-explicit", "only", "-method", "*." + nameof(TheProcessThatEnds) })
                start.ArgumentList.Add(argument);
            start.Environment[Variable] = string.Create(CultureInfo.InvariantCulture, $"{useCase}|{statement}|{note}");
            using var process = Process.Start(start) ?? throw new InvalidOperationException("dotnet did not start.");
            var output = await process.StandardOutput.ReadToEndAsync();
            await process.WaitForExitAsync();
            // 128 and the signal's number.
            Assert.True(process.ExitCode is 0 or 137, output);
            var lines = (await File.ReadAllTextAsync(note)).Split('\n', 2);
            return (process.ExitCode == 137, lines[0], lines[1]);
        }
        finally
        {
            File.Delete(note);
        }
    }
}
