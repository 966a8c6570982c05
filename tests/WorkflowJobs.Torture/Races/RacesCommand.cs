using System.Diagnostics;
using System.Globalization;

namespace WorkflowJobs.Torture.Races;

/// <summary>
/// <c>races [--rounds N] [--database sqlite|postgresql]</c>: the races are tests of the domain (<c>RaceTests</c>); this runs them with as many
/// rounds as one has time for.
/// </summary>
public static class RacesCommand
{
    public static async Task<int> Run(string[] args)
    {
        var rounds = Arguments.Number(args, "--rounds", 2_000).ToString(CultureInfo.InvariantCulture);
        var failed = 0;
        foreach (var database in Arguments.Databases(args))
        {
            Console.WriteLine($"races {database}: {rounds} rounds of each");
            var start = new ProcessStartInfo("dotnet");
            var suite = database == Site.PostgreSql ? "*RacesOnPostgreSqlTests" : "*RacesOnSqliteTests";
            foreach (var argument in new[] { "run", "--project", Path.Combine(Repository(), "tests", "WorkflowJobs.Domain.Tests"), "--", "-noColor", "-class", suite })
                start.ArgumentList.Add(argument);
            start.Environment["RACE_ROUNDS"] = rounds;
            using var tests = Process.Start(start) ?? throw new InvalidOperationException("dotnet did not start.");
            await tests.WaitForExitAsync();
            failed += tests.ExitCode == 0 ? 0 : 1;
        }

        return failed == 0 ? 0 : 1;
    }

    /// <summary>The folder of the solution, above this program.</summary>
    private static string Repository()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "WorkflowJobs.sln")))
                return folder.FullName;
        throw new InvalidOperationException("The races need the source tree.");
    }
}
